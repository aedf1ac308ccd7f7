"""Single fields that stand once more in a row of a list: what corrects the one corrects the other, where both were read
alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from irsletter.model import result as record
from irsletter.model.kinds import AmountKind, ContactKind, DeadlineKind
from irsletter.parse.fields.dates import NO_ACT
from irsletter.run.corrections.decided import SURE, certain, shown_at
from irsletter.run.corrections.row_cells import is_counted

TOTALS = {
    "amount_due": AmountKind.AMOUNT_DUE,
    "refund_amount": AmountKind.REFUND,
    "proposed_amount": AmountKind.PROPOSED_AMOUNT,
}
"""Single fields, and the rows of amounts in which they stand once more."""


def with_echoes(letter: record.Letter, name: str, was: Any, field: record.Field[Any] | None) -> record.Letter:
    """``letter`` whose single field ``name`` said ``was`` and is ``field`` now: the rows that said the same follow."""
    if name not in _ECHOES:
        return letter
    listed, stands = _ECHOES[name]
    rows = []
    for row in getattr(letter, listed):
        value = row.date if listed == "deadlines" else row.field.value
        if not stands(row) or is_counted(row):
            rows.append(row)
        elif listed == "deadlines":
            rows += _day(row, _OWN[name], was, field)
        elif field is not None and value in (was, None):
            rows.append(replace(row, field=field))
        else:
            rows.append(row)
    changed: dict[str, Any] = {listed: rows}
    return replace(letter, **changed)


def _day(
    row: record.Deadline, own: DeadlineKind, was: Any, field: record.Field[Any] | None
) -> tuple[record.Deadline, ...]:
    """A printed day after the field that it stands in was decided; none where the field alone tells it from now on."""
    if _is_unread(row, own) or (field is None and row.what is own and row.date == was):
        return ()
    if field is None or was is None or row.date != was:
        return (row,)
    confidence, status, evidence = field.confidence, field.status, field.evidence
    return (replace(row, date=field.value, confidence=confidence, status=status, evidence=evidence),)


def with_fields(
    letter: record.Letter, listed: str, was: Any, now: Any, place: dict[str, Any] | None = None
) -> record.Letter:
    """``letter`` whose row of ``listed`` was ``was`` and is ``now`` (None: it was added, or taken out): the single
    fields that said the same follow."""
    if listed == "deadlines":
        return _with_days(letter, was if now is None else None)
    if listed not in ("amounts", "contacts") or was is None or now is None or was.field.value is None:
        return letter
    fields = letter.fields.copy()
    for name, (where, stands) in _ECHOES.items():
        field: Any = fields.get(name)
        if where == listed and field is not None and field.value == was.field.value and stands(was) and stands(now):
            fields[name] = shown_at(place, certain(field, now.field.value))  # type: ignore[literal-required]
    return replace(letter, fields=fields)


def _with_days(letter: record.Letter, gone: record.Deadline | None) -> record.Letter:
    """``letter`` whose single days are the earliest that are printed of their kinds, less the day that is ``gone``."""
    fields, rows = letter.fields.copy(), letter.deadlines
    for name, own in _OWN.items():
        stands = _ECHOES[name][1]
        days = [row for row in rows if row.date and stands(row) and not is_counted(row)]
        field: Any = fields.get(name)
        if not days:
            if field is not None and (field.value is not None or (gone is not None and _is_unread(gone, own))):
                del fields[name]  # type: ignore[misc]
            continue
        first = min(days, key=lambda row: row.date or "")
        rows = [row for row in rows if not _is_unread(row, own)]
        if field is None or field.value != first.date:
            raw = first.evidence[0].text if first.evidence else None
            found: Any = record.Field(first.date, raw, first.confidence, first.status, first.evidence, [])
            fields[name] = found  # type: ignore[literal-required]
        elif first.confidence >= SURE > field.confidence:
            fields[name] = certain(field, first.date)  # type: ignore[literal-required]
    return replace(letter, fields=fields, deadlines=rows)


def _is_unread(row: record.Deadline, own: DeadlineKind) -> bool:
    """Whether the label of a day stood there and no day could be read."""
    return row.what is own and row.date is None and row.words is None and not is_counted(row)


def _amount_of(kind: AmountKind) -> Callable[[Any], bool]:
    return lambda row: row.kind is kind


def _contact_of(kind: ContactKind) -> Callable[[Any], bool]:
    return lambda row: row.kind is kind


_ECHOES: Mapping[str, tuple[str, Callable[[Any], bool]]] = {
    **{name: ("amounts", _amount_of(kind)) for name, kind in TOTALS.items()},
    "due_date": ("deadlines", lambda row: row.what is DeadlineKind.PAY),
    "respond_by": ("deadlines", lambda row: row.what not in NO_ACT),
    "contact_phone": ("contacts", _contact_of(ContactKind.PHONE)),
    "contact_fax": ("contacts", _contact_of(ContactKind.FAX)),
    "return_address": ("contacts", _contact_of(ContactKind.ADDRESS)),
    "remit_to": ("contacts", _contact_of(ContactKind.ADDRESS)),
    "respond_to": ("contacts", _contact_of(ContactKind.ADDRESS)),
}
_OWN = {"due_date": DeadlineKind.PAY, "respond_by": DeadlineKind.RESPOND}
"""The act that a field sets the day of where no sentence names another."""
