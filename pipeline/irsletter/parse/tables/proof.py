"""What the sum of rows proves, and what it refutes: rows against their total, a period's row against its balance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from irsletter.model.kinds import AmountKind
from irsletter.parse.evidence.candidates import Candidate
from irsletter.parse.tables.grid import GridRow
from irsletter.parse.tables.repair import mended
from irsletter.parse.tables.table import MoneyRow, Table

_NO_SUM = frozenset((AmountKind.MONTHLY_PAYMENT, AmountKind.CONDITIONAL_BALANCE))
"""Rows that stand in a table and are no parts of its total."""


def parts_of(table: Table) -> tuple[MoneyRow, ...]:
    """The rows that should add up: neither totals nor subtotals, nor what is no part of a bill. Where only those whose
    labels are known come to the total, the others are figures of the return (adjusted gross income)."""
    skip = (*_NO_SUM, AmountKind.SUBTOTAL)
    parts = tuple(row for row in table.parts if row.entry is None or row.entry.kind not in skip)
    known = tuple(row for row in parts if row.entry is not None)
    if table.total is not None and len(known) >= 2 and _sum(known) == table.total.value != _sum(parts):
        return known
    return parts


def adds_up(table: Table) -> bool | None:
    """Whether the rows come to the printed total; None without rows or total, or where one could not be read."""
    parts, total = parts_of(table), table.total
    if (
        not parts
        or total is None
        or table.unread
        or any(row.entry is not None and row.entry.kind in _NO_SUM for row in table.rows)
    ):
        return None
    # what lowers the tax raises a refund: its rows may be printed with either sign
    refund = total.entry is not None and total.entry.kind is AmountKind.REFUND
    if refund:
        printed = sum((row.money.value for row in parts), Decimal(0))
        return total.value in (_sum(parts), -_sum(parts), printed)
    return total.value == _sum(parts)


def with_subtotals(table: Table) -> Table:
    """``table`` where a row that comes to those right above it is their subtotal, if only so the rows come to the
    total."""
    if adds_up(table) is not False:
        return table
    rows = table.rows
    for at in range(2, len(rows) - 1):
        above: Decimal = Decimal(0)
        for first in range(at - 1, -1, -1):
            above += rows[first].value
            if first < at - 1 and above == rows[at].value and (entry := rows[at].entry) is not None:
                row = replace(rows[at], entry=replace(entry, kind=AmountKind.SUBTOTAL))
                better = replace(table, rows=(*rows[:at], row, *rows[at + 1 :]))
                if adds_up(better):
                    return better
    return table


def prove_tables(
    tables: tuple[Table, ...], singles: dict[str, list[Candidate[Decimal]]]
) -> tuple[tuple[Table, ...], bool | None]:
    """Tables with their rows marked as proved where they add up, one misread digit mended where that makes them."""
    proved: list[Table] = []
    held: bool | None = None
    for table in map(with_subtotals, tables):
        total = table.total
        gives = total.entry.gives if total is not None and total.entry is not None else ""
        better = table if adds_up(table) else mended(table, parts_of(table), singles.get(gives, []))
        if better is None or adds_up(better) is not True or len(parts_of(better)) < 2:
            fails = adds_up(table) is False
            proved.append(_refuted(table) if fails else _printed_twice(table))
            if fails and total is not None:
                ink = total.money
                singles[gives] = [one.as_refuted() if one.same_ink(ink) else one for one in singles.get(gives, [])]
            held = False if fails else held
            continue
        # a row with a digit or its sign put right is not its own witness: it stays in review
        parts = parts_of(better)
        rows = tuple(
            replace(row, money=row.money.as_added()) if row is read and (row.entry or row in parts) else row
            for row, read in zip(better.rows, table.rows, strict=True)
        )
        proved.append(replace(table, rows=rows))
        whole = better.total
        if whole is not None:
            _mark_proved(singles.get(gives, []), whole.value)
        held = held is not False
    return tuple(proved), held


def _printed_twice(table: Table) -> Table:
    """A row that is all of its total is no sum, but its amount is printed at two places alike."""
    parts = parts_of(table)
    if not adds_up(table) or len(parts) != 1:
        return table
    twice = (*parts, table.total)
    rows = (replace(row, money=row.money.as_proved()) if row in twice else row for row in table.rows)
    return replace(table, rows=tuple(rows))


def _refuted(table: Table) -> Table:
    """No row of a table whose sum fails stands alone."""
    return replace(table, rows=tuple(replace(row, money=row.money.as_refuted()) for row in table.rows))


def prove_grid(grid: tuple[GridRow, ...], singles: dict[str, list[Candidate[Decimal]]]) -> bool:
    """Whether each row adds up to its balance and the balances to the printed total."""
    balances = [row.balance for row in grid]
    if len(grid) == 1 and not grid[0].parts:
        return False  # one amount printed twice is no sum
    if any(balance is None for balance in balances) or any(row.adds_up is False for row in grid):
        return False
    whole = sum((balance.value for balance in balances if balance is not None), Decimal(0))
    due = singles.get("amount_due", [])
    if not any(candidate.value == whole for candidate in due):
        return False
    _mark_proved(due, whole)
    return True


def proved_row(row: GridRow) -> GridRow:
    return replace(row, amounts=tuple(replace(one, money=one.money.as_added()) for one in row.amounts))


def judged_row(row: GridRow) -> GridRow:
    """A row proves itself where at least two parts come to its balance; where they don't, none of its amounts stands
    alone."""
    if row.adds_up and len(row.parts) >= 2:
        return proved_row(row)
    if row.adds_up is False:
        return replace(row, amounts=tuple(replace(one, money=one.money.as_refuted()) for one in row.amounts))
    return row


def _mark_proved(candidates: list[Candidate[Decimal]], value: Decimal) -> None:
    candidates[:] = [one.as_added() if one.value == value else one for one in candidates]


def _sum(rows: Iterable[MoneyRow]) -> Decimal:
    return sum((row.value for row in rows), Decimal(0))
