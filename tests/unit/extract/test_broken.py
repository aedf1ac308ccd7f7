"""Words that were read in two halves are made whole, and only those."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from irsletter.extract.ocr.broken import broken_pairs, joined
from irsletter.extract.picture.ink import Ink
from irsletter.model.document import Source, Word
from irsletter.model.geometry import Box

WIDTH, HEIGHT = 400, 100


def word(text: str, x0: int, x1: int, confidence: float = 0.95, y0: int = 40) -> Word:
    return Word(text, Box(x0 / WIDTH, y0 / HEIGHT, x1 / WIDTH, (y0 + 20) / HEIGHT), confidence, Source.OCR)


def ink(*runs: tuple[int, int]) -> Ink:
    """Print from x to x, twenty pixels high."""
    mask = np.zeros((HEIGHT, WIDTH), dtype=bool)
    for start, end in runs:
        mask[40:60, start:end] = True
    return Ink(mask, 1.0)


def test_halves_between_which_there_is_no_blank_are_a_pair():
    halves = (word("M", 100, 119), word("ARCHBANK", 120, 240))
    assert broken_pairs(halves, ink((100, 119), (120, 240))) == (halves,)


def test_words_whose_boxes_touch_but_whose_ink_does_not_are_none():
    words = (word("by", 100, 130), word("June", 130, 180))
    assert broken_pairs(words, ink((100, 122), (130, 180))) == ()


def test_halves_that_overlap_are_a_pair():
    halves = (word("cont", 100, 140), word("tact", 136, 172))
    assert broken_pairs(halves, ink((100, 172))) == (halves,)


@pytest.mark.parametrize(
    "other",
    [word("next", 260, 300), word("below", 110, 240, y0=62), word("--", 120, 240)],
    ids=["far", "other row", "a mark"],
)
def test_what_is_no_neighbour_is_no_half(other: Word):
    assert broken_pairs((word("M", 100, 119), other), ink((100, 300))) == ()


def test_the_whole_takes_the_place_of_both_halves():
    left, right, after = word("Unit", 100, 140, 0.97), word("ed", 141, 160, 0.97), word("States", 170, 220)
    whole = word("United", 100, 160, 0.9)
    assert joined((left, right, after), (left, right), (whole,)) == (whole, after)


def test_a_whole_that_says_something_else_must_be_surer_than_a_half():
    left, right = word("cont", 100, 140, 0.96), word("tact", 136, 172, 0.5)
    sure, unsure = word("contact", 100, 172, 0.9), word("contract", 100, 172, 0.4)
    assert joined((left, right), (left, right), (sure,)) == (sure,)
    assert joined((left, right), (left, right), (unsure,)) == (left, right)


def test_two_words_stay_two_where_the_closer_look_reads_two_or_half():
    left, right = word("by", 100, 130, 0.6), word("June", 131, 190, 0.6)
    two = (word("by", 100, 130, 0.9), word("June", 131, 190, 0.9))
    assert joined((left, right), (left, right), two) == (left, right)
    assert joined((left, right), (left, right), (replace(two[0], text="b"),)) == (left, right)
    assert joined((left, right), (left, right), ()) == (left, right)
