"""What the page shows and what it keeps: the letters of a batch as they stand after corrections, from its ledger."""

from __future__ import annotations

import datetime as dt
import io
import secrets
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Any

from irsletter.catalog.load import load_catalog
from irsletter.emit.as_of import as_of_day
from irsletter.emit.schema import load
from irsletter.errors import ReadError, UsageError
from irsletter.model.geometry import Box
from irsletter.model.result import Field, Letter, Result
from irsletter.review.index import Index, Row, rows_of
from irsletter.run.corrections.corrected import corrected
from irsletter.run.corrections.file import Correction, Corrections
from irsletter.run.corrections.parts import Said, file_id, said_of
from irsletter.run.intake.work import WORK_COLUMNS
from irsletter.run.jobs.apart import draw_apart, look_apart, read_apart
from irsletter.run.jobs.job import Job, Spot
from irsletter.run.outputs.pictures import Opening, job_again
from irsletter.run.outputs.written import Answers
from irsletter.run.region import Looked
from irsletter.run.store.ledger import FileLine, Ledger, open_ledger

_DPI = 130
_PICTURES = 24
"""Pages kept drawn, for quick looks at the same letter and the next."""
_TOGETHER = 4
"""First pages of a letter that are drawn at once."""
_PLAIN = Opening()
_PLACES = 200
"""Places kept that persons had read."""


READ_ANEW = ("letters", "turned")
"""Acts after which a file is read again."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One letter as it stands: ``read`` as the program read it, ``letter`` with its corrections, dated."""

    result: Result
    read: Letter
    letter: Letter
    version: int
    row: Row


