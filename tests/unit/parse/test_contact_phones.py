"""Which of several numbers is the one to call about the letter: only what a label or a sentence names as such."""

import textwrap

import pytest

from irsletter.catalog.load import Catalog
from irsletter.model.kinds import ContactKind, ContactRole
from irsletter.model.reading import Reading
from irsletter.parse import parse
from tests.unit.parse.drawn import TREASURY, Line, document, header, page, prose

OWN = "800-555-0101"


def read(catalog: Catalog, text: str, *lines: Line, code: str = "CP14") -> Reading:
    typed = code[0].isdigit() or code.startswith("Letter")
    head = header("" if typed else code, "September 15, 2025", "XXX-XX-1234", "Page 1 of 2")
    foot = ((0.72, 0.95, code if code.startswith("Letter") else f"LTR {code}"),) if typed else ()
    said = prose(0.35, *textwrap.wrap(text, 76))
    (reading,) = parse(document(page(1, *TREASURY, *head, *lines, *said, *foot)), catalog)
    return reading


@pytest.mark.parametrize(
    "text",
    [
        f"If you have questions, call us at {OWN}. For TTY call 800-829-4059.",
        f"Questions about this notice? Call {OWN}. For the Taxpayer Advocate, call 877-777-4778.",
        f"If you have questions, call us at {OWN}. If you call from abroad, call 267-941-1000.",
        f"Call {OWN} to set up a payment plan or if you disagree.",
        f"If you can't pay, call us at {OWN} to talk about a plan.",
        f"The agency's phone number is 800-555-0107. If you have questions for us, call {OWN}.",
        f"Our telephone number is {OWN} (toll-free). Fax your papers to 855-555-0113.",
        f"You can reach me at {OWN} between 8 and 4. My manager is Ms. Ode, 313-555-0114.",
        f"You can call us, toll free, at {OWN}.",
        f"You can call {OWN} if you have questions. Our records show the phone number 313-555-0123 for your business.",
        f"You must call us now at {OWN}. You can pay with a card at 888-555-0132.",
        f"You can reach our help desk on {OWN}.",
        f"If you disagree with this report, call us at {OWN}.",
        f"If your bank paid this already, please call us at {OWN}.",
        f"Our records show that you owe tax; call us at {OWN}.",
        f"Call our Automated Collection System office at {OWN}.",
        f"To speak with a representative, call us at {OWN}.",
        f"If the figures that you gave us are wrong, call us at {OWN}.",
        f"If you have questions, please call Ms. Dorn at {OWN} between 8 and 5.",
        f"Need to talk? We're at {OWN} on weekdays.",
        f"If you have questions, call {OWN}. The Tax Court's number is 202-521-0700.",
        f"Call {OWN} for help with this notice; to make an appointment at a local office, call 844-545-5640.",
    ],
)
def test_the_number_that_is_named_for_questions(catalog: Catalog, text: str) -> None:
    field = read(catalog, text).fields["contact_phone"]
    assert (field.value, field.accepted) == ("+18005550101", True)


@pytest.mark.parametrize(
    "text",
    [
        "If you are deaf or hard of hearing, call 800-829-4059.",
        "To pay by phone, call 888-555-0102. A fee applies.",
        "To make a payment by credit card, call 888-555-0102 or go to pay1040.com.",
        "You can pay by phone at 888-555-0102.",
        "If you are a victim of identity theft, call us at 800-555-0103.",
        "TAS has an office in your state. Call 313-555-0104 to reach your local advocate.",
        "The clinic near you: call 313-555-0105.",
        "Report misconduct by calling 800-366-4484.",
        "To request a transcript, call 800-908-9946.",
        "International callers may call 267-941-1000.",
        "We assigned your account to a collection agency. Call the agency at 800-555-0107.",
        "Your account is with Northgate Recovery. You may reach the company at 800-555-0107 to pay.",
        "If the wages are wrong, call your employer at 312-555-0109.",
        "Questions about your benefits? Call the Social Security Administration at 800-772-1213.",
        "Questions on passports? Call the State Department at 877-487-2778.",
        "You can ask for my manager, J. Ode, at 313-555-0114.",
        "The private collection agency will call you. Its number is 800-555-0107.",
        "The recorder of deeds can be reached at 410-555-0141.",
        "We tried to call you at 313-555-0115 on September 2.",
        "We have your phone number as 313-555-0115. Is it still right?",
        "Get help from a lawyer referral service: call 800-555-0129.",
        "For tax help in another language call 833-553-9895.",
        "Taxpayer's phone: 313-555-0121",
    ],
)
def test_numbers_for_other_things_and_of_others_are_not_the_letters_own(catalog: Catalog, text: str) -> None:
    assert "contact_phone" not in read(catalog, text).fields


