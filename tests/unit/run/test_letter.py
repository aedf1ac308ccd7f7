"""What the straight line does beside the stages: which doubts get a second look, what a fault tells."""

from __future__ import annotations

from typing import Any

from irsletter.errors import ErrorCode
from irsletter.model.document import Capture, Document, Page
from irsletter.model.geometry import Box
from irsletter.model.kinds import Language, LetterKind
from irsletter.model.reading import Doubt, Letter, Reading
from irsletter.run.letter import unforeseen, worth_a_look

LINE = Box(0.5, 0.1, 0.9, 0.15)  # 0.02 of the page
HALF = Box(0.0, 0.0, 1.0, 0.45)


def look(*doubts: Doubt, spent: tuple[tuple[int, Box], ...] = (), budget: float = 0.5) -> list[Any]:
    pages = (
        Page.of(1, 612, 792, Capture.SCAN, ()),
        Page.of(2, 612, 792, Capture.TEXT, ()),
        Page.of(3, 612, 792, Capture.PHOTO, ()),
    )
    document = Document((), pages)
    reading = Reading(Letter(document, pages), LetterKind.IRS, Language.EN, None, {}, doubts=doubts)
    return worth_a_look(document, (reading,), list(spent), budget)


def doubt(page: int | None, box: Box | None, expects: str | None = "money") -> Doubt:
    return Doubt("unsure", "unsure", page=page, box=box, expects=expects)


def test_only_pictures_are_looked_at_again() -> None:
    found = look(doubt(1, LINE), doubt(2, LINE), doubt(3, LINE, "date"), doubt(1, None), doubt(None, None))
    assert found == [(1, LINE, "money"), (3, LINE, "date")]


def test_the_same_place_is_looked_at_once() -> None:
    assert look(doubt(1, LINE), doubt(1, LINE, "date")) == [(1, LINE, "money")]
    assert look(doubt(1, LINE), spent=((1, LINE),)) == []


def test_all_looks_together_stay_within_half_a_page() -> None:
    assert look(doubt(1, HALF), doubt(3, HALF), doubt(3, LINE)) == [(1, HALF, "money"), (3, LINE, "money")]
    assert look(doubt(3, HALF), spent=((1, HALF),)) == []


def test_something_unforeseen_is_told_without_the_letter() -> None:
    try:
        int("ADA EXAMPLE 666-45-7803")
    except ValueError as error:
        told = unforeseen(error)
    assert told.code is ErrorCode.INTERNAL
    assert "ValueError" in told.message
    assert "ADA" not in told.message
    assert "7803" not in told.message
