"""A date alone in its cell and the words beside or above it that no label of the catalog spells, read as a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from irsletter.catalog.senses import Sense, Senses
from irsletter.parse.page.layout import Cell, Paragraph
from irsletter.parse.page.marked import MarkedText, mark
from irsletter.parse.page.senses import has_sense
from irsletter.parse.survey import View
from irsletter.parse.values.dates import find_dates, parse_date

_LONGEST = 90
"""Letters of the words beside a date at most: more is a sentence of its own."""
_HEADING = 24
"""Letters of a column's heading at most."""
_REACH = 2.5
"""Heights of print from the words above down to the date at most."""
_TABLE = 40
"""Heights of print from the heading of a column down to its last day at most."""
_FLUSH = 2.5
"""Heights of print by which a day may stand beside the left edge of its heading."""
_LINES = 3
"""Lines of the words beside a day of a table at most."""


def paired(view: View, senses: Senses) -> Iterator[MarkedText]:
    """``Your request must be here by`` | ``June 9, 2025``; in a table with the column's heading between the two:
    ``Send us your request`` | ``When`` | ``June 9, 2025``. Raises PatternTimeoutError."""
    labels = {id(hit.cell) for hit in view.labels if hit.start == 0 and hit.alone}
    dated = [cell for cell in view.sheet.cells if any(char.isdigit() for char in cell.text) and find_dates(cell.text)]
    words = (cell for cell in view.sheet.cells if dated and len(cell.text) <= _HEADING)
    headings = [cell for cell in words if has_sense(cell.text, Sense.DAY_COLUMN, senses)]
    for cell in dated:
        left = view.sheet.left_of(cell)
        if parse_date(cell.text) is None:
            if left is not None and _carries_its_heading(cell, senses):
                yield mark(Paragraph(view.page, (*_row(view, cell), cell)))
            continue
        heading = _heading(view, cell, headings) if left is not None else None
        if heading is not None:
            yield mark(Paragraph(view.page, (*_row(view, cell), heading, cell)))
            continue
        for other in (left, _above(view, cell)):
            if other is not None and id(other) not in labels and len(other.text) <= _LONGEST:
                if not find_dates(other.text) and any(char.isalpha() for char in other.text):
                    yield mark(Paragraph(view.page, (other, cell)))
                break


def _heading(view: View, cell: Cell, headings: list[Cell]) -> Cell | None:
    """The nearest heading above ``cell`` whose column it stands in."""
    sheet = view.sheet
    above = [
        one
        for one in headings
        if 0 < cell.box.y0 - one.box.y1 < _TABLE * sheet.em
        and abs(one.box.x0 - cell.box.x0) * sheet.aspect < _FLUSH * sheet.em
    ]
    return max(above, key=lambda one: one.box.y0, default=None)


def _carries_its_heading(cell: Cell, senses: Senses) -> bool:
    """Whether the words before a day are those that head a column of last days: ``By June 9, 2025``."""
    found = find_dates(cell.text) if len(cell.text) <= _LONGEST else ()
    if len(found) != 1 or cell.text[found[0].end :].strip(" ."):
        return False
    return has_sense(cell.text[: found[0].start], Sense.DAY_COLUMN, senses)


def _row(view: View, cell: Cell) -> Iterator[Cell]:
    """What stands left of ``cell`` in its row, each with the lines that go on below it."""
    for left in view.sheet.row_of(cell):
        if left.box.x1 <= cell.box.x0:
            yield from _lines(view, left)


def _lines(view: View, left: Cell) -> Iterator[Cell]:
    """``left`` and the lines that go on below it, as far as nothing stands beside them."""
    sheet = view.sheet
    line: Cell | None = left
    for _ in range(_LINES):
        if line is None:
            return
        yield line
        line = sheet.below(line, lines=0.8)
        if line is not None and any(other.box.x0 >= left.box.x1 for other in sheet.row_of(line)):
            return


def _above(view: View, cell: Cell) -> Cell | None:
    sheet = view.sheet
    near = sheet.between(cell.box.y0 - _REACH * sheet.em, cell.box.y0)
    return next((other for other in near if sheet.below(other) is cell), None)
