"""What OCR does to a picture - names cut or unclear, rows that run downhill - is no evidence against a letter."""

import datetime as dt

import pytest

from irsletter.catalog.load import Catalog
from irsletter.model.document import Capture, Page, Source, Word
from irsletter.model.geometry import Box
from irsletter.model.judged import Authenticity
from irsletter.model.kinds import LetterKind, Verdict
from irsletter.validate import validate
from tests.unit.validate.letters import field, page, reading

BASIS = "You have unpaid taxes for the tax year ended December 31, 2017 (Form 1040). "


def scanned(lines: list[str], *, rise: float = 0.0, unsure: str = "") -> Page:
    """A scan of these lines, each row rising so much of the page's height over its width; the words of ``unsure`` were
    read badly."""
    words: list[Word] = []
    for line, text in enumerate(lines):
        x = 0.1
        for part in text.split():
            width = 0.009 * len(part)
            y = 0.1 + 0.018 * line - rise * (x - 0.1)
            sure = 0.3 if part in unsure.split() else 0.97
            words.append(Word(part, Box(x, y, x + width, y + 0.01), sure, Source.OCR, line=line))
            x += width + 0.006
    return Page.of(1, 612, 792, Capture.SCAN, words)


def judge(catalog: Catalog, *pages: Page, **fields: object) -> Authenticity:
    return validate(reading(catalog, "CP14", pages=pages, fields=fields), catalog).authenticity


def rules(judged: Authenticity) -> set[str]:
    return {finding.rule for finding in judged.findings if finding.weight > 0}


STUB = [
    "Detach here and return the lower part with your payment. Write to us if you have any question.",
    "Make your check or money order payable to the United States Treasury. Keep the upper part.",
    "Write your taxpayer identification number, the tax periods and form numbers on your payment.",
    "Mail it so that it reaches us by the date given above, in the envelope that came with it.",
    BASIS,
]


@pytest.mark.parametrize("rise", [0.0, 0.013, 0.03, -0.03])
def test_the_payee_on_a_crooked_scan_is_the_one_of_its_own_row(catalog: Catalog, rise: float):
    assert rules(judge(catalog, scanned(STUB, rise=rise))) == set()


@pytest.mark.parametrize(
    "payee",
    ["States Treasury. Write", "Treasury. Write", "United taxpayer identification", "Unitod Stafes Treasury. Write"],
)
def test_a_payee_of_which_a_picture_lost_a_part_is_no_evidence(catalog: Catalog, payee: str):
    judged = judge(catalog, scanned([f"Make your check or money order payable to the {payee} your number.", BASIS]))
    assert rules(judged) == set()


def test_a_payee_that_is_another_and_clear_to_read_is_evidence_on_a_scan_too(catalog: Catalog):
    foreign = scanned(["Make your check or money order payable to Gold Tax Recovery and mail it.", BASIS])
    assert rules(judge(catalog, foreign)) == {"PAYEE_NOT_TREASURY"}


def test_a_payee_read_badly_leaves_the_rule_open(catalog: Catalog):
    judged = judge(catalog, scanned(["Make your check payable to Uoiicd Slales Trcasnrv.", BASIS], unsure="Slales"))
    assert rules(judged) == set()
    assert "PAYEE_NOT_TREASURY" in judged.not_evaluated
    assert judged.verdict is Verdict.CANNOT_TELL


def test_a_payee_that_waits_for_review_leaves_the_rule_open(catalog: Catalog):
    judged = judge(catalog, page(BASIS), payee=field("Trcasnrv Uoiicd", sure=False))
    assert rules(judged) == set()
    assert "PAYEE_NOT_TREASURY" in judged.not_evaluated


@pytest.mark.parametrize("host", ["w.irs.gow/forms", "wvw.irs.qov/payments", "www.irs.govpayments", "vwww.lrs.gov"])
def test_what_is_left_of_a_published_site_is_no_imitation_on_a_picture(catalog: Catalog, host: str):
    assert rules(judge(catalog, scanned([BASIS, f"Pay online at {host} or by check."]))) == set()


