"""A levy notice with a right to a hearing (LT11, Letter 1058, CP90) and one without (CP504) are never taken for each
other, however their code is printed, damaged, cut off or named in passing: 200 letters of each."""

import random
from dataclasses import replace

import pytest

from irsletter.catalog.load import Catalog
from irsletter.model.document import Capture, Page, Source
from irsletter.parse.fields.notice import identify
from tests.unit.parse.drawn import TREASURY, Line, page

LETTERS = 200
HEARING = {"LT11", "Letter 1058", "CP90"}
PRINTED = {
    "LT11": ("LT11", "LT 11", "LT-11"),
    "Letter 1058": ("Letter 1058", "Letter 1058 (Rev. 1-2017)", "LTR 1058"),
    "CP90": ("CP90", "CP 90"),
    "CP504": ("CP504", "CP 504", "CP-504"),
}
HEADLINES = {
    "LT11": ("Notice of intent to levy and notice of your right to a hearing",),
    "Letter 1058": ("FINAL NOTICE", "NOTICE OF INTENT TO LEVY AND NOTICE OF YOUR RIGHT TO A HEARING"),
    "CP90": ("Intent to seize your assets and notice of your right to a hearing",),
    "CP504": ("Notice of intent to seize (levy) your property or rights to property",),
}
PASSING = (
    "We sent you CP504 before and have heard nothing from you.",
    "As we told you in notice CP504, we may levy your state tax refund.",
    "Before we levy we will send you LT11 or Letter 1058 and tell you of your right to a hearing.",
    "If you get a CP90, you may ask for a hearing by Form 12153.",
    "Enclosures: Publication 594, Publication 1660, Form 12153, Notice 746",
)
MISREAD = {"0": "OQD", "1": "Il|", "5": "S", "9": "g", "4": "A", "C": "G(", "P": "F", "T": "7", "L": "1I", "8": "B"}


def damaged(rng: random.Random, text: str) -> str:
    at = rng.randrange(len(text))
    return text[:at] + rng.choice(MISREAD.get(text[at], text[at])) + text[at + 1 :]


def letter(seed: int, code: str) -> Page:
    rng = random.Random(f"{seed} {code}")
    scanned = rng.random() < 0.6

    def shown(text: str) -> str:
        return damaged(rng, text) if scanned and rng.random() < 0.4 else text

    lines: list[Line] = list(TREASURY) if rng.random() < 0.8 else []
    printed = rng.choice(PRINTED[code])
    typed = code == "Letter 1058"
    if rng.random() < 0.8 and not typed:
        lines += [(0.62, 0.045, "Notice"), (0.80, 0.045, shown(printed))]
    if typed or rng.random() < 0.3:
        lines += [(0.70, 0.96, shown(printed))]
    if rng.random() < 0.5 and not typed:
        lines += [(0.62, 0.72, "Notice"), (0.80, 0.72, shown(printed))]
    if rng.random() < 0.7:
        lines += [(0.05, 0.30 + 0.02 * at, text) for at, text in enumerate(HEADLINES[code])]
    lines += [(0.08, 0.45 + 0.016 * at, text) for at, text in enumerate(rng.sample(PASSING, rng.randint(0, 3)))]
    drawn = page(1, *lines)
    if not scanned:
        return drawn
    words = [replace(one, confidence=rng.uniform(0.6, 1.0), source=Source.OCR) for one in drawn.words]
    return Page.of(1, 612, 792, Capture.SCAN if words else Capture.BLANK, words)


@pytest.mark.parametrize("code", ["LT11", "Letter 1058", "CP90", "CP504"])
def test_none_of_two_hundred_is_taken_for_the_other_kind(code: str, catalog: Catalog) -> None:
    read = [identify((letter(seed, code),), catalog).code for seed in range(LETTERS)]
    others = {"CP504"} if code in HEARING else HEARING
    taken = {seed: other for seed, other in enumerate(read) if other in others}
    assert taken == {}
    assert read.count(code) > LETTERS * 0.6