class Store:
    """The outputs of one batch. ``letters``: where the files lie, else where the ledger says that they lay.

    Raises UsageError where ``out`` holds no batch, or one that can't be used.
    """

    def __init__(
        self, out: Path, letters: Path | None = None, opening: Opening = _PLAIN, today: dt.date | None = None
    ) -> None:
        self.out, self.config, self.letters, self._opening = out, opening.config, letters, opening
        self.today = today or dt.datetime.now().astimezone().date()
        self.catalog = load_catalog(opening.config)
        self._ledger = out / "ledger.sqlite3"
        if not (out / "results.jsonl").is_file():
            raise UsageError(f"{out} holds no results.jsonl.", "Name the DIR of `irsletter batch FOLDER --out DIR`.")
        if self._ledger.is_file():
            _brought_up(self._ledger)
        self.corrections = Corrections(out)
        self.index = Index(out / "results.jsonl", self.today)
        self._queue: tuple[dict[str, Row], tuple[Correction, ...], list[Row]] | None = None
        self._current: dict[str, tuple[int, Row]] = {}
        self._pictures: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._places: OrderedDict[str, dict[str, Any]] = OrderedDict()
        self._drawing = Lock()
        self._parted: dict[str, tuple[dict[str, Row], int, list[Row]]] = {}

    def rows(self) -> list[Row]:
        """The queue, first what a person must look at first. Letters with corrections stand as they are now."""
        made_of = (self.index.rows(), self.corrections.lines())
        known = self._queue
        # thousands are not sorted for nothing
        if known is None or known[0] is not made_of[0] or known[1] is not made_of[1]:
            rows = self._rows()
            current = {letter: self._now(letter) for letter in {line.letter for line in made_of[1]} & rows.keys()}
            order = sorted((current.get(row.id) or row for row in rows.values()), key=lambda row: row.place)
            known = self._queue = (*made_of, order)
        return known[2]

    def entry(self, letter_id: str) -> Entry | None:
        """The letter; None where the batch has none of that id (any more)."""
        row = self._rows().get(letter_id)
        plain = self._plain(row) if row else None
        if row is None or plain is None:
            return None
        dated = as_of_day(corrected(plain, self.corrections, self.catalog), self.today, self.catalog)
        dated = replace(dated, letters=[_linked(letter, row) for letter in dated.letters])
        read = next((letter for letter in plain.letters if letter.id == letter_id), None)
        letter = next((letter for letter in dated.letters if letter.id == letter_id), None)
        if read is None or letter is None:
            return None
        shown = next(each for each in rows_of(dated, self.today) if each.id == letter_id)
        return Entry(dated, read, letter, self.corrections.version(letter_id), shown)

    def _rows(self) -> dict[str, Row]:
        """By letter id; a file whose letters a person told apart as it is now, before the outputs are written again."""
        rows = self.index.rows()
        parted = {line.path for line in self.corrections.lines() if line.act in READ_ANEW}
        if not parted:
            return rows
        count = len(self.corrections.lines())
        fresh: dict[str, Row] = {}
        for path in parted:
            known = self._parted.get(path)
            if known is None or known[0] is not rows or known[1] != count:
                plain = self._answered(path)
                known = self._parted[path] = (rows, count, list(rows_of(plain, self.today)) if plain else [])
            fresh |= {row.id: rows.get(row.id, row) for row in known[2]}
        return {letter: row for letter, row in rows.items() if row.path not in parted} | fresh

    def said(self, entry: Entry) -> Said:
        """What a person said of the pages of the file."""
        return said_of(self.corrections, entry.result.source.sha256 or "")

    def read_anew(
        self, entry: Entry, said: Said, line: Mapping[str, Any], seen: int, who: str, now: dt.datetime
    ) -> list[Letter]:
        """Read the file of ``entry`` again with its pages as ``said``, and keep ``line``, which says so; gives the
        letters that are in it now.

        Raises ReadError, UsageError, ConflictError where ``seen`` is no longer the file's version: nothing is kept.
        """
        source = entry.result.source
        sha256 = source.sha256 or ""
        if source.files:
            raise UsageError("The pages of several files can't be told apart here.", "Read them without --join.")
        answer = read_apart(said.of(self._job(entry)[0]))
        result = load(answer.result)
        if (error := result.error) is not None:
            raise ReadError(error.code, error.message, error.hint)
        with open_ledger(self._ledger) as ledger:
            reader, key = ledger.noted("reader") or "", said.key(sha256)
            ledger.start(key, reader)
            ledger.keep(key, reader, answer)
            self.corrections.add(file_id(sha256), seen, who, now, {"path": source.path, **line})
            self._rekey(ledger, sha256, key)
        return result.letters

    def take_up(self, path: str) -> None:
        """Take up what stands of the pages of the file at ``path`` after one say was taken back."""
        with open_ledger(self._ledger) as ledger:
            file = ledger.file(path)
            if file is not None and file.sha256 is not None:
                self._rekey(ledger, file.sha256, said_of(self.corrections, file.sha256).key(file.sha256))

    def _rekey(self, ledger: Ledger, sha256: str, key: str) -> None:
        for path in ledger.lies_at(sha256):
            file = ledger.file(path)
            if file is not None and file.joined_into is None:
                ledger.note_file(replace(file, key=key))
        self._parted, self._queue = {}, None  # who looked in between saw what was there before

    def picture(self, entry: Entry, page: int) -> bytes:
        """PNG of one page with ids filled. Raises ReadError or UsageError where it can't be shown safely."""
        sha256 = entry.result.source.sha256 or ""
        job, spots = self._job(entry)
        first = tuple(entry.letter.pages[:_TOGETHER])
        if (known := self._pictures.get((sha256, page))) is not None:
            return known
        with self._drawing:
            if (known := self._pictures.get((sha256, page))) is not None:  # drawn while this one waited
                return known
            drawn = draw_apart(job, spots, first if page in first else (page,), _DPI)
            self._pictures |= {(sha256, number): picture for number, picture in drawn.items()}
            while len(self._pictures) > _PICTURES:
                self._pictures.popitem(last=False)
        return drawn[page]

    def is_drawn(self, entry: Entry, page: int) -> bool:
        return (entry.result.source.sha256 or "", page) in self._pictures

    def ahead(self, letter_id: str) -> None:
        """Draw the first pages of a letter before they are asked for."""
        entry = self.entry(letter_id)
        if entry is not None:
            with suppress(ReadError, UsageError):  # who opens it is told why
                self.picture(entry, entry.letter.pages[0])

    def crop(self, entry: Entry, page: int, box: tuple[float, float, float, float]) -> bytes:
        """PNG of the line around ``box`` (page fractions), enlarged, with ids filled. Raises as ``picture``."""
        from PIL import Image

        with Image.open(io.BytesIO(self.picture(entry, page))) as whole:
            width, height = whole.size
            x0, y0, x1, y1 = box
            edges = (
                int(max(x0 - 0.22, 0) * width),
                int(max(y0 - 0.006, 0) * height),
                int(min(x1 + 0.04, 1) * width),
                int(min(y1 + 0.006, 1) * height),
            )
            part = whole.crop(edges)
            part = part.resize((round(part.width * 1.6), round(part.height * 1.6)), Image.Resampling.LANCZOS)
            buffer = io.BytesIO()
            part.save(buffer, "PNG")
        return buffer.getvalue()

    def look(self, entry: Entry, page: int, box: Box, name: str) -> tuple[str, Looked]:
        """Read ``box`` of ``page`` for field ``name``; the key is good for ``shown_place`` for a while.

        Raises ReadError or UsageError.
        """
        job, _ = self._job(entry)
        looked = look_apart(job, page, box, name)
        key = secrets.token_urlsafe(12)
        place = {"page": page, "box": list(looked.box), "text": looked.text.replace("\n", " "), "source": looked.source}
        self._places[key] = place
        while len(self._places) > _PLACES:
            self._places.popitem(last=False)
        return key, looked

    def shown_place(self, key: str) -> dict[str, Any] | None:
        """The place that was read as ``key``, as corrections keep it."""
        return self._places.get(key)

    def _job(self, entry: Entry) -> tuple[Job, tuple[Spot, ...]]:
        """How to open the letter's file, and where ids stand in it. Raises ReadError where it is no longer the file
        that was read, UsageError where it can't be shown safely."""
        with open_ledger(self._ledger, writing=False) as ledger:
            folder = self.letters or Path(ledger.noted("folder") or ".")
            job, spots = job_again(ledger, entry.result.source, entry.result.as_of, folder, self._opening)
        return self.said(entry).of(job), spots

    def work(self) -> dict[str, dict[str, str]]:
        """The firm's own columns, by letter id and column."""
        if not self._ledger.is_file():
            return {}
        with open_ledger(self._ledger, writing=False) as ledger:
            return ledger.work()

    def note_work(self, letter_id: str, cells: Mapping[str, str]) -> None:
        """Set the firm's own columns of one letter. Raises UsageError for other columns, or while a batch runs."""
        if set(cells) - set(WORK_COLUMNS):
            raise UsageError("There is no such column.")
        with open_ledger(self._ledger) as ledger:
            ledger.note_work({letter_id: cells})

    def _now(self, letter_id: str) -> Row | None:
        """The row of a letter with corrections, kept until the next one."""
        version = self.corrections.version(letter_id)
        known = self._current.get(letter_id)
        if known is None or known[0] != version:
            entry = self.entry(letter_id)
            if entry is None:
                return None
            known = self._current[letter_id] = (version, entry.row)
        return known[1]

    def _plain(self, row: Row) -> Result | None:
        """The file's Result as it was read, without corrections: from the ledger; without one from results.jsonl."""
        return self._answered(row.path) if self._ledger.is_file() else self.index.line(row)

    def _answered(self, path: str) -> Result | None:
        with open_ledger(self._ledger, writing=False) as ledger:
            answers = Answers(
                ledger, ledger.noted("reader") or "", self.catalog, self.today, lang=ledger.noted("lang") or "en"
            )
            file: FileLine | None = ledger.file(path)
            return answers.of(file) if file is not None else None


def _brought_up(path: Path) -> None:
    """See that the ledger can be used: an older program's is brought up to date. Raises UsageError."""
    try:
        with open_ledger(path):
            pass
    except UsageError:  # a batch holds it, and did so itself; or it can't be used
        with open_ledger(path, writing=False):
            pass


def _linked(letter: Letter, row: Row) -> Letter:
    return replace(letter, copy_of=row.copy_of, superseded_by=row.superseded_by) if letter.id == row.id else letter


def fields_of(letter: Letter) -> list[tuple[str, Field[Any]]]:
    """The single fields in the order of the result format, those to check first."""
    every: list[tuple[str, Any]] = list(letter.fields.items())
    return sorted(every, key=lambda pair: pair[1].status != "review")
