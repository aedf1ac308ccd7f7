"""A letter of the result format as the reading that counts and checks take: values in their own types again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from irsletter.catalog.load import Catalog
from irsletter.model import result as record
from irsletter.model.document import Document, Source
from irsletter.model.geometry import Box
from irsletter.model.kinds import DeadlineBasis
from irsletter.model.reading import (
    Alternative,
    Amount,
    Evidence,
    Field,
    Letter,
    PrintedDate,
    Reading,
    TaxPeriod,
)
from irsletter.model.values import Address, Period
from irsletter.parse.fields.identity import notice_of

_Native = Callable[[Any], Any]


def as_reading(letter: record.Letter, catalog: Catalog) -> Reading:
    """What of a reading checks, counted days and charges rest on; its pages, rights and doubts are left out."""
    fields: dict[str, Field[Any]] = {}
    for name, native in _NATIVE.items():
        field: record.Field[Any] | None = letter.fields.get(name)  # type: ignore[assignment]
        if field is not None:
            fields[name] = _field(field, native)
    return Reading(
        letter=Letter(Document((), ()), (), tuple(letter.missing_pages)),
        kind=letter.kind,
        language=letter.language,
        notice=notice_of(letter.notice.code if letter.notice else None, catalog),
        fields=fields,
        asks=tuple(letter.asks),
        tax_periods=tuple(map(_period, letter.tax_periods)),
        amounts=tuple(map(_amount, letter.amounts)),
        printed_dates=tuple(_printed(each) for each in letter.deadlines if each.basis is DeadlineBasis.PRINTED),
    )


def _period(period: record.TaxPeriod) -> TaxPeriod:
    span = Period(period.label, dt.date.fromisoformat(period.start), dt.date.fromisoformat(period.end))
    return TaxPeriod(
        id=period.id,
        role=period.role,
        period=span,
        form=period.form,
        tax_type=period.tax_type,
        field=_field(period.field, str),
        assessed_on=_field(period.assessed_on, dt.date.fromisoformat) if period.assessed_on else None,
        balance=_field(period.balance, Decimal) if period.balance else None,
    )


def _amount(row: record.Amount) -> Amount:
    as_of = dt.date.fromisoformat(row.as_of) if row.as_of else None
    return Amount(row.kind, row.label, _field(row.field, Decimal), row.tax_period, as_of)


def _printed(deadline: record.Deadline) -> PrintedDate:
    day = dt.date.fromisoformat(deadline.date) if deadline.date else None
    evidence = tuple(map(_evidence, deadline.evidence))
    return PrintedDate(deadline.what, Field(day, None, deadline.confidence, deadline.status, evidence), deadline.words)


def _field(field: record.Field[Any], native: _Native) -> Field[Any]:
    return Field(
        value=None if field.value is None else native(field.value),
        raw=field.raw,
        confidence=field.confidence,
        status=field.status,
        evidence=tuple(map(_evidence, field.evidence)),
        alternatives=tuple(
            Alternative(native(other.value), other.raw, other.confidence, tuple(map(_evidence, other.evidence)))
            for other in field.alternatives
        ),
    )


def _evidence(found: record.Evidence) -> Evidence:
    return Evidence(found.page, Box(*found.box) if found.box else None, found.text, Source(found.source), found.copy)


def _address(value: record.Address) -> Address:
    return Address(tuple(value.lines), value.city, value.state, value.zip, value.country)


_NATIVE: Mapping[str, _Native] = {
    "notice_code": str,
    "notice_date": dt.date.fromisoformat,
    "due_date": dt.date.fromisoformat,
    "respond_by": dt.date.fromisoformat,
    "amount_due": Decimal,
    "refund_amount": Decimal,
    "proposed_amount": Decimal,
    "taxpayer_address": _address,
}
