"""Rows that can't be read, sums that prove nothing, tables over several pages."""

from decimal import Decimal

import pytest

from irsletter.catalog.load import Catalog
from irsletter.model.document import Page
from irsletter.model.kinds import AmountKind, CheckStatus, DeadlineKind, FieldStatus
from irsletter.model.reading import Reading
from irsletter.parse import parse
from irsletter.validate.sums import amounts_add_up
from tests.unit.parse.drawn import TREASURY, Line, document, header, page


def bill(number: int, *rows: tuple[float, str, str], more: tuple[Line, ...] = ()) -> Page:
    """A page of CP14 with table rows: top, label, amount (its right edge at 0.95)."""
    lines: list[Line] = [*TREASURY, *header("CP14", "January 8, 2018", "XXX-XX-1234", f"Page {number} of 3")]
    for top, label, amount in rows:
        lines += [(0.43, top, label), (0.95 - 0.0085 * len(amount), top, amount)]
    return page(number, *lines, *more)


def read(catalog: Catalog, *pages: Page) -> Reading:
    (reading,) = parse(document(*pages), catalog)
    return reading


@pytest.mark.parametrize("amount", ["$4S?", "34..9B", "", "#7"])
def test_a_row_whose_amount_cannot_be_read_is_named_and_kept_out_of_sums(amount: str, catalog: Catalog) -> None:
    reading = read(
        catalog,
        bill(
            1,
            (0.40, "Tax you owed", "$1,000.00"),
            (0.42, "Failure-to-pay penalty", amount),
            (0.44, "Interest charges", "20.00"),
            (0.46, "Amount due by January 29, 2018", "$1,020.00"),
        ),
    )
    kinds = [row.kind for row in reading.amounts]
    assert kinds == [
        AmountKind.TAX_OWED,
        AmountKind.FAILURE_TO_PAY_PENALTY,
        AmountKind.INTEREST,
        AmountKind.AMOUNT_DUE,
    ]
    lost = reading.amounts[1]
    assert (lost.field.value, lost.field.raw, lost.field.confidence) == (None, None, 0.0)
    assert lost.field.status is FieldStatus.REVIEW
    assert lost.field.evidence[0].text == "Failure-to-pay penalty"
    assert any("Failure-to-pay penalty" in doubt.message and doubt.box is None for doubt in reading.doubts)
    boxes = [doubt.box for doubt in reading.doubts if doubt.box is not None and doubt.expects == "money"]
    assert any(box.x0 < 0.43 and box.x1 > 0.9 and box.y0 < 0.42 < box.y1 for box in boxes)


def test_an_unfilled_sample_has_lost_nothing(catalog: Catalog) -> None:
    reading = read(
        catalog,
        bill(1, (0.40, "Tax you owed", "$10.00"), (0.42, "Interest charges", "$nnn"), (0.44, "Amount due", "$10.00")),
    )
    assert all(row.field.value is not None for row in reading.amounts)


def test_a_table_that_goes_on_over_three_pages_is_one(catalog: Catalog) -> None:
    reading = read(
        catalog,
        bill(1, (0.90, "Tax you owed", "$100.00"), (0.92, "Failure-to-file penalty", "10.00")),
        bill(2, (0.20, "Failure-to-pay penalty", "5.00"), (0.22, "Estimated tax penalty", "3.00")),
        bill(3, (0.20, "Interest charges", "2.00"), (0.22, "Amount due", "$120.00")),
    )
    assert sum(row.field.value or Decimal(0) for row in reading.amounts[:-1]) == Decimal("120.00")
    assert all(row.field.accepted for row in reading.amounts)
    assert reading.amounts[-1].field.confidence > 0.9


def test_one_amount_printed_twice_is_no_sum(catalog: Catalog) -> None:
    lines: tuple[Line, ...] = (
        *TREASURY,
        *header("LT11", "January 8, 2018", "XXX-XX-1234", "Page 1 of 3"),
        (0.05, 0.30, "Amount due immediately: $500.00"),
        (0.08, 0.40, "Form"),
        (0.25, 0.40, "Tax period"),
        (0.60, 0.40, "Amount owed"),
        (0.08, 0.42, "1040"),
        (0.25, 0.42, "12/31/2016"),
        (0.60, 0.42, "$500.00"),
    )
    from irsletter.parse.fields.amounts import find_money_of
    from irsletter.parse.survey import Lookups, survey

    money = find_money_of(survey((page(1, *lines),), catalog.fields, Lookups(catalog.fields)))
    assert len(money.grid) == 1
    assert money.sums_hold is None
    assert not any(one.proved for one in money.singles["amount_due"])


def test_two_phrases_on_the_same_ink_are_one_place(catalog: Catalog) -> None:
    lines: tuple[Line, ...] = (
        *TREASURY,
        *header("CP504", "January 8, 2018", "XXX-XX-1234", "Page 1 of 3"),
        (0.08, 0.40, "The amount due immediately is pay immediately"),
    )
    reading = read(catalog, page(1, *lines))
    (words,) = [date for date in reading.printed_dates if date.what is DeadlineKind.PAY]
    assert words.words == "immediately"
    assert len({proof.copy for proof in words.field.evidence}) == 1


