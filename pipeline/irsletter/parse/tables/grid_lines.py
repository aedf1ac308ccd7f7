"""Lines of a table with several columns: narrow columns touch and print in them wraps, and both are undone here."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from irsletter.model.geometry import bounding_box
from irsletter.parse.page.layout import Cell, Placed, Sheet
from irsletter.parse.values.dates import parse_date
from irsletter.parse.values.forms import find_forms
from irsletter.parse.values.misreads import has_digit
from irsletter.parse.values.money import parse_money
from irsletter.parse.values.periods import parse_period

_LONGEST = 4
"""Words of one value at most: ``December 31, 2022``, ``$ 13,192.00 CR``."""
_WRAPPED = 1.4
"""How far above or below the middle of its line the half of a wrapped value may stand, in heights of print."""
_FLUSH = 0.02
"""How far left edges of the two halves may differ, in page widths."""
_WIDE_BLANK = 1.8
"""From how many usual blanks on two words of a heading stand over different columns."""


def line_of(sheet: Sheet, cell: Cell) -> list[Cell]:
    """The cells of a table's line, left to right: values that touch apart, those that wrap in one piece."""
    row = sorted((cell, *sheet.row_of(cell)), key=lambda one: one.box.x0)
    line = [piece for one in row for piece in _apart(one)]
    money = [one for one in line if parse_money(one.text) is not None]
    if not money or any(_is_period(one) for one in line if one.box.x0 < money[0].box.x0):
        return line
    halves = _unwrapped(sheet, line, money[0])
    if halves is None:
        return line
    first, second, whole = halves
    return sorted((*(one for one in line if one is not first and one is not second), whole), key=lambda one: one.box.x0)


def split_by_blanks(cell: Cell, sheet: Sheet) -> Iterator[Cell]:
    """A heading's words apart where a blank between them is wider than those of the page."""
    begin = 0
    widest = _WIDE_BLANK * sheet.blank
    for at, (one, two) in enumerate(pairwise(cell.placed), 1):
        if two.box.x0 - one.box.x1 > widest:
            yield cut(cell, begin, at)
            begin = at
    yield cut(cell, begin, len(cell.placed))


def cut(cell: Cell, begin: int, end: int) -> Cell:
    """The words of ``cell`` from ``begin`` to ``end`` as a cell of their own."""
    piece = cell.placed[begin:end]
    return cell if len(piece) == len(cell.placed) else _cell(cell.page, piece)


def _cell(page: int, placed: tuple[Placed, ...]) -> Cell:
    return Cell(page, placed, bounding_box(one.box for one in placed))


def _apart(cell: Cell) -> list[Cell]:
    """The values that make up the whole of a cell, one each; the cell itself where it holds anything else."""
    count = len(cell.placed)
    if not 2 <= count <= 3 * _LONGEST or not has_digit(cell.text):
        return [cell]
    if parse_money(cell.text) is not None or _is_period(cell):
        return [cell]
    words = [word.text for word in cell.words]
    pieces: list[Cell] = []
    begin = 0
    while begin < count:
        ends = range(min(begin + _LONGEST, count), begin, -1)
        found = next((end for end in ends if _is_value(" ".join(words[begin:end]))), None)
        if found is None:
            return [cell]
        pieces.append(cut(cell, begin, found))
        begin = found
    money = any(parse_money(piece.text) is not None for piece in pieces)
    dates = all(parse_date(piece.text) is not None for piece in pieces)
    return pieces if money or dates or _is_return_and_period(pieces) else [cell]


def _is_return_and_period(pieces: list[Cell]) -> bool:
    """``1040-SR 12/31/2023``: a long form's name all but touches the date in the next column."""
    return any(_is_period(piece) for piece in pieces) and any(find_forms(piece.text) for piece in pieces)


def _is_value(text: str) -> bool:
    return parse_money(text) is not None or parse_date(text) is not None or _names(text)


def _names(text: str) -> bool:
    """Whether the text is a return or a period alone."""
    return parse_period(text) is not None or (bool(find_forms(text)) and len(text.split()) <= 2)


def _is_period(cell: Cell) -> bool:
    return parse_period(cell.text) is not None


def _unwrapped(sheet: Sheet, line: list[Cell], money: Cell) -> tuple[Cell, Cell, Cell] | None:
    """The halves of a period that stand above one another left of the amounts, and both as one cell."""
    middle, reach = money.box.y_mid, _WRAPPED * sheet.em
    near = [
        one
        for one in sheet.between(middle - 2 * reach, middle + reach)
        if abs(one.box.y_mid - middle) < reach
        and one.box.x1 < money.box.x0
        and any(char.isdigit() for char in one.text)
    ]
    parts = [*near, *(one for one in line if one.box.x1 < money.box.x0 and not any(one is other for other in near))]
    for upper in (one for one in parts if not _is_period(one)):
        for lower in parts:
            if upper.box.y_mid < lower.box.y_mid - 0.5 * sheet.em and abs(upper.box.x0 - lower.box.x0) < _FLUSH:
                whole = _cell(upper.page, (*upper.placed, *lower.placed))
                if _is_period(whole):
                    return upper, lower, whole
    return None
