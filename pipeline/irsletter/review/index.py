"""The queue of a batch: one short row for each letter, made from results.jsonl and made again when that changes.

Opening a letter never goes through all of them: the index knows at which byte its line begins.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from irsletter.emit.explain.clock import read_clock
from irsletter.emit.schema import load
from irsletter.emit.urgency import days_left, doubted, next_deadline, urgency
from irsletter.model.kinds import RIGHTS
from irsletter.model.result import Letter, Result

_LAST = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Row:
    """What the queue shows of one letter."""

    id: str
    path: str
    page: int
    offset: int
    """Byte of results.jsonl at which the letter's line begins."""
    code: str
    title: str
    name: str
    last4: str
    amount: str
    urgency: int
    needed: bool
    right: bool
    """Whether a right hangs on one of its open dates."""
    suspicious: bool
    what: str
    day: str
    days: int | None
    reasons: tuple[str, ...]
    copy_of: str | None
    superseded_by: str | None

    @property
    def place(self) -> tuple[object, ...]:
        """What a person must look at first, then the urgent ones, then by the day that comes next."""
        first = not (self.right or self.suspicious)
        return not self.needed, first, self.urgency, self.day or _LAST, -len(self.reasons), self.path, self.page

    def holds(self, words: str) -> bool:
        """Whether every word of ``words`` stands in the name, the last four digits, the code or the file's name."""
        text = f"{self.name} {self.last4} {self.code} {self.path}".casefold()
        return all(word in text for word in words.casefold().split())


class Index:
    """Rows of ``results`` by letter id, as of one day."""

    def __init__(self, results: Path, today: dt.date) -> None:
        self._path, self._today = results, today
        self._seen: tuple[int, int, int] | None = None
        self._rows: dict[str, Row] = {}
        self._known: dict[int, tuple[Row, ...]] = {}
        self._making = Lock()

    def rows(self) -> dict[str, Row]:
        """By letter id. Where equal bytes lie in two files, the first by path. Lines that did not change since the
        last time are not read again."""
        facts = self._path.stat()
        seen = (facts.st_mtime_ns, facts.st_size, facts.st_ino)
        if seen != self._seen:
            with self._making:
                if seen != self._seen:
                    self._rows = self._made()
                    self._seen = seen
        return self._rows

    def _made(self) -> dict[str, Row]:
        known: dict[int, tuple[Row, ...]] = {}
        rows: dict[str, Row] = {}
        offset = 0
        with self._path.open("rb") as lines:
            for line in lines:
                if not line.endswith(b"\n"):  # a batch is writing it just now
                    break
                key = hash(line)
                made = self._known.get(key) or tuple(rows_of(load(line), self._today))
                known[key] = made
                for row in made:
                    rows.setdefault(row.id, row if row.offset == offset else replace(row, offset=offset))
                offset += len(line)
        self._known = known
        gc.freeze()  # thousands of rows that stay: no later collection needs to walk them
        return rows

    def line(self, row: Row) -> Result | None:
        """The Result that holds the letter; None where results.jsonl was replaced just now."""
        with self._path.open("rb") as lines:
            lines.seek(row.offset)
            line = lines.readline()
        try:
            return load(line)
        except (ValueError, json.JSONDecodeError):
            return None


def rows_of(result: Result, today: dt.date) -> Iterable[Row]:
    """A row for each letter of ``result``, its deadlines as they stand on ``today``."""
    for letter in result.letters:
        deadlines = [replace(each, state=read_clock(each, today).state) for each in letter.deadlines]
        yield _row(result, replace(letter, deadlines=deadlines), today.isoformat())


def _row(result: Result, letter: Letter, today: str) -> Row:
    coming = next_deadline(letter)
    fields = letter.fields
    name, number = fields.get("taxpayer_name"), fields.get("taxpayer_id")
    amount = fields.get("amount_due")
    return Row(
        id=letter.id,
        path=result.source.path,
        page=letter.pages[0],
        offset=0,
        code=letter.notice.code if letter.notice else "",
        title=letter.notice.title if letter.notice else "",
        name=(name.value or "") if name else "",
        last4=number.value.last4 if number and number.value else "",
        amount="" if amount is None or amount.value is None or doubted(letter) else amount.value,
        urgency=urgency(letter, today),
        needed=letter.review.needed,
        right=any(each.what in RIGHTS and each.state == "open" for each in letter.deadlines),
        suspicious=doubted(letter),
        what=coming.what.value.replace("_", " ") if coming else "",
        day=(coming.date or "") if coming else "",
        days=days_left(coming, today) if coming else None,
        reasons=tuple(reason.message for reason in letter.review.reasons),
        copy_of=letter.copy_of,
        superseded_by=letter.superseded_by,
    )
