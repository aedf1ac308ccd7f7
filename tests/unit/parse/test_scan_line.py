"""The machine line of the payment slip proves or doubts what the letter prints; what is no such line does no harm."""

from dataclasses import replace
from decimal import Decimal

import pytest

from irsletter.catalog.load import Catalog
from irsletter.model.document import Capture, Page, Source
from irsletter.model.kinds import CheckStatus
from irsletter.model.reading import Reading
from irsletter.parse import parse
from irsletter.validate.checks import copies_agree
from tests.unit.parse.drawn import TREASURY, Line, document, header, page

BILL: tuple[Line, ...] = (
    *TREASURY,
    *header("CP501", "June 9, 2025", "XXX-XX-4418", "Page 1 of 3"),
    (0.62, 0.09, "Tax year"),
    (0.80, 0.09, "2024"),
    (0.05, 0.33, "Amount due: $3,518.27"),
    (0.05, 0.40, "for the tax year ended December 31, 2024 (Form 1040)"),
    (0.43, 0.87, "Amount due by June 30, 2025"),
    (0.82, 0.87, "$3,518.27"),
)
RIGHT = "000664418 JX PINT 30 0 202412 670 00000351827"


def read(catalog: Catalog, line: str, *, scanned: bool = False) -> Reading:
    drawn = page(1, *BILL, (0.15, 0.94, line))
    if scanned:
        words = [replace(word, source=Source.OCR, confidence=0.97) for word in drawn.words]
        drawn = Page.of(1, 612, 792, Capture.SCAN, words)
    (reading,) = parse(document(drawn), catalog)
    return reading


def places(reading: Reading) -> list[int]:
    fields = (reading.fields["amount_due"], reading.fields["taxpayer_id"], reading.tax_periods[0].field)
    return [len({proof.copy for proof in field.evidence}) for field in fields]


@pytest.mark.parametrize("line", [RIGHT, RIGHT.replace(" ", "", 2), "000664418 JX PINT 30 0 202412 670"])
def test_a_line_that_agrees_is_one_more_place(line: str, catalog: Catalog) -> None:
    without, reading = read(catalog, "Thank you"), read(catalog, line)
    more = [now - before for now, before in zip(places(reading), places(without), strict=True)]
    assert more == [1 if line.endswith("351827") else 0, 1, 1]
    assert all(field.accepted and not field.alternatives for field in reading.fields.values())


def test_the_number_in_the_line_stands_nowhere_whole(catalog: Catalog) -> None:
    assert "000664418" not in repr(read(catalog, RIGHT).fields)
    assert "66-4418" not in repr(read(catalog, RIGHT).fields)


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (RIGHT.replace("00000351827", "00000184109"), "amount_due"),
        (RIGHT.replace("000664418", "000665093"), "taxpayer_id"),
    ],
)
def test_a_line_that_says_otherwise_is_a_doubt_with_a_name(line: str, field: str, catalog: Catalog) -> None:
    reading = read(catalog, line)
    assert not reading.fields[field].accepted
    check = copies_agree(reading)
    assert (check.status, check.blocking, check.fields) == (CheckStatus.FAIL, True, (field,))
    assert "foot of page 1" in check.detail


def test_a_line_of_another_year_is_a_doubt(catalog: Catalog) -> None:
    (period,) = read(catalog, RIGHT.replace("202412", "202112")).tax_periods
    assert (period.period.label, period.field.accepted) == ("2024", False)
    assert [other.value for other in period.field.alternatives] == ["2021"]


@pytest.mark.parametrize(
    "line",
    [
        "0000 0000000 0000000000 0000000 0000",
        "000665093 JX PINT 30 0 202112 670 00000184109",
        "123456789 30 0 202112",
        "000665093 JX PINT 30 0 202112 670 00000351827",
        "000664418 JX PINT 30 0 202112 670 00000184109",
        "000664418 JX PINT 30 0 000000 670 00000000000",
    ],
)
def test_a_line_that_is_not_believed_or_empty_costs_nothing(line: str, catalog: Catalog) -> None:
    reading = read(catalog, line)
    assert reading.fields["amount_due"].value == Decimal("3518.27")
    assert all(field.accepted for field in reading.fields.values())
    assert reading.tax_periods[0].field.accepted


def test_a_digit_misread_on_a_picture_speaks_against_nothing(catalog: Catalog) -> None:
    reading = read(catalog, RIGHT.replace("351827", "357827").replace("202412", "202472"), scanned=True)
    assert reading.fields["amount_due"].alternatives == ()
    assert reading.tax_periods[0].field.alternatives == ()


def test_whole_tens_of_cents_in_the_line_are_the_amount_printed(catalog: Catalog) -> None:
    lines = [(x, y, text.replace("$3,518.27", "$3,518.00")) for x, y, text in BILL]
    (reading,) = parse(document(page(1, *lines, (0.15, 0.94, RIGHT.replace("351827", "351800")))), catalog)
    assert reading.fields["amount_due"].alternatives == ()
    assert reading.fields["amount_due"].accepted
