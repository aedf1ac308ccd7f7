"""Claims become calibrated confidences: every Field of a Reading, wherever it stands, through one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from irsletter.catalog.weights import Weights
from irsletter.model.document import Source
from irsletter.model.reading import (
    Adjustment,
    Amount,
    Contact,
    Field,
    Person,
    PrintedDate,
    Reading,
    Recipient,
    Reference,
    TaxPeriod,
)

_HOLDERS = (Adjustment, Amount, Contact, Person, PrintedDate, Reading, Recipient, Reference, TaxPeriod)
"""What holds fields."""


def calibrated(reading: Reading, weights: Weights) -> Reading:
    """``reading`` with each confidence replaced by what labelled letters showed such a claim to be worth. What is
    accepted stays accepted: that rests on proof, not on a figure."""
    read: Reading = _each(reading, weights)
    return read


def _each(value: Any, weights: Weights) -> Any:
    if isinstance(value, Field):
        return _field(value, weights)
    if isinstance(value, tuple):
        return tuple(_each(one, weights) for one in value)
    if isinstance(value, Mapping):
        return {key: _each(one, weights) for key, one in value.items()}
    if is_dataclass(value) and isinstance(value, _HOLDERS):
        return replace(value, **{part.name: _each(getattr(value, part.name), weights) for part in fields(value)})
    return value


def _field(field: Field[Any], weights: Weights) -> Field[Any]:
    by_ocr = any(line.source is Source.OCR for line in field.evidence)
    confidence = weights.worth(field.confidence, by_ocr=by_ocr)
    losers = tuple(
        replace(other, confidence=min(weights.worth(other.confidence, by_ocr=by_ocr), confidence))
        for other in field.alternatives
    )
    return replace(field, confidence=confidence, alternatives=losers)
