"""Where a person said that the letters of a file begin: it is read so, and the answer is kept under a key of its own.

The say stands in the corrections under an id of the file, so it outlives every re-read, wherever the file lies.
"""

from __future__ import annotations

from irsletter.emit.build import letter_id
from irsletter.run.corrections import Corrections


def file_id(sha256: str) -> str:
    """What corrections call the file of these bytes: as if a letter began before its first page."""
    return letter_id(sha256, 0)


def starts_of(kept: Corrections, sha256: str) -> tuple[int, ...]:
    """The pages, from 1, that letters of the file begin on; empty: as the program finds them."""
    said = [line.new for line in kept.standing(file_id(sha256)) if line.act == "letters"]
    return tuple(said[-1]) if said else ()


def parted_key(sha256: str, starts: tuple[int, ...]) -> str:
    """What the ledger keeps the file's answer under."""
    return f"{sha256}@{'-'.join(map(str, starts))}" if starts else sha256
