"""Tables with one row for each tax period, however narrow their columns are set."""

from decimal import Decimal

import pytest

from irsletter.catalog.load import Catalog
from irsletter.model.kinds import AmountKind, FieldStatus
from irsletter.model.reading import Reading
from irsletter.parse import parse
from tests.unit.parse.drawn import TREASURY, Line, document, header, page


def read(catalog: Catalog, code: str, *lines: Line) -> Reading:
    head = header(code, "March 4, 2025", "XXX-XX-1234", "Page 1 of 2")
    (reading,) = parse(document(page(1, *TREASURY, *head, *lines)), catalog)
    return reading


def rows(reading: Reading) -> list[tuple[AmountKind, str | None, Decimal | None]]:
    return [(one.kind, one.tax_period, one.field.value) for one in reading.amounts]


def test_a_period_that_wraps_in_its_column_is_read(catalog: Catalog) -> None:
    reading = read(
        catalog,
        "CP90",
        *((0.08, 0.50, "Form"), (0.20, 0.50, "Tax"), (0.32, 0.50, "Unpaid Amount"), (0.60, 0.50, "Amount You")),
        *((0.08, 0.512, "Number"), (0.20, 0.512, "Period"), (0.32, 0.512, "from Prior Notices"), (0.65, 0.512, "Owe")),
        *((0.20, 0.532, "12-31-"), (0.08, 0.538, "1040"), (0.32, 0.538, "$7,300.18"), (0.62, 0.538, "$7,300.18")),
        (0.20, 0.544, "2021"),
        *((0.20, 0.562, "12-31-"), (0.08, 0.568, "1040"), (0.32, 0.568, "$2,002.00"), (0.62, 0.568, "$2,002.00")),
        (0.20, 0.574, "2022"),
    )
    assert [(one.period.label, one.form) for one in reading.tax_periods] == [("2021", "1040"), ("2022", "1040")]
    assert (AmountKind.PREVIOUS_BALANCE, "p2", Decimal("2002.00")) in rows(reading)


def test_values_and_headings_of_columns_that_touch_are_told_apart(catalog: Catalog) -> None:
    reading = read(
        catalog,
        "Letter 1058",
        (0.08, 0.50, "Form number Tax period Unpaid amount from prior notices Statutory additions Total"),
        (0.08, 0.52, "941"),
        (0.19, 0.52, "09/30/2022 $22,410.09"),
        (0.58, 0.52, "$1,887.41 $24,297.50"),
    )
    (period,) = reading.tax_periods
    assert (period.period.label, period.form) == ("2022-Q3", "941")
    assert rows(reading)[0] == (AmountKind.PREVIOUS_BALANCE, "p1", Decimal("22410.09"))
    assert [value for _, _, value in rows(reading)] == [Decimal("22410.09"), Decimal("1887.41"), Decimal("24297.50")]


def test_a_long_name_of_a_return_that_touches_its_period_is_told_apart(catalog: Catalog) -> None:
    reading = read(
        catalog,
        "LT11",
        *((0.35, 0.50, "Form"), (0.44, 0.50, "Period ending"), (0.62, 0.50, "Amount you owed"), (0.84, 0.50, "Total")),
        *((0.35, 0.52, "1040-NR 12/31/2019"), (0.62, 0.52, "$7,275.91"), (0.84, 0.52, "$7,704.49")),
        *((0.35, 0.54, "1040-NR 12/31/2020"), (0.62, 0.54, "$3,485.50"), (0.84, 0.54, "$4,008.11")),
    )
    assert [(one.period.label, one.form) for one in reading.tax_periods] == [("2019", "1040NR"), ("2020", "1040NR")]
    assert [one.balance.value for one in reading.tax_periods] == [Decimal("7704.49"), Decimal("4008.11")]


def test_what_is_owed_for_the_only_period_is_what_the_letter_asks_for(catalog: Catalog) -> None:
    reading = read(
        catalog,
        "Letter 1058",
        *((0.08, 0.50, "Form"), (0.20, 0.50, "Tax period"), (0.36, 0.50, "Additional interest"), (0.70, 0.50, "Total")),
        *((0.08, 0.52, "941"), (0.20, 0.52, "09/30/2022"), (0.40, 0.52, "$87.41"), (0.68, 0.52, "$4,297.50")),
    )
    assert reading.fields["amount_due"].value == Decimal("4297.50")


def test_a_misfit_of_the_only_row_proves_nothing(catalog: Catalog) -> None:
    reading = read(
        catalog,
        "Letter 1058",
        *((0.08, 0.50, "Form"), (0.20, 0.50, "Tax period"), (0.36, 0.50, "Unpaid amount"), (0.60, 0.50, "Interest")),
        (0.76, 0.50, "Total"),
        *((0.08, 0.52, "941"), (0.20, 0.52, "09/30/2022"), (0.37, 0.52, "$100.00"), (0.60, 0.52, "$10.00")),
        (0.75, 0.52, "$111.00"),
    )
    assert reading.fields["amount_due"].confidence < 0.95
    assert reading.tax_periods[0].field.status is FieldStatus.ACCEPTED


def lines(top: float, edges: tuple[float, ...], *texts: tuple[str, ...]) -> tuple[Line, ...]:
    """Rows of a table, 0.02 apart; an empty text leaves its column blank."""
    return tuple(
        (x, top + 0.02 * row, text)
        for row, cells in enumerate(texts)
        for x, text in zip(edges, cells, strict=True)
        if text
    )


LT16_EDGES = (0.08, 0.18, 0.38, 0.54, 0.68, 0.82)
LT16_HEAD = ("Form", "Tax period ending", "Amount owed", "Penalty", "Interest", "Total")


