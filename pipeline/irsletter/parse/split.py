"""A stack of scans in one document becomes letters: by page counts, codes, dates, ids and letterheads.

One sign alone may be a misread or an enclosure: a new letter begins only where two agree, or where a page 1 with a
header of its own follows another page 1. Enclosures stay with the letter before them; blank backs are dropped.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from irsletter.catalog.fields import FieldRules
from irsletter.catalog.load import Catalog
from irsletter.catalog.senses import Sense
from irsletter.model.document import Document, Page
from irsletter.model.kinds import LetterKind
from irsletter.model.reading import Letter
from irsletter.model.values import IdKind
from irsletter.parse.fields.kind import kind_of
from irsletter.parse.fields.notice import code_spots
from irsletter.parse.labels.beside import values_of
from irsletter.parse.labels.known import Spellings, find_labels
from irsletter.parse.page.addressed import addressed_town, same_town
from irsletter.parse.page.layout import Cell, Sheet
from irsletter.parse.page.page_numbers import page_numbers
from irsletter.parse.page.senses import has_sense
from irsletter.parse.page.sheets import sheets_of
from irsletter.parse.values.dates import find_dates
from irsletter.parse.values.folding import folded, folded_phrase
from irsletter.parse.values.ids import find_ids
from irsletter.parse.values.periods import find_periods

_HEADER_END = 0.3
_FOOT_BEGIN = 0.88
_BLOCK_END, _RIGHT = 0.2, 0.45
"""The block at the top right of typed letters: above the one, right of the other."""
_PERIOD = "tax_period"
_SENDERS = frozenset({LetterKind.IRS, LetterKind.STATE, LetterKind.COLLECTOR, LetterKind.SOLICITATION})


@dataclass(frozen=True, slots=True)
class _Marks:
    """What one page says of the letter that it belongs to. ``sender`` is None where it carries no letterhead."""

    page: Page
    number: int | None
    count: int | None
    code: str | None
    date: dt.date | None
    ids: frozenset[str]
    sender: LetterKind | None
    greets: bool
    addressee: str | None
    """Town and ZIP code of the block that it is addressed to."""
    periods: frozenset[str] = frozenset()
    """Tax periods that it names, where it bears a letterhead and an addressee."""

    @property
    def opens(self) -> bool:
        """Whether it looks like a first page."""
        alone = self.sender is not None or self.greets or self.addressee is not None
        return self.number == 1 or (self.number is None and alone)


@dataclass(slots=True)
class _Open:
    """The letter that the pages so far make."""

    pages: list[_Marks] = field(default_factory=list)

    def first(self, name: str) -> object:
        return next((value for page in self.pages if (value := getattr(page, name)) is not None), None)

    @property
    def is_complete(self) -> bool:
        """Whether all pages that the print counts are there."""
        return self.first("count") is not None and not _missing(self.pages, [])

    def compare(self, page: _Marks) -> tuple[int, int]:
        """How many of code, date and id both have alike, and how many of these, letterhead and addressee otherwise."""
        pairs = [(self.first(name), getattr(page, name)) for name in ("code", "date")]
        pairs = [(ours, theirs) for ours, theirs in pairs if ours is not None and theirs is not None]
        alike = sum(ours == theirs for ours, theirs in pairs)
        unlike = len(pairs) - alike
        ours = frozenset[str]().union(*(other.ids for other in self.pages))
        if ours and page.ids:
            alike, unlike = (alike + 1, unlike) if ours & page.ids else (alike, unlike + 1)
        sender = self.first("sender")
        unlike += sender is not None and page.sender is not None and page.sender != sender
        addressee = self.first("addressee")
        elsewhere = (
            isinstance(addressee, str) and page.addressee is not None and not same_town(addressee, page.addressee)
        )
        return alike, unlike + elsewhere

    def is_of_another_period(self, page: _Marks) -> bool:
        """Whether ``page`` has the head of a first page and names none of the periods that this letter names: bills for
        one person differ in nothing else."""
        own = frozenset[str]().union(*(other.periods for other in self.pages))
        return bool(own and page.periods) and own.isdisjoint(page.periods)

    def is_over(self, page: _Marks) -> bool:
        """Whether ``page`` begins another letter."""
        alike, unlike = self.compare(page)
        if page.number is None and self.is_of_another_period(page):
            return True
        if page.number == 1 and any(other.number == 1 for other in self.pages):
            # an equal one is the spouse's copy, or the same letter scanned twice; one without a header is an enclosure
            return unlike > 0 or (page.code is not None and page.code == self.first("code"))
        if self.is_complete and page.opens and page.code is not None and page.code == self.first("code"):
            return alike >= 2 or unlike > 0
        count = self.first("count")
        if self.is_complete and page.number is None and page.addressee is not None and alike == 0:
            return True  # addressed anew, after the last page that the letter counts
        recounted = page.count is not None and count is not None and page.count != count
        another = (
            page.opens or recounted or (alike == 0 and (self.is_complete or (count is None and page.number is None)))
        )
        goes_on = page.number is not None and page.number - 1 == self.pages[-1].number and not recounted
        return (unlike >= 2 and unlike > alike + goes_on) or (unlike == 1 and another)


def split(document: Document, catalog: Catalog, starts: tuple[int, ...] = ()) -> tuple[Letter, ...]:
    """The letters of a document in the order of their first pages, none where all pages are blank.

    Where a person said on which pages letters begin, ``starts`` settles it alone.

    Raises PatternTimeoutError.
    """
    letters: list[_Open] = []
    for page in document.pages:
        if page.is_blank:
            continue
        marks = _marks(page, catalog)
        if not letters or (
            _part(page.number, starts) != _part(letters[-1].pages[-1].page.number, starts)
            if starts
            else letters[-1].is_over(marks)
        ):
            letters.append(_Open())
        letters[-1].pages.append(marks)
    unread: list[list[int]] = [[] for _ in letters]
    for fault in document.unread:
        # it belongs to the letter that began before it, else to the first
        begun = sum(letter.pages[0].page.number < fault.page for letter in letters)
        if letters:
            unread[max(begun - 1, 0)].append(fault.page)
    return tuple(
        Letter(document, tuple(marks.page for marks in letter.pages), _missing(letter.pages, torn))
        for letter, torn in zip(letters, unread, strict=True)
    )


def _part(page: int, starts: tuple[int, ...]) -> int:
    return sum(start <= page for start in starts)


def _marks(page: Page, catalog: Catalog) -> _Marks:
    sheet = sheets_of(page)[-1]
    spots = code_spots(sheet, catalog)
    code = next((spot.code for spot in spots if not spot.repaired), spots[0].code if spots else None)
    number, count = next(_page_counts(sheet, catalog), (None, None))
    header = [cell for cell in sheet.cells if cell.box.y_mid < _HEADER_END]
    kind = kind_of((page,), None, catalog)
    senses = catalog.fields.senses
    sender = kind if kind in _SENDERS and number in (None, 1) else None
    addressee = addressed_town(sheet, senses)
    return _Marks(
        page=page,
        number=number,
        count=count,
        code=code,
        date=next(_header_dates(sheet, header, catalog), None),
        ids=frozenset(
            found.value.last4
            for cell in header
            for found in find_ids(cell.text)
            if found.value.kind is not IdKind.UNKNOWN
        ),
        sender=sender,
        greets=any(has_sense(cell.text, Sense.GREETING, senses) for cell in sheet.cells),
        addressee=addressee,
        periods=frozenset(_periods(sheet, catalog)) if sender is not None and addressee is not None else frozenset(),
    )


def _periods(sheet: Sheet, catalog: Catalog) -> Iterator[str]:
    """The tax periods beside their labels, else those that the text names."""
    beside = [values_of(hit, sheet) for hit in find_labels(sheet, _period_labels(catalog.fields))]
    if any(beside):
        yield from (one.value.label for one in beside if one is not None)
    else:
        yield from (found.value.label for paragraph in sheet.paragraphs for found in find_periods(paragraph.text))


@lru_cache(maxsize=4)
def _period_labels(rules: FieldRules) -> Spellings:
    return Spellings({id_: label for id_, label in rules.labels.items() if label.field == _PERIOD})


def _page_counts(sheet: Sheet, catalog: Catalog) -> Iterator[tuple[int, int]]:
    """Page number and page count as printed in header or foot."""
    for one in page_numbers(sheet, catalog.letter_marks.labels.page):
        if one.alone and not _HEADER_END <= one.cell.box.y_mid <= _FOOT_BEGIN:
            yield one.number, one.count


def _header_dates(sheet: Sheet, header: list[Cell], catalog: Catalog) -> Iterator[dt.date]:
    """Dates labelled as the letter's own, else the one that stands alone at the top right, as in typed letters."""
    labels = tuple(folded_phrase(label) for label in catalog.letter_marks.labels.date)
    alone: list[tuple[Cell, dt.date]] = []
    for cell in sorted(header, key=lambda each: each.box.y_mid):
        for found in find_dates(cell.text):
            lead = folded(cell.text[: found.start])
            left, above = (sheet.left_of(cell), _above(sheet, cell)) if not lead else (None, None)
            beside = {folded(other.text) for other in (left, above) if other is not None}
            if lead.endswith(labels) or beside.intersection(labels):
                yield found.value
            elif not lead:
                alone.append((cell, found.value))
    if len(alone) == 1:  # several are a table's
        cell, date = alone[0]
        if cell.box.y_mid < _BLOCK_END and cell.box.x_mid > _RIGHT:
            yield date


