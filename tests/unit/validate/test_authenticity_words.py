"""What the rules say, the oddities of real letters each by name, and rules of one's own."""

import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from irsletter.catalog.load import Catalog, config_folder, load_catalog
from irsletter.model.document import Barcode, Source
from irsletter.model.kinds import LetterKind, Verdict
from irsletter.model.values import Address
from irsletter.validate import validate
from tests.unit.validate.letters import HERE, field, page, reading

BASIS = "You have unpaid taxes for the tax year ended December 31, 2017 (Form 1040). "
PROMISES = re.compile(
    r"(?i)\b(?:genuine|authentic|safe|safely|verified|genuin[oa]s?|aut[eé]ntic[oa]s?|verificad[oa]s?)\b"
)
BAD = (Verdict.LIKELY_SCAM, Verdict.SUSPICIOUS)


def judge(catalog: Catalog, text: str = "", code: str | None = "CP14", **more: Any):
    return validate(reading(catalog, code, text=text, **more), catalog).authenticity


def strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in strings(part)]


def test_no_rule_promises_that_a_letter_is_real(catalog: Catalog):
    told = [text for rule in catalog.rules.rules.values() for text in (rule.title, rule.why)]
    assert [text for text in told if PROMISES.search(text)] == []


@pytest.mark.parametrize("folder", ["labels", "explanations"])
def test_no_sentence_in_either_language_promises_that_a_letter_is_real(folder: str):
    files = sorted((config_folder() / folder).rglob("*.toml"))
    told = [text for file in files for text in strings(tomllib.loads(file.read_text(encoding="utf-8")))]
    assert len(told) > 100
    assert [text for text in told if PROMISES.search(text)] == []


def test_every_rule_names_a_source_and_the_day_it_was_read(catalog: Catalog):
    assert all(rule.source and rule.checked_on for rule in catalog.rules.rules.values())


ODDITIES: dict[str, dict[str, Any]] = {
    "masked_number": {"text": "Social Security number ***-**-3456"},
    "no_number_at_all": {"text": "Notice date January 30, 2019"},
    "full_number": {"text": "Taxpayer ID number 666-12-3456"},
    "no_amount": {"code": "CP59", "text": "You didn't file a Form 1040 tax return.", "bare": True},
    "no_tax_year": {"code": "CP565", "text": "We assigned you an ITIN. Case reference number 12345.", "bare": True},
    "levy_words_and_immediately": {
        "code": "CP504",
        "text": "Intent to levy. Amount due immediately: $9,533.53. Appeal.",
    },
    "immigration_status": {"code": "CP565", "text": "An ITIN doesn't change your immigration status."},
    "refund_and_claim": {"code": "CP59", "text": "To claim your refund, you must file by April 15."},
    "bank_details_online": {
        "code": "CP53E",
        "text": "Update your bank account information in your account at irs.gov.",
    },
    "letter_105c": {"code": "105C", "text": "Letter 105C. We disallowed your claim for credit."},
    "austin_box": {"code": "CP565", "text": "Mail it to PO Box 149342, Austin, TX 78714-9342."},
    "processors": {"text": "Pay at www.pay1040.com or fed.acipayonline.com; see http://irs.treasury.gov."},
    "stale_date": {"text": "Notice 1052-D: this notice was mailed after the date printed on it. Due March 1, 2020."},
    "misspelling": {"code": "CP90", "text": "We may publically record a lien. You can request a hearing."},
    "handwritten_form": {"code": "9297", "text": "Form 9297. Bring these by Friday. Fax 555-010-0199.", "bare": True},
    "fax_invited": {"code": "CP75", "text": "Fax your documents to 855-555-0100 or mail them."},
    "spanish": {"code": "CP714", "text": "Usted debe impuestos para 2017. Podemos embargar sus bienes; puede apelar."},
    "wrong_sum": {"text": "$8,450.00 + $550.00 + $9.99. Amount due $9,999.99"},
    "two_copies": {"code": "CP49", "text": "We applied $500 of your refund. A copy went to your spouse."},
    "ocr_damage": {
        "text": "Pay w ith the a mount due. Make your check pavable to the Un1ted States Treasurv.",
        "ocr": True,
    },
}


@pytest.mark.parametrize("name", ODDITIES)
def test_a_known_oddity_is_not_held_against_a_letter(catalog: Catalog, name: str):
    odd = ODDITIES[name]
    text = ("" if odd.get("bare") else BASIS) + odd["text"]
    source = Source.OCR if odd.get("ocr") else Source.TEXT_LAYER
    judged = judge(catalog, code=odd.get("code", "CP14"), pages=(page(text, source=source),))
    assert [finding.rule for finding in judged.findings if finding.weight > 0] == []
    assert judged.verdict not in BAD


