"""A return beside what the IRS has: which items change, and by how much."""

from decimal import Decimal

import pytest

from irsletter.catalog.load import Catalog
from irsletter.model.kinds import FieldStatus
from irsletter.model.reading import Adjustment
from irsletter.parse import parse
from tests.unit.parse.drawn import TREASURY, Line, document, header, page


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


MATH_ERROR: tuple[Line, ...] = (
    (0.08, 0.40, "The error: a computation error (mathematical or clerical error, Internal Revenue Code"),
    (0.08, 0.416, "Section 6213(g)(2)(A)). Line of your return: Form 1040-SR, line 16."),
)


def test_a_math_error_notice_names_type_line_and_section(catalog: Catalog) -> None:
    (row,) = read(catalog, *MATH_ERROR)
    assert (row.item, row.error_type) == ("computation", "computation")
    assert (row.return_line, row.code_section) == ("Form 1040-SR, line 16", "6213(g)(2)(A)")


def test_they_hold_for_the_one_item_that_it_changes(catalog: Catalog) -> None:
    item = ((0.09, 0.52, "Child tax credit"), (0.44, 0.52, "$2,000"), (0.62, 0.52, "$1,045"), (0.82, 0.52, "-$955"))
    headings = tuple((x, 0.50, text) for x, _, text in HEADINGS)
    (row,) = read(catalog, *MATH_ERROR, *headings, *item)
    assert (row.item, row.return_line) == ("Child tax credit", "Form 1040-SR, line 16")
    assert row.change is not None


def test_prose_flush_with_the_items_is_no_heading(catalog: Catalog) -> None:
    prose = (0.09, 0.285, "These are the changes that we made to your return and why we made every single one of them.")
    rows = ((0.09, 0.32, "Wages"), (0.44, 0.32, "$41,220"), (0.62, 0.32, "$50,180"), (0.82, 0.32, "$8,960"))
    assert len(read(catalog, prose, *HEADINGS, *rows)) == 1


def test_a_figure_that_touches_its_item_is_no_part_of_it(catalog: Catalog) -> None:
    (row,) = read(
        catalog,
        (0.09, 0.30, "Your income"),
        *((0.30, 0.30, "Shown on return"), (0.56, 0.30, "Reported to IRS"), (0.80, 0.30, "Difference")),
        *((0.09, 0.32, "Nonemployee compensation $0"), (0.62, 0.32, "$10,150"), (0.82, 0.32, "$10,150")),
    )
    assert row.item == "Nonemployee compensation"
    assert row.as_filed is not None
    assert row.as_filed.value == Decimal(0)