def test_a_bare_nought_in_a_column_of_amounts_is_no_dollars(catalog: Catalog) -> None:
    reading = read(
        catalog,
        bill(
            1,
            (0.40, "Tax you owe", "$1,986"),
            (0.42, "Payments", "0"),
            (0.44, "Interest charges", "214"),
            (0.46, "Amount due by January 29, 2018", "$2,200"),
        ),
    )
    values = [(row.kind, row.field.value, row.field.accepted) for row in reading.amounts]
    assert (AmountKind.PAYMENTS_AND_CREDITS, Decimal("0.00"), True) in values
    assert (AmountKind.INTEREST, Decimal("214.00"), True) in values


def test_a_year_beside_a_label_is_no_amount_of_a_table_with_cents(catalog: Catalog) -> None:
    reading = read(
        catalog,
        bill(
            1,
            (0.40, "Tax you owed", "$1,000.00"),
            (0.42, "Interest charges", "201"),
            (0.44, "Amount due by January 29, 2018", "$1,201.00"),
        ),
    )
    assert Decimal("201.00") not in [row.field.value for row in reading.amounts]


def test_a_balance_that_opens_the_table_is_not_its_total(catalog: Catalog) -> None:
    reading = read(
        catalog,
        bill(
            1,
            (0.40, "Balance due", "$1,150.00"),
            (0.42, "Failure-to-pay penalty", "287.50"),
            (0.44, "Interest", "611.09"),
            (0.46, "Amount you owe", "$2,048.59"),
        ),
    )
    due = reading.fields["amount_due"]
    assert (due.value, due.accepted, due.alternatives) == (Decimal("2048.59"), True, ())
    assert next(row.kind for row in reading.amounts) == AmountKind.PREVIOUS_BALANCE
    assert all(row.field.accepted for row in reading.amounts)


def test_the_total_printed_above_its_table_opens_nothing(catalog: Catalog) -> None:
    reading = read(
        catalog,
        bill(
            1,
            (0.38, "Amount due", "$1,437.50"),
            (0.40, "Amount you owed", "$1,150.00"),
            (0.42, "Failure-to-pay penalty", "287.50"),
            (0.46, "Amount due by January 29, 2018", "$1,437.50"),
        ),
    )
    assert reading.fields["amount_due"].value == Decimal("1437.50")
    assert [row.kind for row in reading.amounts] == [
        AmountKind.PREVIOUS_BALANCE,
        AmountKind.FAILURE_TO_PAY_PENALTY,
        AmountKind.AMOUNT_DUE,
    ]
    assert all(row.field.accepted for row in reading.amounts)


def test_rows_that_do_not_come_to_their_total_stand_for_nothing_alone(catalog: Catalog) -> None:
    reading = read(
        catalog,
        bill(
            1,
            (0.40, "Amount you owed", "$1,150.00"),
            (0.42, "Failure-to-pay penalty", "287.50"),
            (0.44, "Amount due by January 29, 2018", "$1,500.00"),
        ),
    )
    assert not any(row.field.accepted for row in reading.amounts)
    assert not reading.fields["amount_due"].accepted


def test_a_failing_sum_leaves_a_total_that_two_other_places_print(catalog: Catalog) -> None:
    reading = read(
        catalog,
        bill(
            1,
            (0.40, "Amount you owed", "$1,150.00"),
            (0.42, "Failure-to-pay penalty", "287.50"),
            (0.44, "Amount due by January 29, 2018", "$1,500.00"),
            more=((0.05, 0.30, "Amount due: $1,500.00"), (0.05, 0.70, "You owe $1,500.00.")),
        ),
    )
    assert reading.fields["amount_due"].accepted


def test_amounts_that_begin_at_one_edge_make_a_table(catalog: Catalog) -> None:
    rows = [
        (0.40, "Tax you owed", "$11,000.00"),
        (0.42, "Failure-to-pay penalty", "$5.00"),
        (0.44, "Interest charges", "$0"),
        (0.46, "Amount due by January 29, 2018", "$11,005.00"),
    ]
    lines = [part for top, label, amount in rows for part in ((0.30, top, label), (0.70, top, amount))]
    reading = read(catalog, bill(1, more=tuple(lines)))
    assert [(row.kind, str(row.field.value), row.field.accepted) for row in reading.amounts] == [
        (AmountKind.TAX_OWED, "11000.00", True),
        (AmountKind.FAILURE_TO_PAY_PENALTY, "5.00", True),
        (AmountKind.INTEREST, "0.00", True),
        (AmountKind.AMOUNT_DUE, "11005.00", True),
    ]


FIGURES = (
    (0.38, "Adjusted gross income", "$52,310.00"),
    (0.40, "Taxable income", "38,460.00"),
    (0.42, "Total tax", "4,379.00"),
    (0.44, "Payments and credits", "-3,100.00"),
)


def test_figures_of_the_return_among_the_rows_are_no_parts_of_the_sum(catalog: Catalog) -> None:
    reading = read(
        catalog,
        bill(1, *FIGURES, (0.46, "Interest charges", "21.40"), (0.48, "Amount due by January 29, 2018", "$1,300.40")),
    )
    assert amounts_add_up(reading).status is CheckStatus.PASS
    assert [row.field.accepted for row in reading.amounts] == [False, False, True, True, True, True]
    assert reading.fields["amount_due"].accepted


def test_a_sum_that_fails_without_them_too_still_fails(catalog: Catalog) -> None:
    reading = read(catalog, bill(1, *FIGURES, (0.48, "Amount due by January 29, 2018", "$1,300.40")))
    assert amounts_add_up(reading).status is CheckStatus.FAIL
    assert not any(row.field.accepted for row in reading.amounts)
