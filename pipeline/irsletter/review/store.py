"""What the page shows and what it keeps: the results of a batch, and corrections in a file beside them.

``corrections.jsonl`` is added to and never rewritten: one line for each correction, with who, when, old and new. A new
run of the batch leaves it alone.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from irsletter.emit.schema import load
from irsletter.emit.urgency import next_deadline, urgency
from irsletter.errors import UsageError
from irsletter.model.result import Letter, Result
from irsletter.parse.values.ids import mask_ids
from irsletter.run.apart import draw_apart
from irsletter.run.job import Job
from irsletter.run.ledger import open_ledger
from irsletter.run.pictures import check_unchanged
from irsletter.run.private import open_private

_DPI = 130


@dataclass(frozen=True, slots=True)
class Entry:
    """One letter of the queue; ``line`` is the place of its Result in results.jsonl."""

    line: int
    result: Result
    letter: Letter


class Store:
    """The outputs of one batch. ``letters``: where the files lie, else where the ledger says that they lay."""

    def __init__(self, out: Path, letters: Path | None = None, config: Path | None = None) -> None:
        self._out, self._config = out, config
        self._ledger = out / "ledger.sqlite3"
        if not (out / "results.jsonl").is_file():
            raise UsageError(f"{out} holds no results.jsonl.", "Name the DIR of `irsletter batch FOLDER --out DIR`.")
        self._letters = letters

    def entries(self) -> list[Entry]:
        """All letters: those that need a look first, then the urgent ones, then by the day that comes next."""
        with (self._out / "results.jsonl").open(encoding="utf-8") as lines:
            results = [load(line) for line in lines]
        found = [Entry(at, result, letter) for at, result in enumerate(results) for letter in result.letters]
        return sorted(found, key=_place_in_queue)

    def entry(self, line: int, letter_id: str) -> Entry | None:
        """The letter, or None where results.jsonl was rewritten meanwhile and it stands elsewhere."""
        return next((each for each in self.entries() if (each.line, each.letter.id) == (line, letter_id)), None)

    def picture(self, entry: Entry, page: int) -> bytes:
        """PNG of one page with ids filled. Raises ReadError or UsageError where it can't be shown safely."""
        source = entry.result.source
        with open_ledger(self._ledger, writing=False) as ledger:
            spots = ledger.spots(source.sha256 or "")
            folder = self._letters or Path(ledger.noted("folder") or ".")
        if spots is None:
            raise UsageError("It is not known where ids stand on this page, so it is not shown.")
        path = folder / source.path
        check_unchanged(path, source.sha256)
        config = str(self._config) if self._config else None
        job = Job((str(path.absolute()),), entry.result.as_of, config=config)
        return draw_apart(job, spots, (page,), _DPI)[page]

    def corrections(self, letter_id: str) -> dict[str, str]:
        """The value that stands corrected last, by field."""
        path = self._out / "corrections.jsonl"
        if not path.is_file():
            return {}
        with path.open(encoding="utf-8") as lines:
            kept = [json.loads(line) for line in lines]
        return {line["field"]: line["new"] for line in kept if line["letter"] == letter_id}

    def correct(self, entry: Entry, new: dict[str, str], who: str, now: dt.datetime) -> int:
        """Add a line for each value of ``new`` that differs from what stands; gives how many. Ids are kept masked."""
        standing = {name: shown(field.value) for name, field in fields_of(entry.letter)}
        standing |= self.corrections(entry.letter.id)
        lines = [
            {
                "when": now.isoformat(timespec="seconds"),
                "who": mask_ids(who),
                "letter": entry.letter.id,
                "path": entry.result.source.path,
                "field": name,
                "old": standing[name],
                "new": mask_ids(value),
            }
            for name, value in new.items()
            if name in standing and mask_ids(value) != standing[name]
        ]
        with open_private(self._out / "corrections.jsonl", "ab") as file:
            file.writelines(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines)
        return len(lines)


def fields_of(letter: Letter) -> list[tuple[str, Any]]:
    """The single fields in the order of the result format."""
    return list(letter.fields.items())


def shown(value: Any) -> str:
    """A field's value as one line of text; empty where only its label was seen."""
    if value is None:
        return ""
    if hasattr(value, "masked"):
        return str(value.masked)
    if hasattr(value, "lines"):
        place = " ".join(part for part in (value.city, value.state, value.zip) if part)
        return ", ".join([*value.lines, *([place] if place else [])])
    return str(value)


def _place_in_queue(entry: Entry) -> tuple[bool, int, str, int]:
    letter = entry.letter
    coming = next_deadline(letter)
    day = coming.date if coming and coming.date else "9999-12-31"
    return not letter.review.needed, urgency(letter, entry.result.as_of), day, entry.line
