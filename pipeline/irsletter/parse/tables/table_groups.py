"""Which rows of money make one table: under one another, with common edges, down to a total."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from irsletter.model.kinds import AmountKind
from irsletter.parse.page.layout import Sheet
from irsletter.parse.tables.table import ALIGNED, PITCH, MoneyRow, Table, in_column


def tables_of(rows: tuple[MoneyRow, ...], sheet: Sheet) -> tuple[tuple[Table, ...], tuple[MoneyRow, ...]]:
    """The tables among ``rows``, and the rows that stand alone."""
    open_groups: list[list[MoneyRow]] = []
    done: list[list[MoneyRow]] = []
    for row in rows:
        group = next((group for group in open_groups if _continues(group[-1], row, sheet)), None)
        if group is None:
            group = []
            open_groups.append(group)
        group.append(row)
        if row.is_total and len(group) > 1:
            open_groups = [other for other in open_groups if other is not group]
            done.append(group)
    groups = [part for group in (*done, *open_groups) for part in _opened(group)]
    tables = [
        Table(sheet.page.number, tuple(group))
        for group in groups
        if len(group) >= 2 and any(row.entry is not None for row in group)
    ]
    taken = {_place(row) for table in tables for row in table.rows}
    tables.sort(key=lambda table: table.rows[0].top)
    return tuple(tables), tuple(row for row in rows if _place(row) not in taken)


def _place(row: MoneyRow) -> tuple[float, float, float]:
    return row.top, row.left, row.right


def _opened(group: list[MoneyRow]) -> Iterator[list[MoneyRow]]:
    """A total above all others is the balance that its table opens with where other rows and another total follow;
    else it stands by itself."""
    first, last, rest = group[0], group[-1], group[1:]
    if not first.is_total or not rest:
        yield group
    elif last.is_total and len(rest) > 1 and first.value != last.value:
        yield [_opening(first), *rest]
    else:
        yield [first]
        yield rest


def _opening(row: MoneyRow) -> MoneyRow:
    entry = row.entry
    if entry is not None:
        # a proposal opens with the tax that it adds, a bill with what was owed before
        proposed = entry.kind is AmountKind.PROPOSED_AMOUNT
        kind = AmountKind.TAX_INCREASE if proposed else AmountKind.PREVIOUS_BALANCE
        entry = replace(entry, kind=kind, total=False, alone=False, gives="", pay_by=False)
    return replace(row, entry=entry, money=replace(row.money, way="table_row"), dates=())


def _continues(above: MoneyRow, row: MoneyRow, sheet: Sheet) -> bool:
    return (
        0 < row.top - above.top < PITCH * sheet.em
        and in_column(row.spot, above.spot)
        and abs(row.left - above.left) < ALIGNED
    )
