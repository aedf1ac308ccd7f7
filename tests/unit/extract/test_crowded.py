"""Rows close below each other: no box reaches over its neighbour, and figures are looked at again before they go."""

from __future__ import annotations

from irsletter.extract.ocr.crowded import clipped, given_up, whole_ones
from irsletter.model.document import Source, Word
from irsletter.model.geometry import Box


def word(text: str, y0: float, y1: float, confidence: float = 0.95, x0: float = 0.88, line: int = 0) -> Word:
    return Word(text, Box(x0, y0, x0 + 0.06, y1), confidence, Source.OCR, line=line)


def test_a_box_of_two_rows_ends_where_the_next_row_begins():
    tall, hidden = word("$508.00", 0.371, 0.396), word("508.00", 0.392, 0.402, 0.0)
    assert clipped((tall, hidden))[0].box.y1 == hidden.box.y0
    assert clipped((tall, hidden))[1] == hidden


def test_a_box_of_two_rows_may_belong_to_the_lower_one():
    above, tall = word("$508.00", 0.371, 0.381), word("-508.00", 0.379, 0.402)
    assert clipped((above, tall))[1].box.y0 == above.box.y1


def test_rows_of_one_height_and_other_columns_stay_as_they_are():
    words = (word("$508.00", 0.371, 0.383), word("-508.00", 0.381, 0.392), word("Headline", 0.36, 0.40, x0=0.2, line=9))
    assert clipped(words) == words


def test_a_speck_cuts_no_box():
    words = (word("$508.00", 0.371, 0.396), word("-", 0.392, 0.394, 0.2))
    assert clipped(words) == words


def test_doubtful_figures_are_looked_at_again_unless_their_ink_is_looked_at_anyway():
    figures, letters = word("$1,481.29", 0.51, 0.52, 0.1), word("oe", 0.61, 0.62, 0.1)
    assert given_up((figures, letters), ()) == (figures.box,)
    assert given_up((figures, letters), (Box(0.87, 0.505, 0.95, 0.525),)) == ()


def test_the_torn_end_of_a_word_that_was_read_takes_nothing():
    whole, torn, other = (
        word("12/31/1999", 0.51, 0.52),
        word("12/3", 0.51, 0.52, 0.97),
        word("12/30/1999", 0.51, 0.52, 0.97),
    )
    assert tuple(whole_ones((torn, other), (whole,), whole.box)) == (other,)


def test_a_word_of_a_closer_look_is_no_higher_than_the_piece_that_was_looked_at():
    piece = Box(0.50, 0.346, 0.59, 0.356)
    (found,) = whole_ones((word("Payments", 0.344, 0.363, x0=0.50),), (), piece)
    assert found.box.y1 < 0.36


def test_a_word_far_higher_than_its_line_covers_nothing_below_it():
    line = (word("Payments", 0.344, 0.362, x0=0.50), word("and", 0.344, 0.352, x0=0.57), word("credits", 0.344, 0.352))
    below = word("due", 0.358, 0.367, x0=0.57, line=1)
    assert clipped((*line, below))[0].box.y1 < 0.3565
    assert clipped((*line, below))[1:] == (*line[1:], below)


def test_a_headline_is_as_high_as_its_line():
    words = (
        word("Amount", 0.30, 0.325, x0=0.1),
        word("due", 0.30, 0.320, x0=0.2),
        *(word("text", 0.4 + 0.02 * at, 0.409 + 0.02 * at, x0=0.1, line=at + 1) for at in range(6)),
    )
    assert clipped(words) == words
