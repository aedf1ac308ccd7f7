"""Letters as others set them: days in tables, labels in other words, amounts and years in places of their own."""

import datetime as dt
from decimal import Decimal

import pytest

from irsletter.catalog.load import Catalog
from irsletter.model.kinds import DeadlineKind
from irsletter.model.reading import Reading
from irsletter.parse import parse
from tests.unit.parse.drawn import TREASURY, Line, document, header, page, prose
from tests.unit.parse.test_date_clauses import days
from tests.unit.parse.test_strange_hands import cells


def read(catalog: Catalog, code: str, *lines: Line) -> Reading:
    head = header(code, "July 22, 2024", "XXX-XX-8109", "Page 1 of 2")
    (reading,) = parse(document(page(1, *TREASURY, *head, *lines)), catalog)
    return reading


@pytest.mark.parametrize("heading", ["By", "When", "Deadline", "No later than", "Fecha límite"])
def test_a_day_below_the_heading_of_its_column_is_the_last_for_what_its_row_says(
    catalog: Catalog, heading: str
) -> None:
    table = (
        *((0.08, 0.40, "What to do"), (0.60, 0.40, heading)),
        *((0.08, 0.42, "Ask for a hearing with Form 12153"), (0.60, 0.42, "August 21, 2024")),
        *((0.08, 0.44, "Ask for an equivalent hearing"), (0.60, 0.44, "July 22, 2025")),
    )
    assert days(read(catalog, "CP90", *table)) == {
        DeadlineKind.HEARING: "2024-08-21",
        DeadlineKind.EQUIVALENT_HEARING: "2025-07-22",
    }


def test_words_beside_a_day_of_a_table_may_take_two_lines(catalog: Catalog) -> None:
    table = (
        *((0.08, 0.40, "Step"), (0.60, 0.40, "When")),
        *((0.08, 0.42, "Send the United States Tax"), (0.60, 0.42, "September 20, 2024")),
        (0.08, 0.434, "Court your petition"),
    )
    assert days(read(catalog, "CP3219A", *table)) == {DeadlineKind.PETITION: "2024-09-20"}


def test_who_objects_is_told_in_one_cell_and_the_day_in_another(catalog: Catalog) -> None:
    due = ((0.08, 0.36, "Amount due"), (0.60, 0.36, "$733.25"))
    table = cells(
        0.42,
        ("If you", "Then", "When"),
        ("agree", "pay $733.25", "By August 12, 2024"),
        ("don't agree", "call us", "By August 19, 2024"),
    )
    reading = read(catalog, "CP215", *due, *table)
    assert reading.fields["due_date"].value == dt.date(2024, 8, 12)
    assert reading.fields["respond_by"].value == dt.date(2024, 8, 19)
    assert reading.fields["respond_by"].status == "accepted"  # its own words say for whom the day is


def test_a_bill_that_names_a_day_to_answer_by_without_saying_why_is_looked_at(catalog: Catalog) -> None:
    due = ((0.08, 0.36, "Amount due"), (0.60, 0.36, "$733.25"))
    reading = read(catalog, "CP215", *due, *prose(0.42, "Please write to us by August 19, 2024."))
    assert reading.fields["respond_by"].status == "review"


def test_a_day_to_answer_by_says_nothing_more_where_its_day_is_one_to_send_papers_by(catalog: Catalog) -> None:
    reading = read(
        catalog,
        "CP75",
        *prose(0.40, "Send us copies of your papers by August 21, 2024."),
        *prose(0.44, "Your envelope must be postmarked by August 21, 2024."),
    )
    assert days(reading) == {DeadlineKind.SEND_INFORMATION: "2024-08-21"}


@pytest.mark.parametrize("label", ["Contact telephone:", "Telephone no.:", "Our phone number:"])
def test_labels_of_the_number_to_call(catalog: Catalog, label: str) -> None:
    reading = read(catalog, "CP2000", (0.08, 0.20, label), (0.30, 0.20, "866-897-0161"))
    assert reading.fields["contact_phone"].value == "+18668970161"


@pytest.mark.parametrize(
    ("code", "text", "amount"),
    [
        ("CP523", "If we do not receive the past due amount of $450.00 by August 21, 2024, the plan ends.", "450.00"),
        ("CP523", "Pay your missed payments of $450.00 by August 21, 2024.", "450.00"),
        ("CP623", "Si no recibimos $300.00 a más tardar el 21 de agosto de 2024, terminaremos el plan.", "300.00"),
    ],
)
def test_what_a_plan_asks_for_now(catalog: Catalog, code: str, text: str, amount: str) -> None:
    reading = read(catalog, code, *prose(0.40, text))
    assert reading.fields["amount_due"].value == Decimal(amount)
    assert reading.fields["due_date"].value == dt.date(2024, 8, 21)
    assert reading.fields["due_date"].status == "accepted"


def test_a_plan_that_ends_on_the_day_named_before(catalog: Catalog) -> None:
    text = prose(
        0.40, "If we do not receive $450.00 by August 21, 2024,", "we will end your installment agreement on that day."
    )
    assert days(read(catalog, "CP523", *text))[DeadlineKind.AGREEMENT_ENDS] == "2024-08-21"


