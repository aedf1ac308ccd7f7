"""Letters built by hand, as validate hands them on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from irsletter.catalog.load import Catalog, load_catalog
from irsletter.emit.as_of import as_of_day
from irsletter.emit.build import build_result
from irsletter.model import document, judged, kinds, reading, result
from irsletter.model.geometry import Box
from irsletter.model.values import Address, IdKind, Period, TaxpayerId

TODAY = dt.date(2026, 11, 22)
WHOLE_ID = "666121234"
"""From a range that is never issued."""


def evidence(text: str, copy: int = 1, page: int = 1, y: float = 0.1) -> reading.Evidence:
    return reading.Evidence(page, Box(0.123456, y, 0.4, y + 0.02), text, document.Source.OCR, copy)


def field(value: Any, raw: str, *, review: bool = False, copies: int = 1, y: float = 0.1) -> reading.Field[Any]:
    status = kinds.FieldStatus.REVIEW if review else kinds.FieldStatus.ACCEPTED
    places = tuple(evidence(raw, copy, y=y + copy / 10) for copy in range(1, copies + 1))
    return reading.Field(value, raw, 0.97, status, places)


def source(name: str = "cp504.pdf", pages: int = 1) -> document.SourceFile:
    return document.SourceFile(name, f"2026/{name}", "ab" * 32, "application/pdf", 1000, pages)


def page(number: int = 1) -> document.Page:
    return document.Page.of(number, 612, 792, document.Capture.TEXT, [])


def make_document(pages: int = 1) -> document.Document:
    return document.Document((source(pages=pages),), tuple(page(number) for number in range(1, pages + 1)))


def make_reading(doc: document.Document, **changes: Any) -> reading.Reading:
    """A CP504 of 2024 for two people: page 1 of 5, $9,533.53 asked for immediately, dated November 9, 2026."""
    period = reading.TaxPeriod(
        "p1",
        kinds.PeriodRole.SUBJECT,
        Period("2024", dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        "1040",
        kinds.TaxType.INCOME,
        field("2024", "2024"),
    )
    rows = (
        (kinds.AmountKind.PREVIOUS_BALANCE, "Amount you owed", "9444.07"),
        (kinds.AmountKind.FAILURE_TO_PAY_PENALTY, "Failure-to-pay penalty", "34.98"),
        (kinds.AmountKind.INTEREST, "Interest charges", "54.48"),
        (kinds.AmountKind.AMOUNT_DUE, "Amount due immediately", "9533.53"),
    )
    whole = reading.Reading(
        letter=reading.Letter(doc, doc.pages, (2, 3, 4, 5)),
        kind=kinds.LetterKind.IRS,
        language=kinds.Language.EN,
        notice=reading.Notice(
            "CP504", "CP504", "Notice of intent to levy", kinds.Category.LEVY, 4, kinds.Audience.INDIVIDUAL, True
        ),
        fields={
            "amount_due": field(Decimal("9533.53"), "$9,533.53", copies=3),
            "notice_code": field("CP504", "CP504", copies=2),
            "notice_date": field(dt.date(2026, 11, 9), "November 9, 2026"),
            "taxpayer_name": field("ADA & BEN EXAMPLE", "ADA & BEN EXAMPLE", y=0.3),
            "taxpayer_address": field(Address(("12 SAMPLE LN",), "HARVARD", "TX", "12345"), "12 SAMPLE LN", y=0.33),
            "taxpayer_id": field(TaxpayerId(IdKind.SSN, WHOLE_ID), "***-**-1234", y=0.2),
            "contact_phone": field("+18008291040", "800-829-1040", review=True),
            "printed_page_count": field(5, "Page 1 of 5"),
        },
        asks=(kinds.Ask.PAYMENT,),
        taxpayers=(reading.Person(kinds.TaxpayerRole.PRIMARY, field("ADA EXAMPLE", "ADA & BEN EXAMPLE", y=0.3)),),
        tax_periods=(period,),
        amounts=tuple(reading.Amount(kind, label, field(Decimal(value), value), "p1") for kind, label, value in rows),
        forms=(reading.Form("9465", kinds.FormUse.TO_USE),),
    )
    return replace(whole, **changes)


LEVY = judged.Deadline(
    what=kinds.DeadlineKind.LEVY_MAY_START,
    date=dt.date(2026, 12, 9),
    basis=kinds.DeadlineBasis.COMPUTED,
    confidence=0.9,
    status=kinds.FieldStatus.ACCEPTED,
    rule="IRC 6331(d)(2)",
    counted_from="notice_date",
    tax_periods=("p1",),
)
PAY_NOW = judged.Deadline(
    what=kinds.DeadlineKind.PAY,
    date=None,
    words="immediately",
    basis=kinds.DeadlineBasis.PRINTED,
    confidence=0.9,
    status=kinds.FieldStatus.ACCEPTED,
)
HEARING = judged.Deadline(
    what=kinds.DeadlineKind.HEARING,
    date=dt.date(2026, 11, 28),
    last_legal_day=dt.date(2026, 11, 30),
    basis=kinds.DeadlineBasis.PRINTED,
    confidence=0.9,
    status=kinds.FieldStatus.REVIEW,
    right_lost="the collection due process hearing",
    met_by=kinds.MetBy.POSTMARKED,
    tax_periods=("p1",),
)
UNSUSPICIOUS = judged.Authenticity(kinds.Verdict.CANNOT_TELL, 0.0, 5.0)
FRAUD = judged.Authenticity(
    kinds.Verdict.LIKELY_SCAM,
    6.5,
    5.0,
    (
        judged.Finding(
            "PAY_GIFT_PREPAID",
            4.0,
            "Asks to be paid with gift cards",
            "The IRS never takes gift cards.",
            (evidence("pay with gift cards\x1b[31m today"),),
            "irs.gov/newsroom, IR-2017-101",
            "2026-08-21",
        ),
    ),
    ("HOST_LOOKALIKE",),
)


def make_judged(
    doc: document.Document | None = None,
    *,
    deadlines: tuple[judged.Deadline, ...] = (LEVY, PAY_NOW),
    authenticity: judged.Authenticity = UNSUSPICIOUS,
    review: tuple[judged.ReviewReason, ...] = (),
    **changes: Any,
) -> judged.Judged:
    """``changes`` go to the reading."""
    check = judged.Check("amounts_add_up", kinds.CheckStatus.PASS, True, "3 rows add up to $9,533.53", ("amount_due",))
    doc = doc or make_document()
    return judged.Judged(make_reading(doc, **changes), (check,), deadlines, authenticity, review)


class Make:
    """The builders, for tests."""

    document = staticmethod(make_document)
    judged = staticmethod(make_judged)
    field = staticmethod(field)
    evidence = staticmethod(evidence)
    source = staticmethod(source)
    levy, pay_now, hearing, fraud = LEVY, PAY_NOW, HEARING, FRAUD


@pytest.fixture(scope="session")
def make() -> type[Make]:
    return Make


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture
def make_result(catalog: Catalog) -> Callable[..., result.Result]:
    """A Result of one letter, dated; the keywords are those of ``make_judged``."""

    def make(today: dt.date = TODAY, **changes: Any) -> result.Result:
        doc = make_document()
        whole = build_result(doc, (make_judged(doc, **changes),), None, catalog_digest="0" * 12, as_of=today)
        return as_of_day(whole, today, catalog)

    return make
