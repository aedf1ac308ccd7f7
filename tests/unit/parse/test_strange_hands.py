"""Letters set by a hand of their own: labels, headings and columns that no layout of ours has."""

import datetime as dt
from decimal import Decimal

from irsletter.catalog.load import Catalog
from irsletter.model.kinds import AmountKind
from irsletter.model.reading import Reading
from irsletter.parse import parse
from tests.unit.parse.drawn import TREASURY, Line, document, header, page, prose
from tests.unit.parse.test_levy_forms import EMPLOYER, FORM, TAXPAYER, column
from tests.unit.parse.test_own_hand import row, typed


def read(catalog: Catalog, code: str, *lines: Line) -> Reading:
    head = header(code, "March 17, 2025", "XXX-XX-5126", "Page 1 of 3")
    (reading,) = parse(document(page(1, *TREASURY, *head, *lines)), catalog)
    return reading


def cells(top: float, *rows: tuple[str, ...]) -> tuple[Line, ...]:
    return tuple(
        (x, top + 0.02 * at, text)
        for at, texts in enumerate(rows)
        for x, text in zip((0.08, 0.28, 0.50, 0.72), texts, strict=False)
    )


def test_the_day_in_a_columns_heading_does_not_hide_what_the_column_is(catalog: Catalog) -> None:
    table = cells(
        0.45,
        ("Tax year", "Increase in tax", "Interest to 02/15/2025", "Total"),
        ("2021", "$377.00", "$91.12", "$468.12"),
    )
    head = ((0.60, 0.15, "Tax periods:"), (0.60, 0.166, "December 31, 2021"))
    reading = typed(catalog, "Letter 525 (Rev. 9-2020)", *head, *table)
    assert [one.kind for one in reading.amounts] == [AmountKind.TAX_INCREASE, AmountKind.INTEREST, AmountKind.SUBTOTAL]
    (period,) = reading.tax_periods
    assert period.field.status == "accepted"  # the table's year and the header's are two places


def test_what_a_proposal_asks_from_who_pays_by_a_day_is_the_proposed_amount(catalog: Catalog) -> None:
    reading = read(
        catalog,
        "CP3219A",
        *row(0.40, "Increase in tax (deficiency)", "$4,806"),
        *row(0.42, "Interest charges", "702"),
        *row(0.44, "Amount due if paid by April 16, 2025", "$5,508"),
    )
    assert reading.fields["proposed_amount"].value == Decimal("5508.00")
    assert "amount_due" not in reading.fields


def test_the_name_behind_to_heads_the_address_below_it(catalog: Catalog) -> None:
    to = ((0.07, 0.18, f"TO: {EMPLOYER[0]}"), *column(0.09, 0.194, *EMPLOYER[1:]))
    taxpayer = column(0.52, 0.18, "NAME AND ADDRESS OF TAXPAYER:", *TAXPAYER)
    (reading,) = parse(document(page(1, *FORM, *to, *taxpayer)), catalog)
    assert reading.recipient is not None
    assert reading.recipient.name is not None
    assert reading.recipient.name.value == EMPLOYER[0]
    assert reading.fields["return_address"].value.city == "Memphis"
    assert not reading.fields["return_address"].alternatives


def test_a_sentence_that_begins_like_a_label_is_no_rival_of_the_headers_phone(catalog: Catalog) -> None:
    box = ((0.62, 0.09, "To contact us"), (0.80, 0.09, "Phone 800-829-0922"))
    reading = read(catalog, "CP11", *box, *prose(0.5, "Call us at 800-829-8374 to review your account."))
    assert reading.fields["contact_phone"].value == "+18008290922"
    assert reading.fields["contact_phone"].status == "accepted"


def test_a_line_of_the_letters_own_is_called_by_its_name(catalog: Catalog) -> None:
    said = prose(0.5, "If you can't verify online, call our Identity Verification line at 800-830-5084.")
    assert typed(catalog, "Letter 5071C", *said).fields["contact_phone"].value == "+18008305084"


