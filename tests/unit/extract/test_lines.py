"""Lines and blocks come from where words stand, whatever order they arrive in."""

import random

from irsletter.extract.lines import arrange
from irsletter.model.document import Word
from irsletter.model.geometry import Box

ASPECT = 792 / 612


def row(y: float, *words: tuple[float, str], height: float = 0.014) -> list[Word]:
    """Words of ten points: a letter is about 0.009 of the page's width."""
    return [Word(text, Box(x, y, x + 0.009 * len(text), y + height)) for x, text in words]


def lines(words: tuple[Word, ...]) -> list[str]:
    found: dict[tuple[int, int], list[str]] = {}
    for word in words:
        found.setdefault((word.block, word.line), []).append(word.text)
    return [" ".join(texts) for texts in found.values()]


def test_a_wide_gap_parts_label_and_amount_and_two_columns():
    words = [
        *row(0.10, (0.10, "Tax"), (0.131, "you"), (0.162, "owed"), (0.80, "$3,183.00")),
        *row(0.12, (0.10, "Interest"), (0.80, "145.00")),
    ]
    arranged = arrange(words, ASPECT)
    assert lines(arranged) == ["Tax you owed", "Interest", "$3,183.00", "145.00"]
    assert len({word.block for word in arranged}) == 2


def test_the_order_of_arrival_does_not_matter():
    words = [
        *row(0.10, (0.10, "We"), (0.123, "changed"), (0.191, "your"), (0.60, "Notice")),
        *row(0.117, (0.10, "return"), (0.159, "and"), (0.19, "find"), (0.60, "CP2000")),
        *row(0.134, (0.10, "that"), (0.141, "you"), (0.172, "owe")),
    ]
    expected = lines(arrange(words, ASPECT))
    assert expected == ["We changed your", "return and find", "that you owe", "Notice", "CP2000"]
    for seed in range(5):
        mixed = words[:]
        random.Random(seed).shuffle(mixed)
        assert lines(arrange(mixed, ASPECT)) == expected


def test_a_slope_as_of_a_crooked_scan_keeps_its_lines():
    # two lines of twenty words that sink by one and a half line heights from left to right
    words = []
    for line in range(2):
        for place in range(20):
            y = 0.10 + 0.016 * line + 0.021 * place / 20
            words += row(y, (0.05 + 0.045 * place, f"w{line}{place:02}"))
    assert lines(arrange(words, ASPECT)) == [" ".join(f"w{line}{place:02}" for place in range(20)) for line in range(2)]


def test_a_headline_is_no_part_of_the_small_print_below_it():
    words = [*row(0.10, (0.10, "AMOUNT"), height=0.035), *row(0.138, (0.10, "due"))]
    arranged = arrange(words, ASPECT)
    assert arranged[0].block != arranged[1].block


def test_a_hyphen_low_on_the_line_belongs_to_it():
    words = [
        Word("Form", Box(0.10, 0.10, 0.136, 0.114)),
        Word("-", Box(0.142, 0.107, 0.147, 0.109)),
        Word("1040", Box(0.153, 0.10, 0.189, 0.114)),
    ]
    assert lines(arrange(words, ASPECT)) == ["Form - 1040"]


def test_nothing_gives_nothing():
    assert arrange([], ASPECT) == ()
