"""What was not read surely, and the boxes in which another look may settle it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from irsletter.model.document import Capture, Page, Source
from irsletter.model.geometry import Box
from irsletter.model.kinds import FieldStatus
from irsletter.model.reading import Amount, Doubt, Evidence, Field, PrintedDate
from irsletter.parse.values.ids import mask_ids

_EXPECTS = {
    "notice_code": "code",
    "notice_date": "date",
    "due_date": "date",
    "respond_by": "date",
    "amount_due": "money",
    "refund_amount": "money",
    "proposed_amount": "money",
    "taxpayer_id": "id",
    "contact_phone": "phone",
    "contact_fax": "phone",
}
_WIDER = 0.012
"""Share of the page by which a box is widened on each side; a place beside a label is widened to the right."""
_BESIDE = 0.3
_ACROSS = 0.8
"""Amounts stand at the right edge of their table, far from the label."""
_WHERE_CODES_STAND = (Box(0.45, 0.0, 1.0, 0.18), Box(0.0, 0.88, 1.0, 1.0))
"""The header's right half, and the foot of the page."""


def doubts_of(
    fields: Mapping[str, Field[Any]],
    dates: tuple[PrintedDate, ...],
    amounts: tuple[Amount, ...],
    sums_hold: bool | None,
) -> tuple[Doubt, ...]:
    """In the order of their weight: fields that are acted on first. Text layers leave no doubt that a look settles."""
    found = [
        *(doubt for name in _EXPECTS if name in fields for doubt in _of_field(name, fields[name], _EXPECTS[name])),
        *(doubt for date in dates for doubt in _of_field(None, date.field, "date")),
    ]
    for row in amounts:
        if row.field.value is None:
            found += [*_of_field(None, row.field, "money"), _row_unread(row)]
    if sums_hold is False:
        found += [doubt for row in amounts for doubt in _of_field(None, row.field, "money")]
    return tuple(dict.fromkeys(found))


def _row_unread(row: Amount) -> Doubt:
    page = row.field.evidence[0].page if row.field.evidence else None
    return Doubt("row_unread", f'the amount in the row "{mask_ids(row.label)}" could not be read', page=page)


def page_doubts(pages: tuple[Page, ...]) -> Iterator[Doubt]:
    """Pages with ink on which nothing was read."""
    for page in pages:
        if not page.words and not page.is_blank:
            yield Doubt("page_unread", "nothing could be read on this page", page=page.number)


def code_doubts(pages: Sequence[Page]) -> Iterator[Doubt]:
    """Where a letter without a readable notice code may carry one: the places for codes on its first page."""
    for page in pages[:1]:
        if page.words and page.capture is not Capture.TEXT:
            for box in _WHERE_CODES_STAND:
                if any(word.box.overlap(box) > 0 for word in page.words):
                    said = "no notice code could be read in the header or at the foot"
                    yield Doubt("code_unread", said, None, page.number, box)


def _of_field(name: str | None, field: Field[Any], expects: str) -> Iterator[Doubt]:
    if field.status is FieldStatus.ACCEPTED:
        return
    if field.value is None and field.raw is None:
        for place in field.evidence[:1]:
            yield _doubt(
                "unread", f"{_spoken(name, expects)} is printed but could not be read", name, place, expects, True
            )
        return
    places = [*field.evidence, *(line for other in field.alternatives for line in other.evidence)]
    code = "copies_disagree" if field.alternatives else "uncertain"
    said = "two readings disagree about" if field.alternatives else "read at one place only or not surely:"
    for place in places:
        if place.source is Source.OCR:
            yield _doubt(code, f"{said} {_spoken(name, expects)}", name, place, expects, False)


def _doubt(code: str, message: str, name: str | None, place: Evidence, expects: str, beside: bool) -> Doubt:
    box = place.box
    if box is not None:
        right = _ACROSS if beside and expects == "money" else _BESIDE if beside else _WIDER
        box = Box(box.x0 - _WIDER, box.y0 - _WIDER / 2, min(box.x1 + right, 1.0), box.y1 + _WIDER / 2).rounded()
    return Doubt(code, message, name, place.page, box, expects)


def _spoken(name: str | None, expects: str) -> str:
    return name.replace("_", " ") if name else f"a {expects}"