def test_days_of_deposits_are_no_periods_and_add_nothing_to_the_bill(catalog: Catalog) -> None:
    reading = read(
        catalog,
        "CP134B",
        *row(0.40, "Tax reported on your return", "$14,882.10"),
        *row(0.42, "Federal tax deposits in our records", "-12,260.44"),
        *row(0.44, "Amount due by October 28, 2025", "$2,621.66"),
        *cells(
            0.48,
            ("Deposit date", "Deposits you reported", "Deposits in our records"),
            ("05/15/2025", "$4,900.00", "$4,900.00"),
            ("06/17/2025", "7,360.44", "7,360.44"),
        ),
    )
    assert [one.field.value for one in reading.amounts] == [
        Decimal("14882.10"),
        Decimal("-12260.44"),
        Decimal("2621.66"),
    ]
    assert reading.fields["due_date"].value == dt.date(2025, 10, 28)
    assert "respond_by" not in reading.fields  # the labels above the total's are no sentence that asks for a return


def test_a_code_of_no_series_is_told_by_the_label_beside_it(catalog: Catalog) -> None:
    reading = read(catalog, "972CG")
    assert reading.fields["notice_code"].value == "972CG"


def test_periods_listed_behind_a_colon_are_all_subjects(catalog: Catalog) -> None:
    said = prose(0.5, "The debt is for these tax periods: December 31, 2016 and December 31, 2018.")
    assert [one.period.label for one in read(catalog, "CP508C", *said).tax_periods] == ["2016", "2018"]


def test_what_is_owed_if_the_plan_ends_is_told_behind_a_colon_too(catalog: Catalog) -> None:
    said = prose(0.5, "Total amount you owe if your agreement ends: $6,108.35. You can appeal.")
    (amount,) = read(catalog, "CP523", *said).amounts
    assert (amount.kind, amount.field.value) == (AmountKind.CONDITIONAL_BALANCE, Decimal("6108.35"))


def test_a_spouses_id_in_a_sentence_is_no_rival_of_the_headers(catalog: Catalog) -> None:
    said = prose(0.3, "We applied an overpayment of your spouse (SSN XXX-XX-4015) to your tax.")
    field = read(catalog, "CP39", *said).fields["taxpayer_id"]
    assert (field.value.last4, field.alternatives) == ("5126", ())


def test_tax_that_a_letter_without_a_code_adds_is_not_said_to_be_due(catalog: Catalog) -> None:
    table = cells(0.45, ("Tax year", "Increase in tax", "Penalties", "Total"), ("2021", "$377.00", "$91.12", "$468.12"))
    reading = typed(catalog, "Operations Manager", *table)
    assert reading.notice is None
    assert reading.fields["amount_due"].status == "review"


def test_rows_that_change_a_refund_are_sure_by_their_sum(catalog: Catalog) -> None:
    reading = read(
        catalog,
        "CP16",
        *row(0.40, "Refund you requested", "$1,900.00"),
        *row(0.42, "Decrease due to changes", "-250.00"),
        *row(0.44, "Refund due", "$1,650.00"),
    )
    assert {one.field.status for one in reading.amounts} == {"accepted"}


def test_what_remains_due_after_a_credit_is_the_total(catalog: Catalog) -> None:
    reading = read(
        catalog,
        "CP128",
        *row(0.40, "Balance before credit", "$4,288.10"),
        *row(0.42, "Credit applied", "-1,250.00"),
        *row(0.44, "Remaining amount due by August 14, 2025", "$3,038.10"),
    )
    assert reading.fields["due_date"].value == dt.date(2025, 8, 14)
    assert [one.kind for one in reading.amounts] == [
        AmountKind.PREVIOUS_BALANCE,
        AmountKind.PAYMENTS_AND_CREDITS,
        AmountKind.AMOUNT_DUE,
    ]
