"""Cells of a table that were read as one word."""

from __future__ import annotations

from itertools import pairwise

import pytest

from irsletter.extract.ocr.cells import apart
from irsletter.model.document import Source, Word
from irsletter.model.geometry import Box


def _word(text: str) -> Word:
    return Word(text, Box(0.5, 0.2, 0.7, 0.22), 0.8, Source.OCR)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("$340.22|$4,262.96", ["$340.22", "$4,262.96"]),
        ("$133.36$2,239.97", ["$133.36", "$2,239.97"]),
        ("1040|12/31/2020|$88.10", ["1040", "12/31/2020", "$88.10"]),
        ("402.19|9,219.39", ["402.19", "9,219.39"]),
        ("(12.50)|$7.00", ["(12.50)", "$7.00"]),
    ],
)
def test_whole_values_on_both_sides_of_a_rule_are_two_words(text: str, cells: list[str]) -> None:
    parts = apart(_word(text))
    assert [part.text for part in parts] == cells
    assert parts[0].box.x0 == 0.5
    assert parts[-1].box.x1 == pytest.approx(0.7)
    assert all(one.box.x1 <= other.box.x0 + 1e-9 for one, other in pairwise(parts))


def test_a_rule_at_the_edge_of_a_value_is_no_part_of_it() -> None:
    (only,) = apart(_word("|$4,262.96|"))
    assert only.text == "$4,262.96"
    assert 0.5 < only.box.x0 < only.box.x1 < 0.7


@pytest.mark.parametrize(
    "text",
    [
        "$1|5.20",  # a 1 that was read as a stroke
        "900-7|-1234",
        "4|2",
        "B|LL",
        "$340.22",
        "800|829|1040",  # a telephone number is no value of a cell here
        "|",
    ],
)
def test_a_stroke_within_a_value_parts_nothing(text: str) -> None:
    word = _word(text)
    assert apart(word) == (word,)


@pytest.mark.parametrize(("read", "text"), [("CP503_", "CP503"), ("_Payments", "Payments"), ("___", "___")])
def test_the_rule_below_a_word_is_none_of_its_letters(read: str, text: str):
    (one,) = apart(Word(read, Box(0.1, 0.1, 0.2, 0.11), 0.9, Source.OCR))
    assert one.text == text
