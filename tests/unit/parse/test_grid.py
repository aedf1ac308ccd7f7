"""Tables with one row for each tax period, however narrow their columns are set."""

from decimal import Decimal

import pytest

from irsletter.catalog.load import Catalog, load_catalog
from irsletter.model.kinds import AmountKind, FieldStatus
from irsletter.model.reading import Reading
from irsletter.parse import parse
from tests.unit.parse.drawn import TREASURY, Line, document, header, page


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


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
