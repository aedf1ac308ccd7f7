"""What a letter says in sentences: periods named together, days to answer by, kinds of tax."""

import datetime as dt

import pytest

from irsletter.catalog.load import Catalog
from irsletter.model.kinds import AmountKind, DeadlineKind, FieldStatus, TaxType
from irsletter.model.reading import Reading
from irsletter.parse import parse
from tests.unit.parse.drawn import TREASURY, document, header, page, prose


def read(catalog: Catalog, code: str, *texts: str) -> Reading:
    head = header(code, "May 20, 2024", "XXX-XX-1234", "Page 1 of 2")
    (reading,) = parse(document(page(1, *TREASURY, *head, *prose(0.35, *texts))), catalog)
    return reading


def days(reading: Reading) -> list[tuple[DeadlineKind, dt.date | None]]:
    return [(one.what, one.field.value) for one in reading.printed_dates]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Your installment agreement covers tax years 2020 and 2021.", ["2020", "2021"]),
        ("You have unpaid taxes for the tax years ended December 31, 2019 and", ["2019", "2020"]),
        ("You owe for tax years 2019, 2020, and 2021.", ["2019", "2020", "2021"]),
        ("You owe for the tax year ended December 31, 2022 (Form 1040).", ["2022"]),
    ],
)
def test_periods_named_in_one_breath_are_all_read(text: str, labels: list[str], catalog: Catalog) -> None:
    reading = read(catalog, "CP504", text, "December 31, 2020 (Form 1040)." if text.endswith("and") else "Please pay.")
    assert [one.period.label for one in reading.tax_periods] == labels
    assert {one.field.status for one in reading.tax_periods} == {FieldStatus.ACCEPTED}


def test_a_single_place_among_others_is_not_enough(catalog: Catalog) -> None:
    reading = read(
        catalog, "CP504", "You owe for tax year 2022.", "Here is a sentence on another matter.", "Your 2020 tax return."
    )
    assert {one.field.status for one in reading.tax_periods} == {FieldStatus.REVIEW}


@pytest.mark.parametrize(
    ("text", "tax"),
    [
        ("We changed your 2022 income tax.", TaxType.INCOME),
        ("We changed your 2022 federal income tax.", TaxType.INCOME),
        ("We are writing about employment taxes for 2022.", TaxType.EMPLOYMENT),
        ("We changed your 2022 tax return.", None),
    ],
)
def test_the_kind_of_tax_that_a_sentence_names(text: str, tax: TaxType | None, catalog: Catalog) -> None:
    assert [one.tax_type for one in read(catalog, "CP22A", text).tax_periods] == [tax]


@pytest.mark.parametrize(
    "text",
    [
        "Send it to us with a signed statement so we receive it by June 19, 2024.",
        "Mail the form with your documents so that it reaches us by June 19, 2024.",
        "We must receive your signed answer by June 19, 2024.",
    ],
)
def test_a_day_by_which_an_answer_must_arrive(text: str, catalog: Catalog) -> None:
    reading = read(catalog, "CP2000", text)
    assert {what for what, _ in days(reading)} <= {DeadlineKind.RESPOND, DeadlineKind.SEND_INFORMATION}
    assert reading.fields["respond_by"].value == dt.date(2024, 6, 19)


def test_a_day_by_which_a_payment_must_arrive_is_no_day_to_answer(catalog: Catalog) -> None:
    reading = read(catalog, "CP14", "Mail your payment so we receive it by June 10, 2024.")
    assert days(reading) == [(DeadlineKind.PAY, dt.date(2024, 6, 10))]


@pytest.mark.parametrize(
    "text",
    [
        "If you think we are wrong, contact us by July 19, 2024.",
        "If you disagree, call us by July 19, 2024.",
        "If you believe this is a mistake, contact us by July 19, 2024.",
    ],
)
def test_a_day_to_object_that_the_law_counts_too_is_the_day_to_ask_for_abatement(text: str, catalog: Catalog) -> None:
    reading = read(catalog, "CP12", "We changed your 2023 Form 1040.", text)
    assert (DeadlineKind.REQUEST_ABATEMENT, dt.date(2024, 7, 19)) in days(reading)


def test_numbers_and_words_that_break_at_a_hyphen_are_read_whole(catalog: Catalog) -> None:
    reading = read(
        catalog, "CP161", "You can call us at 1-800-", "829-0922. The failure-to-", "pay penalty is $27.18 this month."
    )
    assert reading.fields["contact_phone"].value == "+18008290922"
    assert [row.kind for row in reading.amounts] == [AmountKind.FAILURE_TO_PAY_PENALTY]