def test_the_penalty_that_a_letter_proposes(catalog: Catalog) -> None:
    text = "We therefore propose to assess a penalty of $15,330.00 against you."
    reading = read(catalog, "Letter 1153", *prose(0.40, text))
    assert reading.fields["proposed_amount"].value == Decimal("15330.00")


def test_years_below_one_another_are_all_the_letters(catalog: Catalog) -> None:
    table = cells(0.42, ("Tax year", "Form"), ("2020", "1040"), ("2021", "1040"))
    reading = read(catalog, "CP518", *prose(0.36, "We have no return from you for these years."), *table)
    assert [(one.period.label, one.form) for one in reading.tax_periods] == [("2020", "1040"), ("2021", "1040")]


def test_a_quarter_beside_a_return_of_the_year_is_looked_at(catalog: Catalog) -> None:
    quarter = ((0.62, 0.15, "Tax period"), (0.80, 0.15, "2023-Q1"))
    for form, status in (("1120", "review"), ("941", "accepted")):
        reading = read(catalog, "CP220", *quarter, *prose(0.40, f"We changed your Form {form}."))
        (period,) = reading.tax_periods
        assert (period.period.label, period.field.status) == ("2023-Q1", status)


def test_several_periods_beside_one_label_may_take_two_lines(catalog: Catalog) -> None:
    block = (
        *((0.55, 0.14, "Tax periods:"), (0.72, 0.14, "March 31, 2021 and")),
        (0.72, 0.155, "June 30, 2021"),
        *((0.55, 0.17, "Form:"), (0.72, 0.17, "941")),
    )
    reading = read(catalog, "105C", *block)
    assert [(one.period.label, one.form) for one in reading.tax_periods] == [("2021-Q1", "941"), ("2021-Q2", "941")]


@pytest.mark.parametrize("label", ["Questions about this notice", "Toll-free:"])
def test_a_number_for_questions_may_stand_below_the_text(catalog: Catalog, label: str) -> None:
    lines = (
        *((0.08, 0.60, label), (0.45, 0.60, "800-829-0922")),
        *((0.08, 0.62, "Forms and publications"), (0.45, 0.62, "800-829-3676")),
    )
    assert read(catalog, "CP14", *lines).fields["contact_phone"].value == "+18008290922"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("CP523", "Send us the overdue payments of $510.00 by August 21, 2024."),
        ("CP623", "Pague la cantidad vencida de $510.00 a más tardar el 21 de agosto de 2024."),
    ],
)
def test_overdue_payments_that_are_to_be_sent(catalog: Catalog, code: str, text: str) -> None:
    reading = read(catalog, code, *prose(0.40, text))
    assert reading.fields["amount_due"].value == Decimal("510.00")


def test_a_plan_that_comes_to_an_end_sets_no_meeting(catalog: Catalog) -> None:
    text = "Your installment agreement will come to an end on August 21, 2024."
    assert days(read(catalog, "CP523", *prose(0.40, text))) == {DeadlineKind.AGREEMENT_ENDS: "2024-08-21"}


def test_what_the_office_does_after_a_day_is_not_what_it_asks_for(catalog: Catalog) -> None:
    text = "Without the missing form by August 21, 2024, we process the return as it is."
    assert DeadlineKind.FILE_RETURN not in days(read(catalog, "CP05A", *prose(0.40, text)))


def test_do_this_takes_up_what_was_named_before(catalog: Catalog) -> None:
    text = ("If you want to sue, you may file suit in the district court.", "You must do this by May 5, 2027.")
    reading = read(catalog, "105C", *prose(0.40, *text))
    (day,) = reading.printed_dates
    assert (day.what, day.field.status) == (DeadlineKind.SUIT, "accepted")


def test_the_day_that_the_law_counts_is_the_right_though_who_objects_is_told_in_a_heading(catalog: Catalog) -> None:
    text = ((0.08, 0.40, "If you don't agree"), (0.08, 0.44, "Call or write us no later than September 20, 2024."))
    assert days(read(catalog, "CP12", *text)) == {DeadlineKind.REQUEST_ABATEMENT: "2024-09-20"}


def test_the_payment_of_a_plan_is_what_is_asked_for_and_never_silently_the_whole_debt(catalog: Catalog) -> None:
    text = ("Your monthly payment of $240.00 is due. You owe $5,730.18 in all for 2020 and 2021.",)
    due = read(catalog, "CP521", *prose(0.40, *text)).fields["amount_due"]
    assert (due.value, due.status) == (Decimal("240.00"), "review")


def test_a_penalty_that_is_proposed_in_other_words(catalog: Catalog) -> None:
    reading = read(catalog, "Letter 1153", *prose(0.40, "The proposed penalty totals $22,908.14."))
    assert reading.fields["proposed_amount"].value == Decimal("22908.14")


def test_a_return_of_ones_own_is_one_to_file(catalog: Catalog) -> None:
    text = "Please get your own return to us by August 21, 2024."
    assert days(read(catalog, "CP2566", *prose(0.40, text))) == {DeadlineKind.FILE_RETURN: "2024-08-21"}


def test_the_first_bill_to_a_business_in_spanish_is_known(catalog: Catalog) -> None:
    text = "Debe pagar $1,240.60 a más tardar el 12 de agosto de 2024."
    reading = read(catalog, "CP861", *prose(0.40, text))
    assert reading.notice is not None
    assert reading.notice.category == "balance_due"
    assert days(reading) == {DeadlineKind.PAY: "2024-08-12"}
