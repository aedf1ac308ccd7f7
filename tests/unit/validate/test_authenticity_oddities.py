"""What genuine letters really have and naive rules punish: each by its name, none may count against a letter.

The list is that of published samples and reports; a source stands with each where it is more than a sample notice.
"""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from irsletter.catalog.load import Catalog
from irsletter.model.document import Barcode, Source
from irsletter.model.kinds import LetterKind, Verdict
from irsletter.validate import validate
from tests.unit.validate.letters import HERE, field, page, reading

BASIS = "Internal Revenue Service. You have unpaid taxes for the tax year ended December 31, 2017 (Form 1040). "

TEXTS: dict[str, tuple[str, str]] = {
    "a masked number": ("CP14", BASIS + "Social security number: XXX-XX-1234"),
    "no number at all": ("LT11", BASIS),
    "the whole number": ("CP501", BASIS + "Write your social security number (666-12-3456) on your check."),
    "no tax year but a case reference": ("CP565", "Internal Revenue Service. Your case reference number is 0000."),
    "seizure in the title and an appeal inside": (
        "CP504",
        BASIS + "Notice of intent to seize (levy) your property. Amount due immediately: $9.53. You can appeal.",
    ),
    "an immediate demand": (
        "CP523",
        BASIS + "Amount due immediately: $500.00. We intend to end your installment agreement.",
    ),
    "the last notice before a levy": (
        "LT11",
        BASIS + "We may seize (levy) your property. You may request a Collection Due Process hearing.",
    ),
    "immigration is named": (
        "CP565",
        "An ITIN does not change your immigration status or your right to work in the United States.",
    ),
    "a refund is to be claimed": ("CP59", "You may be due a refund. Claim it by April 15 or you lose it."),
    "bank details through the online account": (
        "CP53E",
        "We could not deposit your refund. Update your bank account in your online account at irs.gov.",
    ),
    "a refused claim without appeal rights (taxpayeradvocate.irs.gov 2024-08)": (
        "105C",
        "Letter 105C. We disallowed your claim for the employee retention credit.",
    ),
    "an office in Austin": ("CP14", BASIS + "Internal Revenue Service, Austin, TX 73301-0030"),
    "a post-office box": (
        "CP75",
        "Mail your documents to Internal Revenue Service, PO Box 9019, Holtsville, NY 11742-9019",
    ),
    "processors and another treasury host": (
        "CP75",
        BASIS + "See http://irs.treasury.gov/rpo. Pay by card at pay1040.com or fed.acipayonline.com.",
    ),
    "a retired processor on an older letter": ("CP14", BASIS + "Pay by card at www.payusatax.com."),
    "sign-in by ID.me": (
        "5071C",
        "Verify your identity at irs.gov/verifyreturn. Our partner ID.me at www.id.me asks for your ID.",
    ),
    "a prepaid card of 2020 (upi.com 2020-05-29)": (
        "Notice 1444",
        "Your payment comes as a prepaid debit card from Money Network Cardholder Services. Pay with the card.",
    ),
    "mailed after its own date, with Notice 1052-D": (
        "CP14",
        BASIS + "Notice 1052-D: we were unable to mail this notice on time. Pay by the date on this insert.",
    ),
    "a name misspelt (bojack2.com 2026-04)": ("CP53E", "Jmaes Roe. We could not deposit your refund."),
    "a field officer's own deadline and fax": (
        "Form 9297",
        "Revenue Officer R. Lane, ID 1000000000. Bring these or fax them to 215-555-0188. Call within 2 days.",
    ),
    "an appointment with an officer": (
        "725B",
        "A revenue officer will meet you at your place of business on May 3. Call 215-555-0188 if you can't.",
    ),
    "a reply by fax is invited": ("CP75", "Fax your documents to 855-555-0123 or mail them."),
    "two copies for joint filers": (
        "CP49",
        "We mailed a copy of this notice to your spouse. We applied your refund of $500.00.",
    ),
    "a misspelling": ("CP90", BASIS + "A lien is publically recorded. You can appeal."),
    "letters split by text extraction": (
        "CP71C",
        BASIS + "If you agree w ith the a mount due, pay it w ithin 21 days.",
    ),
    "digits of a form's placeholder": ("CP14", BASIS + "Phone 000-000-0000. Caller ID 000000"),
    "passport limits": ("CP508C", BASIS + "The State Department may deny, revoke or limit your passport."),
    "a garnishment by law": (
        "668-W",
        BASIS + "This levy attaches wages. Make the check payable to United States Treasury.",
    ),
    "a lien recorded in a county": (
        "Letter 3172",
        BASIS + "We filed a Notice of Federal Tax Lien with the Recorder, Wake County.",
    ),
    "a state refund taken": (
        "CP504",
        BASIS + "We may levy your state tax refund. You can appeal or set up a payment plan.",
    ),
}


