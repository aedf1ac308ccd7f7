"""To whom a page is addressed: the block of name, street and town that only a letter's first page bears at its head."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from irsletter.parse.address_blocks import is_agency
from irsletter.parse.block_lines import line_above
from irsletter.parse.folding import folded
from irsletter.parse.layout import Cell, Sheet
from irsletter.parse.values.addresses import looks_like_city_line
from irsletter.parse.wide_lines import lines_of
from irsletter.patterns import compile_pattern

_HEAD, _END, _RIGHT = 0.08, 0.38, 0.5
"""Where the block stands: below the letterhead, above the text, in the left half."""
_MOST_LINES = 6
_OFFICE = compile_pattern(
    r"\b(?:appeals?|acs|department|division|office|service|support|court|commission|bureau|advocate|clinic|center|unit|"
    r"operations?|treasury|agency|mail|send|write|return|to)\b|:\s*$",
    ignore_case=True,
)
"""Words of an office's address, or of the line that leads to one."""
_ALIKE = 3
"""Letters in which two readings of one town and ZIP code may differ."""


def addressed_town(sheet: Sheet) -> str | None:
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
            if len(lines) >= 2 and names[-1:] == [lines[-1].text] and not any(map(_of_office, names)):
                return folded(cell.text)
    return None


def same_town(one: str, two: str) -> bool:
    """Whether both are one town, a few letters misread."""
    return Levenshtein.distance(one, two, score_cutoff=_ALIKE) <= _ALIKE


def _of_office(text: str) -> bool:
    return is_agency(text) or _OFFICE.search(text) is not None


def _lines_above(cell: Cell, page: tuple[Cell, ...], sheet: Sheet) -> list[Cell]:
    """The lines of its block above ``cell``, upwards."""
    lines: list[Cell] = []
    while len(lines) < _MOST_LINES and (above := line_above(sheet, page, lines[-1] if lines else cell)) is not None:
        lines.append(above)
    return lines
