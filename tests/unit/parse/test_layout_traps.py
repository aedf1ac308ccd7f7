"""What real letters do to a reader, one test for each trap, named after it."""

from decimal import Decimal

import pytest

from irsletter.catalog.load import Catalog
from irsletter.model.kinds import AmountKind, DeadlineKind
from tests.unit.parse.drawn import TREASURY, prose
from tests.unit.parse.traps import bare, read, rows, value

# --- header box ------------------------------------------------------------------------------------------------------


def test_letterhead_and_header_box_share_their_rows(catalog: Catalog) -> None:
    reading = bare(
        catalog,
        *((0.14, 0.045, "Department of the Treasury"), (0.62, 0.045, "Notice"), (0.80, 0.045, "CP504")),
        *((0.14, 0.060, "Internal Revenue Service"), (0.62, 0.060, "Notice date"), (0.80, 0.060, "January 28, 2019")),
        *((0.14, 0.075, "Holtsville, NY 11742-0480"), (0.58, 0.075, "Social security number XXX-XX-1234")),
    )
    assert value(reading, "notice_code") == "CP504"
    assert str(value(reading, "notice_date")) == "2019-01-28"
    assert reading.fields["return_address"].value.city == "Holtsville"
    assert reading.fields["taxpayer_id"].value.last4 == "1234"


def test_a_code_printed_without_its_series(catalog: Catalog) -> None:
    assert value(read(catalog, code="3219N"), "notice_code") == "CP3219N"


def test_two_spellings_of_one_label_on_one_page(catalog: Catalog) -> None:
    reading = read(catalog, (0.61, 0.74, "Taxpayer ID number"), (0.82, 0.74, "XXX-XX-1234"))
    assert len({proof.copy for proof in reading.fields["taxpayer_id"].evidence}) == 2


def test_an_aur_control_number_is_neither_zip_nor_id(catalog: Catalog) -> None:
    reading = read(catalog, (0.62, 0.09, "AUR control number"), (0.82, 0.09, "51467-9855"), code="CP2000")
    assert reading.fields["taxpayer_id"].value.last4 == "1234"
    assert [one.field.value for one in reading.references] == ["51467-9855"]


def test_a_label_that_wraps_around_its_value(catalog: Catalog) -> None:
    reading = read(
        catalog,
        *((0.62, 0.09, "Last day to petition"), (0.82, 0.097, "April 27, 2019"), (0.62, 0.104, "Tax Court")),
        code="CP3219N",
    )
    assert DeadlineKind.PETITION in {date.what for date in reading.printed_dates}


def test_a_running_head_on_one_line(catalog: Catalog) -> None:
    text = "Notice: CP503 Tax year: 2020 Notice date: December 9, 2024 TIN: XXX-XX-1234 Page 2 of 5"
    reading = bare(catalog, (0.05, 0.04, text), *prose(0.10, "Your payment is overdue."))
    assert value(reading, "notice_code") == "CP503"
    assert str(value(reading, "notice_date")) == "2024-12-09"
    assert [one.period.label for one in reading.tax_periods] == ["2020"]
    assert value(reading, "printed_page_count") == 5


def test_the_division_mark_above_the_box_is_no_code(catalog: Catalog) -> None:
    assert value(read(catalog, (0.80, 0.030, "SB")), "notice_code") == "CP14"


@pytest.mark.parametrize("number", ["Letter 6419 (Rev. 1-2022)", "Letter 1058 (Rev. 1-2017)", "Letter 3172 (DO)"])
def test_the_number_of_a_letter_stands_at_its_foot_only(catalog: Catalog, number: str) -> None:
    reading = bare(catalog, *TREASURY, *prose(0.4, "Dear taxpayer:"), (0.70, 0.95, number))
    assert str(value(reading, "notice_code")) == " ".join(number.split()[:2])


@pytest.mark.parametrize("enclosure", ["Form 12153", "Publication 594", "Publication 1660", "Notice 746", "Form 9465"])
def test_an_enclosure_is_no_code_of_the_letter(catalog: Catalog, enclosure: str) -> None:
    reading = read(catalog, *prose(0.85, f"Enclosures: {enclosure}"), code="LT11")
    assert value(reading, "notice_code") == "LT11"


