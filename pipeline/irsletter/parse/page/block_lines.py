"""Which lines of print make one block: right above one another, with one left edge, in one size of type."""

from __future__ import annotations

from statistics import median

from irsletter.model.geometry import Box, bounding_box
from irsletter.parse.page.layout import Cell, Sheet
from irsletter.patterns import compile_pattern

_LOGO = compile_pattern(r"\W*(?:\w{1,2}\W*)?[IlJ1]RS\W*", ignore_case=True)
_LEAST, _MOST = 0.5, 1.9
"""Heights of lines of one block by one another: recognisers draw boxes of one print as unlike as that."""


def without_logo(cell: Cell) -> str:
    """The text of a cell, a logo's letters in front of it left out."""
    return " ".join(word.text for word in cell.words[_logo_words(cell) :])


def _logo_words(cell: Cell) -> int:
    words = [word.text for word in cell.words]
    for count in (2, 1):
        if len(words) > count and _LOGO.fullmatch(" ".join(words[:count])):
            return count
    return 0


def heading_of(sheet: Sheet, top: Cell, reach: float = 2.6) -> str:
    """The line above a block, not farther than ``reach`` heights, wherever in its row the words begin."""
    cell = heading_cell(sheet, top, reach)
    return cell.text if cell is not None else ""


def heading_cell(sheet: Sheet, top: Cell, reach: float = 2.6) -> Cell | None:
    """The cell of ``heading_of``."""
    height = max(sheet.em, top.box.height)
    near = [
        other
        for other in sheet.between(top.box.y0 - reach * height, top.box.y0 - 0.4 * height)
        if not other.box.same_row(top.box) and other.box.x0 < top.box.x1 and other.box.x1 > top.box.x0 - 0.2
    ]
    return max(near, key=lambda other: other.box.y0, default=None)


def _print_of(cell: Cell) -> Box:
    """Where the cell's words stand; a logo in front of them may be twice as high."""
    return bounding_box(one.box for one in cell.placed[_logo_words(cell) :])


def _height_of(cell: Cell) -> float:
    """The usual height of the cell's words: one box may have taken in a rule or the line below."""
    return median(one.box.height for one in cell.placed[_logo_words(cell) :])


def line_above(sheet: Sheet, lines: tuple[Cell, ...], cell: Cell) -> Cell | None:
    """The line right above that begins where ``cell`` does."""
    own = _print_of(cell)
    tall = _height_of(cell)
    height = max(sheet.em, tall)
    shift = 1.5 * sheet.em / sheet.aspect
    best: tuple[float, Cell] | None = None
    for other in (one for one in lines if own.y0 - 3.6 * height <= one.box.y0 <= own.y0 - 0.4 * height):
        box = _print_of(other)
        above = -2.6 * height <= box.y0 - own.y0 <= -0.4 * height and own.y0 - box.y1 < 0.95 * height
        ratios = (_height_of(other) / tall, box.height / own.height)
        alike = abs(box.x0 - own.x0) < shift and any(_LEAST < ratio < _MOST for ratio in ratios)
        if above and alike and not box.same_row(own) and (best is None or box.y0 > best[0]):
            best = box.y0, other
    return best[1] if best is not None else None
