"""A page as geometry: cells (words without a wide gap between them), their neighbours, and paragraphs of cells.

Letterhead and header box share rows, prose and billing summary stand side by side: nothing here trusts the order in
which the words were read.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise
from statistics import median

from irsletter.model.document import Page, Source, Word
from irsletter.model.geometry import Box, bounding_box
from irsletter.model.once import Once
from irsletter.parse.values.folding import Folded, folded_text
from irsletter.patterns import compile_pattern

_CUT = compile_pattern(r"\w[-\u2010\u2011]$")


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

    @cached_property
    def folded(self) -> Folded:
        """Its text as spellings are compared."""
        return folded_text(self.text)

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
class Sheet(Once):
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
    def _rows(self) -> dict[Cell, tuple[Cell, ...]]:
        return {}

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
        if cell not in self._rows:
            self._rows[cell] = self._row_of(cell)
        return self._rows[cell]

    def _row_of(self, cell: Cell) -> tuple[Cell, ...]:
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


def _chain(cell: Cell, following: dict[int, Cell]) -> Iterator[Cell]:
    current: Cell | None = cell
    while current is not None:
        yield current
        current = following.get(id(current))
