"""Why a person must look: every reason, none twice. No reason: the letter is ``ok``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from irsletter.catalog.load import Catalog
from irsletter.catalog.notices import NoticeEntry
from irsletter.model.judged import Authenticity, Check, Deadline, ReviewReason
from irsletter.model.kinds import CheckStatus, LetterKind, Verdict
from irsletter.model.reading import Field, Reading
from irsletter.validate.deadlines import uncertain_rights

_ACTED_ON = ("notice_code", "notice_date", "due_date", "respond_by", "amount_due")
"""Fields on which the reader acts: where one is there it must be certain, required or not. What is refunded or proposed
asks for nothing by itself: its own status says how sure it is."""
_BARE = ("notice_code", "notice_date")
"""What a letter of the IRS must give at least, where the catalog does not know it."""
_TELLING_FAULTS = frozenset(("photo_extra_missing",))
"""Page faults that make everything read from the page doubtful."""

_TAKE_AGAIN = {"blurred": "the print is too blurred", "low_resolution": "the print is too small in its picture"}
"""Page faults that a closer picture mends."""


def review_reasons(
    reading: Reading,
    catalog: Catalog,
    checks: tuple[Check, ...],
    deadlines: tuple[Deadline, ...],
    authenticity: Authenticity,
    timed_out: tuple[str, ...],
) -> tuple[ReviewReason, ...]:
    """In the order: fields, checks, rights, pages, doubts, authenticity."""
    fields = tuple(_fields(reading, catalog))
    found = (
        *fields,
        *(
            ReviewReason(check.id, check.detail, check.fields[0] if check.fields else None)
            for check in checks
            if check.blocking and check.status is CheckStatus.FAIL
        ),
        *right_reasons(deadlines),
        *_pages(reading, fields),
        *_doubts(reading),
        *_verdict(authenticity),
        *(ReviewReason("rule_not_evaluated", f"the rule {rule} ran out of time on this letter") for rule in timed_out),
    )
    return tuple(dict.fromkeys(found))


def _fields(reading: Reading, catalog: Catalog) -> Iterator[ReviewReason]:
    entry = catalog.notices.get(reading.notice.code) if reading.notice else None
    required = () if 1 in reading.letter.missing_pages else _required(reading, entry)
    for name in dict.fromkeys((*required, *_ACTED_ON)):
        field = reading.fields.get(name)
        if field is None:
            if name in required:
                yield ReviewReason(
                    "field_missing", f"{_spoken(name)} should stand on the letter but was not found", name
                )
        elif not field.accepted:
            said = (
                f"please check {_spoken(name)}: read as {field.raw}"
                if field.value is not None
                else (f"{_spoken(name)} is printed but could not be read")
            )
            yield ReviewReason("field_uncertain", said, name, _page(field))
    for period in reading.tax_periods:
        if not period.field.accepted:
            said = f"please check the tax period: read as {period.field.raw}"
            yield ReviewReason("field_uncertain", said, "tax_periods", _page(period.field))


def _required(reading: Reading, entry: NoticeEntry | None) -> tuple[str, ...]:
    if entry is not None:
        return entry.required
    return _BARE if reading.kind in (LetterKind.IRS, LetterKind.UNKNOWN) else ()


def right_reasons(deadlines: tuple[Deadline, ...]) -> Iterator[ReviewReason]:
    """One for each right whose date is not certain enough to be acted on."""
    for deadline in uncertain_rights(deadlines):
        day = f"{deadline.date:%B} {deadline.date.day}, {deadline.date.year}" if deadline.date else "no certain date"
        page = deadline.evidence[0].page if deadline.evidence else None
        message = f"a right may be lost ({_spoken(deadline.what)}): {day}; have the date looked at"
        yield ReviewReason("right_date_uncertain", message, None, page)


def _pages(reading: Reading, fields: tuple[ReviewReason, ...]) -> Iterator[ReviewReason]:
    """Pages that were not read, and what is wrong with the picture of one where it left a field missing or unsure."""
    for page in reading.letter.pages:
        if not page.words and not page.is_blank:
            yield ReviewReason("page_unread", "nothing could be read on this page", None, page.number)
        for fault in page.faults:
            unsure = next((reason for reason in fields if reason.page in (None, page.number)), None)
            if fault.code in _TELLING_FAULTS:
                yield ReviewReason(fault.code, fault.message, None, page.number)
            elif unsure is not None and unsure.field is not None and fault.code in _TAKE_AGAIN:
                said = f"{_TAKE_AGAIN[fault.code]} to read {_spoken(unsure.field)} surely: take it again, closer"
                yield ReviewReason(fault.code, said, unsure.field, page.number)
            elif unsure is not None:
                yield ReviewReason(fault.code, fault.message, None, page.number)


def _doubts(reading: Reading) -> Iterator[ReviewReason]:
    # a doubt about a place or a field is settled by that field's own status; one about the letter as a whole is not
    for doubt in reading.doubts:
        if doubt.field is None and doubt.box is None:
            yield ReviewReason(doubt.code, doubt.message, None, doubt.page)


def _verdict(authenticity: Authenticity) -> Iterator[ReviewReason]:
    if authenticity.verdict in (Verdict.LIKELY_SCAM, Verdict.SUSPICIOUS):
        top = authenticity.findings[0].title if authenticity.findings else ""
        yield ReviewReason(authenticity.verdict, f"check whether this letter is real: {top}")


def _spoken(name: str) -> str:
    return name.replace("_", " ")


def _page(field: Field[Any]) -> int | None:
    return field.evidence[0].page if field.evidence else None