def test_an_earlier_notice_named_in_the_text_is_a_mention(catalog: Catalog) -> None:
    reading = read(catalog, *prose(0.4, "We sent you CP504 before. See irs.gov/cp503 for more."), code="LT11")
    assert (value(reading, "notice_code"), reading.mentions) == ("LT11", ("CP504",))


# --- money -----------------------------------------------------------------------------------------------------------


def test_dollar_signs_on_first_and_last_row_only_and_credits_with_a_hyphen(catalog: Catalog) -> None:
    reading = read(
        catalog,
        *rows(
            (0.40, "Tax you owed", "$3,183.00"),
            (0.42, "Payments and credits", "-3,328.00"),
            (0.44, "Failure-to-file penalty", "318.30"),
            (0.46, "Amount due by January 29, 2018", "$173.30"),
        ),
    )
    assert [row.field.value for row in reading.amounts] == [
        Decimal("3183.00"), Decimal("-3328.00"), Decimal("318.30"), Decimal("173.30"),
    ]  # fmt: skip
    assert all(row.field.accepted for row in reading.amounts)


def test_no_cents_and_a_blank_after_the_dollar_sign(catalog: Catalog) -> None:
    reading = read(
        catalog,
        *rows(
            (0.40, "2007 Tax Increase", "$ 13,192"),
            (0.42, "Interest", "$ 1,000"),
            (0.44, "Proposed Balance Due", "$ 14,192"),
        ),
        code="CP2000",
    )
    assert value(reading, "proposed_amount") == Decimal("14192.00")


def test_a_total_whose_label_takes_two_lines_stands_level_with_the_first(catalog: Catalog) -> None:
    reading = read(
        catalog,
        *rows((0.40, "Amount you owed", "$1,000.00"), (0.42, "Interest charges", "10.00")),
        *((0.43, 0.44, "Amount due, to be"), (0.43, 0.455, "received by January 29, 2018"), (0.873, 0.44, "$1,010.00")),
        code="CP501",
    )
    assert value(reading, "amount_due") == Decimal("1010.00")
    assert str(value(reading, "due_date")) == "2018-01-29"


def test_rows_of_a_plan_add_up_to_nothing(catalog: Catalog) -> None:
    reading = read(
        catalog,
        (0.05, 0.30, "Monthly payment due: $215.00"),
        *rows((0.40, "Amount you owed", "$6,118.40"), (0.44, "Minimum payment due", "$215.00")),
        code="CP521",
    )
    assert value(reading, "amount_due") == Decimal("215.00")


def test_a_printed_nought_is_an_amount(catalog: Catalog) -> None:
    assert value(read(catalog, (0.05, 0.30, "Amount due: $0.00"), code="CP131"), "amount_due") == Decimal("0.00")


def test_a_total_on_a_condition_is_not_due(catalog: Catalog) -> None:
    label = "Total amount due if we terminate your installment agreement and you exhaust your appeal rights"
    reading = read(catalog, (0.05, 0.40, label), (0.90, 0.40, "$9,401.00"), code="CP523H")
    assert value(reading, "amount_due") is None
    assert [row.kind for row in reading.amounts] == [AmountKind.CONDITIONAL_BALANCE]


@pytest.mark.parametrize(
    "text",
    [
        "Deposit the tax if it is $2,500.00 or more for the quarter.",
        "The penalty applies to tax over $100,000 of liability.",
        "Your passport may be revoked if your debt is more than $62,000.",
        "The user fee is $225.",
        "The penalty is 0.5% a month, up to 25%.",
    ],
)
def test_thresholds_fees_and_rates_are_no_dues(catalog: Catalog, text: str) -> None:
    reading = read(catalog, *prose(0.40, text))
    assert value(reading, "amount_due") is None
    assert reading.amounts == ()


def test_a_sub_line_of_the_statute_parts_no_table(catalog: Catalog) -> None:
    reading = read(
        catalog,
        *rows((0.40, "Amount you owed", "$3,760.10")),
        *((0.43, 0.42, "Interest"), (0.43, 0.435, "(Internal Revenue Code Section 6601)"), (0.89, 0.42, "$79.36")),
        *rows((0.455, "Amount due by January 29, 2018", "$3,839.46")),
        code="CP503",
    )
    assert value(reading, "amount_due") == Decimal("3839.46")
    assert all(row.field.accepted for row in reading.amounts)
