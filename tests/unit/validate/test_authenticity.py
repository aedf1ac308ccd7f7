"""What speaks against a letter: documented fakes are caught, genuine oddities are not, and nothing is ever proved."""

import pytest

from irsletter.catalog.load import Catalog
from irsletter.model.document import Capture, Source
from irsletter.model.kinds import LetterKind, Verdict
from tests.unit.validate.letters import BASIS, GENUINE_SLIP, against, field, judge, page


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "CP504",
            "Notice of intent to seize (levy) your property or rights to property. Amount due immediately: $9,533.53",
        ),
        ("CP565", "An ITIN does not change your immigration status or your right to work in the United States."),
        ("CP565", "Send us a copy of your passport with Form W-7."),
        (
            "LT11",
            "The State Department may deny, revoke or limit your passport if your tax debt is seriously delinquent.",
        ),
        ("CP14", "Beware of scams. We will never ask you to pay with gift cards or threaten you with arrest."),
        ("CP14", "Scammers pretend to be the IRS. They demand that you buy gift cards. They say you will be arrested."),
        ("CP14", "We don’t ask for your PIN or password and can’t revoke your driver’s license."),
        ("CP53E", "Give us your bank account for direct deposit only through your account at www.irs.gov/account."),
        (
            "CP2000",
            "This isn’t a bill. This is not a notice of deficiency. We propose changes to your 2015 tax return.",
        ),
        ("CP59", "You may be due a refund. To claim it you must file by April 15."),
        ("CP90", "The Internal Revenue Service is publically recording a lien against your property."),
        ("CP75", "Fax the documents to 855-000-0000 or mail them to P.O. Box 9019, Holtsville, NY 11742-9019."),
        (
            "CP14",
            "Pay by card at pay1040.com, fed.acipayonline.com or www.payusatax.com; see http://irs.treasury.gov/rpo.",
        ),
        ("5071C", "Verify your identity at irs.gov/verifyreturn. Have a driver's license and your prior return ready."),
        ("5747C", "Bring a picture ID, such as a passport or driver's license, to your appointment."),
        ("CP01A", "Your IP PIN is shown above. Enter your Identity Protection PIN on your return. Don't share it."),
        ("CP3219A", "The petition fee of $60 is payable to: Clerk, United States Tax Court."),
        ("Letter 3172", "We filed a Notice of Federal Tax Lien with the Recorder of Deeds, Harris County."),
        ("668-W", "Make the check payable to United States Treasury and write the employee's name on it."),
        ("CP714", "Usted tiene un saldo adeudado para 2017. Haga su cheque pagadero a United States Treasury."),
        ("CP71C", "If you agree w ith the a mount due, pay it within 21 days to avoid more interest."),
        ("CP14", "Your number is 666-12-3456. Write it on your check."),
        ("CP14", "If you don't pay within 10 days, interest will increase."),
    ],
)
def test_genuine_oddities_are_not_held_against_a_letter(catalog: Catalog, code: str, text: str):
    assert against(judge(catalog, BASIS + text, code)) == []


