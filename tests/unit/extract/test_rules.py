"""Ruled lines are painted over; letters, bars and what crosses a rule stay."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from irsletter.extract.picture.rules import without_rules

WIDTH, HEIGHT, PAPER = 1700, 700, 250
TEXT = "Typing quality: Amount due $1,234.56"


@pytest.fixture(scope="module")
def text() -> Image.Image:
    """Print of three sizes without any rule."""
    sheet = Image.new("L", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(sheet)
    for top, size in ((60, 22), (200, 34), (400, 90)):
        pen.text((80, top), TEXT, fill=20, font=ImageFont.load_default(size))
    return sheet


def ruled(sheet: Image.Image, *lines: tuple[int, int, int, int], thick: int = 3, grey: int = 60) -> Image.Image:
    copy = sheet.copy()
    for line in lines:
        ImageDraw.Draw(copy).line(line, fill=grey, width=thick)
    return copy


def dark(sheet: Image.Image, box: tuple[int, int, int, int]) -> int:
    return int((np.asarray(sheet.crop(box)) < 180).sum())


def test_a_page_without_rules_is_given_back_as_it_is(text: Image.Image) -> None:
    assert without_rules(text, WIDTH) is text


@pytest.mark.parametrize("grey", [20, 120, 190])
def test_a_box_around_print_goes_and_the_print_stays(text: Image.Image, grey: int) -> None:
    box = ((40, 40, 1000, 40), (40, 170, 1000, 170), (40, 40, 40, 170), (1000, 40, 1000, 170))
    cleaned = without_rules(ruled(text, *box, grey=grey), WIDTH)
    assert np.abs(np.asarray(cleaned, dtype=int) - np.asarray(text, dtype=int)).max() < 12


@pytest.mark.parametrize("drop", [0, 6, 15])
def test_a_crooked_rule_goes_too(text: Image.Image, drop: int) -> None:
    cleaned = without_rules(ruled(text, (40, 330, 1640, 330 + drop)), WIDTH)
    assert dark(cleaned, (0, 300, WIDTH, 370)) == 0


def test_a_rule_that_tails_hang_across_takes_little_of_them(text: Image.Image) -> None:
    tails = (80, 60, 500, 95)
    at = 60 + round(22 * 1.05)
    cleaned = without_rules(ruled(text, (40, at, 1640, at)), WIDTH)
    assert dark(cleaned, tails) > 0.9 * dark(text, tails)
    assert dark(cleaned, (600, at - 4, 1640, at + 4)) == 0


def test_a_bar_and_a_row_of_blanks_to_fill_in_are_no_rules(text: Image.Image) -> None:
    bar = ruled(text, (40, 600, 1640, 600), thick=24)
    assert without_rules(bar, WIDTH) is bar


def test_a_part_of_a_page_is_measured_by_the_whole(text: Image.Image) -> None:
    part = ruled(text, (40, 330, 1640, 330)).crop((0, 300, 300, 360))
    assert dark(without_rules(part, WIDTH), (0, 0, 300, 60)) == 0
    dash = ruled(Image.new("L", (300, 60), PAPER), (100, 30, 150, 30))
    assert without_rules(dash, WIDTH) is dash
