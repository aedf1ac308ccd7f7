"""Where on the pages stands what no picture may show: taxpayer numbers by their form, by the place of their label, by
their digits seen elsewhere, in machine lines and in bar codes; for a redaction names and addresses too.

A spot too many hides a word; a spot too few shows a person. So doubt covers, also what a recogniser misread.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from irsletter.catalog.load import Catalog
from irsletter.model.document import Document, Page, Word
from irsletter.model.geometry import Box, bounding_box
from irsletter.model.result import Address, Field, Letter, Result
from irsletter.parse.values.folding import folded
from irsletter.parse.values.ids import find_ids
from irsletter.parse.values.misreads import DIGIT_FOR, as_digits, real_digits
from irsletter.run.jobs.job import Spot

T = TypeVar("T")
Line = Sequence[Word]
_MARKS = frozenset("Xx*#•●")
_JOINTS = frozenset("-‐‑‒–—−.,:;()")
_DIGITS = 9
_MISREAD = 2
"""Digits of a known number that may be read wrong elsewhere."""
_ALIKE = 84.0
"""Of 100: from where a run of words is taken for a label that was misread."""
_SHORTEST_FUZZY = 12
_LONG_RUN = 11
"""Digits without a joint from which a run is a machine's."""
_SCAN_LINE = (18, 5, 8)
"""Fewest digits, words, and digits of its longest word in the machine line of a payment slip."""
_BELOW = 2.5
"""Label heights below a label in which its number is looked for."""
_PARTS = "and the for inc llc llp ltd corp company estate trust trustee decd jr sr mr mrs ms dba care of y de del la"
_NO_NAMES = frozenset(_PARTS.split())
_STREETS = (
    "street st avenue ave road rd lane ln drive dr court ct place pl way boulevard blvd circle cir terrace ter box po "
    "apt suite ste unit north south east west highway hwy"
)
_STREET_WORDS = frozenset(_STREETS.split())


def id_spots(document: Document, catalog: Catalog) -> tuple[Spot, ...]:
    """Every place of a taxpayer number, machine line or bar code on the pages. Raises PatternTimeoutError."""
    labels = _Labels.of(catalog)
    numbers = {digits for page in document.pages for found in find_ids(page.text) if (digits := found.value.reveal())}
    spots: dict[Spot, None] = {}
    for page in document.pages:
        words = [word for found in find_ids(page.text) for word in page.words_between(found.start, found.end)]
        for line in _lines(page):
            words += _beside_labels(page, line, labels)
            words += _machine_words(line)
            words += _known_again(line, numbers)
        spots |= dict.fromkeys(Spot(page.number, word.box) for word in words)
        spots |= dict.fromkeys(Spot(page.number, code.box) for code in page.barcodes)
    return tuple(spots)


def person_spots(document: Document, result: Result, *, names: bool, addresses: bool) -> tuple[Spot, ...]:
    """Every place where a word of a name or address of ``result`` stands, misread ones too."""
    wanted = {word for letter in result.letters for word in (_name_words(letter) if names else ())}
    places = [place for letter in result.letters for place in (_addresses(letter) if addresses else ())]
    wanted |= {word for place in places for line in place.lines for word in _words(line) if _is_street_name(word)}
    wanted |= {word for place in places for word in _words(place.city or "") if len(word) > 2}
    zips = {place.zip[:5] for place in places if place.zip}
    spots: dict[Spot, None] = {}
    for page in document.pages:
        for line in _lines(page):
            hits = [_is_one_of(word.text, wanted) or folded(word.text)[:5] in zips for word in line]
            spots |= dict.fromkeys(Spot(page.number, word.box) for word in _with_neighbours(line, hits))
    return tuple(spots)


def _lines(page: Page) -> Iterator[Line]:
    for _, line in groupby(page.words, key=lambda word: (word.block, word.line)):
        yield list(line)