def _above(sheet: Sheet, cell: Cell) -> Cell | None:
    near = sheet.between(cell.box.y0 - 3 * sheet.em, cell.box.y0)
    return next((other for other in near if sheet.below(other) is cell), None)


def _missing(pages: list[_Marks], torn: list[int]) -> tuple[int, ...]:
    """Printed numbers of the pages that are not there. A page without a number, or one that could not be read (``torn``
    are their places in the document), fills the gap where it stands."""
    counts = Counter(marks.count for marks in pages if marks.count is not None)
    if not counts:
        return ()
    count = counts.most_common(1)[0][0]
    places: list[tuple[int, int | None]] = [
        (marks.page.number, marks.number if marks.count == count else None) for marks in pages
    ]
    places = sorted([*places, *((place, None) for place in torn)])
    there = {number for _, number in places if number is not None}
    known = [at for at, (_, number) in enumerate(places) if number is not None]
    number = places[known[0]][1] or 1
    before = range(known[0])
    if before and places[0][0] == pages[0].page.number and pages[0].opens:
        there.add(1)  # a first page that prints no number is no less the first
        before = before[1:]
    for _ in before:
        number -= 1
        there.add(number)
    number = places[known[0]][1] or 1
    for _, printed in places[known[0] :]:
        number = printed if printed is not None else number + 1
        there.add(number)
    return tuple(number for number in range(1, count + 1) if number not in there)
