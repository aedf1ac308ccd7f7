"""One misread digit or lost sign, mended where the sum of a table leaves no other way; all else stays as read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from irsletter.parse.evidence.candidates import Candidate
from irsletter.parse.tables.table import MoneyRow, Table


def mended(table: Table, parts: tuple[MoneyRow, ...], copies: list[Candidate[Decimal]]) -> Table | None:
    """``table`` with one digit or the sign of one row put right, or None.

    The total must stand alike in two places on paper, so that it is not the total that was misread; or the rows must
    come to what two other places give. Of the rows read from a picture exactly one may differ in a single digit, or
    in its sign alone.
    """
    total = table.total
    if total is None or len(parts) < 2 or table.unread:
        return None
    agreed = [value for value, count in Counter(_places(copies)).items() if count >= 2]
    added = sum((row.value for row in parts), Decimal(0))
    if added in agreed and total.value != added:
        return _with(table, total, added)
    if total.value not in agreed:
        return None
    ways = [(row, value) for row in parts if (value := _one_digit(row, total.value - added + row.value)) is not None]
    return _with(table, *ways[0]) if len(ways) == 1 else None


def _places(copies: list[Candidate[Decimal]]) -> Iterator[Decimal]:
    kept: list[Candidate[Decimal]] = []
    for one in copies:
        if not any(one.same_ink(other) for other in kept):
            kept.append(one)
            yield one.value


def _one_digit(row: MoneyRow, wanted: Decimal) -> Decimal | None:
    """``wanted`` where it differs from what was read in just one digit or in its sign, a faint hyphen, and was read
    from a picture."""
    one, two = f"{row.value:.2f}", f"{wanted:.2f}"
    if row.money.read_by_ocr and wanted == -row.value:
        return wanted
    if not row.money.read_by_ocr or len(one) != len(two):
        return None
    return wanted if sum(a != b for a, b in zip(one, two, strict=True)) == 1 else None


def _with(table: Table, row: MoneyRow, value: Decimal) -> Table | None:
    if not row.money.read_by_ocr:
        return None
    what = "the sign" if value == -row.value else "one digit"
    note = f"{what} put right: the rows add up with {value:,.2f} only"
    signed = -value if row.entry is not None and row.entry.negative else value
    money = replace(row.money, value=signed, repaired=note)
    return replace(table, rows=tuple(replace(one, money=money) if one is row else one for one in table.rows))
