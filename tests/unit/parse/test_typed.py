"""Letters that an employee typed: a column of labels at the right, agency and addressee at the left."""

import re

import pytest

from irsletter.catalog.load import Catalog
from irsletter.model.document import Capture, Page, Source, Word
from irsletter.model.geometry import Box
from irsletter.model.kinds import DeadlineKind
from irsletter.model.reading import Reading
from irsletter.parse import parse
from tests.unit.parse.drawn import Line, document, page, prose

LABELS: tuple[Line, ...] = (
    (0.60, 0.050, "Date:"),
    (0.60, 0.068, "March 4, 2025"),
    (0.60, 0.086, "Taxpayer ID number:"),
    (0.60, 0.104, "XXX-XX-4321"),
    (0.60, 0.122, "Telephone: 515-555-0133"),
)
AGENCY: tuple[Line, ...] = (
    (0.09, 0.050, "Internal Revenue Service"),
    (0.09, 0.068, "Small Business/Self-Employed"),
    (0.09, 0.086, "Department of the Treasury"),
)


def read(catalog: Catalog, *lines: Line, number: str = "Letter 525 (Rev. 9-2019)") -> Reading:
    (reading,) = parse(document(page(1, *AGENCY, *LABELS, *lines, (0.70, 0.95, number))), catalog)
    return reading


def test_an_addressee_close_below_the_agency_is_no_officer_of_it(catalog: Catalog) -> None:
    reading = read(
        catalog,
        (0.09, 0.114, "MARTA QUILLEN"),
        (0.09, 0.130, "55 ELM HOLLOW RD"),
        (0.09, 0.146, "DES MOINES IA 50309-1234"),
    )
    assert reading.fields["taxpayer_name"].value == "MARTA QUILLEN"
    assert reading.fields["taxpayer_address"].value.zip == "50309-1234"
    assert "contact_name" not in reading.fields
    assert "return_address" not in reading.fields


def test_an_officer_below_the_agency_is_no_addressee(catalog: Catalog) -> None:
    reading = read(
        catalog,
        (0.09, 0.114, "M. Vance"),
        (0.09, 0.130, "200 Granby Street"),
        (0.09, 0.146, "Norfolk, VA 23510-1234"),
    )
    assert "taxpayer_name" not in reading.fields
    assert reading.fields["contact_name"].value == "M. Vance"


def test_an_appeal_within_days_of_the_letter_is_offered_with_its_count(catalog: Catalog) -> None:
    reading = read(
        catalog,
        *prose(
            0.40,
            "If you do not agree with our findings, you may request an appeal",
            "within 30 days from the date of this letter.",
        ),
    )
    (right,) = reading.offered_rights
    assert (right.what, right.days) == (DeadlineKind.APPEAL, 30)


def typewritten(*lines: Line) -> Page:
    """A scanned page in Courier of ten points: every letter six points wide, boxes as tight as a recogniser draws them,
    so that a blank between words is higher than the letters are."""
    pitch, words = 6 / 612, []
    for row, (x, y, text) in enumerate(lines):
        for found in re.finditer(r"\S+", text):
            left, right = x + (found.start() + 0.075) * pitch, x + (found.end() - 0.075) * pitch
            words.append(Word(found[0], Box(left, y, right, y + 6.2 / 792), 0.96, Source.OCR, line=row))
    return Page.of(1, 612, 792, Capture.SCAN, words)


def test_a_scanned_letter_in_type_of_one_width_is_read_line_by_line(catalog: Catalog) -> None:
    (reading,) = parse(
        document(
            typewritten(
                (0.10, 0.050, "Department of the Treasury"),
                (0.10, 0.064, "Internal Revenue Service"),
                (0.10, 0.078, "Fresno, CA 93888-0025"),
                (0.58, 0.050, "In reply refer to: 0123456789"),
                (0.58, 0.064, "Apr. 07, 2025 LTR 0012C 0"),
                (0.10, 0.180, "MARTA QUILLEN"),
                (0.10, 0.194, "55 ELM HOLLOW RD"),
                (0.10, 0.208, "DES MOINES IA 50309-1234"),
                (0.10, 0.290, "Taxpayer identification number: XXX-XX-4321"),
                (0.14, 0.304, "Tax periods: December 31, 2023"),
                (0.10, 0.360, "Dear Taxpayer:"),
                (0.10, 0.390, "We need more information to process the return for the period above."),
                (0.10, 0.420, "Questions? Call 800-829-0922."),
            )
        ),
        catalog,
    )
    read = {name: field.raw for name, field in reading.fields.items()}
    assert read["notice_date"] == "Apr. 07, 2025"
    assert read["taxpayer_name"] == "MARTA QUILLEN"
    assert read["contact_phone"] == "800-829-0922"
    assert read["taxpayer_id"] == "***-**-4321"
    assert [period.period.label for period in reading.tax_periods] == ["2023"]


def test_an_address_whose_words_stand_far_apart_is_one_line_each(catalog: Catalog) -> None:
    reading = read(
        catalog,
        (0.09, 0.180, "836573.219487.0644.001 1 MB 0.622 530"),
        *((0.09, 0.196, "MARTA"), (0.148, 0.196, "QUILLEN")),
        *((0.09, 0.212, "55"), (0.122, 0.212, "ELM HOLLOW RD")),
        *((0.09, 0.228, "DES MOINES"), (0.190, 0.228, "IA"), (0.222, 0.228, "50309-1234")),
    )
    address = reading.fields["taxpayer_address"].value
    assert reading.fields["taxpayer_name"].value == "MARTA QUILLEN"
    assert (address.lines, address.city, address.zip) == (("55 ELM HOLLOW RD",), "DES MOINES", "50309-1234")


@pytest.mark.parametrize("street", ["7850 SW 6TH CT", "1200 ST JAMES AVE"])
def test_a_street_of_a_long_number_and_two_letters_is_no_key_of_the_mailer(catalog: Catalog, street: str) -> None:
    reading = read(
        catalog, (0.09, 0.196, "MARTA QUILLEN"), (0.09, 0.212, street), (0.09, 0.228, "DES MOINES IA 50309-1234")
    )
    assert reading.fields["taxpayer_name"].value == "MARTA QUILLEN"
    assert reading.fields["taxpayer_address"].value.lines == (street,)


def test_the_number_for_ordering_forms_is_nobody_to_ask(catalog: Catalog) -> None:
    line = prose(0.40, "For forms and publications call 800-829-3676.")
    (reading,) = parse(document(page(1, *AGENCY, *line, (0.70, 0.95, "Letter 525"))), catalog)
    assert "contact_phone" not in reading.fields
