"""Inputs as a whole: several files as one letter, second looks, pictures of pages, pages that fail alone."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen.canvas import Canvas

from irsletter.catalog.settings import Settings
from irsletter.errors import ErrorCode, ReadError
from irsletter.extract import Region, open_files
from irsletter.model.document import Capture, Document, ReadingPass
from irsletter.model.geometry import Box

from .conftest import picture_of, print_letter, share_read

Make = Callable[..., Path]
Read = Callable[..., Document]


@pytest.fixture
def scan(pdf: Make, tmp_path: Path) -> Path:
    path = tmp_path / "scan.png"
    picture_of(pdf(print_letter, name="printed.pdf")).save(path)
    return path


def test_pages_count_on_over_the_files_of_one_letter(pdf: Make, read: Read, scan: Path):
    document = read(pdf(print_letter, print_letter), scan)
    assert [page.number for page in document.pages] == [1, 2, 3]
    assert [page.capture for page in document.pages] == [Capture.TEXT, Capture.TEXT, Capture.SCAN]
    assert [(source.name, source.pages) for source in document.sources] == [("letter.pdf", 2), ("scan.png", 1)]


def test_a_source_is_told_by_its_bytes_and_its_place_in_the_folder(pdf: Make, settings: Settings, tmp_path: Path):
    (tmp_path / "2025").mkdir()
    path = pdf(print_letter, name="2025/wrong name.txt")
    with open_files((path,), settings, relative_to=tmp_path) as opened:
        (source,) = opened.read().sources
    whole = path.read_bytes()
    assert (source.name, source.path) == ("wrong name.txt", "2025/wrong name.txt")
    assert (source.sha256, source.size) == (hashlib.sha256(whole).hexdigest(), len(whole))
    assert source.media_type == "application/pdf"


def test_a_name_that_is_no_text_is_shown_in_hex(pdf: Make, settings: Settings, tmp_path: Path):
    path = tmp_path / "scan\udcff.pdf"
    pdf(print_letter).rename(path)
    with open_files((path,), settings) as opened:
        assert opened.read().sources[0].name == "scan\\xff.pdf"


def test_reading_twice_gives_the_same(read: Read, scan: Path):
    assert read(scan) == read(scan)


def test_a_closer_look_adds_words_marked_as_such_and_keeps_the_first(settings: Settings, scan: Path):
    with open_files((scan,), settings) as opened:
        document = opened.read()
        first = document.pages[0]
        amount = next(word for word in first.words if word.text == "$1,234.56")
        again = opened.look_again(document, (Region(1, amount.box, "money"),)).pages[0]
    shown = [(word.text, word.box) for word in first.words]
    assert [(word.text, word.box) for word in again.words[: len(shown)]] == shown
    added = again.words[len(first.words) :]
    assert {word.reading for word in added} <= {ReadingPass.REGION, ReadingPass.SECOND_ENGINE}
    (same,) = [word for word in added if word.text == "$1,234.56" and word.reading is ReadingPass.REGION]
    assert same.box.overlap(amount.box) > 0.7
    assert again.text.startswith(first.text + "\n")


def test_a_closer_look_gives_no_halves_of_words_or_lines(settings: Settings, scan: Path):
    with open_files((scan,), settings) as opened:
        document = opened.read()
        first = document.pages[0]
        due, amount = (next(word.box for word in first.words if word.text == text) for text in ("due:", "$1,234.56"))
        # the region begins in the middle of a word and ends in the middle of the next line
        region = Box(due.x_mid, amount.y0, amount.x1, amount.y1 + 1.2 * amount.height)
        again = opened.look_again(document, (Region(1, region, None),)).pages[0]
    added = [word.text for word in again.words[len(first.words) :]]
    assert "$1,234.56" in added
    assert set(added) <= {word.text for word in first.words}


def test_a_closer_look_at_a_text_layer_or_at_nothing_changes_nothing(settings: Settings, pdf: Make):
    with open_files((pdf(print_letter),), settings) as opened:
        document = opened.read()
        assert opened.look_again(document, (Region(1, Box(0, 0, 1, 1)), Region(9, Box(0, 0, 1, 1)))) == document
        assert opened.look_again(document, ()) == document


def test_a_page_on_its_side_is_read_and_its_boxes_are_where_the_person_sees_them(
    read: Read, scan: Path, tmp_path: Path
):
    lying = tmp_path / "lying.png"
    with Image.open(scan) as upright:
        upright.rotate(-90, expand=True).save(lying)
    page = read(lying).pages[0]
    assert page.turned == 1
    assert page.width > page.height
    box = next(word.box for word in page.words if word.text == "Notice")
    # upright it begins 72/612 from the left, its foot at 108/792; turned clockwise, the foot points to the left
    assert (box.y0, 1 - box.x0) == pytest.approx((72 / 612, 108 / 792), abs=0.006)


def test_a_picture_of_a_page_has_the_resolution_asked_for(settings: Settings, pdf: Make):
    with open_files((pdf(print_letter),), settings) as opened:
        picture = opened.picture(1, 100)
    assert picture.size == (850, 1100)


@pytest.mark.parametrize(
    ("sample", "lost"), [("cp503-b-scan.pdf", ("$1,094.12", "XXX-XX-3186")), ("lt11-scan.pdf", ("$20,640.15",))]
)
def test_words_that_the_engine_loses_among_rules_and_columns_are_found(
    sample: str, lost: tuple[str, ...], read: Read, samples_out: Path, tmp_path: Path
):
    path = tmp_path / "scan.png"
    picture_of(samples_out / sample).save(path)
    words = [word.text for word in read(path).pages[0].words]
    assert set(lost) <= set(words)


def test_lines_all_alike_which_look_like_columns_are_read_the_right_way_up(read: Read, tmp_path: Path):
    page = Image.new("L", (1700, 2200), 250)
    for line in range(14):
        text = "This is one of the lines of an ordinary letter about taxes"
        ImageDraw.Draw(page).text((150, 300 + 50 * line), text, 30, ImageFont.load_default(32))
    path = tmp_path / "scan.png"
    page.save(path)
    found = read(path).pages[0]
    assert found.turned == 0
    assert [word.text for word in found.words].count("ordinary") == 14


def test_ink_that_is_no_print_says_so(read: Read, tmp_path: Path):
    path = tmp_path / "drawing.png"
    page = Image.new("L", (1700, 2200), 250)
    ImageDraw.Draw(page).ellipse((400, 600, 1300, 1500), fill=20)
    page.save(path)
    with pytest.raises(ReadError) as caught:
        read(path)
    assert caught.value.code is ErrorCode.NO_TEXT
    assert caught.value.hint


def test_a_page_that_can_not_be_read_costs_that_page_alone(pdf: Make, read: Read, tmp_path: Path):
    drawing = tmp_path / "drawing.png"
    page = Image.new("L", (1700, 2200), 250)
    ImageDraw.Draw(page).ellipse((400, 600, 1300, 1500), fill=20)
    page.save(drawing)

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(str(drawing), 0, 0, 612, 792)

    document = read(pdf(print_letter, draw, print_letter))
    assert [page.number for page in document.pages] == [1, 3]
    assert [(page.page, page.code) for page in document.unread] == [(2, ErrorCode.NO_TEXT)]
    assert share_read(document, 1) == 1.0


def test_a_text_page_needs_no_engine_and_a_scanned_one_says_that_it_does(pdf: Make, read: Read, scan: Path):
    assert share_read(read(pdf(print_letter), engine="replay:nowhere.json")) == 1.0
    with pytest.raises(ReadError) as caught:
        read(scan, engine="replay:nowhere.json")
    assert caught.value.code is ErrorCode.ENGINE_MISSING
