"""A file whose text says one thing and whose page shows another; two readings of one scan are no such thing."""

from dataclasses import replace

import pytest

from irsletter.catalog.load import Catalog
from irsletter.model.document import Capture, Source
from irsletter.model.judged import Authenticity, Finding
from irsletter.model.kinds import Verdict
from irsletter.validate import validate
from tests.unit.validate.letters import field, page, reading

BASIS = "You have unpaid taxes for the tax year ended December 31, 2017 (Form 1040).\n"


def judge(catalog: Catalog, text: str, other: str, *, scanned: bool = False) -> Authenticity:
    first, second = (Source.OCR, Source.TEXT_LAYER) if scanned else (Source.TEXT_LAYER, Source.OCR)
    witness = page(BASIS + other, source=second).words
    capture = Capture.SCAN if scanned else Capture.TEXT
    shown = page(BASIS + text, source=first, capture=capture, other=witness)
    return validate(reading(catalog, pages=(shown,)), catalog).authenticity


def told(judged: Authenticity) -> list[Finding]:
    return [finding for finding in judged.findings if finding.rule == "PICTURE_DISAGREES"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Amount due: $1,075.21", "Amount due: $9,780.94"),
        ("Amount due: $1,075.21", "Amount due: $1,075.27"),
        ("Call 800-829-0922 now", "Call 888-555-0142 now"),
    ],
)
def test_both_readings_of_a_changed_value_are_shown(catalog: Catalog, text: str, shown: str):
    judged = judge(catalog, text, shown)
    (finding,) = told(judged)
    assert judged.verdict is Verdict.SUSPICIOUS
    assert [(proof.text, proof.source) for proof in finding.evidence] == [
        (text.split()[-1] if "$" in text else text.split()[1], Source.TEXT_LAYER),
        (shown.split()[-1] if "$" in shown else shown.split()[1], Source.OCR),
    ]
    assert all(proof.box is not None and proof.page == 1 for proof in finding.evidence)


@pytest.mark.parametrize(
    "shown", ["Amount due: $1,075.21", "Amount due:", "Amount due: S1,O75.2I", "Amount due: $1,075.21 $1,075.21"]
)
def test_a_picture_that_says_the_same_or_nothing_is_no_evidence(catalog: Catalog, shown: str):
    assert told(judge(catalog, "Amount due: $1,075.21", shown)) == []


@pytest.mark.parametrize(
    ("layer", "found"),
    [
        ("Amount due: $1,075.27", False),
        ("Amount due: $1,015.27", False),
        ("Amount due: $9,780.94", True),
        ("Amount due:", False),
    ],
)
def test_a_scan_read_twice_may_differ_by_a_digit_or_two(catalog: Catalog, layer: str, found: bool):
    assert bool(told(judge(catalog, "Amount due: $1,075.21", layer, scanned=True))) is found


def test_a_payee_that_only_the_picture_shows_is_told(catalog: Catalog):
    text, shown = "Payable to United States Treasury", "Payable to Gold Tax Recovery LLC"
    drawn = page(text, other=page(shown, source=Source.OCR).words)
    payee = field("United States Treasury")
    box = drawn.words[2].box.union(drawn.words[-1].box)
    payee = replace(payee, evidence=(replace(payee.evidence[0], box=box),))
    judged = validate(reading(catalog, pages=(drawn,), fields={"payee": payee}), catalog).authenticity
    (finding,) = told(judged)
    assert [proof.text for proof in finding.evidence] == ["United States Treasury", "Gold Tax Recovery LLC"]
