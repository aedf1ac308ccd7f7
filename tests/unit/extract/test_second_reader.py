"""A second recogniser on doubtful lines: what it reads, what its word is worth, and that nothing needs it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from irsletter.catalog.settings import Settings
from irsletter.extract import open_files
from irsletter.extract.ocr import linereader
from irsletter.extract.ocr.opinion import second_opinion
from irsletter.extract.picture.placement import Placement
from irsletter.extract.picture.sheet import Sheet
from irsletter.model.document import Capture, ReadingPass, Source, Word
from irsletter.model.geometry import Box

from .conftest import picture_of, print_letter

SIZE = (1000, 100)
FONT = ImageFont.load_default(32)


@pytest.fixture(scope="module")
def reader() -> linereader.LineReader:
    found = linereader.line_reader()
    assert found is not None, linereader.missing()
    return found


def line(*words: tuple[str, str, float]) -> tuple[Image.Image, Sheet, tuple[Word, ...]]:
    """A picture of one line: what is printed, what the first recogniser made of it, and how sure it was."""
    picture = Image.new("L", SIZE, 255)
    pen = ImageDraw.Draw(picture)
    read = []
    left = 40.0
    for printed, text, confidence in words:
        x0, y0, x1, y1 = pen.textbbox((left, 30), printed, FONT)
        pen.text((left, 30), printed, 0, FONT)
        box = Box(x0 / SIZE[0], y0 / SIZE[1], x1 / SIZE[0], y1 / SIZE[1])
        read.append(Word(text, box, confidence, Source.OCR))
        left = x1 + 14
    return picture, Sheet(Capture.SCAN, Placement(), SIZE), tuple(read)


def test_a_line_is_read_character_by_character(reader: linereader.LineReader):
    picture, _, _ = line(("Amount", "", 0), ("due:", "", 0), ("$1,234.56", "", 0))
    glyphs = reader.read(picture.crop((20, 20, 420, 76)))
    assert "".join(glyph.text for glyph in glyphs).replace(" ", "") == "Amountdue:$1,234.56"
    assert [glyph.at for glyph in glyphs] == sorted(glyph.at for glyph in glyphs)
    assert all(0 < glyph.confidence <= 1 for glyph in glyphs)
    assert reader.read(picture.crop((20, 20, 420, 76))) == glyphs


def test_each_word_of_a_doubtful_line_is_told_as_the_other_recogniser_reads_it(reader: linereader.LineReader):
    picture, sheet, words = line(("Amount", "Amoumt", 0.9), ("due:", "due:", 0.9), ("$1,234.56", "$l,284.5", 0.4))
    found = second_opinion(words, picture, sheet, reader)
    assert [word.text for word in found] == ["Amount", "due:", "$1,234.56"]
    assert [word.box for word in found] == [word.box for word in words]
    assert {word.reading for word in found} == {ReadingPass.SECOND_ENGINE}


def test_lines_that_were_read_surely_are_not_read_again(reader: linereader.LineReader):
    picture, sheet, words = line(("Amount", "Amoumt", 0.9), ("due:", "due:", 0.95))
    assert second_opinion(words, picture, sheet, reader) == ()


def test_in_a_region_that_was_asked_for_fairly_sure_lines_are_read_again_too(reader: linereader.LineReader):
    picture, sheet, words = line(("Amount", "Amoumt", 0.9), ("due:", "due:", 0.95))
    assert second_opinion(words, picture, sheet, reader) == ()
    assert [word.text for word in second_opinion(words, picture, sheet, reader, asked_for=True)] == ["Amount", "due:"]


def test_a_page_costs_no_more_than_its_limit(reader: linereader.LineReader):
    picture, sheet, words = line(("Amount", "Amount", 0.3), ("$1,234.56", "$1,234.56", 0.3))
    lines = (words[0], replace(words[1], line=1))
    # of two lines as doubtful, figures come first
    (only,) = second_opinion(lines, picture, sheet, reader, most=1)
    assert only.text == "$1,234.56"


def test_a_reading_that_shares_nothing_with_the_line_is_left_out(reader: linereader.LineReader):
    picture, sheet, words = line(("Amount", "|_~~_|", 0.9), ("due:", "QWXZ", 0.3))
    assert second_opinion(words, picture, sheet, reader) == ()


def test_a_lone_word_that_was_misread_altogether_is_read_to_where_its_ink_ends(reader: linereader.LineReader):
    picture, sheet, words = line(("LT11", "Re", 0.28))
    (word,) = words
    half = replace(word, box=Box(word.box.x0, word.box.y0, word.box.x_mid, word.box.y1))
    (only,) = second_opinion((half,), picture, sheet, reader)
    assert only.text == "LT11"


def test_without_the_extra_a_page_is_read_as_before(
    pdf: Callable[..., Path], settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    poor = tmp_path / "poor.png"
    picture = picture_of(pdf(print_letter), dpi=48)
    picture.resize((1020, 1320), Image.Resampling.BICUBIC).save(poor)
    with open_files((poor,), settings) as opened:
        both = opened.read()
    monkeypatch.setattr(linereader, "missing", lambda: "not installed")
    with open_files((poor,), settings) as opened:
        alone = opened.read()
    assert [engine.name for engine in both.engines] == ["tesserocr", "ppocr"]
    assert [engine.name for engine in alone.engines] == ["tesserocr"]
    first = [word for word in both.pages[0].words if word.reading is ReadingPass.FIRST]
    assert [(word.text, word.box) for word in first] == [(word.text, word.box) for word in alone.pages[0].words]
    assert {word.reading for word in alone.pages[0].words} == {ReadingPass.FIRST}
    assert [word.confidence for word in first] != [word.confidence for word in alone.pages[0].words]


def test_of_a_long_line_only_the_words_beside_the_doubtful_one_are_read(reader: linereader.LineReader):
    known = ("If", "you", "pay", "the", "whole", "sum", "now", "we", "add", "none")
    picture, sheet, words = line(*((text, text, 0.95) for text in known))
    words = tuple(replace(word, text="paq", confidence=0.4) if word.text == "pay" else word for word in words)
    assert [word.text for word in second_opinion(words, picture, sheet, reader)] == ["you", "pay", "the"]


def test_the_figures_of_a_long_line_are_read_with_its_doubtful_word(reader: linereader.LineReader):
    known = ("Send", "us", "$1,234.56", "now", "or", "we", "add", "more")
    picture, sheet, words = line(*((text, text, 0.95) for text in known))
    words = tuple(replace(word, text="ot", confidence=0.4) if word.text == "or" else word for word in words)
    found = [word.text for word in second_opinion(words, picture, sheet, reader)]
    assert found == ["us", "$1,234.56", "now", "or", "we"]


def test_a_figure_between_two_words_goes_to_the_one_it_stands_beside(reader: linereader.LineReader):
    picture, sheet, words = line(("December", "December", 0.9), ("31,", "a0", 0.3), ("2013", "2013", 0.9))
    assert [word.text for word in second_opinion(words, picture, sheet, reader)] == ["December", "31,", "2013"]
