"""A field after a person decided it: what it says then, and what it rests on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from irsletter.model import result as record
from irsletter.model.kinds import FieldStatus

SURE = 0.9999
"""Confidence of what a person typed: it is never 1.0."""


def certain(old: record.Field[Any] | None, value: Any) -> record.Field[Any]:
    """A field that a person settled: its proof is the place where the value was read, if it was."""
    if old is None:
        return record.Field(value, None, SURE, FieldStatus.ACCEPTED, [], [])
    if old.value == value:
        return replace(old, confidence=SURE, status=FieldStatus.ACCEPTED)
    same = next((other for other in old.alternatives if other.value == value), None)
    others = [other for other in old.alternatives if other is not same]
    if old.value is not None and old.raw is not None:
        others.insert(0, record.Alternative(old.value, old.raw, old.confidence, old.evidence))
    return record.Field(
        value, same.raw if same else None, SURE, FieldStatus.ACCEPTED, same.evidence if same else old.evidence, others
    )


def shown_at(place: dict[str, Any] | None, field: record.Field[Any]) -> record.Field[Any]:
    """``field`` with the place on paper that the person showed for it, if any."""
    if place is None:
        return field
    x0, y0, x1, y1 = place["box"]
    seen = record.Evidence(place["page"], (x0, y0, x1, y1), place["text"], place["source"], 1)
    return replace(field, raw=place["text"], evidence=[seen])
