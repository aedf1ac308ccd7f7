"""Letters written by hand from what the agency's own pages tell of them, each with what made it hard."""

from decimal import Decimal

import pytest

from irsletter.catalog.load import Catalog
from irsletter.model.kinds import AmountKind, DeadlineKind, PeriodRole
from irsletter.model.reading import Reading
from irsletter.parse import parse
from irsletter.validate import validate
from irsletter.validate.sums import amounts_add_up
from tests.unit.parse.drawn import TREASURY, Line, document, header, page, prose

TYPED: tuple[Line, ...] = (
    (0.09, 0.050, "Internal Revenue Service"),
    (0.09, 0.068, "Department of the Treasury"),
    (0.60, 0.050, "Letter date"),
    (0.60, 0.066, "March 11, 2025"),
    (0.60, 0.084, "Taxpayer ID number (last 4 digits)"),
    (0.60, 0.100, "5513"),
    (0.60, 0.118, "Person to contact"),
    (0.60, 0.134, "Name: R. Vantongeren"),
)


def read(catalog: Catalog, code: str, *lines: Line, year: str = "2024") -> Reading:
    head = (*header(code, "March 17, 2025", "XXX-XX-5126", "Page 1 of 3"), (0.62, 0.09, "Tax year"), (0.80, 0.09, year))
    (reading,) = parse(document(page(1, *TREASURY, *head, *lines)), catalog)
    return reading


def typed(catalog: Catalog, number: str, *lines: Line) -> Reading:
    (reading,) = parse(document(page(1, *TYPED, *lines, (0.72, 0.95, number))), catalog)
    return reading


def row(top: float, label: str, amount: str) -> tuple[Line, ...]:
    return (0.43, top, label), (0.95 - 0.0085 * len(amount), top, amount)


def test_the_last_four_digits_below_their_label_are_an_id(catalog: Catalog) -> None:
    reading = typed(catalog, "Letter 1058 (Rev. 1-2017)")
    assert reading.fields["taxpayer_id"].value.last4 == "5513"
    assert reading.fields["taxpayer_id"].value.masked == "***-**-5513"
    assert reading.fields["contact_name"].value == "R. Vantongeren"


def test_one_year_with_two_kinds_of_tax_has_two_rows_of_its_own(catalog: Catalog) -> None:
    table = [
        (x, 0.45 + 0.02 * at, text)
        for at, cells in enumerate(
            (
                ("Type of Tax", "Tax Period", "Assessment Date", "Amount on Lien"),
                ("1040", "12/31/2020", "10/18/2021", "$12,990.55"),
                ("CIVPEN", "12/31/2020", "02/14/2022", "$5,000.00"),
            )
        )
        for x, text in zip((0.08, 0.28, 0.50, 0.72), cells, strict=True)
    ]
    reading = typed(catalog, "Letter 3172 (DO) (Rev. 9-2020)", *table)
    assert [one.tax_period for one in reading.amounts] == ["p1", "p2"]
    assert not amounts_add_up(reading).blocking


def test_money_that_moves_to_another_year_names_that_year(catalog: Catalog) -> None:
    reading = read(
        catalog,
        "CP49",
        *prose(0.30, "We applied all of your overpayment. As a result, you still owe $385.37 for 2022."),
        *row(0.40, "Overpayment for 2024", "$1,410.00"),
        *row(0.42, "Amount applied to tax owed for December 31, 2022", "-1,410.00"),
        *row(0.44, "Refund due", "$0.00"),
        (0.08, 0.50, "Amount you still owe for 2022: $385.37"),
    )
    assert [(one.period.label, one.role) for one in reading.tax_periods] == [
        ("2024", PeriodRole.SUBJECT),
        ("2022", PeriodRole.OTHER),
    ]
    assert reading.fields["amount_due"].value == Decimal("385.37")
    assert not amounts_add_up(reading).blocking


def test_the_payments_missed_are_no_sum_of_the_periods_table(catalog: Catalog) -> None:
    cells = (
        ("Tax year", "Form", "Amount you owe", "Penalty", "Interest", "Total"),
        ("2018", "1040", "$6,044.00", "$604.40", "$512.77", "$7,161.17"),
        ("2019", "1040", "$3,300.25", "$165.01", "$240.09", "$3,705.35"),
    )
    edges = (0.08, 0.18, 0.30, 0.48, 0.62, 0.80)
    table = [(x, 0.5 + 0.02 * at, text) for at, line in enumerate(cells) for x, text in zip(edges, line, strict=True)]
    reading = read(catalog, "CP523", (0.05, 0.30, "Amount due immediately: $650.00"), *table, year="2018")
    assert reading.fields["amount_due"].value == Decimal("650.00")
    assert [one.balance.value for one in reading.tax_periods if one.balance] == [Decimal("7161.17"), Decimal("3705.35")]
    assert not amounts_add_up(reading).blocking