def test_the_rightmost_total_is_the_balance_and_what_was_owed_is_a_part(catalog: Catalog) -> None:
    reading = read(
        catalog,
        "LT16",
        *lines(
            0.45,
            LT16_EDGES,
            LT16_HEAD,
            ("1040", "12/31/2020", "$8,412.77", "$300.10", "$45.20", "$8,758.07"),
            ("1040", "12/31/2021", "$3,005.10", "$100.00", "$20.00", "$3,125.10"),
        ),
        *((0.08, 0.55, "Amount due immediately"), (0.82, 0.55, "$11,883.17")),
    )
    balances = [one.balance.value for one in reading.tax_periods if one.balance is not None]
    assert balances == [Decimal("8758.07"), Decimal("3125.10")]
    assert rows(reading)[:4] == [
        (AmountKind.PREVIOUS_BALANCE, "p1", Decimal("8412.77")),
        (AmountKind.OTHER_PENALTY, "p1", Decimal("300.10")),
        (AmountKind.INTEREST, "p1", Decimal("45.20")),
        (AmountKind.SUBTOTAL, "p1", Decimal("8758.07")),
    ]
    assert all(one.field.accepted for one in reading.amounts)


def test_a_row_whose_sum_fails_is_looked_at_and_its_neighbour_is_not(catalog: Catalog) -> None:
    reading = read(
        catalog,
        "LT16",
        *lines(
            0.45,
            LT16_EDGES,
            LT16_HEAD,
            ("1040", "12/31/2020", "$8,412.77", "$300.10", "$45.20", "$8,958.07"),
            ("1040", "12/31/2021", "$3,005.10", "$100.00", "$20.00", "$3,125.10"),
        ),
    )
    assert [one.field.accepted for one in reading.amounts] == [False] * 4 + [True] * 4
    first, second = (one.balance for one in reading.tax_periods)
    assert first is not None
    assert not first.accepted
    assert second is not None
    assert second.accepted


def test_the_last_amount_is_the_balance_where_the_others_come_to_it(catalog: Catalog) -> None:
    reading = read(
        catalog,
        "CP90",
        *lines(
            0.45,
            LT16_EDGES,
            ("Form", "Tax period", "Unpaid amount", "Penalty", "Interest", "Sum of these"),
            ("1040", "12/31/2020", "$8,412.77", "$300.10", "$45.20", "$8,758.07"),
        ),
    )
    (period,) = reading.tax_periods
    assert period.balance is not None
    assert period.balance.value == Decimal("8758.07")


@pytest.mark.parametrize("period", ["12/31/2021", "12-31-2021", "December 31, 2021", "2021"])
@pytest.mark.parametrize("tax", ["1040", "Form 1040", "Income", "1040 (income)"])
@pytest.mark.parametrize("count", [1, 3])
def test_the_lien_table_of_letter_3172_gives_periods_and_amounts(
    catalog: Catalog, period: str, tax: str, count: int
) -> None:
    row = (tax, period, "05/31/2022", "$8,412.77")
    others = (("941", "03/31/2022", "07/11/2022", "$1,250.00"), ("CIVPEN", "12/31/2019", "06/07/2021", "$77.12"))
    reading = read(
        catalog,
        "Letter 3172",
        *lines(
            0.45,
            (0.08, 0.28, 0.50, 0.72),
            ("Type of Tax", "Tax Period", "Assessment Date", "Amount on Lien"),
            *(row, *others)[:count],
        ),
    )
    assert [one.period.label for one in reading.tax_periods] == ["2021", "2022-Q1", "2019"][:count]
    assert [one.field.value for one in reading.amounts if one.kind is AmountKind.LIEN_AMOUNT] == [
        Decimal("8412.77"),
        Decimal("1250.00"),
        Decimal("77.12"),
    ][:count]
    first = reading.tax_periods[0]
    assert first.assessed_on is not None
    assert str(first.assessed_on.value) == "2022-05-31"


def test_a_year_that_ends_the_prose_beside_a_table_is_no_period_of_its_row(catalog: Catalog) -> None:
    reading = read(
        catalog,
        "LT11",
        *((0.05, 0.50, "You owe for the years from 2010 to"), (0.05, 0.52, "2013.")),
        *((0.45, 0.50, "Form"), (0.55, 0.50, "Tax period"), (0.70, 0.50, "Interest"), (0.85, 0.50, "Total")),
        *((0.45, 0.52, "1040"), (0.55, 0.52, "12/31/2010"), (0.70, 0.52, "$10.00"), (0.85, 0.52, "$110.00")),
    )
    assert [one.period.label for one in reading.tax_periods] == ["2010"]


def test_amounts_below_a_heading_that_can_not_be_read_wait_for_a_person(catalog: Catalog) -> None:
    def statuses(heading: str) -> dict[AmountKind, FieldStatus]:
        reading = read(
            catalog,
            "LT11",
            *((0.08, 0.50, "Form"), (0.20, 0.50, "Period ending"), (0.42, 0.50, heading), (0.62, 0.50, "Interest"),
              (0.84, 0.50, "Total")),
            *((0.08, 0.52, "1040"), (0.20, 0.52, "12/31/2019"), (0.42, 0.52, "$7,275.91"), (0.62, 0.52, "$428.58"),
              (0.84, 0.52, "$7,704.49")),
        )  # fmt: skip
        return {one.kind: one.field.status for one in reading.amounts}

    assert statuses("Assessed balance")[AmountKind.ASSESSED_BALANCE] is FieldStatus.ACCEPTED
    garbled = statuses("Xmvns hwlgrq")
    assert garbled[AmountKind.OTHER] is FieldStatus.REVIEW
    assert garbled[AmountKind.INTEREST] is FieldStatus.ACCEPTED
