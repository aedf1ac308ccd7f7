"""Typed letters of revenue officers, examiners and collectors: what stands in their heads and tables."""

from decimal import Decimal

from irsletter.catalog.load import Catalog
from irsletter.model.kinds import AmountKind, LetterKind
from irsletter.model.reading import Reading
from irsletter.parse import parse
from tests.unit.parse.drawn import TREASURY, Line, document, page, prose


def read(catalog: Catalog, *lines: Line) -> Reading:
    (reading,) = parse(document(page(1, *lines)), catalog)
    return reading


def head(*texts: str) -> tuple[Line, ...]:
    return tuple((0.57, 0.08 + 0.016 * row, text) for row, text in enumerate(texts))


def test_a_bare_id_number_is_the_employees(catalog: Catalog) -> None:
    block = head("Date: September 9, 2024", "Person to contact:", "Name: B. Lomond", "ID number: 1004471920")
    reading = read(catalog, *TREASURY, *block, (0.7, 0.95, "Letter 2205 (Rev. 8-2021)"))
    assert reading.fields["employee_id"].value == "1004471920"


def test_a_taxpayers_number_is_never_an_employees(catalog: Catalog) -> None:
    block = head("Date: September 9, 2024", "ID number: 000-12-3456")
    reading = read(catalog, *TREASURY, *block, (0.7, 0.95, "Letter 2205 (Rev. 8-2021)"))
    assert "employee_id" not in reading.fields


def test_dates_of_columns_that_touch_are_told_apart(catalog: Catalog) -> None:
    reading = read(
        catalog,
        *TREASURY,
        *head("Letter Date: July 15, 2024"),
        *((0.09, 0.42, "Type of Tax"), (0.21, 0.42, "Tax Period"), (0.32, 0.42, "Assessment Date")),
        (0.52, 0.42, "Amount on Lien"),
        *((0.09, 0.44, "1040"), (0.21, 0.44, "12/31/2018 11/18/2019"), (0.52, 0.44, "11420.17")),
        *((0.09, 0.46, "6672"), (0.21, 0.46, "03/31/2021 02/06/2023"), (0.52, 0.46, "22,114.63")),
        (0.7, 0.95, "Letter 3172 (Rev. 2-2023)"),
    )
    assert [
        (one.period.label, one.form, str(one.assessed_on and one.assessed_on.value)) for one in reading.tax_periods
    ] == [
        ("2018", "1040", "2019-11-18"),
        ("2021-Q1", "6672", "2023-02-06"),
    ]


def test_a_penalty_that_is_proposed_is_not_due(catalog: Catalog) -> None:
    """No code is read here: the words alone say that nothing is assessed."""
    reading = read(
        catalog,
        *TREASURY,
        *head("Date: April 4, 2024"),
        *prose(0.40, "We propose to assess a penalty against you as a person required to collect taxes."),
        *((0.08, 0.46, "Amount you owe"), (0.60, 0.46, "$21,664.10")),
    )
    assert "amount_due" not in reading.fields
    assert reading.fields["proposed_amount"].value == Decimal("21664.10")


def test_what_is_due_on_agreement_is_proposed(catalog: Catalog) -> None:
    reading = read(
        catalog,
        *TREASURY,
        *head("Notice CP3219A", "Notice date August 21, 2023"),
        *((0.50, 0.40, "Increase in tax"), (0.80, 0.40, "$8,112.00")),
        *((0.50, 0.42, "Amount due if you agree"), (0.80, 0.42, "$8,112.00")),
    )
    assert reading.fields["proposed_amount"].value == Decimal("8112.00")


def test_the_day_to_which_a_total_was_figured_is_no_day_to_pay(catalog: Catalog) -> None:
    """A collector's letter: its date stands alone in the head, another ends a sentence that wraps."""
    reading = read(
        catalog,
        *((0.08, 0.06, "CBE Group, Inc."), (0.08, 0.076, "PO Box 2217"), (0.08, 0.092, "Waterloo, IA 50704-2217")),
        (0.75, 0.06, "February 12, 2024"),
        *((0.08, 0.30, "Total amount owed as of February 12, 2024"), (0.57, 0.30, "$4,018.72")),
        *prose(
            0.35,
            "The Internal Revenue Service assigned your tax account to us. If you dispute the debt, write to us by",
        ),
        (0.08, 0.366, "March 18, 2024."),
    )
    assert reading.fields["amount_due"].value == Decimal("4018.72")
    assert "due_date" not in reading.fields
    assert str(reading.fields["notice_date"].value) == "2024-02-12"
    assert [one.kind for one in reading.amounts] == [AmountKind.AMOUNT_DUE]


def test_values_that_wrap_behind_their_label_are_read(catalog: Catalog) -> None:
    block = head("Date: December 9, 2024", "Contact telephone number: 866-897-", "0161", "Taxpayer ID number: XXX-XX-")
    reading = read(catalog, *TREASURY, *block, (0.57, 0.144, "4410"), (0.7, 0.95, "Letter 3219 (Rev. 10-2021)"))
    assert reading.fields["contact_phone"].value == "+18668970161"
    assert reading.fields["taxpayer_id"].value.last4 == "4410"


def test_periods_of_a_table_with_nothing_but_balances(catalog: Catalog) -> None:
    reading = read(
        catalog,
        *TREASURY,
        *head("Date: March 4, 2024"),
        *((0.08, 0.30, "Tax year"), (0.20, 0.30, "Balance")),
        *((0.08, 0.32, "2014"), (0.20, 0.32, "$2,330.05")),
        *((0.08, 0.34, "2015"), (0.20, 0.34, "$1,109.40")),
    )
    balances = [(one.period.label, one.balance and one.balance.value) for one in reading.tax_periods]
    assert balances == [("2014", Decimal("2330.05")), ("2015", Decimal("1109.40"))]


def test_the_day_of_a_proposals_total_is_no_day_to_answer_where_another_is_named(catalog: Catalog) -> None:
    reading = read(
        catalog,
        *TREASURY,
        *head("Notice CP3219N", "Notice date March 6, 2023"),
        *((0.08, 0.40, "Tax you owe (deficiency)"), (0.60, 0.40, "$3,000.00")),
        *((0.08, 0.42, "Total amount due by April 5, 2023"), (0.60, 0.42, "$3,000.00")),
        *prose(0.50, "You have until June 5, 2023 to file a petition with the U.S. Tax Court."),
    )
    assert str(reading.fields["respond_by"].value) == "2023-06-05"


def test_who_can_petition_no_more_is_offered_no_petition(catalog: Catalog) -> None:
    reading = read(
        catalog,
        *TREASURY,
        *head("Notice CP12", "Notice date May 5, 2025"),
        *prose(0.40, "If you do not contact us, the change is final and you can't petition the Tax Court about it."),
    )
    assert not reading.offered_rights


def test_a_letter_without_letterhead_is_known_by_its_number(catalog: Catalog) -> None:
    head = ("Re: Your Form 941", "Employer identification number XX-XXX6120", "LTR 112C", "Date: January 22, 2025")
    lines = tuple((0.08, 0.09 + 0.016 * row, text) for row, text in enumerate(head))
    reading = read(catalog, *lines, *prose(0.4, "Please call the Internal Revenue Service at 800-829-0115."))
    assert reading.fields["notice_code"].value == "112C"
    assert reading.kind is LetterKind.IRS