@pytest.mark.parametrize(
    "text",
    [
        "For the payoff amount, call the Lien Operation at 800-555-0118.",
        "If your refund does not come in 4 weeks, call 800-555-0118.",
        "Do not call unless you must; if you do, the line is 800-555-0118.",
    ],
)
def test_a_number_of_which_nothing_says_what_it_is_for_waits_for_a_person(catalog: Catalog, text: str) -> None:
    reading = read(catalog, text, code="Letter 3172")
    assert not reading.fields["contact_phone"].accepted


def test_the_collectors_number_is_kept_with_its_role(catalog: Catalog) -> None:
    reading = read(catalog, "Call the collection agency at 800-555-0107.", (0.62, 0.1, f"Phone {OWN}"), code="CP40")
    assert reading.fields["contact_phone"].value == "+18005550101"
    roles = {one.field.value: one.role for one in reading.contacts if one.kind is ContactKind.PHONE}
    assert roles == {"+18005550101": ContactRole.QUESTIONS, "+18005550107": ContactRole.COLLECTOR}


@pytest.mark.parametrize("more", [(), ((0.12, 0.13, "Fax 716-555-0199"),)])
def test_the_number_in_a_collectors_letterhead_is_its_own(catalog: Catalog, more: tuple[Line, ...]) -> None:
    collector = next(iter(catalog.directory.collectors.values())).name
    lines = ((0.12, 0.07, collector), (0.12, 0.09, "PO Box 500"), (0.12, 0.11, "716-555-0188"), *more)
    said = prose(0.4, "The IRS placed your federal tax account with us. We are a private collection agency.")
    (reading,) = parse(document(page(1, *lines, *said)), catalog)
    assert reading.fields["contact_phone"].value == "+17165550188"


@pytest.mark.parametrize(
    ("code", "text", "right"),
    [
        ("5071C", "If you can't verify online, call the Taxpayer Protection Program at 866-555-0143.", True),
        ("4883C", "Call the toll-free Taxpayer Protection Program number, 866-555-0143, to verify.", True),
        ("CP161", "EFTPS customer service, 855-555-0178, can help. For this notice: 866-555-0143.", True),
        ("LT11", "Phone us right away: 866-555-0143.", True),
        ("Letter 2205", "My manager is Ms. Ames, 855-555-0178. My own number is 866-555-0143.", True),
        ("CP623", "Si tiene preguntas, llame al 866-555-0143. Para pagar con tarjeta, 855-555-0178.", True),
        ("CP759", "Para formularios, 855-555-0178. Para preguntas sobre este aviso, 866-555-0143.", True),
        ("CP75", "Interpreter line: 866-555-0143.", False),
        ("CP14", "You can get forms by calling 866-555-0143.", False),
    ],
)
def test_whose_number_the_sentence_names(catalog: Catalog, code: str, text: str, right: bool) -> None:
    head = header(code, "September 15, 2025", "XXX-XX-1234", "Page 1 of 2")
    (reading,) = parse(document(page(1, *TREASURY, *head, *prose(0.35, *textwrap.wrap(text, 70)))), catalog)
    found = reading.fields.get("contact_phone")
    assert (found is not None and found.value == "+18665550143") is right
