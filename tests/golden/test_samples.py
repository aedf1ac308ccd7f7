"""The sample letters are read as they were drawn: the truth beside each file is the golden result.

A wrong value that claims to need no look is the worst outcome, so none is tolerated, in either engine.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from irsletter import read_letter
from irsletter.score.compare import compare
from irsletter.score.grades import RIGHT, Grade

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "out"
KEY = ("notice_code", "notice_date", "amount_due")
TEXTS = ("cp14", "cp14-c", "cp501", "cp503", "cp503-b", "cp504", "cp504-c", "cp523", "letter1058", "lt11", "scam-cp504")
SCANS = ("cp14-scan.pdf", "cp501-scan.pdf", "letter1058-scan.pdf", "lt11-scan.pdf", "cp504-photo.jpg")


def held_against_truth(name: str, engine: str | None = None) -> None:
    truth = json.loads((SAMPLES / f"{base(name)}.truth.json").read_text(encoding="utf-8"))
    (letter,) = read_letter(SAMPLES / name, isolated=False, engine=engine).letters
    scores = {score.name: score for score in compare(letter, truth, name)}
    wrong = [f"{score.name}: {score.got} for {score.expected}" for score in scores.values() if is_wrong(score.grade)]
    assert wrong == []
    assert all(scores[key].grade in RIGHT for key in KEY)
    assert letter.authenticity.verdict in truth["letter"]["verdict_ok"]


def is_wrong(grade: Grade) -> bool:
    return grade is Grade.ACCEPTED_WRONG


def base(name: str) -> str:
    return name.rsplit(".", 1)[0].removesuffix("-scan").removesuffix("-photo")


@pytest.mark.parametrize("name", TEXTS)
def test_text_letters(name: str) -> None:
    held_against_truth(f"{name}.pdf")


@pytest.mark.parametrize("engine", ["tesserocr", "pytesseract"])
@pytest.mark.parametrize("name", SCANS)
def test_scans_and_photos_by_either_engine(name: str, engine: str) -> None:
    held_against_truth(name, engine)


def test_the_letter_of_a_state_is_no_letter_of_the_irs() -> None:
    (letter,) = read_letter(SAMPLES / "state-bill.pdf", isolated=False).letters
    assert letter.kind == "state"
    assert letter.notice is None
    assert letter.mentions == ["CP2000"]