def against(letter: Any, catalog: Catalog) -> dict[str, float]:
    judged = validate(letter, catalog).authenticity
    assert judged.verdict not in {Verdict.SUSPICIOUS, Verdict.LIKELY_SCAM}
    return {finding.rule: finding.weight for finding in judged.findings if finding.weight > 0.5}


@pytest.mark.parametrize("name", TEXTS)
def test_an_oddity_of_genuine_letters_counts_for_nothing(catalog: Catalog, name: str):
    code, text = TEXTS[name]
    assert against(reading(catalog, code, text=text), catalog) == {}


def test_no_amount(catalog: Catalog):
    assert against(reading(catalog, "CP59", fields={"amount_due": None, "due_date": None}), catalog) == {}


def test_no_tax_year(catalog: Catalog):
    assert against(reading(catalog, "CP565", tax_periods=()), catalog) == {}


@pytest.mark.parametrize("code", ["CP14", "CP14IA", "CP53E"])
def test_a_code_that_leads_to_a_government_site(catalog: Catalog, code: str):
    printed = page(BASIS, barcodes=(Barcode(f"https://www.irs.gov/{code.lower()}", "QRCode", HERE),))
    assert against(reading(catalog, code, pages=(printed,)), catalog) == {}


def test_a_due_date_before_the_notice_date(catalog: Catalog):
    dates = {"notice_date": field(dt.date(2019, 1, 30)), "due_date": field(dt.date(2017, 2, 20))}
    assert against(reading(catalog, "CP21A", text=BASIS, fields=dates), catalog) == {}


def test_amounts_that_do_not_add_up(catalog: Catalog):
    text = BASIS + "Amount you owed $8,450.00 Penalty $550.00 Interest $9.99 Amount due $9,999.99"
    letter = reading(catalog, "CP71C", text=text, fields={"amount_due": field(Decimal("9999.99"))})
    assert against(letter, catalog) == {}


def test_a_private_collector_after_notice_cp40(catalog: Catalog):
    text = (
        "CBE Group. The IRS assigned us your tax debt and told you in Notice CP40. "
        "Taxpayer Authentication Number 1234567. Amount due for 2017: $2,310.00. Make your check "
        "payable to the United States Treasury."
    )
    phone = {"contact_phone": field(catalog.directory.collectors["cbe-group"].phone)}
    assert against(reading(catalog, None, text=text, kind=LetterKind.COLLECTOR, fields=phone), catalog) == {}


def test_a_local_number_of_a_field_office(catalog: Catalog):
    letter = reading(catalog, "9297", text=BASIS, fields={"contact_phone": field("+12155550188")})
    assert against(letter, catalog) == {}


def test_a_letter_in_spanish(catalog: Catalog):
    text = (
        "Servicio de Impuestos Internos. Usted tiene un saldo adeudado para 2017. Podemos embargar sus bienes. "
        "Tiene derecho a apelar. Haga su cheque pagadero a United States Treasury."
    )
    letter = reading(catalog, "CP504", text=text)
    assert against(letter, catalog) == {}


def test_words_broken_by_ocr(catalog: Catalog):
    text = BASIS + "Make your check payabIe to the Unlted States Treasurv. Pay onIine at www.irs.qov/payrnents."
    assert against(reading(catalog, "CP14", pages=(page(text, source=Source.OCR),)), catalog) == {}


def test_a_payee_of_its_time(catalog: Catalog):
    text = BASIS + "Make your check payable to the Internal Revenue Service."
    old = {"notice_date": field(dt.date(1998, 3, 16))}
    new = {"notice_date": field(dt.date(2025, 3, 16))}
    assert against(reading(catalog, "CP22A", text=text, fields=old), catalog) == {}
    judged = validate(reading(catalog, "CP22A", text=text, fields=new), catalog).authenticity
    assert "PAYEE_NOT_TREASURY" in {finding.rule for finding in judged.findings}


def test_the_fee_of_the_tax_court_is_paid_to_its_clerk(catalog: Catalog):
    text = BASIS + 'The fee is $60.00, payable to "Clerk, United States Tax Court".'
    letter = reading(catalog, "Letter 531", text=text, fields={"payee": field("Clerk")})
    assert against(letter, catalog) == {}
