"""A page as geometry: cells (words without a wide gap between them), their neighbours, and paragraphs of cells.

Letterhead and header box share rows, prose and billing summary stand side by side: nothing here trusts the order in
which the words were read.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise
from statistics import median, quantiles

from irsletter.model.document import Page, ReadingPass, Source, Word
from irsletter.model.geometry import Box, bounding_box
from irsletter.model.level import Tilt, tilt_of
from irsletter.parse.ink import SAME_INK, is_speck, once, without_guesses
from irsletter.patterns import compile_pattern

_GAP = 0.95
"""Widest blank within a cell, in heights of its letters."""
_GAP_TYPED = 1.85
"""The same in type of one width, in widths of its letters: between the boxes of two words one blank is 1.15 of them,
1.6 after a point; two are 2.15. Typed letters are low and wide: one blank is more than ``_GAP`` allows."""
_SAME_WIDTH, _LETTERS, _WORDS = 0.12, 5, 12
"""Spread (quartiles by median) of the width of a letter up to which type is of one width, measured on words of so many
letters, of which so many are needed: Courier gives 0.01 to 0.03, small and blurred 0.10, other faces 0.15 to 0.35."""
_CUT = compile_pattern(r"\w[-\u2010\u2011]$")
_WIDEST = 0.85
"""Usual width of a letter at most, in heights of print; a box wider than that for each of its letters is doubted."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A word and its levelled box."""

    word: Word
    box: Box


