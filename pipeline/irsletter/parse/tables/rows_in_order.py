"""Rows of a crooked photo: where labels and amounts have slipped by half a row, all alike, their order pairs them; that
none is missing is proved by the total."""

from __future__ import annotations

from dataclasses import replace

from irsletter.parse.page.layout import Cell, Sheet
from irsletter.parse.tables.row_names import RowNames
from irsletter.parse.tables.table import ALIGNED, PITCH, MoneyRow, Table, amount_of, in_column, make_row

_FARTHEST = 1.2
"""Heights of print by which an amount may stand above or below its label,"""
_STEADY = 0.5
"""if all amounts of the table do so alike, to so many heights."""


def in_order(table: Table, sheet: Sheet, names: RowNames) -> Table:
    """``table`` with labels and amounts paired from top to bottom, where rows were left without an amount, there are as
    many of the one as of the other, all have slipped the same way, and the amounts come to the printed total."""
    total = table.total
    if total is None or not table.unread:
        return table
    labels = [cell for cell in _above(total, sheet) if abs(cell.box.x0 - total.left) < ALIGNED]
    amounts = [cell for cell in _above(total, sheet) if in_column(cell.box, total.spot) and amount_of(cell)]
    spelled = [(cell, entry) for cell in labels if (entry := names.spelled(cell.text, fuzzy=True)) is not None]
    slips = [amount.box.y_mid - label.box.y_mid for (label, _), amount in zip(spelled, amounts, strict=False)]
    if len(spelled) != len(amounts) or len(slips) < 2:
        return table
    if max(map(abs, slips)) > _FARTHEST * sheet.em or max(slips) - min(slips) > _STEADY * sheet.em:
        return table
    rows = tuple(
        make_row(label.text, (label,), entry, amount, found, label.box.x0)
        for (label, entry), amount in zip(spelled, amounts, strict=True)
        if (found := amount_of(amount)) is not None
    )
    if any(row.is_total for row in rows) or sum(row.value for row in rows) != total.value:
        return table
    return replace(table, rows=(*rows, total), unread=())


def _above(total: MoneyRow, sheet: Sheet) -> list[Cell]:
    """The cells above a total that belong to its table, from top to bottom: no two farther apart than its rows are."""
    taken = {id(cell) for cell in total.label_cells}
    near: list[Cell] = []
    edge = total.top
    for cell in sorted(sheet.between(0.0, total.top), key=lambda one: -one.box.y0):
        if id(cell) in taken or cell.box.y_mid >= total.top:
            continue
        if edge - cell.box.y0 > PITCH * sheet.em:
            break
        near.append(cell)
        edge = cell.box.y0
    return near[::-1]
