"""Labels that wrap in a narrow column, and the values beside them."""

import pytest

from irsletter.catalog.load import Catalog
from irsletter.parse import parse
from tests.unit.parse.drawn import TREASURY, document, header, page


@pytest.mark.parametrize("beside", [0.105, 0.112, 0.119], ids=["first line", "between", "second line"])
def test_a_label_of_two_lines_has_its_value_beside_either_or_between(catalog: Catalog, beside: float) -> None:
    sheet = page(
        1,
        *TREASURY,
        (0.55, 0.045, "Notice number:"),
        (0.75, 0.045, "LT11"),
        (0.55, 0.060, "Date:"),
        (0.75, 0.060, "August 4, 2025"),
        (0.55, 0.105, "Contact telephone"),
        (0.55, 0.119, "number:"),
        (0.75, beside, "866-219-4027"),
        (0.55, 0.140, "Contact hours:"),
        (0.75, 0.140, "8:00 a.m. to 8:00 p.m."),
    )
    (reading,) = parse(document(sheet), catalog)
    assert reading.fields["contact_phone"].value == "+18662194027"


def test_two_lines_that_spell_no_label_give_none(catalog: Catalog) -> None:
    sheet = page(
        1, *TREASURY, (0.55, 0.105, "Contact telegraph"), (0.55, 0.119, "books:"), (0.75, 0.105, "866-219-4027")
    )
    (reading,) = parse(document(sheet), catalog)
    assert "contact_phone" not in reading.fields


def test_a_date_that_wraps_beside_a_wrapped_label_is_read_whole(catalog: Catalog) -> None:
    sheet = page(
        1,
        *TREASURY,
        (0.55, 0.045, "Notice"),
        (0.78, 0.045, "CP3219A"),
        (0.55, 0.060, "Notice date"),
        (0.78, 0.060, "August 25, 2025"),
        (0.55, 0.105, "Last day to file petition"),
        (0.55, 0.119, "with US Tax Court"),
        (0.78, 0.105, "November 24,"),
        (0.78, 0.119, "2025"),
        (0.55, 0.134, "Page 1 of 8"),
    )
    (reading,) = parse(document(sheet), catalog)
    assert reading.fields["respond_by"].value.isoformat() == "2025-11-24"


def test_the_next_labels_value_is_no_second_line(catalog: Catalog) -> None:
    sheet = page(
        1,
        *TREASURY,
        (0.55, 0.045, "Notice date"),
        (0.78, 0.045, "August 25,"),
        (0.55, 0.060, "Tax year"),
        (0.78, 0.060, "2022"),
    )
    (reading,) = parse(document(sheet), catalog)
    assert "notice_date" not in reading.fields or reading.fields["notice_date"].value is None


def test_a_value_may_follow_in_the_second_line_of_its_label(catalog: Catalog) -> None:
    sheet = page(
        1, *TREASURY, (0.55, 0.105, "TELEPHONE NUMBER"), (0.55, 0.119, "OF IRS OFFICE: (405) 555-0121"),
        (0.55, 0.140, "Page"), (0.75, 0.140, "1 of 3")
    )  # fmt: skip
    (reading,) = parse(document(sheet), catalog)
    assert reading.fields["contact_phone"].value == "+14055550121"
    assert reading.fields["printed_page_count"].value == 3
    assert reading.letter.missing_pages == (2, 3)


def test_a_five_that_was_read_as_an_s_counts_pages(catalog: Catalog) -> None:
    sheet = page(1, *TREASURY, (0.55, 0.140, "Page 1 of s"))
    (reading,) = parse(document(sheet), catalog)
    assert reading.fields["printed_page_count"].value == 5


def test_due_dates_below_one_another_are_a_column_and_no_day_to_pay_by(catalog: Catalog) -> None:
    sheet = page(
        1,
        *TREASURY,
        *header("CP207", "October 14, 2024", "XX-XXX1188", "Page 1 of 4"),
        (0.62, 0.09, "Tax period"),
        (0.80, 0.09, "June 30, 2024"),
        (0.08, 0.300, "Your federal tax deposits for Form 941:"),
        (0.08, 0.400, "Due date"),
        (0.30, 0.400, "Deposit due"),
        (0.50, 0.400, "Deposit made"),
        (0.08, 0.420, "05/15/2024"),
        (0.30, 0.420, "$9,410.00"),
        (0.50, 0.420, "$9,410.00"),
        (0.08, 0.440, "06/17/2024"),
        (0.30, 0.440, "$9,410.00"),
        (0.50, 0.440, "$7,000.00"),
    )
    (reading,) = parse(document(sheet), catalog)
    assert "due_date" not in reading.fields
    assert [period.period.label for period in reading.tax_periods] == ["2024-Q2"]


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        (("Para comunicarse con", "nosotros"), "contact_phone"),
        (("Número de", "identificación del", "contribuyente"), "taxpayer_id"),
    ],
    ids=["begins like a shorter label", "three lines"],
)
def test_a_long_spanish_label_is_read_over_all_its_lines(catalog: Catalog, lines: tuple[str, ...], field: str) -> None:
    value = "800-829-0922" if field == "contact_phone" else "XXX-XX-9025"
    label = ((0.55, 0.105 + 0.014 * at, text) for at, text in enumerate(lines))
    (reading,) = parse(document(page(1, *TREASURY, *label, (0.78, 0.105, value))), catalog)
    assert field in reading.fields