@pytest.mark.parametrize(
    ("text", "kind", "verdict", "rules"),
    [
        (  # the fake CP2000 of 2016
            "Pay by check now. Make your check payable to I.R.S. and mail it to Austin Processing Center.",
            LetterKind.IRS,
            Verdict.LIKELY_SCAM,
            {"PAYEE_NOT_TREASURY", "FAKE_AGENCY_NAME"},
        ),
        (  # the letters of 2019 to 2022
            "DISTRAINT WARRANT. Tax Processing Unit, Wake County. You owe delinquent taxes. Call to avoid enforcement.",
            LetterKind.UNKNOWN,
            Verdict.LIKELY_SCAM,
            {"FAKE_AGENCY_NAME", "NO_BASIS_DEBT"},
        ),
        (  # the cardboard mailer of 2023
            "In relation to your unclaimed refund send a photo of your license from All Four (4) Angles.",
            LetterKind.IRS,
            Verdict.SUSPICIOUS,
            {"ASK_IDENTITY_PICTURES", "UNCLAIMED_REFUND"},
        ),
        ("Complete Form W-9095 and fax it within 7 days.", LetterKind.IRS, Verdict.SUSPICIOUS, {"FORM_NONEXISTENT"}),
        (
            "FINAL NOTICE. Federal tax lien of $12,444 for 2019. Call now. THIS IS NOT A GOVERNMENT DOCUMENT.",
            LetterKind.SOLICITATION,
            Verdict.SUSPICIOUS,
            {"SOLICITATION_FINEPRINT"},
        ),
        ("Pay today with iTunes gift cards.", LetterKind.IRS, Verdict.LIKELY_SCAM, {"PAY_GIFT_PREPAID"}),
        (
            "If you do not pay today by gift card you will be arrested.",
            LetterKind.OTHER,
            Verdict.LIKELY_SCAM,
            {"PAY_GIFT_PREPAID", "THREAT_ARREST_DEPORT"},
        ),
        ("See www.irs-gov-payments.com today.", LetterKind.IRS, Verdict.SUSPICIOUS, {"HOST_LOOKALIKE"}),
        (
            "Pay at www.irs-gov-payments.invalid today.",
            LetterKind.IRS,
            Verdict.LIKELY_SCAM,
            {"HOST_LOOKALIKE", "PAY_SITE_UNLISTED"},
        ),
        ("Reply to claims@settlement.invalid now.", LetterKind.IRS, Verdict.SUSPICIOUS, {"MAIL_NOT_IRS"}),
    ],
)
def test_documented_fakes_are_caught(catalog: Catalog, text: str, kind: LetterKind, verdict: Verdict, rules: set[str]):
    judged = judge(catalog, text, kind=kind)
    assert judged.verdict is verdict
    assert rules <= set(against(judged))


def test_the_best_verdict_is_that_nothing_was_found(catalog: Catalog):
    judged = judge(catalog, BASIS + "Pay online at www.irs.gov/payments.", fields=GENUINE_SLIP)
    assert (judged.verdict, judged.score, judged.threshold) == (Verdict.NO_RED_FLAGS, -1.5, 5.0)
    assert [finding.rule for finding in judged.findings] == ["GOOD_LINKS_ONLY", "GOOD_STUB"]


@pytest.mark.parametrize(
    ("more", "verdict"),
    [
        ({}, Verdict.NO_RED_FLAGS),
        ({"missing": (2, 3)}, Verdict.CANNOT_TELL),  # page 1 alone
        ({"missing": (1,)}, Verdict.CANNOT_TELL),
        ({"code": "CP9999"}, Verdict.CANNOT_TELL),
        ({"code": None}, Verdict.CANNOT_TELL),
        ({"code": None, "kind": LetterKind.OTHER}, Verdict.NOT_APPLICABLE),
    ],
)
def test_the_verdict_where_nothing_speaks_against_a_letter(catalog: Catalog, more: dict, verdict: Verdict):
    assert judge(catalog, BASIS, **more).verdict is verdict


def test_a_photo_can_be_clean_though_rules_about_files_had_nothing_to_test(catalog: Catalog):
    photo = page(BASIS, capture=Capture.PHOTO, source=Source.OCR)
    judged = judge(catalog, pages=(photo,), media_type="image/jpeg", fields={"printed_page_count": field(1)})
    assert set(judged.not_evaluated) == {"LAYER_DISAGREE", "PDF_ACTIVE"}
    assert judged.verdict is Verdict.NO_RED_FLAGS


def test_what_a_letter_leaves_unsaid_counts_only_when_every_page_was_seen(catalog: Catalog):
    demand = "You owe delinquent taxes."
    assert against(judge(catalog, demand, kind=LetterKind.UNKNOWN)) == ["NO_BASIS_DEBT"]
    partial = judge(catalog, demand, kind=LetterKind.UNKNOWN, missing=(2,))
    assert (against(partial), "NO_BASIS_DEBT" in partial.not_evaluated) == ([], True)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("We look after federal tax matters of households. Call 800-555-0142 today.", Verdict.CANNOT_TELL),
        ("Your 2024 tax return is ready, federal tax included. Call 800-555-0142 today.", Verdict.NOT_APPLICABLE),
        ("The power is cut off. Call 800-555-0142 today.", Verdict.NOT_APPLICABLE),
        ("Our museum shows how federal tax began in 1913.", Verdict.NOT_APPLICABLE),
    ],
)
def test_a_strangers_paper_that_demands_something_over_federal_tax_is_left_open(
    catalog: Catalog, text: str, verdict: Verdict
):
    assert judge(catalog, text, None, kind=LetterKind.OTHER).verdict is verdict
