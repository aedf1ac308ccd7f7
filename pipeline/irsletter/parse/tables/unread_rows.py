"""Rows of a table that are printed but whose amount could not be read: their label stands among the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from irsletter.model.geometry import Box
from irsletter.parse.labels.beside import PLACEHOLDER
from irsletter.parse.page.layout import Cell, Sheet
from irsletter.parse.tables.row_names import RowNames
from irsletter.parse.tables.table import ALIGNED, PITCH, Table, UnreadRow, in_column
from irsletter.parse.values.money import parse_money


def with_unread(table: Table, sheet: Sheet, names: RowNames) -> Table:
    """``table`` with its rows that have no readable amount: a label known letter by letter, at the left edge of the
    other labels, between the first row and the last, or beside something that ends at the edge of the amounts."""
    return replace(table, unread=tuple(_unread(table, sheet, names)))


def _unread(table: Table, sheet: Sheet, names: RowNames) -> Iterator[UnreadRow]:
    first, last = table.rows[0], table.rows[-1]
    taken = {id(cell) for row in table.rows for cell in row.label_cells}
    reach = PITCH * sheet.em
    for cell in sheet.between(first.top - reach, last.top + reach):
        if id(cell) in taken or abs(cell.box.x0 - first.left) > ALIGNED or cell.box.x1 > first.right - ALIGNED:
            continue
        spelled = names.spelled(cell.text, fuzzy=False)
        if spelled is None:
            continue
        beside = sheet.right_of(cell)
        lost = _lost_amount(beside, first.spot) if beside is not None else first.top < cell.box.y0 < last.top
        if lost:
            yield UnreadRow(" ".join(cell.text.split()).rstrip(" :"), cell, spelled[0])


def _lost_amount(cell: Cell, spot: Box) -> bool:
    """Whether ``cell`` stands where amounts do and is none; the blanks of an unfilled sample are nothing lost."""
    text = cell.text.strip()
    if parse_money(text) is not None or PLACEHOLDER.fullmatch(text) or not in_column(cell.box, spot):
        return False
    return len(text) <= 16 and ("$" in text or any(char.isdigit() for char in text))
