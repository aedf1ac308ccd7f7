"""Tables with one row for each tax period: form, period, and several amounts under headings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from irsletter.catalog.fields import Column, fold
from irsletter.model.document import Source
from irsletter.model.geometry import Box, bounding_box
from irsletter.model.values import Period
from irsletter.parse.candidates import Candidate, found_in
from irsletter.parse.labels import Spellings
from irsletter.parse.layout import Cell, Sheet
from irsletter.parse.values.dates import parse_date
from irsletter.parse.values.forms import find_forms
from irsletter.parse.values.found import Parsed
from irsletter.parse.values.money import parse_money
from irsletter.parse.values.periods import parse_period
from irsletter.patterns import compile_pattern

_DAY_LIKE = compile_pattern(r"\W*(\S{1,2})/(\S{1,2})/(\d{4})\W*")
"""What was a date before a recogniser misread it."""
_MARK_OF_COLUMN = compile_pattern(r"\s*\([a-z]\)", ignore_case=True)
"""Forms letter their columns: ``Tax Period Ending (b)``."""
_FLUSH = 0.006
"""How far left edges of one heading's lines may differ, in page widths."""
_NEAR = 0.06
"""How far beside a column its heading may stand, in page widths, where nothing stands right above."""
_HEADING = 7.0
"""How far above the first row a heading may begin, in heights of print."""


@dataclass(frozen=True, eq=False)
class GridAmount:
    """One amount of a row. ``column`` is None under a heading that is not known."""

    column: Column | None
    heading: str
    money: Candidate[Decimal]


@dataclass(frozen=True, eq=False)
class GridRow:
    """What stands in one row about one tax period."""

    form: str | None
    period: Candidate[Period] | None
    """None where something stands there that is no period: printed, but not readable."""
    assessed_on: Candidate[dt.date] | None
    amounts: tuple[GridAmount, ...]
    unread: Cell | None = None
    """The cell in which the period should stand, where it can't be read."""

    @property
    def top(self) -> float:
        return self.amounts[0].money.words[0].box.y0

    @property
    def balance(self) -> Candidate[Decimal] | None:
        """What is owed for the period: the column that says so, else nothing."""
        return next((one.money for one in self.amounts if one.column is not None and one.column.balance), None)

    @property
    def parts(self) -> tuple[GridAmount, ...]:
        return tuple(one for one in self.amounts if one.column is None or not one.column.balance)


def grid_rows(sheet: Sheet, headings: Spellings) -> tuple[GridRow, ...]:
    """The rows of all such tables on a page, top to bottom."""
    rows: list[GridRow] = []
    done: set[int] = set()
    top: float | None = None
    bottom = 0.0
    for cell in sorted(sheet.cells, key=lambda one: one.box.y0):
        if id(cell) in done or not any(char.isdigit() for char in cell.text):
            continue
        line = sorted((cell, *sheet.row_of(cell)), key=lambda one: one.box.x0)
        money = [one for one in line if parse_money(one.text) is not None]
        if not money or not _tells_period(line, money):
            continue
        if len(money) < 2 and top is None and not _headed(sheet, line, headings):
            continue
        done.update(id(one) for one in line)
        if top is None or cell.box.y0 - bottom > 6 * sheet.em:
            top = min(one.box.y0 for one in line)
        bottom = cell.box.y1
        rows.append(_row(sheet, line, money, top, headings))
    return tuple(rows)


def _tells_period(line: list[Cell], money: list[Cell]) -> bool:
    rest = [one for one in line if one not in money and one.box.x0 < money[0].box.x0]
    if len(rest) > 5:
        return False
    period = any(parse_period(one.text) is not None for one in rest)
    return period or (len(money) > 1 and any(_DAY_LIKE.fullmatch(one.text) for one in rest))


def _headed(sheet: Sheet, line: list[Cell], headings: Spellings) -> bool:
    top = min(one.box.y0 for one in line)
    roles = {column.role for one in line if (column := _column(sheet, one.box, top, headings)[0]) is not None}
    return {"period", "amount"} <= roles


def _row(sheet: Sheet, line: list[Cell], money: list[Cell], top: float, headings: Spellings) -> GridRow:
    form: str | None = None
    unread: Cell | None = None
    period: Candidate[Period] | None = None
    assessed: Candidate[dt.date] | None = None
    for cell in (one for one in line if one not in money):
        column, _ = _column(sheet, cell.box, top, headings)
        role = column.role if column is not None else ""
        found = find_forms(cell.text)
        if form is None and role in ("form", "") and found:
            form = found[0].value
            continue
        date = parse_date(cell.text)
        if role == "assessed_on" and date is not None:
            assessed = found_in(cell, date.value, 0, len(cell.text), "table_row", repaired=date.repaired)
        elif period is None and role in ("period", ""):
            read = parse_period(cell.text, form) or _one_digit_off(cell, form)
            if read is None and _DAY_LIKE.fullmatch(cell.text):
                unread = cell
            if read is not None:
                repaired = "" if form or "no form" in read.repaired else read.repaired
                period = found_in(
                    cell, read.value, 0, len(cell.text), "table_row", exact=role == "period", repaired=repaired
                )
    return GridRow(form, period, assessed, tuple(_amounts(sheet, money, top, headings)), None if period else unread)