def test_documents_needed_by_a_day_are_asked_for_by_it_and_a_refund_is_held(catalog: Catalog) -> None:
    reading = read(
        catalog,
        "CP75",
        (0.05, 0.30, "We need documentation from you by April 16, 2025"),
        *prose(0.36, "Send us copies of your documents. Refund on hold: $6,102.00."),
    )
    assert str(reading.fields["respond_by"].value) == "2025-04-16"
    assert [(one.kind, one.field.value) for one in reading.amounts] == [
        (AmountKind.REFUND_HELD, Decimal("6102.00")),
    ]
    assert "refund_amount" not in reading.fields


def test_silence_that_costs_the_right_to_challenge_is_the_day_to_object(catalog: Catalog) -> None:
    reading = read(
        catalog,
        "CP11",
        *prose(
            0.40,
            "If we don't hear from you by May 16, 2025, we'll assume you agree with the information in this",
            "notice, and you lose your right to challenge it in Tax Court.",
        ),
    )
    assert [(one.what, str(one.field.value)) for one in reading.printed_dates] == [
        (DeadlineKind.REQUEST_ABATEMENT, "2025-05-16")
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "Call us at 800-830-5084 to verify your identity within 30 days from the date of this letter.",
            "verify_identity",
        ),
        ("If you agree, sign and return the report within 30 days from the date of this letter.", "respond"),
        ("Call us within 30 days of the date of this letter.", "respond"),
    ],
)
def test_days_that_the_letter_counts_are_told_and_make_no_date(catalog: Catalog, text: str, what: str) -> None:
    reading = typed(catalog, "Letter 525 (Rev. 9-2019)", *prose(0.40, text))
    (date,) = reading.printed_dates
    assert (date.what, date.words, date.field.value) == (what, "within 30 days", None)
    assert "respond_by" not in reading.fields


def test_a_meeting_with_appeals_within_days_is_an_appeal(catalog: Catalog) -> None:
    reading = typed(
        catalog,
        "Letter 525 (Rev. 9-2019)",
        *prose(
            0.40,
            "If you don't agree, you may request a meeting with the Appeals Office within",
            "30 days from the date of this letter.",
        ),
    )
    appeal = next(one for one in validate(reading, catalog).deadlines if one.what is DeadlineKind.APPEAL)
    assert (appeal.date, appeal.words) == (None, "within 30 days")


def test_a_post_box_and_its_town_on_one_line_are_an_address(catalog: Catalog) -> None:
    lines: tuple[Line, ...] = (
        *TREASURY,
        (0.14, 0.075, "ACS Support"),
        (0.14, 0.090, "PO Box 8208, Philadelphia, PA 19101-8208"),
        *header("LT11", "March 24, 2025", "XXX-XX-9062", "Page 1 of 6"),
    )
    (reading,) = parse(document(page(1, *lines)), catalog)
    office = reading.fields["return_address"].value
    assert (office.lines, office.city, office.zip) == (("PO Box 8208",), "Philadelphia", "19101-8208")
    assert "contact_name" not in reading.fields


@pytest.mark.parametrize(
    ("printed", "labels"),
    [
        ("December 31, 2021 through December 31, 2023", ["2021", "2022", "2023"]),
        ("2021 and 2022", ["2021", "2022"]),
        ("2021, 2022 and 2023", ["2021", "2022", "2023"]),
    ],
)
def test_several_years_beside_one_label_are_all_of_them(catalog: Catalog, printed: str, labels: list[str]) -> None:
    reading = read(catalog, "LT38", year=printed)
    assert [one.period.label for one in reading.tax_periods] == labels


def test_a_run_of_quarters_is_read_by_its_first_and_last_day(catalog: Catalog) -> None:
    reading = read(
        catalog, "CP504B", (0.05, 0.30, "You owe for your Form 941."), year="June 30, 2023 - December 31, 2023"
    )
    assert [one.period.label for one in reading.tax_periods] == ["2023-Q2", "2023-Q3", "2023-Q4"]


def test_the_only_date_in_the_head_is_a_guess_at_the_letters_own(catalog: Catalog) -> None:
    lines: tuple[Line, ...] = (
        (0.09, 0.06, "ConServe"),
        (0.70, 0.09, "11/24/2025"),
        *prose(0.4, "Your account was assigned."),
    )
    (reading,) = parse(document(page(1, *lines)), catalog)
    dated = reading.fields["notice_date"]
    assert (str(dated.value), dated.accepted) == ("2025-11-24", False)


