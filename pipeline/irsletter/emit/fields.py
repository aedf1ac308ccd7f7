"""Fields in their written form: money as ``1234.50``, dates ISO 8601, ids masked, boxes with four decimals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any, TypeVar

from irsletter.emit.masking import Mask
from irsletter.model import reading as read
from irsletter.model import result
from irsletter.model.values import Address, TaxpayerId

V = TypeVar("V")

_HIGHEST = 0.9999
"""Confidence is a lower bound and never 1.0."""


def iso(day: dt.date) -> str:
    return day.isoformat()


def optional_iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def money_string(amount: Decimal) -> str:
    """``-3328.00``; never an exponent, never ``-0.00``."""
    return f"{amount + Decimal(0):.2f}"


class FieldWriter:
    """Writes the fields of one reading, its taxpayer ids masked in every text."""

    def __init__(self, reading: read.Reading) -> None:
        self.mask = Mask(_ids(reading))
        self._by_name: dict[str, Callable[[read.Field[Any]], result.Field[Any]]] = {
            "notice_code": self.text,
            "notice_date": self.date,
            "due_date": self.date,
            "respond_by": self.date,
            "amount_due": self.money,
            "refund_amount": self.money,
            "proposed_amount": self.money,
            "taxpayer_name": self.text,
            "taxpayer_address": self.address,
            "taxpayer_id": self.taxpayer_id,
            "contact_phone": self.text,
            "contact_fax": self.text,
            "contact_name": self.text,
            "caller_id": self.text,
            "employee_id": self.text,
            "return_address": self.address,
            "remit_to": self.address,
            "respond_to": self.address,
            "payee": self.text,
            "printed_page_count": self.count,
        }

    def singles(self, reading: read.Reading) -> result.Fields:
        """The single fields in the order of the format. Raises ValueError for a name that it does not have."""
        if unknown := reading.fields.keys() - self._by_name.keys():
            raise ValueError(f"the result format has no field {', '.join(sorted(unknown))}")
        written = result.Fields()
        for name, write in self._by_name.items():
            if name in reading.fields:
                written[name] = write(reading.fields[name])  # type: ignore[literal-required]
        return written

    def text(self, field: read.Field[str]) -> result.Field[str]:
        return self._field(field, self.mask.text)

    def count(self, field: read.Field[int]) -> result.Field[int]:
        return self._field(field, int)

    def money(self, field: read.Field[Decimal]) -> result.Field[str]:
        return self._field(field, money_string)

    def date(self, field: read.Field[dt.date]) -> result.Field[str]:
        return self._field(field, iso)

    def address(self, field: read.Field[Address]) -> result.Field[result.Address]:
        return self._field(field, self._address)

    def taxpayer_id(self, field: read.Field[TaxpayerId]) -> result.Field[result.TaxpayerId]:
        return self._field(field, lambda found: result.TaxpayerId(found.kind.value, found.last4, found.masked))

    def confidence(self, confidence: float) -> float:
        return round(min(max(confidence, 0.0), _HIGHEST), 4)

    def evidence(self, found: Iterable[read.Evidence]) -> list[result.Evidence]:
        return [self._evidence(each) for each in found]

    def _evidence(self, found: read.Evidence) -> result.Evidence:
        box = found.box.rounded() if found.box else None
        edges = (box.x0, box.y0, box.x1, box.y1) if box else None
        return result.Evidence(found.page, edges, self.mask.text(found.text), found.source.value, found.copy)

    def _field(self, field: read.Field[Any], write: Callable[[Any], V]) -> result.Field[V]:
        return result.Field(
            value=None if field.value is None else write(field.value),
            raw=self.mask.optional(field.raw),
            confidence=self.confidence(field.confidence),
            status=field.status,
            evidence=self.evidence(field.evidence),
            alternatives=[
                result.Alternative(
                    value=write(other.value),
                    raw=self.mask.text(other.raw),
                    confidence=self.confidence(other.confidence),
                    evidence=self.evidence(other.evidence),
                )
                for other in field.alternatives
            ],
        )

    def _address(self, found: Address) -> result.Address:
        lines = [self.mask.text(line) for line in found.lines]
        return result.Address(lines, found.city, found.state, found.zip, found.country)


def _ids(reading: read.Reading) -> Iterator[TaxpayerId]:
    for field in reading.fields.values():
        for value in (field.value, *(other.value for other in field.alternatives)):
            if isinstance(value, TaxpayerId):
                yield value
