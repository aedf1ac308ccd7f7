"""A Reading with measured confidences in place of those of the rules.

A value that the rules accept needs a look where values like it were wrong too often. A value that they leave for review
is accepted where nothing speaks against it and values like it were as right as accepted ones; with a rival, a repair or
a weak word it is never accepted here. What was not measured keeps the rules' word.
"""

from __future__ import annotations

from dataclasses import replace
from statistics import fmean
from typing import Any

from irsletter.catalog.weights import TEXT, Weights
from irsletter.model.document import Capture, Document, Page, Source
from irsletter.model.kinds import DeadlineKind, FieldStatus
from irsletter.model.reading import Field, Reading


def calibrated(reading: Reading, weights: Weights | None) -> Reading:
    """``reading`` with the confidence and status of each measured value set by ``weights``; unchanged without any."""
    if weights is None:
        return reading
    scale = _Scale(reading.letter.document, weights)
    return replace(
        reading,
        fields={name: scale.field(name, field) for name, field in reading.fields.items()},
        tax_periods=tuple(replace(one, field=scale.field("tax_periods", one.field)) for one in reading.tax_periods),
        amounts=tuple(replace(one, field=scale.field("amounts", one.field)) for one in reading.amounts),
        printed_dates=tuple(
            replace(one, field=scale.field("due_date" if one.what is DeadlineKind.PAY else "respond_by", one.field))
            for one in reading.printed_dates
        ),
    )


def table_of(source: str, document: Document) -> str:
    """The name of the table that holds for a value read from ``source``."""
    return "+".join(sorted({engine.name for engine in document.engines})) if source == Source.OCR else TEXT


_CLEAR, _FAIR = 0.93, 0.85
"""Mean confidence of a page's words from which it counts as clear, as fair."""


def capture_class(page: Page) -> str:
    """How the page came to be a picture and how well it could be read, as the tables name it: ``photo fair``."""
    if page.capture in {Capture.TEXT, Capture.BLANK} or not page.words:
        return page.capture.value
    mean = fmean(word.confidence for word in page.words)
    return f"{page.capture.value} {'clear' if mean >= _CLEAR else 'fair' if mean >= _FAIR else 'poor'}"


def is_weak(page: Page) -> bool:
    """Whether the page is a picture that could not be read clearly: one place of it alone proves nothing."""
    return page.capture not in {Capture.TEXT, Capture.BLANK} and not capture_class(page).endswith("clear")


class _Scale:
    def __init__(self, document: Document, weights: Weights) -> None:
        self._document = document
        self._weights = weights
        self._captures = {page.number: capture_class(page) for page in document.pages}

    def field(self, group: str, field: Field[Any]) -> Field[Any]:
        if field.value is None or not field.evidence:
            return field
        first = field.evidence[0]
        table = self._weights.table.get(table_of(first.source, self._document))
        if table is None:
            return field
        capture = self._captures.get(first.page or 0, Capture.BLANK.value)
        sure, accepted = table.judge(group, capture, field.confidence, accepted=field.accepted)
        # other values keep their distance from the one that won
        factor = sure / field.confidence if field.confidence else 0.0
        return replace(
            field,
            confidence=sure,
            status=FieldStatus.ACCEPTED if accepted else FieldStatus.REVIEW,
            alternatives=tuple(
                replace(other, confidence=round(min(other.confidence * factor, sure), 4))
                for other in field.alternatives
            ),
        )
