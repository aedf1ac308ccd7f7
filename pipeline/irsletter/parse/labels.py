"""Labels on a page, and the values that stand beside them: in the same cell, to the right, or below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rapidfuzz.distance import Levenshtein

from irsletter.catalog.fields import Label, Place, fold
from irsletter.parse.candidates import Candidate, found_in
from irsletter.parse.label_values import read_value
from irsletter.parse.layout import Cell, Sheet
from irsletter.parse.values.found import Found
from irsletter.parse.wide_lines import FLUSH, line_from, two_lines_from
from irsletter.patterns import compile_pattern

PLACEHOLDER = compile_pattern(
    r"[\W_]*(?:[nxm#]+[\W_]*)+|(?:\W*(?:1|[nx#]+)\W*)+|\[?(?:date|phone|number|tin|name)\]?", ignore_case=True
)
"""``NNN-NN-NNNN``, ``nnnn``, ``1-800-xxx-xxxx``: unfilled samples."""
_LEAD = " \t:.,;#-–—_|)~=!'‘’\"“”«»"
"""Specks and rules that a recogniser reads beside a label."""


@dataclass(frozen=True, eq=False)
class LabelHit:
    """A label at ``cell.text[start:end]``. ``edits`` is 0 where it was read letter by letter."""

    label: Label
    cell: Cell
    start: int
    end: int
    edits: int
    tail: Cell | None = None
    """The second line of a label that wraps."""

    @property
    def last(self) -> Cell:
        """The cell in which the label ends."""
        return self.tail or self.cell

    @property
    def rest(self) -> str:
        return self.cell.text[self.end :]

    @property
    def alone(self) -> bool:
        """Whether the cell holds nothing but the label."""
        return self.start == 0 and not self.rest.strip(_LEAD)


@dataclass(frozen=True, eq=False)
class Spelling:
    folded: str
    label: Any
    letters: int


class Spellings:
    """Folded spellings of many entries, ready to be looked up."""

    def __init__(self, entries: Mapping[str, Any]) -> None:
        listed = [
            Spelling(folded, entry, len(folded))
            for entry in entries.values()
            for folded in dict.fromkeys(fold(text) for text in (*entry.spellings, *getattr(entry, "spanish", ())))
        ]
        self.all = tuple(sorted(listed, key=lambda one: -one.letters))
        self.longest = self.all[0].letters if self.all else 0
        self._by_head: dict[str, list[Spelling]] = {}
        for one in self.all:
            self._by_head.setdefault(one.folded[:3], []).append(one)

    def at(self, folded: str, offset: int) -> Spelling | None:
        """The longest spelling that stands at ``folded[offset:]``."""
        for one in self._by_head.get(folded[offset : offset + 3], ()):
            if folded.startswith(one.folded, offset):
                return one
        return None

    def whole(self, folded: str, fuzzy: bool = True) -> tuple[Any, int] | None:
        """The entry that all of ``folded`` spells, with its edits; the nearest where none is exact."""
        for one in self._by_head.get(folded[:3], ()):
            if one.folded == folded:
                return one.label, 0
        best: tuple[Any, int] | None = None
        for one in self.all if fuzzy else ():
            allowed = edits_allowed(one.letters)
            if allowed and abs(one.letters - len(folded)) <= allowed:
                edits = Levenshtein.distance(one.folded, folded, score_cutoff=allowed)
                if edits <= allowed and (best is None or edits < best[1]):
                    best = one.label, edits
        return best


def edits_allowed(letters: int) -> int:
    """How many letters of a spelling may be misread: short ones would take in each other."""
    return 0 if letters <= 5 else 1 if letters <= 12 else 2


@dataclass(frozen=True)
class Folded:
    """A text folded, with the place in the text of each folded letter."""

    text: str
    places: tuple[int, ...]
    word_starts: tuple[int, ...]
    """Folded offsets at which words begin."""

    @property
    def word_ends(self) -> tuple[int, ...]:
        """Folded offsets at which words end."""
        return (*self.word_starts[1:], len(self.text))


@lru_cache(maxsize=8192)
def folded_text(text: str) -> Folded:
    letters: list[str] = []
    places: list[int] = []
    starts: list[int] = []
    new_word = True
    for at, char in enumerate(text):
        if char.isspace():
            new_word = True
        elif char.isalnum():
            if new_word:
                starts.append(len(letters))
                new_word = False
            letters.append(fold(char))
            places.append(at)
    return Folded("".join(letters), tuple(places), tuple(starts))


def find_labels(sheet: Sheet, spellings: Spellings) -> tuple[LabelHit, ...]:
    """All labels of a page; the longest where one begins like another."""
    return tuple(hit for cell in sheet.cells for hit in _from_cell(cell, sheet, spellings))


def _from_cell(cell: Cell, sheet: Sheet, spellings: Spellings) -> tuple[LabelHit, ...]:
    within = tuple(_in_cell(cell, spellings))
    wrapped = _wrapped(cell, sheet, spellings) if not within or within[0].alone else ()
    return wrapped or within


def _wrapped(cell: Cell, sheet: Sheet, spellings: Spellings) -> tuple[LabelHit, ...]:
    """The label that ``cell`` and the one below it spell together, if they do."""
    below = sheet.below(cell)
    if below is None or abs(below.box.x0 - cell.box.x0) > FLUSH:
        return ()
    one, two = folded_text(cell.text), folded_text(below.text)
    if len(one.text) >= spellings.longest:
        return ()
    both = one.text + two.text
    found = spellings.whole(both, fuzzy=cell.read_by_ocr)
    if found is not None:
        return (LabelHit(found[0], cell, 0, len(cell.text), found[1], below),)
    begun = spellings.at(both, 0)
    if begun is None or begun.letters - len(one.text) not in two.word_ends:
        return ()
    # the value follows in the second line
    return (LabelHit(begun.label, below, 0, two.places[begun.letters - len(one.text) - 1] + 1, 0),)


def _in_cell(cell: Cell, spellings: Spellings) -> Iterator[LabelHit]:
    folded = folded_text(cell.text)
    done = 0
    found = False
    for offset in folded.word_starts:
        if offset < done:
            continue
        one = spellings.at(folded.text, offset)
        if one is None:
            continue
        # a speck before the label is no part of it
        start = folded.places[offset] if offset else 0
        end = folded.places[offset + one.letters - 1] + 1
        if not _ends_well(cell.text, end) or (offset and not _begins_well(cell.text, folded.places[offset], end)):
            continue
        yield LabelHit(one.label, cell, start, end, 0)
        done = offset + one.letters
        found = True
    if not found and cell.read_by_ocr:
        yield from _nearly(cell, folded, spellings)


def _ends_well(text: str, end: int) -> bool:
    """A word's end, or a value glued to the label (``numberNNN-NN-NNNN``, ``Taxyear2016``)."""
    return end >= len(text) or not text[end].islower()


