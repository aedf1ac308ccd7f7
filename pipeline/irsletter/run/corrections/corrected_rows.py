"""Rows that people corrected, added or took out of the lists of a letter.

A row is named by where it stands on the paper, which a second reading does not change, else by what it says. The log
writes its cells as ``row_cells`` does, with ``at``: page and box of its first proof.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from irsletter.model import result as record
from irsletter.model.geometry import Box
from irsletter.run.corrections.file import Correction
from irsletter.run.corrections.row_cells import cells_of, field_of, is_counted, row_of

_SAME_PLACE = 0.5
"""Overlap from which two boxes are one place on paper."""


def kept_row(name: str, letter: record.Letter, row: Any) -> dict[str, Any]:
    """A row of list ``name`` as corrections keep it."""
    return cells_of(name, letter, row) | {"at": _at(field_of(row))}


def with_row(letter: record.Letter, line: Correction) -> record.Letter:
    """``letter`` after one line of act ``row``: a row changed, added (no ``old``) or taken out (no ``new``)."""
    name = line.field or ""
    rows = list(getattr(letter, name))
    at = _index(name, letter, rows, line.old) if line.old is not None else None
    if line.new is None:
        return letter if at is None else _without(name, letter, rows, at)
    if at is None and line.old is not None:  # a second reading may have found by itself what the person said
        at = _index(name, letter, rows, line.new)
    made = row_of(name, letter, rows[at] if at is not None else None, line.new, line.place)
    if at is None:
        rows.append(made)
    else:
        rows[at] = made
    return _listing(letter, name, rows)


def _listing(letter: record.Letter, name: str, rows: list[Any]) -> record.Letter:
    listed: dict[str, Any] = {name: rows}
    return replace(letter, **listed)


def row_named(letter: record.Letter, line: Correction, said: Mapping[str, Any] | None) -> Any:
    """The row of the list of ``line`` that says ``said``, or None."""
    rows = list(getattr(letter, line.field or ""))
    at = None if said is None else _index(line.field or "", letter, rows, said)
    return None if at is None else rows[at]


def row_at(letter: record.Letter, line: Correction) -> int | None:
    """Where the row stands that a line of act ``row`` left, whatever its tax period was called since."""
    rows = [kept_row(line.field or "", letter, row) for row in getattr(letter, line.field or "")]
    cells = {cell: said for cell, said in (line.new or {}).items() if cell not in ("tax_period", "at")}
    return next((at for at, row in enumerate(rows) if cells and cells.items() <= row.items()), None)


def _without(name: str, letter: record.Letter, rows: list[Any], at: int) -> record.Letter:
    """``letter`` less one row; nothing names a period any more that is no longer there."""
    gone = rows.pop(at)
    letter = _listing(letter, name, rows)
    if name != "tax_periods":
        return letter
    return replace(
        letter,
        amounts=[_loose(row, gone.id) for row in letter.amounts],
        adjustments=[_loose(row, gone.id) for row in letter.adjustments],
    )


def _loose(row: Any, period: str) -> Any:
    return replace(row, tax_period=None) if row.tax_period == period else row


def _index(name: str, letter: record.Letter, rows: list[Any], wanted: Mapping[str, Any]) -> int | None:
    """Where the row stands now: at its place, of several there the one most alike; else where all is the same."""
    plain = {at: kept_row(name, letter, row) for at, row in enumerate(rows) if not is_counted(row)}
    # one sentence may set the day for two acts
    alike = [at for at, row in plain.items() if row.get("what") == wanted.get("what")]
    there = [at for at in alike if _stands_at(field_of(rows[at]), wanted.get("at"))]
    if there:
        return min(there, key=lambda at: (-_likeness(plain[at], wanted), at))
    same = [at for at, row in plain.items() if _likeness(row, wanted) == len(row) - 1]
    return same[0] if same else None


def _likeness(row: Mapping[str, Any], other: Mapping[str, Any]) -> int:
    return sum(row[key] == other.get(key) for key in row if key != "at")


def _stands_at(field: record.Field[Any], at: list[float] | None) -> bool:
    if at is None:
        return False
    page, box = at[0], Box(*at[1:])
    return any(
        each.page == page and each.box is not None and box.overlap(Box(*each.box)) > _SAME_PLACE
        for each in field.evidence
    )


def _at(field: record.Field[Any]) -> list[float] | None:
    return next(([each.page, *each.box] for each in field.evidence if each.page is not None and each.box), None)
