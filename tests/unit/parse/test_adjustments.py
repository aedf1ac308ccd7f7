"""A return beside what the IRS has: which items change, and by how much."""

from decimal import Decimal

import pytest

from irsletter.catalog.load import Catalog, load_catalog
from irsletter.model.kinds import FieldStatus
from irsletter.model.reading import Adjustment
from irsletter.parse import parse
from tests.unit.parse.drawn import TREASURY, Line, document, header, page


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def read(catalog: Catalog, *lines: Line) -> tuple[Adjustment, ...]:
    head = header("CP2000", "May 20, 2024", "XXX-XX-1234", "Page 2 of 6")
    (reading,) = parse(document(page(1, *TREASURY, *head, *lines)), catalog)
    return reading.adjustments


HEADINGS: tuple[Line, ...] = (
    (0.09, 0.30, "Your income"),
    (0.40, 0.30, "Shown on return"),
    (0.56, 0.30, "Reported to IRS"),
    (0.80, 0.30, "Difference"),
)


@pytest.mark.parametrize(("change", "status"), [("$8,960", FieldStatus.ACCEPTED), ("$8,950", FieldStatus.REVIEW)])
def test_a_row_is_proved_by_its_difference(change: str, status: FieldStatus, catalog: Catalog) -> None:
    (row,) = read(
        catalog,
        *HEADINGS,
        *((0.09, 0.32, "Wages, Orchard Mill"), (0.44, 0.32, "$41,220"), (0.62, 0.32, "$50,180"), (0.82, 0.32, change)),
    )
    assert row.item == "Wages, Orchard Mill"
    fields = [row.as_filed, row.irs_figure, row.change]
    assert [one and one.value for one in fields] == [
        Decimal(41220),
        Decimal(50180),
        Decimal(change[1:].replace(",", "")),
    ]
    assert [one and one.status for one in fields] == [status] * 3


def test_figures_under_unknown_headings_are_no_adjustments(catalog: Catalog) -> None:
    rows = ((0.09, 0.32, "Wages"), (0.44, 0.32, "$41,220"), (0.62, 0.32, "$50,180"))
    assert read(catalog, (0.40, 0.30, "First month"), (0.56, 0.30, "Second month"), *rows) == ()