def test_a_site_read_badly_proves_nothing_and_leaves_the_rule_open(catalog: Catalog):
    lines = [BASIS, "Pay online at www.irs-gov-payments.invalid or by check."]
    assert "HOST_LOOKALIKE" in rules(judge(catalog, scanned(lines)))
    unclear = judge(catalog, scanned(lines, unsure="www.irs-gov-payments.invalid"))
    assert rules(unclear) == set()
    assert {"HOST_LOOKALIKE", "PAY_SITE_UNLISTED"} <= set(unclear.not_evaluated)
    assert unclear.verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("warning", "unsure"),
    [
        ("We nevet ask you to pay with gift cards.", "nevet"),
        ("We do nol take payment by gift card.", "nol"),
        ("Pay by check, nover by gift card.", "nover"),
        ("Bewaro: callers may demand that you buy gift cards.", "Bewaro:"),
    ],
)
def test_a_warning_in_which_the_telling_word_was_misread_is_still_one(catalog: Catalog, warning: str, unsure: str):
    assert rules(judge(catalog, scanned([BASIS, warning], unsure=unsure))) == set()


def test_a_demand_with_an_unsure_word_is_still_one(catalog: Catalog):
    assert rules(judge(catalog, scanned([BASIS, "Pay now with gift cards."], unsure="now"))) == {"PAY_GIFT_PREPAID"}


LEVY = ["We will seize your bank account and your wages unless you answer this letter at once.", BASIS]


def test_a_right_that_is_not_named_is_missed_only_where_every_page_of_a_picture_was_counted(catalog: Catalog):
    counted = judge(catalog, scanned(LEVY), printed_page_count=field(1))
    assert rules(counted) == {"LEVY_NO_RIGHTS"}
    uncounted = judge(catalog, scanned(LEVY))
    assert rules(uncounted) == set()
    assert "LEVY_NO_RIGHTS" in uncounted.not_evaluated


def test_a_right_that_is_not_named_is_not_missed_on_a_page_that_is_hard_to_read(catalog: Catalog):
    blurred = scanned(LEVY, unsure="We will seize your bank account wages answer letter")
    judged = judge(catalog, blurred, printed_page_count=field(1))
    assert rules(judged) == set()
    assert "LEVY_NO_RIGHTS" in judged.not_evaluated


def test_a_page_count_that_could_not_be_read_keeps_the_best_verdict_away(catalog: Catalog):
    assert judge(catalog, scanned([BASIS, "Page Lofs"])).verdict is Verdict.CANNOT_TELL
    assert judge(catalog, scanned([BASIS])).verdict is Verdict.NO_RED_FLAGS


def test_a_date_that_waits_for_review_makes_no_number_outdated(catalog: Catalog):
    retired = catalog.directory.collectors["performant"].phone
    for sure, found in ((True, {"PHONE_UNLISTED"}), (False, set())):
        later = field(dt.date(2025, 3, 3), sure=sure)
        letter = reading(
            catalog, None, pages=(page(BASIS + "Notice CP40"),), kind=LetterKind.COLLECTOR,
            fields={"contact_phone": field(retired), "notice_date": later},
        )  # fmt: skip
        assert rules(validate(letter, catalog).authenticity) == found


@pytest.mark.parametrize(("day", "found"), [("2020-05-04", {"PHONE_UNLISTED"}), ("2023-05-01", set())])
def test_a_collector_is_known_from_the_day_of_its_contract_on(catalog: Catalog, day: str, found: set[str]):
    letter = reading(
        catalog, None, pages=(page(BASIS + "Notice CP40"),), kind=LetterKind.COLLECTOR,
        fields={
            "contact_phone": field(catalog.directory.collectors["coast-professional-inc"].phone),
            "notice_date": field(dt.date.fromisoformat(day)),
        },
    )  # fmt: skip
    assert rules(validate(letter, catalog).authenticity) == found