def _one_digit_off(cell: Cell, form: str | None) -> Parsed[Period] | None:
    """The one last day of a period that differs in a single digit from what was read from a picture."""
    text = cell.text.strip()
    if form is None or not _DAY_LIKE.fullmatch(text) or all(word.source is Source.TEXT_LAYER for word in cell.words):
        return None
    year_begins = text.rfind("/")  # a year is never guessed
    ways = {
        read.value: read
        for at, char in enumerate(text[:year_begins])
        if char != "/"
        for digit in "0123456789"
        if (read := parse_period(text[:at] + digit + text[at + 1 :], form)) is not None
    }
    only = next(iter(ways.values())) if len(ways) == 1 else None
    return Parsed(only.value, text, f"read {text} as the end of {only.value.label}") if only is not None else None


def _amounts(sheet: Sheet, money: list[Cell], top: float, headings: Spellings) -> Iterator[GridAmount]:
    for cell in money:
        column, heading = _column(sheet, cell.box, top, headings)
        if column is not None and column.role != "amount":
            column = None
        read = parse_money(cell.text)
        if read is not None:
            candidate = found_in(
                cell,
                read.value,
                0,
                len(cell.text),
                "table_row",
                exact=column is not None,
                repaired=read.repaired,
            )
            yield GridAmount(column, heading, candidate)


def _column(sheet: Sheet, box: Box, top: float, headings: Spellings) -> tuple[Column | None, str]:
    """The heading above ``box`` and what it means: the longest run of lines, read upwards, that spells a column."""
    above = [cell for cell in _headings(sheet, top) if min(cell.box.x1, box.x1) - max(cell.box.x0, box.x0) > 0]
    lines = sorted(_whole(above, sheet, top) or _nearest_heading(sheet, box, top), key=lambda cell: cell.box.y0)
    best: tuple[Column | None, str] = None, " ".join(cell.text for cell in lines)
    exact = False
    for start in range(len(lines) - 1, -1, -1):
        text = _MARK_OF_COLUMN.sub("", " ".join(cell.text for cell in lines[start:]))
        found = headings.whole(fold(text))
        if found is not None and (found[1] == 0 or not exact):
            best, exact = (found[0], text), found[1] == 0
    return best


def _headings(sheet: Sheet, top: float) -> list[Cell]:
    """The cells above a table. Small print stands so close that headings touch: each ends with its column's letter."""
    cells: list[Cell] = []
    for cell in sheet.between(top - _HEADING * sheet.em, top - 0.3 * sheet.em):
        begin = 0
        ends = [at + 1 for at, word in enumerate(cell.words) if _MARK_OF_COLUMN.fullmatch(word.text)]
        for end in dict.fromkeys((*ends, len(cell.placed))):
            piece = cell.placed[begin:end]
            cells.append(
                cell if piece == cell.placed else Cell(cell.page, piece, bounding_box(one.box for one in piece))
            )
            begin = end
    return cells


def _whole(above: list[Cell], sheet: Sheet, top: float) -> list[Cell]:
    """A heading with its shorter lines, which need not reach over the column: they begin right below another line."""
    band = _headings(sheet, top) if above else []
    rest = [
        cell
        for cell in band
        if not any(cell is one for one in above)
        and any(
            abs(cell.box.x0 - one.box.x0) < _FLUSH and 0.3 * sheet.em < cell.box.y0 - one.box.y0 < 2 * sheet.em
            for one in above
        )
    ]
    return [*above, *rest]


def _nearest_heading(sheet: Sheet, box: Box, top: float) -> list[Cell]:
    """The heading of a column that stands beside it: narrow amounts at the right edge, the heading centred. It must
    stand above no other cell of the first row."""
    near = [
        (gap, cell)
        for cell in _headings(sheet, top)
        if (gap := max(cell.box.x0 - box.x1, box.x0 - cell.box.x1)) < _NEAR
        and not any(
            min(other.box.x1, cell.box.x1) > max(other.box.x0, cell.box.x0)
            for other in sheet.between(top - 0.3 * sheet.em, top + 0.5 * sheet.em)
        )
    ]
    return [min(near, key=lambda pair: pair[0])[1]] if near else []
