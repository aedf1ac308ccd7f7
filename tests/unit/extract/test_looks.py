"""Two looks at the same ink: what the later may add, and what it costs the first to be contradicted."""

from dataclasses import replace

import pytest

from irsletter.extract.ocr.looks import with_later
from irsletter.model.document import ReadingPass, Source, Word
from irsletter.model.geometry import Box

SECOND = ReadingPass.SECOND_ENGINE
PLACE = Box(0.5, 0.2, 0.6, 0.22)


def first(text: str, confidence: float, box: Box = PLACE) -> Word:
    return Word(text, box, confidence, Source.OCR)


def later(text: str, confidence: float, box: Box = PLACE) -> Word:
    return Word(text, box, confidence, Source.OCR, ReadingPass.REGION)


def test_a_less_sure_reading_never_takes_the_place_of_a_surer_one_but_costs_it_confidence():
    (word,) = with_later((first("$1,075.27", 0.93),), [later("$1,075.21", 0.80)])
    assert word.text == "$1,075.27"
    assert 0.5 < word.confidence < 0.6


def test_the_less_sure_a_contradiction_the_less_it_costs():
    costs = [with_later((first("12", 0.9),), [later("13", sure)])[0].confidence for sure in (0.1, 0.5, 0.8)]
    assert costs == sorted(costs, reverse=True)
    assert costs[0] < 0.9


def test_a_surer_reading_joins_and_the_first_stays_beside_it_less_sure():
    old, new = with_later((first("$1,O75.27", 0.75),), [later("$1,075.27", 0.95)])
    assert new == later("$1,075.27", 0.95)
    assert old.text == "$1,O75.27"
    assert old.confidence < 0.4


def test_the_same_reading_joins_whatever_its_confidence_and_costs_nothing():
    halves = (first("$1,075", 0.9, Box(0.5, 0.2, 0.56, 0.22)), first(".27", 0.9, Box(0.56, 0.2, 0.6, 0.22)))
    assert with_later(halves, [later("$1,075.27.", 0.5)]) == (*halves, later("$1,075.27.", 0.5))


def test_what_was_not_read_before_joins():
    assert len(with_later((first("due", 0.9),), [later("now", 0.3, Box(0.7, 0.2, 0.8, 0.22))])) == 2


def test_what_two_recognisers_read_alike_is_surer_and_stands_once():
    (word,) = with_later((first("$1,075.27", 0.6),), [replace(later("$1,075.27", 0.8), reading=SECOND)])
    assert word.text == "$1,075.27"
    assert word.confidence == 0.92


def test_two_recognisers_never_make_a_word_certain():
    (word,) = with_later((first("due", 0.96),), [replace(later("due", 0.999), reading=SECOND)])
    assert word.confidence == 0.97


@pytest.mark.parametrize(
    ("one", "other", "stands"),
    [
        ("-$9,444.07", "-S9.444.07", "-$9,444.07"),
        ("$9.444.07.", "$9,444.07.", "$9,444.07."),
        ("07/10/2014", "07/10/2014:", "07/10/2014"),
    ],
)
def test_points_for_commas_are_no_contradiction_where_one_of_both_is_well_written(one: str, other: str, stands: str):
    (word,) = with_later((first(one, 0.6),), [replace(later(other, 0.9), reading=SECOND)])
    assert word.text == stands
    assert word.confidence == 0.96


@pytest.mark.parametrize(("one", "other"), [("$9,444.07", "$9,444.01"), ("1.234", "1:234"), ("$1,713.37", "$1,71337")])
def test_other_digits_or_no_well_written_reading_stay_a_contradiction(one: str, other: str):
    old, new = with_later((first(one, 0.6),), [replace(later(other, 0.9), reading=SECOND)])
    assert (old.text, new.text) == (one, other)
    assert old.confidence < 0.4
