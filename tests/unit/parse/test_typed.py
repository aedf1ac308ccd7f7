"""Letters that an employee typed: a column of labels at the right, agency and addressee at the left."""

import pytest

from irsletter.catalog.load import Catalog, load_catalog
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


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


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
