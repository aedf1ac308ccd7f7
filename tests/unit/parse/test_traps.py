"""Traps of real layouts, each by its name: headings, offices, dates that say more than one thing."""

import datetime as dt
from decimal import Decimal

from irsletter.catalog.load import Catalog
from irsletter.model.kinds import AmountKind, DeadlineKind
from irsletter.model.reading import Reading
from irsletter.parse import parse
from tests.unit.parse.drawn import TREASURY, Line, document, header, page, prose


def read(catalog: Catalog, *lines: Line) -> Reading:
    (reading,) = parse(document(page(1, *lines)), catalog)
    return reading


LIEN: tuple[Line, ...] = (
    (0.07, 0.958, "Form 668(Y)(c) (Rev. February 2004)"),
    (0.35, 0.041, "Department of the Treasury - Internal Revenue Service"),
    (0.35, 0.060, "Notice of Federal Tax Lien"),
)


def test_columns_that_a_form_letters_are_told_by_their_words(catalog: Catalog) -> None:
    reading = read(
        catalog,
        *LIEN,
        (0.07, 0.300, "Kind of Tax"),
        (0.07, 0.313, "(a)"),
        (0.19, 0.300, "Tax Period"),
        (0.19, 0.313, "Ending (b)"),
        (0.31, 0.300, "Identifying"),
        (0.31, 0.313, "Number (c)"),
        (0.45, 0.300, "Date of"),
        (0.45, 0.313, "Assessment (d)"),
        (0.74, 0.300, "Unpaid Balance"),
        (0.74, 0.313, "of Assessment (f)"),
        (0.07, 0.342, "1040"),
        (0.19, 0.342, "12/31/2019"),
        (0.31, 0.342, "XXX-XX-5848"),
        (0.45, 0.342, "05/18/2020"),
        (0.83, 0.342, "$13,677.76"),
        (0.07, 0.362, "1040"),
        (0.19, 0.362, "12/31/2020"),
        (0.31, 0.362, "XXX-XX-5848"),
        (0.45, 0.362, "04/26/2021"),
        (0.84, 0.362, "$7,347.23"),
        (0.72, 0.719, "Total"),
        (0.83, 0.719, "$21,024.99"),
    )
    assert [period.period.label for period in reading.tax_periods] == ["2019", "2020"]
    assert [(row.kind, row.field.value) for row in reading.amounts] == [
        (AmountKind.ASSESSED_BALANCE, Decimal("13677.76")),
        (AmountKind.ASSESSED_BALANCE, Decimal("7347.23")),
        (AmountKind.LIEN_AMOUNT, Decimal("21024.99")),
    ]
    assert [p.assessed_on.value for p in reading.tax_periods if p.assessed_on] == [
        dt.date(2020, 5, 18),
        dt.date(2021, 4, 26),
    ]
    assert "amount_due" not in reading.fields
    assert reading.fields.get("notice_date") is None  # the end of a period before an id is no date before a code


def test_a_heading_that_stands_beside_its_narrow_column(catalog: Catalog) -> None:
    reading = read(
        catalog,
        (0.07, 0.041, "Form 668-A(ICS)"),
        (0.35, 0.041, "Department of the Treasury - Internal Revenue Service"),
        (0.08, 0.282, "Kind of Tax"),
        (0.24, 0.282, "Tax Period Ended"),
        (0.42, 0.282, "Unpaid Balance of Assessment"),
        (0.82, 0.282, "Total"),
        (0.08, 0.301, "1040"),
        (0.24, 0.301, "12/31/2007"),
        (0.50, 0.301, "$357.93"),
        (0.88, 0.301, "$357.93"),
        (0.62, 0.386, "Total Amount Due"),
        (0.88, 0.386, "$357.93"),
    )
    assert [row.kind for row in reading.amounts[:2]] == [
        AmountKind.ASSESSED_BALANCE,
        AmountKind.SUBTOTAL,
    ]


def test_an_office_keeps_its_unit_and_gives_up_its_division(catalog: Catalog) -> None:
    reading = read(
        catalog,
        (0.16, 0.054, "Department of the Treasury"),
        (0.16, 0.068, "Internal Revenue Service"),
        (0.16, 0.082, "Small Business Division"),
        (0.16, 0.096, "Examination Operations"),
        (0.16, 0.110, "Stop 22B"),
        (0.16, 0.124, "Doraville, GA 30362-0421"),
        *prose(0.40, "Dear Taxpayer:", "We write about your return."),
    )
    assert reading.fields["return_address"].value.lines == ("Examination Operations", "Stop 22B")
    assert "contact_name" not in reading.fields


def test_the_officer_who_wrote_stands_between_agency_and_street(catalog: Catalog) -> None:
    reading = read(
        catalog,
        (0.07, 0.041, "Form 668-A(ICS)"),
        (0.07, 0.105, "REPLY TO: Internal Revenue Service"),
        (0.15, 0.121, "Fiona Kestleley"),
        (0.15, 0.136, "4100 Larkmoor Avenue, Suite 210"),
        (0.15, 0.151, "Brackenford, KY 42903-4410"),
    )
    assert reading.fields["contact_name"].value == "Fiona Kestleley"
    assert reading.fields["return_address"].value.lines == ("4100 Larkmoor Avenue, Suite 210",)


def test_the_day_to_object_is_the_day_to_ask_for_abatement(catalog: Catalog) -> None:
    head = (*TREASURY, *header("CP11", "August 22, 2011", "XXX-XX-6816", "Page 1 of 2"))
    kinds = {
        words: [date.what for date in read(catalog, *head, *prose(0.4, words)).printed_dates]
        for words in (
            "If you disagree, contact us by October 21, 2011.",  # 60 days: IRC 6213(b)(2)
            "If you disagree, contact us by September 21, 2011.",
            "Please contact us by October 21, 2011 to update your address.",
        )
    }
    assert list(kinds.values()) == [
        [DeadlineKind.REQUEST_ABATEMENT],
        [DeadlineKind.RESPOND],
        [DeadlineKind.RESPOND],
    ]


def test_spanish_labels_keep_their_accents(catalog: Catalog) -> None:
    reading = read(
        catalog,
        *TREASURY,
        (0.55, 0.045, "Aviso"),
        (0.80, 0.045, "CP623"),
        (0.55, 0.060, "Año tributario"),
        (0.80, 0.060, "2012"),
        (0.55, 0.075, "Número de seguro social"),
        (0.80, 0.075, "XXX-XX-3465"),
        (0.08, 0.300, "Usted no ha cumplido con su plan. Pague $812.00 antes del 4 de noviembre de 2015"),
        (0.08, 0.316, "o terminaremos el plan."),
    )
    assert [period.period.label for period in reading.tax_periods] == ["2012"]
    assert reading.fields["taxpayer_id"].value.last4 == "3465"
    assert {date.what for date in reading.printed_dates} == {DeadlineKind.PAY, DeadlineKind.AGREEMENT_ENDS}
