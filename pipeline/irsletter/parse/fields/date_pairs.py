"""A date alone in its cell and the words beside or above it that no label of the catalog spells, read as a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from irsletter.parse.page.layout import Cell, Paragraph
from irsletter.parse.page.marked import MarkedText, mark
from irsletter.parse.survey import View
from irsletter.parse.values.dates import find_dates, parse_date

_LONGEST = 90
"""Letters of the words beside a date at most: more is a sentence of its own."""
_REACH = 2.5
"""Heights of print from the words above down to the date at most."""


def paired(view: View) -> Iterator[MarkedText]:
    """``Your request must be here by`` | ``June 9, 2025``. Raises PatternTimeoutError."""
    labels = {id(hit.cell) for hit in view.labels if hit.start == 0 and hit.alone}
    for cell in view.sheet.cells:
        if not any(char.isdigit() for char in cell.text) or parse_date(cell.text) is None:
            continue
        for other in (view.sheet.left_of(cell), _above(view, cell)):
            if other is not None and id(other) not in labels and len(other.text) <= _LONGEST:
                if not find_dates(other.text) and any(char.isalpha() for char in other.text):
                    yield mark(Paragraph(view.page, (other, cell)))
                break


def _above(view: View, cell: Cell) -> Cell | None:
    sheet = view.sheet
    near = sheet.between(cell.box.y0 - _REACH * sheet.em, cell.box.y0)
    return next((other for other in near if sheet.below(other) is cell), None)
