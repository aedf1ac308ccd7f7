"""The tax period that a row names in its label: ``Amount you owed for 2020``, ``Applied to March 31, 2022``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from irsletter.catalog.senses import Sense, Senses
from irsletter.model.kinds import AmountKind
from irsletter.model.values import Period
from irsletter.parse.evidence.candidates import Candidate, found_in
from irsletter.parse.page.layout import Cell
from irsletter.parse.page.senses import has_sense
from irsletter.parse.tables.table import MoneyRow, Table
from irsletter.parse.values.dates import find_dates
from irsletter.parse.values.found import Found
from irsletter.parse.values.periods import find_periods, parse_period
from irsletter.patterns import compile_pattern

_YEAR = compile_pattern(
    r"\b(?:to|for|from|of)\s+(?:your\s+|tax\s+|the\s+|year\s+|owed\s+)*(?P<year>(?:19|20)[0-9]{2})(?!\w|[,./-]\d)",
    ignore_case=True,
)
_BEFORE_DATE = compile_pattern(r"\b(?:to|from|for)\s+(?:tax\s+period\s+)?(?:ended\s+|ending\s+)?\Z", ignore_case=True)


def table_period(table: Table, ids: Mapping[str, str]) -> str | None:
    """The id of the one period that the rows of ``table`` name as their own; what is moved from or to another year
    names that other one. ``ids``: id by the period's label."""
    named = {
        ids[period.label]
        for row in table.rows
        if _kind(row) is not AmountKind.REFUND_OFFSET
        for period in _periods(row)
        if period.label in ids
    }
    return named.pop() if len(named) == 1 else None


def row_period(row: MoneyRow, ids: Mapping[str, str]) -> str | None:
    """The id of the one period that the label of ``row`` names."""
    named = {ids[period.label] for period in _periods(row) if period.label in ids}
    return named.pop() if len(named) == 1 else None


def billed_apart(tables: Iterable[Table], senses: Senses) -> tuple[Candidate[Period], ...]:
    """The periods of a table whose rows each name their own: ``Unpaid taxes for 12/31/2022``. Nothing where a row tells
    of money moved between periods."""
    for table in tables:
        rows = [row for row in table.parts if any(True for _ in _periods(row))]
        moves = any(_moves(row, senses) for row in rows)
        named = [
            found_in(cell, one.value, one.start, one.end, "period_phrase", repaired=one.repaired, raw=one.raw)
            for row in rows
            for cell in row.label_cells
            for one in _named(cell)
        ]
        if not moves and len({one.value.label for one in named}) > 1:
            return tuple(named)
    return ()


def moved_to(tables: Iterable[Table]) -> Iterator[Candidate[Period]]:
    """The periods that rows name to or from which money was moved."""
    for table in tables:
        for row in table.rows:
            if _kind(row) is AmountKind.REFUND_OFFSET:
                for cell in row.label_cells:
                    for one in _named(cell):
                        yield found_in(cell, one.value, one.start, one.end, "period_phrase", raw=one.raw)


def _kind(row: MoneyRow) -> AmountKind | None:
    return row.entry.kind if row.entry is not None else None


def _moves(row: MoneyRow, senses: Senses) -> bool:
    return _kind(row) is AmountKind.REFUND_OFFSET or has_sense(row.label, Sense.MONEY_MOVED, senses)


def _periods(row: MoneyRow) -> Iterator[Period]:
    for cell in row.label_cells:
        for one in _named(cell):
            yield one.value


def _named(cell: Cell) -> tuple[Found[Period], ...]:
    found = find_periods(cell.text)
    if found:
        return found
    hit = _YEAR.search(cell.text)
    if hit is not None and (read := parse_period(hit["year"])) is not None:
        return (Found(read.value, hit["year"], hit.start("year"), hit.end("year")),)
    return tuple(
        Found(read.value, date.raw, date.start, date.end, date.repaired)
        for date in find_dates(cell.text)
        if _BEFORE_DATE.search(cell.text[: date.start]) and (read := parse_period(date.raw)) is not None
    )
