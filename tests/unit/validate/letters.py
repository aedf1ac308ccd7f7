"""Letters built by hand: just what a test needs, everything else as a plain complete notice has it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from irsletter.catalog.load import Catalog
from irsletter.model.document import Capture, Document, Page, Source, SourceFile, Word
from irsletter.model.geometry import Box
from irsletter.model.judged import Authenticity
from irsletter.model.kinds import (
    AmountKind,
    Audience,
    Category,
    DeadlineKind,
    FieldStatus,
    Language,
    LetterKind,
    PeriodRole,
    TaxType,
)
from irsletter.model.reading import (
    Alternative,
    Amount,
    Evidence,
    Field,
    Letter,
    Notice,
    OfferedRight,
    PrintedDate,
    Reading,
    TaxPeriod,
)
from irsletter.model.values import Address, Period
from irsletter.validate import validate

HERE = Box(0.1, 0.2, 0.3, 0.22)
BASIS = "You have unpaid taxes for the tax year ended December 31, 2017 (Form 1040). "


def proof(text: str = "as printed", copy: int = 1, box: Box = HERE, page: int = 1) -> Evidence:
    return Evidence(page, box, text, Source.TEXT_LAYER, copy)


def field(value: Any, *, sure: bool = True, copies: int = 1, raw: str | None = None) -> Field[Any]:
    """A field read at so many places; ``sure`` makes it accepted."""
    status = FieldStatus.ACCEPTED if sure else FieldStatus.REVIEW
    places = tuple(
        proof(str(value), copy, Box(0.1, 0.1 * copy, 0.3, 0.1 * copy + 0.02)) for copy in range(1, copies + 1)
    )
    return Field(value, raw or str(value), 0.9 if sure else 0.4, status, places)


def unread() -> Field[Any]:
    """Its label was seen, no value could be read."""
    return Field(None, None, 0.0, FieldStatus.REVIEW, (proof("Notice date"),))


def other_reading(value: Any, confidence: float, box: Box) -> Alternative[Any]:
    return Alternative(value, str(value), confidence, (proof(str(value), 2, box),))


def money(kind: AmountKind, value: str, period: str | None = "p1", copies: int = 1) -> Amount:
    return Amount(kind, kind.value, field(Decimal(value), copies=copies), period)


def period(label: str = "2017", number: int = 1, balance: str | None = None) -> TaxPeriod:
    year = int(label[:4])
    return TaxPeriod(
        f"p{number}",
        PeriodRole.SUBJECT,
        Period(label, dt.date(year, 1, 1), dt.date(year, 12, 31)),
        "1040",
        TaxType.INCOME,
        field(label),
        balance=field(Decimal(balance)) if balance else None,
    )


def by(what: DeadlineKind, day: str, *, sure: bool = True) -> PrintedDate:
    return PrintedDate(what, field(dt.date.fromisoformat(day), sure=sure))


def offered(what: DeadlineKind, days: int | None = None) -> OfferedRight:
    return OfferedRight(what, proof(f"you may ask for a {what}"), days)


def page(
    text: str = "", *, number: int = 1, source: Source = Source.TEXT_LAYER, capture: Capture = Capture.TEXT, **more: Any
) -> Page:
    """A page of one column; each line of ``text`` is a printed line, a blank line leaves space."""
    words: list[Word] = []
    for line, words_of in enumerate(text.splitlines()):
        x = 0.08
        for word in words_of.split():
            width = 0.008 * len(word)
            words.append(
                Word(word, Box(x, 0.05 + 0.015 * line, x + width, 0.06 + 0.015 * line), source=source, line=line)
            )
            x += width + 0.006
    return Page.of(number, 612, 792, capture, words or [Word("x", HERE, source=source)], **more)


def reading(
    catalog: Catalog,
    code: str | None = "CP14",
    *,
    text: str = "Internal Revenue Service",
    pages: tuple[Page, ...] | None = None,
    missing: tuple[int, ...] = (),
    fields: Mapping[str, Any] | None = None,
    kind: LetterKind = LetterKind.IRS,
    media_type: str = "application/pdf",
    document: Mapping[str, Any] | None = None,
    **more: Any,
) -> Reading:
    """A letter whose required fields are all there and certain; ``fields`` replaces some, None takes one away."""
    given = pages or (page(text),)
    source = SourceFile("letter.pdf", "letter.pdf", "0" * 64, media_type, 1, len(given))
    entry = catalog.notices.get(code or "")
    notice = None
    if code:
        notice = Notice(code, code, "", Category.UNKNOWN, None, Audience.UNKNOWN, known=False)
    if entry:
        notice = Notice(entry.id, entry.id, entry.title, entry.category, entry.stage, entry.audience, known=True)
    plain: dict[str, Any] = {
        "notice_date": field(dt.date(2018, 1, 30)),
        "due_date": field(dt.date(2018, 2, 20)),
        "amount_due": field(Decimal("1075.21")),
    }
    if code:
        plain["notice_code"] = field(code)
    values = {name: value for name, value in {**plain, **(fields or {})}.items() if value is not None}
    more.setdefault("tax_periods", (period(),))
    return Reading(
        letter=Letter(Document((source,), given, **(document or {})), given, missing),
        kind=kind,
        language=Language.EN,
        notice=notice,
        fields=values,
        **more,
    )


GENUINE_SLIP = {
    "payee": field("United States Treasury"),
    "remit_to": field(Address(("INTERNAL REVENUE SERVICE",), "Cincinnati", "OH", "45999-0149")),
    "contact_phone": field("+18008291040"),
}


def without(given: Reading, *names: str) -> Reading:
    return replace(given, fields={name: value for name, value in given.fields.items() if name not in names})


def judge(catalog: Catalog, text: str = "", code: str | None = "CP14", **more: Any) -> Authenticity:
    """The verdict on a letter of this text."""
    return validate(reading(catalog, code, text=text, **more), catalog).authenticity


def against(judged: Authenticity) -> list[str]:
    """The rules that speak against a letter."""
    return [finding.rule for finding in judged.findings if finding.weight > 0]