@dataclass(frozen=True, eq=False)
class Cell:
    """Words of one row that stand close together. ``box`` is levelled; evidence takes the words' own boxes."""

    page: int
    placed: tuple[Placed, ...]
    box: Box
    text: str = field(init=False)
    starts: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        starts, at = [], 0
        for one in self.placed:
            starts.append(at)
            at += len(one.word.text) + 1
        object.__setattr__(self, "text", " ".join(one.word.text for one in self.placed))
        object.__setattr__(self, "starts", tuple(starts))

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(one.word for one in self.placed)

    @property
    def read_by_ocr(self) -> bool:
        """Whether a word of it was read off a picture."""
        return any(one.word.source is not Source.TEXT_LAYER for one in self.placed)

    def words_between(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that ``text[start:end]`` touches."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = bisect_left(self.starts, end)
        return tuple(
            one.word
            for one, at in zip(self.placed[first:last], self.starts[first:last], strict=True)
            if at + len(one.word.text) > start
        )


@dataclass(frozen=True, eq=False)
class Paragraph:
    """Cells below one another that read on; a blank joins them in ``text``, none behind a hyphen that breaks a word."""

    page: int
    cells: tuple[Cell, ...]

    @cached_property
    def text(self) -> str:
        return "".join(self._pieces)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        return tuple(accumulate((len(piece) for piece in self._pieces[:-1]), initial=0))

    @cached_property
    def _pieces(self) -> tuple[str, ...]:
        """The text of each cell with the blank behind it."""
        blanks = ["" if _CUT.search(one.text) and two.text[:1].isalnum() else " " for one, two in pairwise(self.cells)]
        return tuple(f"{cell.text}{blank}" for cell, blank in zip(self.cells, (*blanks, ""), strict=True))

    @cached_property
    def box(self) -> Box:
        return bounding_box(cell.box for cell in self.cells)

    def words_between(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that ``text[start:end]`` touches."""
        return tuple(
            word
            for cell, at in zip(self.cells, self.starts, strict=True)
            if at < end and at + len(cell.text) > start
            for word in cell.words_between(max(start - at, 0), end - at)
        )


@dataclass(frozen=True, eq=False)
class Sheet:
    """One view of one page. ``em`` is the usual height of a word in page heights, ``aspect`` page width by height."""

    page: Page
    cells: tuple[Cell, ...]
    em: float
    aspect: float

    @cached_property
    def blank(self) -> float:
        """The usual blank between two words of a line, in page widths."""
        gaps = [two.box.x0 - one.box.x1 for cell in self.cells for one, two in pairwise(cell.placed)]
        return median(gap for gap in gaps if gap > 0) if any(gap > 0 for gap in gaps) else self.em / self.aspect / 4

    @cached_property
    def _by_top(self) -> tuple[tuple[float, ...], tuple[Cell, ...]]:
        ordered = sorted(self.cells, key=lambda cell: cell.box.y0)
        return tuple(cell.box.y0 for cell in ordered), tuple(ordered)

    def between(self, top: float, bottom: float) -> tuple[Cell, ...]:
        """The cells that begin between the two heights."""
        tops, ordered = self._by_top
        return ordered[bisect_left(tops, top) : bisect_right(tops, bottom)]

    def row_of(self, cell: Cell) -> tuple[Cell, ...]:
        """All other cells of its row, left to right."""
        reach = max(cell.box.height, 3 * self.em)
        near = self.between(cell.box.y0 - reach, cell.box.y1)
        return tuple(
            sorted(
                (other for other in near if other is not cell and other.box.same_row(cell.box)),
                key=lambda other: other.box.x0,
            )
        )

    def right_of(self, cell: Cell) -> Cell | None:
        """The nearest cell to the right in its row."""
        return next((other for other in self.row_of(cell) if other.box.x0 >= cell.box.x1 - self.em), None)

    def left_of(self, cell: Cell) -> Cell | None:
        """The nearest cell to the left in its row."""
        left = [other for other in self.row_of(cell) if other.box.x1 <= cell.box.x0 + self.em]
        return left[-1] if left else None

    def below(self, cell: Cell, lines: float = 1.2) -> Cell | None:
        """The nearest cell below that begins about where ``cell`` does, not farther than ``lines`` heights away."""
        reach = lines * max(self.em, min(cell.box.height, 1.5 * self.em))
        near = self.between(cell.box.y1 - 0.6 * self.em, cell.box.y1 + reach)
        shift = 2.5 * self.em / self.aspect
        return next(
            (
                other
                for other in near
                if other is not cell and abs(other.box.x0 - cell.box.x0) < shift and not other.box.same_row(cell.box)
            ),
            None,
        )

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Every cell in exactly one paragraph, in order of their first cells, top to bottom."""
        following: dict[int, Cell] = {}
        taken: set[int] = set()
        for cell in self._by_top[1]:
            after = self._next_line(cell)
            if after is not None and id(after) not in taken:
                following[id(cell)] = after
                taken.add(id(after))
        return tuple(
            Paragraph(self.page.number, tuple(_chain(cell, following)))
            for cell in self._by_top[1]
            if id(cell) not in taken
        )

    def _next_line(self, cell: Cell) -> Cell | None:
        height = max(cell.box.height, self.em)
        best: Cell | None = None
        for other in self.between(cell.box.y0 + 0.5 * self.em, cell.box.y1 + 0.75 * height):
            shared = min(cell.box.x1, other.box.x1) - max(cell.box.x0, other.box.x0)
            if other is cell or other.box.same_row(cell.box) or shared < 0.5 * min(cell.box.width, other.box.width):
                continue
            if not 0.6 < other.box.height / cell.box.height < 1.7:
                continue  # a headline and the text below it
            if abs(other.box.x0 - cell.box.x0) * self.aspect > 4 * self.em:
                continue
            if best is None or other.box.y0 < best.box.y0:
                best = other
        return best


def sheets_of(page: Page) -> tuple[Sheet, ...]:
    """The page as first read, and, where it was looked at again, once more with the later reading in its place."""
    return page.once(_laid_out)


def _laid_out(page: Page) -> tuple[Sheet, ...]:
    first = list(without_guesses(word for word in page.words if word.reading is ReadingPass.FIRST))
    later = [word for word in page.words if word.reading is not ReadingPass.FIRST]
    if not later:
        return (_sheet(page, first),)
    fresh = [word for word in later if not any(word.box.overlap(old.box) > SAME_INK for old in first)]
    kept = [word for word in first if not any(word.box.overlap(new.box) > SAME_INK for new in later)]
    return _sheet(page, [*first, *once(fresh)]), _sheet(page, [*kept, *once(later)])


def _sheet(page: Page, words: list[Word]) -> Sheet:
    flat = page.flat_aspect is not None and all(word.level for word in words)
    tilt = Tilt() if flat else tilt_of(word for word in words if word.reading is ReadingPass.FIRST)
    aspect = page.flat_aspect if flat and page.flat_aspect else page.width / page.height if page.height else 0.77
    placed = [Placed(word, word.level or tilt.level(word.box)) for word in words if word.text.strip()]
    placed = _clipped(placed, aspect)
    em = median(one.box.height for one in placed) if placed else 0.01
    # specks, rules and leaders read as points stand between a label and its amount
    groups = [group for group in _groups(placed, em, aspect) if any(_is_print(one.word.text) for one in group)]
    groups = [group for group in groups if len(group) > 1 or not is_speck(group[0].word, group[0].box, em, aspect)]
    cells = tuple(Cell(page.number, tuple(group), bounding_box(one.box for one in group)) for group in groups)
    return Sheet(page, cells, em, aspect)


def _is_print(text: str) -> bool:
    return any(char.isalnum() or char == "$" for char in text)


def _clipped(placed: list[Placed], aspect: float) -> list[Placed]:
    """Recognisers of scattered text give the first word of a line the box of the whole line now and then: such a box
    ends where the next word begins."""
    clipped = []
    ordered = sorted(placed, key=lambda one: one.box.x0)
    lefts = [one.box.x0 for one in ordered]
    for one in placed:
        box = one.box
        if box.width * aspect > _WIDEST * box.height * len(one.word.text):
            inside = ordered[bisect_right(lefts, box.x0 + 0.2 * box.width) : bisect_left(lefts, box.x1)]
            left = next((other.box.x0 for other in inside if other.box.same_row(box)), None)
            if left is not None:
                box = Box(box.x0, box.y0, left - 0.2 * box.height / aspect, box.y1)
        clipped.append(Placed(one.word, box) if box is not one.box else one)
    return clipped


def _groups(placed: list[Placed], em: float, aspect: float) -> list[list[Placed]]:
    """Words joined into cells, from left to right; each word goes to the cell whose last word is nearest in height."""
    groups: list[list[Placed]] = []
    typed = _GAP_TYPED * _letter_width(placed, aspect)
    widest = max(typed, _GAP * max((em, *(one.box.height for one in placed)))) / aspect
    bands: defaultdict[int, list[list[Placed]]] = defaultdict(list)
    for one in sorted(placed, key=lambda each: each.box.x0):
        box, band = one.box, int(one.box.y_mid / (2 * em))
        near = (each for at in (band - 1, band, band + 1) for each in bands[at] if box.x0 - each[-1].box.x1 < widest)
        fitting = [each for each in near if _goes_on(each[-1].box, box, em, aspect, typed)]
        group = min(fitting, key=lambda each: abs(each[-1].box.y_mid - box.y_mid), default=[])
        if not group:
            groups.append(group)
        group.append(one)
        if not any(group is other for other in bands[band]):
            bands[band].append(group)
    return groups


def _goes_on(last: Box, box: Box, em: float, aspect: float, typed: float) -> bool:
    height = max(em, min(last.height, box.height))
    return -height < (box.x0 - last.x1) * aspect < max(_GAP * height, typed) and last.same_row(box)


def _letter_width(placed: list[Placed], aspect: float) -> float:
    """Width of every letter in page heights where the page is set in type of one width, else 0."""
    # the box of a word ends at its ink: the air beside a letter, some 0.15 of its width, is missing at its ends
    widths = [
        one.box.width * aspect / (len(one.word.text) - 0.15)
        for one in placed
        if len(one.word.text) >= _LETTERS and one.word.text.isalnum()
    ]
    if len(widths) < _WORDS:
        return 0.0
    low, middle, high = quantiles(widths, n=4)
    return middle if high - low <= _SAME_WIDTH * middle else 0.0


def _chain(cell: Cell, following: dict[int, Cell]) -> Iterator[Cell]:
    current: Cell | None = cell
    while current is not None:
        yield current
        current = following.get(id(current))