def _begins_well(text: str, start: int, end: int) -> bool:
    """Inside of a cell only labels that a colon closes, or that begin with a capital and a value follows."""
    after = text[end : end + 3].lstrip()
    return after.startswith(":") or (text[start].isupper() and (after[:1].isdigit() or after[:1].isupper()))


def _nearly(cell: Cell, folded: Folded, spellings: Spellings) -> Iterator[LabelHit]:
    """The spelling nearest to the first words of a cell that a recogniser read."""
    ends = folded.word_ends[:7]
    best: tuple[int, int, Spelling] | None = None
    for one in spellings.all:
        allowed = edits_allowed(one.letters)
        if not allowed:
            continue
        for length in ends:
            if abs(length - one.letters) > allowed:
                continue
            edits = Levenshtein.distance(one.folded, folded.text[:length], score_cutoff=allowed)
            if edits <= allowed and (best is None or (edits, -one.letters) < (best[0], -best[2].letters)):
                best = edits, length, one
    if best is not None:
        edits, length, one = best
        yield LabelHit(one.label, cell, 0, folded.places[length - 1] + 1, edits)


def values_of(hit: LabelHit, sheet: Sheet) -> Candidate[Any] | None:
    """The value beside a label: the first place that holds one of the right grammar."""
    for place in hit.label.where:
        if place is Place.SAME:
            start = len(hit.cell.text) - len(hit.rest.lstrip(_LEAD))
            found = read_value(hit.label.value, hit.cell.text[start:])
            if found is not None and found.start <= 1:
                return _candidate(hit, hit.cell, found, start)
        elif hit.alone:
            other = _right_of(hit, sheet) if place is Place.RIGHT else sheet.below(hit.last)
            found = read_value(hit.label.value, other.text) if other is not None else None
            if other is not None and found is None:
                other = line_from(other, sheet)  # a value whose words stand far apart
                found = read_value(hit.label.value, other.text)
            if (
                other is not None
                and found is None
                and place is Place.RIGHT
                and (wrapped := _wrapped_value(hit, other, sheet))
            ):
                other = wrapped
                found = read_value(hit.label.value, other.text)
            if other is not None and found is not None and found.start <= 6:
                return _candidate(hit, other, found, 0)
    return None


def _right_of(hit: LabelHit, sheet: Sheet) -> Cell | None:
    """The cell beside a label; beside one that wraps it stands level with either line or with the middle of them."""
    cell = hit.cell
    right = sheet.right_of(cell) or (sheet.right_of(hit.tail) if hit.tail is not None else None)
    below = sheet.below(cell)
    if right is not None or below is None:
        return right
    for other in sheet.between(cell.box.y0, below.box.y0):
        if other.box.x0 >= cell.box.x1 and not other.box.same_row(below.box):
            left = sheet.left_of(other)
            if left is None or left.box.x1 < cell.box.x0:
                return other
    return None


def _wrapped_value(hit: LabelHit, first: Cell, sheet: Sheet) -> Cell | None:
    """The value right of a label with its second line, beside which stands nothing but the label's own."""
    below = sheet.below(first)
    beside = sheet.left_of(below) if below is not None else None
    own = beside is None or beside is hit.tail or beside.box.x1 < hit.cell.box.x0
    return two_lines_from(first, sheet) if own else None


def is_placeholder(hit: LabelHit, sheet: Sheet) -> bool:
    """Whether what stands beside a label is unfilled, or nothing."""
    texts = [hit.rest.strip(_LEAD)]
    if hit.alone:
        texts += [other.text for other in (sheet.right_of(hit.cell), sheet.below(hit.cell)) if other is not None]
    return any(text and PLACEHOLDER.fullmatch(text.strip()) for text in texts)


def stands_beside(hit: LabelHit, sheet: Sheet) -> Cell | None:
    """What stands where the value should, if it holds a digit: printed, but not readable as such a value."""
    if any(char.isdigit() for char in hit.rest):
        return hit.cell
    other = sheet.right_of(hit.cell) if hit.alone else None
    return other if other is not None and any(char.isdigit() for char in other.text) else None


def _candidate(hit: LabelHit, cell: Cell, found: Found[Any], shift: int) -> Candidate[Any]:
    return found_in(
        cell,
        found.value,
        shift + found.start,
        shift + found.end,
        "label",
        exact=hit.edits == 0,
        repaired=found.repaired,
        raw=found.raw,
    )