@dataclass(frozen=True, slots=True)
class _Labels:
    """Spellings of all labels, folded, and which of them announce a taxpayer number."""

    spellings: tuple[str, ...]
    numbers: frozenset[str]
    longest: int

    @classmethod
    def of(cls, catalog: Catalog) -> _Labels:
        said = {
            folded(spelling): label.field == "taxpayer_id"
            for label in catalog.fields.labels.values()
            for spelling in (*label.spellings, *label.spanish)
        }
        numbers = frozenset(spelling for spelling, number in said.items() if number)
        return cls(tuple(said), numbers, max(map(len, numbers), default=0))

    def announces_number(self, said: str) -> bool:
        """Whether ``said`` is the label of a taxpayer number, or of all labels resembles such a one most."""
        from rapidfuzz import fuzz, process

        if said in self.numbers:
            return True
        if len(said) < _SHORTEST_FUZZY:
            return False
        if process.extractOne(said, self.numbers, scorer=fuzz.ratio, score_cutoff=_ALIKE) is None:
            return False  # as most words do: the labels of all other fields need not be asked
        found = process.extractOne(said, self.spellings, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return found is not None and found[0] in self.numbers


def _beside_labels(page: Page, line: Line, labels: _Labels) -> Iterator[Word]:
    """What looks like a number behind a label, or in the row below it."""
    letters = [None if _is_numberlike(word.text) else folded(word.text) for word in line]
    for first in range(len(line)):
        said = ""
        for last in range(first, len(line)):
            added = letters[last]
            if added is None or len(said) + len(added) > labels.longest + 2:
                break
            said += added
            if labels.announces_number(said):
                label = bounding_box(word.box for word in line[first : last + 1])
                yield from _behind(page, label)
                yield from _under(page, label)


def _behind(page: Page, label: Box) -> Iterator[Word]:
    """The number-like words next to the label on its row, whatever block they were read in."""
    row = sorted((w for w in page.words if w.box.same_row(label) and w.box.x0 >= label.x1 - 0.005), key=_left)
    first = next((at for at, word in enumerate(row[:2]) if _is_numberlike(word.text)), None)
    for word in row[first:] if first is not None else ():
        if not _is_numberlike(word.text):
            return
        yield word


def _under(page: Page, label: Box) -> Iterator[Word]:
    """Whole numbers in the next row below the label."""
    limits = (label.y1 - 0.2 * label.height, label.y1 + _BELOW * label.height)
    below = [
        word
        for word in page.words
        if limits[0] < word.box.y0 < limits[1] and word.box.x0 < label.x1 and word.box.x1 > label.x0
    ]
    nearest = min((word.box for word in below), key=lambda box: box.y0, default=label)
    yield from (word for word in below if word.box.same_row(nearest) and _numberlike(word.text) >= _DIGITS - 1)


def _left(word: Word) -> float:
    return word.box.x0


def _numberlike(text: str) -> int:
    return sum(char.isdigit() or char in DIGIT_FOR or char in _MARKS for char in text)


def _is_numberlike(text: str) -> bool:
    """Whether most of it are digits, marks or letters that recognisers give for digits, and one surely is no letter."""
    core = [char for char in text if char not in _JOINTS]
    sure = any(char.isdigit() or char in "*#•●" for char in core) or text.upper().startswith("XX")
    return bool(core) and sure and _numberlike(text) >= 0.6 * len(core)


def _machine_words(line: Line) -> Iterator[Word]:
    """All of a machine line, and any long run of digits."""
    counts = [real_digits(as_digits(word.text)[0]) if _is_numberlike(word.text) else 0 for word in line]
    plain = [count for word, count in zip(line, counts, strict=True) if word.text.isalnum()]
    fewest, words, run = _SCAN_LINE
    if sum(counts) >= fewest and len(line) >= words and max(plain, default=0) >= run:
        yield from line
        return
    for word, count in zip(line, counts, strict=True):
        if count >= _LONG_RUN and word.text.strip("".join(_JOINTS)).isalnum():
            yield word


def _known_again(line: Line, numbers: Collection[str]) -> Iterator[Word]:
    """Words that hold the digits of a known number, with a few of them read wrong."""
    if not numbers or sum(_numberlike(word.text) for word in line) < _DIGITS - _MISREAD:
        return
    chars = [(digit, word) for word in line for char in word.text if char.isalnum() for digit in as_digits(char)[0]]
    for start in range(len(chars) - _DIGITS + 1):
        run = chars[start : start + _DIGITS]
        if sum(digit.isdigit() for digit, _ in run) < _DIGITS - _MISREAD:
            continue
        for number in numbers:
            if sum(digit != own for (digit, _), own in zip(run, number, strict=True)) <= _MISREAD:
                yield from (word for _, word in run)


def _name_words(letter: Letter) -> set[str]:
    fields: list[Field[str] | None] = [letter.fields.get("taxpayer_name"), *(each.name for each in letter.taxpayers)]
    fields.append(letter.recipient.name if letter.recipient else None)
    said = [value for field in fields if field for value in _readings(field)]
    return {word for name in said for word in _words(name) if len(word) > 2 and word not in _NO_NAMES}


def _addresses(letter: Letter) -> list[Address]:
    fields = (letter.fields.get("taxpayer_address"), letter.recipient.address if letter.recipient else None)
    return [value for field in fields if field for value in _readings(field)]


def _readings(field: Field[T]) -> Iterator[T]:
    """Its value and the others that it may have."""
    yield from (value for value in (field.value, *(other.value for other in field.alternatives)) if value is not None)


def _words(text: str) -> list[str]:
    return [word for part in text.replace("-", " ").split() if (word := folded(part))]


def _is_street_name(word: str) -> bool:
    return word not in _STREET_WORDS and (len(word) > 2 or word.isdigit()) and word not in _NO_NAMES


def _is_one_of(text: str, wanted: set[str]) -> bool:
    from rapidfuzz.distance import OSA

    for word in (folded(text), *_words(text)):
        if word in wanted:
            return True
        if len(word) > 4 and any(OSA.distance(word, other, score_cutoff=1) <= 1 for other in wanted if len(other) > 4):
            return True
    return False


def _with_neighbours(line: Line, hits: Sequence[bool]) -> Iterator[Word]:
    """The hits, and beside them initials, house numbers and what a street is called after its name."""
    for at, word in enumerate(line):
        beside = (at > 0 and hits[at - 1]) or (at + 1 < len(line) and hits[at + 1])
        said = folded(word.text)
        if hits[at] or (beside and (len(said) <= 2 or said.isdigit() or said in _STREET_WORDS)):
            yield word
