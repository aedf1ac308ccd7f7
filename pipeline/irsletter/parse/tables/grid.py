"""Tables with one row for each tax period: form, period, and several amounts under headings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from irsletter.catalog.fields import Column
from irsletter.model.document import Source
from irsletter.model.kinds import AmountKind
from irsletter.model.values import Period
from irsletter.parse.evidence.candidates import Candidate, found_in
from irsletter.parse.labels.known import Spellings
from irsletter.parse.page.layout import Cell, Sheet
from irsletter.parse.tables.grid_head import Head
from irsletter.parse.tables.grid_lines import line_of
from irsletter.parse.values.dates import parse_date
from irsletter.parse.values.forms import find_forms
from irsletter.parse.values.found import Parsed
from irsletter.parse.values.misreads import has_digit
from irsletter.parse.values.money import parse_money
from irsletter.parse.values.periods import parse_period
from irsletter.patterns import compile_pattern

_DAY_LIKE = compile_pattern(r"\W*(\S{1,2})/(\S{1,2})/(\d{4})\W*")
"""What was a date before a recogniser misread it."""


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

    @cached_property
    def whole(self) -> GridAmount | None:
        """What is owed for the period: the rightmost column that says so; else the last amount where the others come
        to it; else nothing."""
        named = [one for one in self.amounts if one.column is not None and one.column.balance]
        if named:
            return named[-1]
        last = self.amounts[-1]
        others = [one.money.value for one in self.amounts[:-1]]
        return last if len(others) >= 2 and sum(others) == last.money.value else None

    @property
    def balance(self) -> Candidate[Decimal] | None:
        return self.whole.money if self.whole is not None else None

    @property
    def parts(self) -> tuple[GridAmount, ...]:
        """What should come to the balance: a column of its name further left is what was owed before."""
        return tuple(one for one in self.amounts if one is not self.whole)

    @property
    def adds_up(self) -> bool | None:
        """Whether the parts come to the balance; None where there are none, or no balance."""
        if self.balance is None or not self.parts:
            return None
        return sum((one.money.value for one in self.parts), Decimal(0)) == self.balance.value

    def tells(self, one: GridAmount) -> bool:
        """Whether the row says what the amount is: its heading does, or it is the whole of the others."""
        return one is self.whole or (one.column is not None and one.column.kind is not None)

    def kind_of(self, one: GridAmount) -> AmountKind:
        """What an amount of the row is."""
        if one.column is None or one.column.kind is None:
            return AmountKind.SUBTOTAL if one is self.whole else AmountKind.OTHER
        if one.column.balance and one is not self.whole:
            return AmountKind.PREVIOUS_BALANCE
        return one.column.kind


def grid_rows(sheet: Sheet, headings: Spellings) -> tuple[GridRow, ...]:
    """The rows of all such tables on a page, top to bottom."""
    rows: list[GridRow] = []
    done: set[int] = set()
    head: Head | None = None
    bottom = 0.0
    for cell in sorted(sheet.cells, key=lambda one: one.box.y0):
        if id(cell) in done or not has_digit(cell.text):
            continue
        line = line_of(sheet, cell)
        money = [one for one in line if parse_money(one.text) is not None]
        if not money or not _tells_period(line, money):
            continue
        if head is None or cell.box.y0 - bottom > 6 * sheet.em:
            begun = Head(sheet, min(one.box.y0 for one in line), headings)
            if head is None and len(money) < 2 and not _headed(line, begun):
                continue
            if not any(parse_period(one.text) for one in line if one not in money) and not _roles(line, begun):
                continue  # days that are no period's last, under headings that tell of none: deposits, payments
            head = begun
        done.update(id(one) for one in (cell, *sheet.row_of(cell)))
        bottom = cell.box.y1
        rows.append(_row(line, money, head))
    return tuple(rows)


def _tells_period(line: list[Cell], money: list[Cell]) -> bool:
    rest = [one for one in line if one not in money and one.box.x0 < money[0].box.x0]
    if len(rest) > 5:
        return False
    period = any(parse_period(one.text) is not None for one in rest)
    return period or (len(money) > 1 and any(_DAY_LIKE.fullmatch(one.text) for one in rest))


def _headed(line: list[Cell], head: Head) -> bool:
    return {"period", "amount"} <= _roles(line, head)


def _roles(line: list[Cell], head: Head) -> set[str]:
    return {column.role for one in line if (column := head.column(one.box)[0]) is not None}


def _row(line: list[Cell], money: list[Cell], head: Head) -> GridRow:
    form: str | None = None
    unread: Cell | None = None
    period: Candidate[Period] | None = None
    assessed: Candidate[dt.date] | None = None
    dated = [one for one in line if one not in money and parse_date(one.text) is not None]
    for cell in (one for one in line if one not in money):
        column, _ = head.column(cell.box)
        role = column.role if column is not None else ""
        found = find_forms(cell.text)
        if form is None and role in ("form", "") and found:
            form = found[0].value
            continue
        date = parse_date(cell.text)
        if role == "assessed_on" and date is not None:
            assessed = found_in(cell, date.value, 0, len(cell.text), "table_row", repaired=date.repaired)
        elif period is None and role in ("period", "") and not (role == "" and cell not in dated and dated):
            read = parse_period(cell.text, form) or _one_digit_off(cell, form)
            if read is None and _DAY_LIKE.fullmatch(cell.text):
                unread = cell
            if read is not None:
                repaired = "" if form or "no form" in read.repaired else read.repaired
                period = found_in(
                    cell, read.value, 0, len(cell.text), "table_row", exact=role == "period", repaired=repaired
                )
    return GridRow(form, period, assessed, tuple(_amounts(money, head)), None if period else unread)


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


def _amounts(money: list[Cell], head: Head) -> Iterator[GridAmount]:
    for cell in money:
        column, heading = head.column(cell.box)
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
