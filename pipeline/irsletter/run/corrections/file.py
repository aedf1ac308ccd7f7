"""What people corrected: a file beside the Results that is added to and never rewritten.

``corrections.jsonl`` holds one JSON object a line: ``{"version": 1, "number", "when", "who", "letter", "path", "act",
"field", "old", "new", "undoes", "place"}``. ``act`` is ``set`` (a field's value; ``new`` null: nothing is printed),
``row`` (a row of the list ``field``, as ``corrected_rows`` writes it; ``old`` null: it was added, ``new`` null: it is
not printed), ``kind`` (what the paper is), ``looked`` (a person settled the letter), ``letters`` (the pages that the
letters of the file begin on; ``letter`` is then an id of the file), ``turned`` (which way up pages of the file lie: all
that were said, page and quarter turns clockwise) or ``undo`` (of the line with number ``undoes``).
A letter is named by its id, which comes from the bytes of the file, so corrections survive every re-read.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from irsletter.errors import UsageError
from irsletter.parse.values.ids import mask_ids
from irsletter.run.store.lock import hold_lock
from irsletter.run.store.private import cannot_write, open_private

FORMAT = 1
FILE = "corrections.jsonl"
ACTS = ("set", "row", "kind", "looked", "letters", "turned", "undo")
_PATIENCE = 5.0
"""Seconds to wait for another writer's line."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One line. ``old`` and ``new`` are values as the result format writes them, as JSON."""

    number: int
    when: str
    who: str
    letter: str
    path: str
    act: str
    field: str | None
    old: Any
    new: Any
    undoes: int | None = None
    place: dict[str, Any] | None = None
    """Where the person showed that it is printed: ``page``, ``box``, ``text``, ``source`` as evidence has them."""


class ConflictError(UsageError):
    """Someone else corrected the letter since it was looked at; nothing was kept."""


class Corrections:
    """The corrections of the batch whose outputs lie in ``out``; read again whenever the file grew."""

    def __init__(self, out: Path) -> None:
        self.path = out / FILE
        self._seen: tuple[int, int] | None = None
        self._lines: tuple[Correction, ...] = ()
        self._by_letter: dict[str, list[Correction]] = {}

    def lines(self) -> tuple[Correction, ...]:
        """All lines, the undone ones too. Raises UsageError for a line that is none."""
        try:
            facts = self.path.stat()
        except FileNotFoundError:
            self._seen, self._lines, self._by_letter = None, (), {}
            return ()
        seen = (facts.st_mtime_ns, facts.st_size)
        if seen != self._seen:
            self._lines = tuple(_read(self.path))
            self._by_letter = {}
            for line in self._lines:
                self._by_letter.setdefault(line.letter, []).append(line)
            self._seen = seen
        return self._lines

    def of(self, letter: str) -> tuple[Correction, ...]:
        """The lines of one letter, the undone ones too."""
        self.lines()
        return tuple(self._by_letter.get(letter, ()))

    def standing(self, letter: str) -> tuple[Correction, ...]:
        """Those of one letter that nobody took back, oldest first."""
        own = self.of(letter)
        undone = {line.undoes for line in own}
        return tuple(line for line in own if line.act != "undo" and line.number not in undone)

    def version(self, letter: str) -> int:
        """Grows with each line of the letter; who adds one names the version that was seen."""
        return len(self.of(letter))

    def add(self, letter: str, seen: int, who: str, now: dt.datetime, *wanted: dict[str, Any]) -> None:
        """Add a line for each of ``wanted``, which gives ``path``, ``act`` and what else is not None of a line.

        All of them or none. Raises ConflictError where the letter's version is no longer ``seen``, UsageError where
        nobody is named or the file can't be written.
        """
        name = mask_ids(" ".join(who.split()))[:80]
        if not name:
            raise UsageError("Say who corrects: nothing was kept.")
        with self._alone():
            if self.version(letter) != seen:
                raise ConflictError(
                    "This letter was changed in another window since you opened it. Nothing was overwritten.",
                    "Look at what stands there now, then decide again.",
                )
            start, when = len(self._lines), now.isoformat(timespec="seconds")
            made = [
                Correction(start + at, when, name, letter, **({"field": None, "old": None, "new": None} | one))
                for at, one in enumerate(wanted, 1)
            ]
            text = b"".join(_line(each) for each in made)
            with open_private(self.path, "ab") as file:
                try:
                    file.write(text)
                    file.flush()
                    os.fsync(file.fileno())
                except OSError as error:
                    raise cannot_write(str(self.path), error.strerror or "unknown reason") from error

    @contextmanager
    def _alone(self) -> Iterator[None]:
        deadline = time.monotonic() + _PATIENCE
        while True:
            lock = hold_lock(self.path.with_name(f"{FILE}.lock"))
            try:
                lock.__enter__()
                break
            except UsageError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.02)
        try:
            yield
        finally:
            lock.__exit__(None, None, None)


def _line(correction: Correction) -> bytes:
    return json.dumps({"version": FORMAT, **dataclasses.asdict(correction)}, ensure_ascii=False).encode() + b"\n"


def _read(path: Path) -> Iterator[Correction]:
    names = {field.name for field in dataclasses.fields(Correction)}
    for at, text in enumerate(path.read_bytes().split(b"\n"), 1):
        if not text.strip():
            continue
        try:
            line = json.loads(text)
            if line["version"] != FORMAT or line["act"] not in ACTS:
                raise UsageError(f"{path.name}, line {at} comes from a newer irsletter.", "Update irsletter.")
            yield Correction(**{name: line[name] for name in names if name in line})
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(f"{path.name}, line {at} is no correction.", "Take the line out, or move it.") from error
