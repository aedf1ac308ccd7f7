"""Tables with one row for each tax period: form, period, and several amounts under headings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from irsletter.catalog.fields import Column, fold
from irsletter.model.geometry import Box
from irsletter.model.values import Period
from irsletter.parse.candidates import Candidate, found_in
from irsletter.parse.labels import Spellings
from irsletter.parse.layout import Cell, Sheet
from irsletter.parse.values.dates import parse_date
from irsletter.parse.values.forms import find_forms
from irsletter.parse.values.money import parse_money
from irsletter.parse.values.periods import parse_period

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
    period: Candidate[Period]
    assessed_on: Candidate[dt.date] | None
    amounts: tuple[GridAmount, ...]

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
        if top is None or cell.box.y0 - rows[-1].period.box.y1 > 6 * sheet.em:
            top = min(one.box.y0 for one in line)
        row = _row(sheet, line, money, top, headings)
        if row is not None:
            rows.append(row)
    return tuple(rows)


def _tells_period(line: list[Cell], money: list[Cell]) -> bool:
    rest = [one for one in line if one not in money and one.box.x0 < money[0].box.x0]
    return any(parse_period(one.text) is not None for one in rest) and len(rest) <= 5


def _headed(sheet: Sheet, line: list[Cell], headings: Spellings) -> bool:
    top = min(one.box.y0 for one in line)
    roles = {column.role for one in line if (column := _column(sheet, one.box, top, headings)[0]) is not None}
    return {"period", "amount"} <= roles


def _row(sheet: Sheet, line: list[Cell], money: list[Cell], top: float, headings: Spellings) -> GridRow | None:
    form: str | None = None
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
            read = parse_period(cell.text, form)
            if read is not None:
                repaired = "" if form or "no form" in read.repaired else read.repaired
                period = found_in(
                    cell, read.value, 0, len(cell.text), "table_row", exact=role == "period", repaired=repaired
                )
    if period is None:
        return None
    return GridRow(form, period, assessed, tuple(_amounts(sheet, money, top, headings)))


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
    above = [
        cell
        for cell in sheet.between(top - _HEADING * sheet.em, top - 0.3 * sheet.em)
        if min(cell.box.x1, box.x1) - max(cell.box.x0, box.x0) > 0
    ]
    lines = sorted(above, key=lambda cell: cell.box.y0)
    best: tuple[Column | None, str] = None, " ".join(cell.text for cell in lines)
    exact = False
    for start in range(len(lines) - 1, -1, -1):
        text = " ".join(cell.text for cell in lines[start:])
        found = headings.whole(fold(text))
        if found is not None and (found[1] == 0 or not exact):
            best, exact = (found[0], text), found[1] == 0
    return best
