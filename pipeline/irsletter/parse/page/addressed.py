"""To whom a page is addressed: the block of name, street and town that only a letter's first page bears at its head."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from irsletter.catalog.senses import Sense, Senses
from irsletter.parse.page.block_lines import line_above
from irsletter.parse.page.layout import Cell, Sheet
from irsletter.parse.page.senses import has_sense, is_agency
from irsletter.parse.page.wide_lines import lines_of
from irsletter.parse.values.addresses import looks_like_city_line
from irsletter.parse.values.folding import folded

_HEAD, _END, _RIGHT = 0.08, 0.38, 0.5
"""Where the block stands: below the letterhead, above the text, in the left half."""
_MOST_LINES = 6
_ALIKE = 3
"""Letters in which two readings of one town and ZIP code may differ."""


def addressed_town(sheet: Sheet, senses: Senses) -> str | None:
    """Town and ZIP code of the person or business that the page is addressed to, folded; None where there is none."""
    page = lines_of(sheet)
    for cell in page:
        if (
            _HEAD < cell.box.y0 < _END
            and cell.box.x0 < _RIGHT
            and any(char.isdigit() for char in cell.text)
            and looks_like_city_line(cell.text)
        ):
            lines = _lines_above(cell, page, sheet)
            names = [line.text for line in lines if not any(char.isdigit() for char in line.text)]
            if (
                len(lines) >= 2
                and names[-1:] == [lines[-1].text]
                and not any(_of_office(name, senses) for name in names)
            ):
                return folded(cell.text)
    return None


def same_town(one: str, two: str) -> bool:
    """Whether both are one town, a few letters misread."""
    return Levenshtein.distance(one, two, score_cutoff=_ALIKE) <= _ALIKE


def _of_office(text: str, senses: Senses) -> bool:
    return is_agency(text, senses) or has_sense(text, Sense.OFFICE_ADDRESS, senses)


def _lines_above(cell: Cell, page: tuple[Cell, ...], sheet: Sheet) -> list[Cell]:
    """The lines of its block above ``cell``, upwards."""
    lines: list[Cell] = []
    while len(lines) < _MOST_LINES and (above := line_above(sheet, page, lines[-1] if lines else cell)) is not None:
        lines.append(above)
    return lines
