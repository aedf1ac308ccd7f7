"""Rows that people corrected, added or took out: tax periods and the amounts of the tables.

A row is named by where it stands on the paper, which a second reading does not change, else by what it says. The log
writes an amount as ``{"kind", "label", "tax_period", "value", "at"}`` and a tax period as ``{"label", "form", "role",
"at"}``; ``tax_period`` is a label, ``at`` page and box of its first proof.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from irsletter.model import result as record
from irsletter.model.geometry import Box
from irsletter.model.kinds import AmountKind, PeriodRole
from irsletter.parse.values.forms import tax_type_of
from irsletter.parse.values.periods import parse_period
from irsletter.run.corrections import Correction
from irsletter.run.decided import certain, shown_at

LISTS = ("tax_periods", "amounts")
"""The lists of a letter whose rows may be corrected."""
_SAME_PLACE = 0.5
"""Overlap from which two boxes are one place on paper."""


def kept_row(name: str, letter: record.Letter, row: Any) -> dict[str, Any]:
    """A row of list ``name`` as corrections keep it."""
    return _PLAIN[name](row, letter) | {"at": _at(row.field)}


def with_row(letter: record.Letter, line: Correction) -> record.Letter:
    """``letter`` after one line of act ``row``: a row changed, added (no ``old``) or taken out (no ``new``)."""
    name = line.field or ""
    rows = list(getattr(letter, name))
    at = _index(name, letter, rows, line.old) if line.old is not None else None
    if line.new is None:
        return letter if at is None else _without(name, letter, rows, at)
    if at is None and line.old is not None:  # a second reading may have found by itself what the person said
        at = _index(name, letter, rows, line.new)
    made = _MADE[name](letter, rows[at] if at is not None else None, line.new)
    made = replace(made, field=shown_at(line.place, made.field))
    if at is None:
        rows.append(made)
    else:
        rows[at] = made
    return _listing(letter, name, rows)


def _listing(letter: record.Letter, name: str, rows: list[Any]) -> record.Letter:
    return replace(letter, tax_periods=rows) if name == "tax_periods" else replace(letter, amounts=rows)


def row_at(letter: record.Letter, line: Correction) -> int | None:
    """Where the row stands that a line of act ``row`` left, whatever its tax period was called since."""
    rows = [kept_row(line.field or "", letter, row) for row in getattr(letter, line.field or "")]
    cells = {cell: said for cell, said in (line.new or {}).items() if cell not in ("tax_period", "at")}
    return next((at for at, row in enumerate(rows) if cells and cells.items() <= row.items()), None)


def _amount(letter: record.Letter, row: record.Amount | None, new: Mapping[str, Any]) -> record.Amount:
    field = certain(row.field if row else None, new["value"])
    period = _period_id(letter, row, new["tax_period"])
    return record.Amount(AmountKind(new["kind"]), new["label"], period, row.as_of if row else None, field)


def _period_id(letter: record.Letter, row: record.Amount | None, label: str | None) -> str | None:
    """The row's own period where it is the one named, else the first of that label."""
    named = [period.id for period in letter.tax_periods if period.label == label]
    return row.tax_period if row is not None and row.tax_period in named else next(iter(named), None)


def _tax_period(letter: record.Letter, row: record.TaxPeriod | None, new: Mapping[str, Any]) -> record.TaxPeriod:
    read = parse_period(new["label"], new["form"])
    if read is None:
        raise ValueError(f"no tax period: {new['label']}")
    span, form = read.value, new["form"]
    field = certain(row.field if row else None, span.label)
    made: dict[str, Any] = {
        "role": PeriodRole(new["role"]),
        "label": span.label,
        "start": span.start.isoformat(),
        "end": span.end.isoformat(),
        "form": form,
        "field": field,
    }
    if row is not None:
        return replace(row, **made, tax_type=tax_type_of(form) if form and form != row.form else row.tax_type)
    number = 1 + max((int(each.id[1:]) for each in letter.tax_periods), default=0)
    return record.TaxPeriod(
        id=f"p{number}", tax_type=tax_type_of(form) if form else None, assessed_on=None, balance=None, **made
    )


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
        deadlines=[
            replace(each, tax_periods=[period for period in each.tax_periods if period != gone.id])
            for each in letter.deadlines
        ],
    )


def _loose(row: Any, period: str) -> Any:
    return replace(row, tax_period=None) if row.tax_period == period else row


def _index(name: str, letter: record.Letter, rows: list[Any], wanted: Mapping[str, Any]) -> int | None:
    """Where the row stands now: at its place, of several there the one most alike; else where all is the same."""
    plain = [kept_row(name, letter, row) for row in rows]
    there = [at for at, row in enumerate(rows) if _stands_at(row.field, wanted.get("at"))]
    if there:
        return min(there, key=lambda at: (-_likeness(plain[at], wanted), at))
    same = [at for at, row in enumerate(plain) if _likeness(row, wanted) == len(row) - 1]
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


def _plain_amount(row: record.Amount, letter: record.Letter) -> dict[str, Any]:
    period = next((each.label for each in letter.tax_periods if each.id == row.tax_period), None)
    return {"kind": row.kind.value, "label": row.label, "tax_period": period, "value": row.field.value}


def _plain_period(row: record.TaxPeriod, _letter: record.Letter) -> dict[str, Any]:
    return {"label": row.label, "form": row.form, "role": row.role.value}


_PLAIN: Mapping[str, Callable[[Any, record.Letter], dict[str, Any]]] = {
    "tax_periods": _plain_period,
    "amounts": _plain_amount,
}
_MADE: Mapping[str, Callable[[record.Letter, Any, Mapping[str, Any]], Any]] = {
    "tax_periods": _tax_period,
    "amounts": _amount,
}
