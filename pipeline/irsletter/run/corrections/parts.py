"""What a person said of a file's pages: where its letters begin, and which way up its pages lie. It is read so, and the
answer is kept under a key of its own.

The say stands in the corrections under an id of the file, so it outlives every re-read, wherever the file lies.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from irsletter.emit.build import letter_id
from irsletter.run.corrections.file import Corrections
from irsletter.run.jobs.job import Job


@dataclass(frozen=True, slots=True)
class Said:
    """Empty: as the program finds it."""

    starts: tuple[int, ...] = ()
    """The pages, from 1, that letters begin on."""
    turns: tuple[tuple[int, int], ...] = ()
    """Pages and the quarter turns clockwise in which they lie."""

    def key(self, sha256: str) -> str:
        """What the ledger keeps the file's answer under."""
        parts = f"@{'-'.join(map(str, self.starts))}" if self.starts else ""
        return sha256 + parts + "".join(f"~{page}x{quarters}" for page, quarters in self.turns)

    def of(self, job: Job) -> Job:
        """The job that reads the file so."""
        return replace(job, starts=self.starts, turns=self.turns)


def file_id(sha256: str) -> str:
    """What corrections call the file of these bytes: as if a letter began before its first page."""
    return letter_id(sha256, 0)


def said_of(kept: Corrections, sha256: str) -> Said:
    """What stands of the file."""
    standing = kept.standing(file_id(sha256))
    starts = [line.new for line in standing if line.act == "letters"]
    turns = [line.new for line in standing if line.act == "turned"]
    return Said(tuple(starts[-1]) if starts else (), tuple(map(tuple, turns[-1])) if turns else ())