def test_the_line_of_a_fax_machine_is_no_date_of_the_letter(catalog: Catalog) -> None:
    lines: tuple[Line, ...] = (
        *((0.05, 0.005, "07/10/2014"), (0.30, 0.005, "10:42 FROM 515-555-0100"), (0.80, 0.005, "P.1/2")),
        *TREASURY,
        *prose(0.4, "You owe tax."),
    )
    (reading,) = parse(document(page(1, *lines)), catalog)
    assert "notice_date" not in reading.fields


def test_a_code_of_its_own_series_behind_a_bare_date(catalog: Catalog) -> None:
    lines: tuple[Line, ...] = (*TREASURY, (0.55, 0.10, "Aug. 23, 2011 CP 575 A R0"), *prose(0.4, "Dear Taxpayer:"))
    (reading,) = parse(document(page(1, *lines)), catalog)
    assert str(reading.fields["notice_date"].value) == "2011-08-23"


def test_payments_of_an_examination_report_are_a_change(catalog: Catalog) -> None:
    reading = typed(
        catalog,
        "Letter 525 (Rev. 9-2014)",
        *row(0.40, "Tax you owe", "$4,197.00"),
        *row(0.42, "Payments", "-$1,241.00"),
        *row(0.44, "Amount you owe by May 18, 2022", "$2,956.00"),
    )
    assert [one.kind for one in reading.amounts] == [
        AmountKind.TAX_INCREASE,
        AmountKind.PAYMENT_CHANGE,
        AmountKind.PROPOSED_AMOUNT,
    ]


def test_answer_by_a_day(catalog: Catalog) -> None:
    reading = read(catalog, "CP53E", *prose(0.40, "Sign in to your account. Answer by May 14, 2025."))
    assert str(reading.fields["respond_by"].value) == "2025-05-14"


def test_the_id_before_period_and_tax_is_a_second_place_of_it(catalog: Catalog) -> None:
    lines: tuple[Line, ...] = (
        *TREASURY,
        *((0.55, 0.10, "Dec. 11, 2014 LTR 0012C O"), (0.55, 0.115, "XXX-XX-7686 201112 30")),
        *prose(0.30, "Taxpayer identification number: XXX-XX-7686"),
    )
    (reading,) = parse(document(page(1, *lines)), catalog)
    assert len({proof.copy for proof in reading.fields["taxpayer_id"].evidence}) == 2
    assert reading.fields["notice_code"].value == "12C"


def test_a_small_letter_behind_the_date_is_read_as_the_codes_own(catalog: Catalog) -> None:
    lines: tuple[Line, ...] = (*TREASURY, (0.55, 0.10, "Sept. 08, 2017 106c RO"), *prose(0.3, "Dear Taxpayer:"))
    (reading,) = parse(document(page(1, *lines)), catalog)
    assert reading.fields["notice_code"].value == "106C"


def test_a_date_whose_words_stand_far_apart(catalog: Catalog) -> None:
    lines: tuple[Line, ...] = (
        *TREASURY,
        *((0.50, 0.10, "DATE ISSUED:"), (0.64, 0.10, "AUG 25,"), (0.711, 0.10, "2025")),
        *prose(0.3, "You owe tax."),
    )
    (reading,) = parse(document(page(1, *lines)), catalog)
    assert str(reading.fields["notice_date"].value) == "2025-08-25"


def test_the_number_of_a_sending_machine_is_nobodys(catalog: Catalog) -> None:
    lines: tuple[Line, ...] = (
        *((0.05, 0.012, "Jul. 10, 2014 10:42"), (0.40, 0.012, "HP FAX 432-555-0127"), (0.80, 0.012, "P.1/2")),
        *TREASURY,
        *prose(0.4, "You owe tax."),
    )
    (reading,) = parse(document(page(1, *lines)), catalog)
    assert {"contact_fax", "contact_phone", "notice_date", "printed_page_count"}.isdisjoint(reading.fields)
    assert reading.contacts == ()


def test_a_label_of_the_column_beside_the_payee_is_no_payee(catalog: Catalog) -> None:
    """The slip of a notice in three narrow columns: the payee's line ends where the next column's label stands."""
    reading = read(
        catalog,
        "CP14",
        (0.30, 0.825, "Make your check or money order payable to the Notice CP14"),
        (0.30, 0.843, "United States Treasury."),
    )
    assert reading.fields["payee"].value == "United States Treasury"