def test_a_collector_after_cp40_and_a_code_of_irs_gov_are_no_oddities(catalog: Catalog):
    told = (
        "The IRS assigned your 2017 income tax to us (notice CP40). Taxpayer Authentication Number 1. You owe $90.00."
    )
    assert judge(catalog, told, code=None, kind=LetterKind.COLLECTOR).score == 0
    code = Barcode("https://www.irs.gov/cp14", "QRCode", HERE)
    assert judge(catalog, pages=(page(BASIS, barcodes=(code,)),)).verdict is Verdict.NO_RED_FLAGS


PACK = """
[rule.PAYS_IN_GOLD]
title = "Wants gold"
why = "Nobody pays tax in gold."
group = "money"
weight = 5.0
source = "a firm's own list"
checked_on = "2026-11-22"
hits = ["Pay with gold coins."]
misses = ["Pay by check."]
[rule.PAYS_IN_GOLD.test]
kind = "text"
patterns = ['''\\bgold coins\\b''']
"""


def test_a_pack_of_rules_needs_no_code(tmp_path: Path):
    config = Path(shutil.copytree(config_folder(), tmp_path / "config"))
    (config / "authenticity" / "rules" / "our_firm.toml").write_text(PACK, encoding="utf-8")
    judged = judge(load_catalog(config), BASIS + "Pay with gold coins.")
    assert judged.verdict is Verdict.LIKELY_SCAM
    (finding,) = [finding for finding in judged.findings if finding.weight > 0]
    assert (finding.rule, finding.source) == ("PAYS_IN_GOLD", "a firm's own list")


@pytest.mark.parametrize("good", [{}, {"remit_to": field(Address((), "Cincinnati", "OH", "45999-0149"))}])
def test_a_good_mark_never_cancels_a_contradiction(catalog: Catalog, good: dict[str, Any]):
    copied = {"payee": field("I.R.S."), "contact_phone": field("+18008291040"), **good}
    judged = judge(catalog, BASIS + "See www.irs.gov/payments.", fields=copied)
    assert (judged.verdict, judged.score) == (Verdict.SUSPICIOUS, 4.0)


def test_the_counts_beside_the_rules_are_of_rules_that_exist_and_of_letters_that_were_read(catalog: Catalog):
    counts = catalog.rules.counts
    assert counts is not None
    assert set(counts.rule) <= set(catalog.rules.rules)
    assert all(one.on_false <= counts.false and one.on_real <= counts.real for one in counts.rule.values())


def test_a_full_stop_ends_a_sentence_and_the_point_of_an_amount_does_not(catalog: Catalog):
    found = judge(catalog, BASIS + "Pay $1,240.00 at once to the agent by Zelle.")
    assert "PAY_BY_APP" in {finding.rule for finding in found.findings}
    apart = judge(catalog, BASIS + "Pay by check. Zelle is a payment app that banks offer.")
    assert "PAY_BY_APP" not in {finding.rule for finding in apart.findings}


def test_an_ask_may_stretch_over_neighbouring_sentences_and_a_warning_in_one_of_them_excuses_it(catalog: Catalog):
    asked = judge(catalog, BASIS + "Send us cards for $500. Read the codes to the agent.")
    assert "PAY_GIFT_PREPAID" in {finding.rule for finding in asked.findings}
    warned = judge(catalog, BASIS + "We will never ask you to buy cards. Read the numbers on it to the assistor.")
    assert "PAY_GIFT_PREPAID" not in {finding.rule for finding in warned.findings}


@pytest.mark.parametrize(
    ("head", "verdicts"),
    [
        ("IRS Field Office. Notice of visit. ", {Verdict.SUSPICIOUS, Verdict.LIKELY_SCAM}),
        ("Hollis & Crane CPAs. ", {Verdict.NOT_APPLICABLE}),
    ],
)
def test_who_speaks_in_the_name_of_the_irs_is_held_to_it_and_a_preparer_is_not(
    catalog: Catalog, head: str, verdicts: set[Verdict]
):
    text = head + "Your 2024 tax return: pay $450.00 with Zelle to 470-555-0159."
    assert judge(catalog, text, kind=LetterKind.OTHER).verdict in verdicts


def test_a_preparer_may_not_threaten(catalog: Catalog):
    text = "Crane CPAs. Your federal tax: a warrant for your arrest was issued. Pay the agent."
    assert judge(catalog, text, kind=LetterKind.OTHER).verdict is Verdict.SUSPICIOUS
