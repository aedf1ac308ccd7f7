from dataclasses import replace

import pytest

from irsletter.catalog.fields import fold
from irsletter.catalog.load import Catalog
from irsletter.model.document import PageFault
from irsletter.model.kinds import Language, LetterKind
from irsletter.parse.fields.kind import kind_of, language_of
from irsletter.parse.values.folding import folded
from tests.unit.parse.drawn import TREASURY, Line, header, page, prose

DEMAND = prose(0.35, "You owe unpaid taxes. We may levy your wages", "and seize your property.")


def kind(catalog: Catalog, *lines: Line, code: str | None = None) -> LetterKind:
    return kind_of((page(1, *lines),), code, catalog)


def test_the_irs_by_its_letterhead(catalog: Catalog) -> None:
    assert kind(catalog, *TREASURY, *DEMAND) is LetterKind.IRS
    assert kind(catalog, (0.14, 0.06, "lnternal Revenue Servlce"), *DEMAND) is LetterKind.IRS
    assert kind(catalog, (0.14, 0.06, "DepartmentoftheTreasury"), *DEMAND) is LetterKind.IRS


def test_a_later_page_alone_is_the_irs_by_its_code(catalog: Catalog) -> None:
    assert (
        kind(catalog, *header("CP503", "January 8, 2018", "XXX-XX-1234", "Page 2 of 3"), *DEMAND, code="CP503")
        is LetterKind.IRS
    )


def test_a_state_letter_that_quotes_a_notice_is_the_states(catalog: Catalog) -> None:
    head: tuple[Line, ...] = ((0.1, 0.05, "STATE OF OHIO"), (0.1, 0.07, "Department of Taxation"))
    text = prose(
        0.3, "The Internal Revenue Service told us that it changed your federal return", "under a Notice CP2000."
    )
    assert kind(catalog, *head, *text) is LetterKind.STATE


def test_a_state_treasury_is_no_federal_one(catalog: Catalog) -> None:
    head: tuple[Line, ...] = (
        (0.1, 0.05, "State of New Jersey"),
        (0.1, 0.07, "Department of the Treasury"),
        (0.1, 0.09, "Division of Taxation"),
    )
    assert kind(catalog, *head, *DEMAND) is LetterKind.STATE


def test_a_collector_writing_itself_and_the_irs_writing_of_it(catalog: Catalog) -> None:
    itself = prose(
        0.3, "The IRS has assigned your account to us. We collect on behalf of the Internal Revenue Service."
    )
    assert kind(catalog, (0.1, 0.05, "CBE Group"), *itself) is LetterKind.COLLECTOR
    of_it = prose(0.3, "We assigned your account to CBE Group, a private agency that collects on behalf of the IRS.")
    assert kind(catalog, *TREASURY, *of_it, code="CP40") is LetterKind.IRS


@pytest.mark.parametrize(
    "fine_print",
    [
        "THIS IS NOT A GOVERNMENT DOCUMENT.",
        "We are not affiliated with the IRS or any state agency.",
        "This product or service has not been approved or endorsed by any agency.",
    ],
)
def test_fine_print_makes_it_a_solicitation_whatever_the_letterhead(fine_print: str, catalog: Catalog) -> None:
    assert kind(catalog, *TREASURY, *DEMAND, *prose(0.9, fine_print)) is LetterKind.SOLICITATION


def test_not_a_bill_is_no_solicitation(catalog: Catalog) -> None:
    assert kind(catalog, *TREASURY, *prose(0.3, "This Is Not a Bill"), code="CP2000") is LetterKind.IRS


def test_an_invented_agency_and_a_demand_by_nobody_are_unknown(catalog: Catalog) -> None:
    reports = prose(0.5, "Your debt has been reported to the Internal Revenue Service.")
    assert kind(catalog, (0.1, 0.05, "Bureau of Tax Enforcement"), *DEMAND, *reports) is LetterKind.UNKNOWN
    assert kind(catalog, *DEMAND, *reports) is LetterKind.UNKNOWN


@pytest.mark.parametrize(
    "lines",
    [
        ((0.1, 0.05, "First Prairie Bank"), *prose(0.3, "Your account statement for May. Member FDIC.")),
        ((0.1, 0.05, "Tallgrass Electric Company"), *prose(0.3, "Your meter reading and billing statement.")),
        prose(0.3, "Dear client, thank you for the papers. We will file your return next week."),
        (),
    ],
)
def test_other_papers(lines: tuple[Line, ...], catalog: Catalog) -> None:
    assert kind(catalog, *lines) is LetterKind.OTHER


def test_language_by_stop_words(catalog: Catalog) -> None:
    spanish = page(
        1,
        *prose(
            0.3,
            "Usted debe pagar el saldo de su cuenta para el 3 de mayo.",
            "Este aviso explica los pasos que usted tiene.",
        ),
    )
    english = page(
        1,
        *prose(0.3, "You must pay the balance of your account by May 3.", "This notice tells you what to do with it."),
    )
    assert language_of((spanish,), catalog) is Language.ES
    assert language_of((english,), catalog) is Language.EN
    assert language_of((), catalog) is Language.EN


def test_a_spanish_paragraph_makes_no_spanish_letter(catalog: Catalog) -> None:
    mixed = page(
        1, *prose(0.3, "You must pay the balance of your account by May 3 or call us with your questions.",
                  "If you agree, send the payment to the address on the slip."),
        *prose(0.8, "Si usted prefiere este aviso en español, llame."),
    )  # fmt: skip
    assert language_of((mixed,), catalog) is Language.EN


def test_accents_that_a_recogniser_lost_make_no_difference() -> None:
    assert fold("Número de teléfono") == fold("Numero de telefono") == "numerodetelefono"
    assert folded("Último DÍA: año") == folded("Ultimo dia, ano") == "ultimodiaano"
    # one for each letter, whatever it is made of: places in the text stay what they are
    assert len(fold("ñ½ﬁß")) == 4


def test_a_page_whose_head_is_unread_is_no_strangers_where_it_names_agency_and_id(catalog: Catalog) -> None:
    named: Line = (0.08, 0.52, "Pay online at www.irs.gov/payments.")
    assert kind(catalog, (0.08, 0.50, "TIN XXX-XX-1234"), named) is LetterKind.UNKNOWN
    assert kind(catalog, named) is LetterKind.OTHER


def test_of_a_picture_too_poor_to_read_nobody_says_that_it_is_no_tax_letter(catalog: Catalog) -> None:
    sheet = page(1, (0.4, 0.5, "September 29, 2025"), (0.4, 0.55, "$8,334.78"))
    assert kind_of((sheet,), None, catalog) is LetterKind.OTHER
    poor = replace(sheet, faults=(PageFault("blurred", "The print is blurred."),))
    assert kind_of((poor,), None, catalog) is LetterKind.UNKNOWN
