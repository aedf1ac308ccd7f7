"""What OCR does to a picture - names cut or unclear, rows that run downhill - is no evidence against a letter."""

import pytest

from irsletter.catalog.load import Catalog
from irsletter.model.document import Capture, Page, Source, Word
from irsletter.model.geometry import Box
from irsletter.model.judged import Authenticity
from irsletter.model.kinds import Verdict
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
