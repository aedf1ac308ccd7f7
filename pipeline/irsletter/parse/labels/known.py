"""Labels on a page: where one of the known spellings stands, on one line or two, letters misread or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from irsletter.catalog.fields import Label, fold
from irsletter.parse.page.layout import Cell, Sheet
from irsletter.parse.page.wide_lines import FLUSH
from irsletter.parse.values.folding import Folded

LEAD = " \t:.,;#-–—_|)~=!'‘’\"“”«»"
"""What may stand between a label and its value."""
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
        return self.start == 0 and not self.rest.strip(LEAD)


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
        self._by_head: defaultdict[str, list[Spelling]] = defaultdict(list)
        self._by_length: defaultdict[int, dict[int, str]] = defaultdict(dict)
        """By the length of what is read, the spellings that it may stand for, by their places in ``all``."""
        for rank, one in enumerate(self.all):
            self._by_head[one.folded[:3]].append(one)
            allowed = edits_allowed(one.letters)
            for length in range(one.letters - allowed, one.letters + allowed + 1) if allowed else ():
                self._by_length[length][rank] = one.folded

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
        edits, rank = min(self.near(folded), default=(0, -1)) if fuzzy else (0, -1)
        return (self.all[rank].label, edits) if rank >= 0 else None

    def near(self, folded: str) -> Iterator[tuple[int, int]]:
        """Edits and place in ``all`` of every spelling that ``folded`` may be a misreading of."""
        likely = self._by_length.get(len(folded), {})
        found = process.extract(folded, likely, scorer=Levenshtein.distance, score_cutoff=_MOST_EDITS, limit=None)
        return ((edits, rank) for _, edits, rank in found if edits <= edits_allowed(self.all[rank].letters))


_MOST_EDITS = 2


def edits_allowed(letters: int) -> int:
    """How many letters of a spelling may be misread: short ones would take in each other."""
    return 0 if letters <= 5 else 1 if letters <= 12 else _MOST_EDITS


def find_labels(sheet: Sheet, spellings: Spellings) -> tuple[LabelHit, ...]:
    """All labels of a page; the longest where one begins like another."""
    return tuple(hit for cell in sheet.cells for hit in _from_cell(cell, sheet, spellings))


def _from_cell(cell: Cell, sheet: Sheet, spellings: Spellings) -> tuple[LabelHit, ...]:
    within = tuple(_in_cell(cell, spellings))
    wrapped = _wrapped(cell, sheet, spellings) if not within or within[0].start == 0 else ()
    return wrapped or within


def _wrapped(cell: Cell, sheet: Sheet, spellings: Spellings) -> tuple[LabelHit, ...]:
    """The label that ``cell`` and the one or two lines below it spell together, if they do."""
    below = _next_line(cell, sheet)
    if below is None:
        return ()
    one, two = cell.folded, below.folded
    if len(one.text) >= spellings.longest:
        return ()
    both = one.text + two.text
    found = spellings.whole(both, fuzzy=cell.read_by_ocr)
    if found is not None:
        return (LabelHit(found[0], cell, 0, len(cell.text), found[1], below),)
    third = _next_line(below, sheet)
    if third is not None and (found := spellings.whole(both + third.folded.text, fuzzy=False)) is not None:
        return (LabelHit(found[0], cell, 0, len(cell.text), found[1], third),)
    begun = spellings.at(both, 0)
    if begun is None or begun.letters - len(one.text) not in two.word_ends:
        return ()
    # the value follows in the second line
    return (LabelHit(begun.label, below, 0, two.places[begun.letters - len(one.text) - 1] + 1, 0),)


def _next_line(cell: Cell, sheet: Sheet) -> Cell | None:
    below = sheet.below(cell)
    return below if below is not None and abs(below.box.x0 - cell.box.x0) <= FLUSH else None


def _in_cell(cell: Cell, spellings: Spellings) -> Iterator[LabelHit]:
    folded = cell.folded
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
    near = (
        (edits, rank, length) for length in folded.word_ends[:7] for edits, rank in spellings.near(folded.text[:length])
    )
    edits, rank, length = min(near, default=(0, -1, 0))
    if length:
        yield LabelHit(spellings.all[rank].label, cell, 0, folded.places[length - 1] + 1, edits)
