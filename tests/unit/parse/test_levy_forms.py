"""Levies on wages: a form addressed to the employer that names the taxpayer, its own number at the top left."""

import pytest

from irsletter.catalog.load import Catalog
from irsletter.model.kinds import RecipientRole
from irsletter.parse import parse
from tests.unit.parse.drawn import Line, document, page, prose

FORM: tuple[Line, ...] = (
    (0.07, 0.04, "Form 668-W(ICS)"),
    (0.07, 0.055, "(July 2002)"),
    (0.30, 0.04, "Department of the Treasury - Internal Revenue Service"),
    (0.32, 0.06, "Notice of Levy on Wages, Salary, and Other Income"),
    (0.07, 0.095, "DATE: 08/12/2025"),
    (0.07, 0.110, "REPLY TO: Internal Revenue Service"),
    (0.16, 0.125, "2200 Quarry Rd"),
    (0.16, 0.140, "Memphis, TN 38118"),
    (0.52, 0.095, "TELEPHONE NUMBER OF IRS OFFICE: 901-555-0143"),
    *prose(0.45, "THIS ISN'T A BILL FOR TAXES YOU OWE. THIS IS A NOTICE OF LEVY."),
)
EMPLOYER = ("HOLLIN BAY CANNERY INC", "9 WHARF ST", "WESTERLOO IL 60900-2214")
TAXPAYER = ("DEVON Q MARLEYHURST", "418 TAMSIN CT", "WESTERLOO IL 60900-2214")


def column(x: float, y: float, *texts: str, pitch: float = 0.014) -> tuple[Line, ...]:
    return tuple((x, y + pitch * at, text) for at, text in enumerate(texts))


@pytest.mark.parametrize(
    "lines",
    [
        (*column(0.07, 0.18, "TO:", *EMPLOYER), *column(0.52, 0.125, "NAME AND ADDRESS OF TAXPAYER:", *TAXPAYER)),
        (*column(0.07, 0.18, "TO", *EMPLOYER), *column(0.52, 0.18, "Name and address of taxpayer", *TAXPAYER)),
        (
            *column(0.07, 0.165, "TELEPHONE: 901-555-0143", "TO:", *EMPLOYER),
            *column(0.52, 0.165, "IDENTIFYING NUMBER(S): XXX-XX-4417", "TAXPAYER'S NAME AND ADDRESS:", *TAXPAYER),
        ),
        (*column(0.07, 0.18, "TO:", *EMPLOYER), *column(0.07, 0.28, "NAME AND ADDRESS OF TAXPAYER:", *TAXPAYER)),
    ],
)
def test_a_levy_on_wages_goes_to_the_employer(catalog: Catalog, lines: tuple[Line, ...]) -> None:
    (reading,) = parse(document(page(1, *FORM, *lines)), catalog)
    assert reading.notice is not None
    assert reading.notice.code == "668-W"
    assert reading.recipient is not None
    assert reading.recipient.role is RecipientRole.EMPLOYER
    assert reading.recipient.name is not None
    assert reading.recipient.name.value == EMPLOYER[0]
    assert reading.recipient.address is not None
    assert reading.recipient.address.value.lines == (EMPLOYER[1],)
    assert reading.fields["taxpayer_name"].value == TAXPAYER[0]
