"""Lines whose words stand far apart, of addresses and beside labels; what the mailer printed is no line."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise, takewhile

from irsletter.model.geometry import bounding_box
from irsletter.parse.page.layout import Cell, Sheet
from irsletter.parse.values.dates import find_dates
from irsletter.parse.values.money import find_money
from irsletter.patterns import compile_pattern

_BLANK = 1.4
"""Widest blank between two words of an address line, in heights of print: typed letters set every letter as wide."""
_COLUMN = 1.3
"""How much wider than every other blank of a line one is that parts it from the neighbouring column."""
FLUSH = 0.01
"""Page widths by which the second line of a label or a value may begin off the first."""
_MAIL_SORT = compile_pattern(
    r"[\d .,|*#-]*(?:\d{4,}[\d .]*)(?:[A-Z]{2}\b(?!.*[A-Za-z]{2}).*)?|[|Il!.,'\" ]{8,}|[A-Z]{1,2}|.*\*{3,}.*"
    r"|(?:[\dOIl!|]{4,}[ .,]*){2,}.{0,24}"
)
"""What the mailer prints above an address: sort keys, bars, two letters of the division. After the two letters of a
sort key stand numbers, after those of a street (``7850 SW 6th Ct``, ``1200 ST JAMES AVE``) its name."""


def lines_of(sheet: Sheet) -> tuple[Cell, ...]:
    """The cells of a page, those of one row that only a wide blank parts as one, top to bottom."""
    return sheet.once(_lines)


def _lines(sheet: Sheet) -> tuple[Cell, ...]:
    lines: list[Cell] = []
    taken: set[int] = set()
    for cell in sorted(sheet.cells, key=lambda one: one.box.x0):
        if id(cell) in taken:
            continue
        run = _run(cell, sheet, taken)
        # no address holds a date or an amount: what does is the neighbouring column
        run = [cell, *takewhile(lambda one: _dated_from(one.text) is None, run[1:])]
        taken.update(id(one) for one in run)
        lines.append(_without_column(cell if len(run) == 1 else joined(run)))
    return tuple(sorted(lines, key=lambda one: one.box.y0))


def line_from(cell: Cell, sheet: Sheet) -> Cell:
    """``cell`` with those to its right that only a wide blank parts from it."""
    run = _run(cell, sheet, set())
    return cell if len(run) == 1 else joined(run)


def two_lines_from(cell: Cell, sheet: Sheet) -> Cell | None:
    """``cell`` and the line under it as one piece of print, where that one begins like it; None where there is
    none."""
    below = sheet.below(cell)
    if below is None or abs(below.box.x0 - cell.box.x0) > FLUSH:
        return None
    return joined([cell, below])


def is_mail_sort(text: str) -> bool:
    """Whether the line is the mailer's own."""
    return _MAIL_SORT.fullmatch(text.strip()) is not None


def _run(cell: Cell, sheet: Sheet, taken: set[int]) -> list[Cell]:
    reach = _BLANK * sheet.em / sheet.aspect
    run = [cell]
    while (right := sheet.right_of(run[-1])) is not None and _goes_on(run[-1], right, reach):
        if id(right) in taken or any(right is one for one in run):
            break
        run.append(right)
    return run


def _without_column(line: Cell) -> Cell:
    """``line`` up to its widest blank, where a date or an amount stands behind that, else up to the date or amount."""
    first = _dated_from(line.text)
    if not first or len(line.placed) < 3:
        return line
    blanks = [two.box.x0 - one.box.x1 for one, two in pairwise(line.placed)]
    at = blanks.index(max(blanks)) + 1
    others = max(blank for place, blank in enumerate(blanks, 1) if place != at)
    if blanks[at - 1] < _COLUMN * max(others, 0.0) or line.starts[at] > first:
        at = bisect_left(line.starts, first)
    return Cell(line.page, line.placed[:at], bounding_box(one.box for one in line.placed[:at]))


def _dated_from(text: str) -> int | None:
    """Where the first date or amount in ``text`` begins; None where there is none."""
    if not any(char.isdigit() for char in text):
        return None
    starts = (*(one.start for one in find_dates(text)), *(one.start for one in find_money(text)))
    return min(starts, default=None)


def _goes_on(cell: Cell, right: Cell, reach: float) -> bool:
    if cell.text.endswith(":"):
        return False  # a label and what stands beside it
    # a speck makes a word tall, and its cell with it: one word of each of the same height will do
    alike = any(
        0.7 * one.box.height < two.box.height < 1.35 * one.box.height for one in cell.placed for two in right.placed
    )
    return right.box.x0 - cell.box.x1 < reach and alike


def joined(run: list[Cell]) -> Cell:
    """The cells of ``run`` as one piece of print."""
    return Cell(run[0].page, tuple(one for cell in run for one in cell.placed), bounding_box(cell.box for cell in run))
