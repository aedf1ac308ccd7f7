"""Photos: the sheet found in its surroundings, made flat, and read; boxes as the photo shows them."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from irsletter.extract.picture.dewarp import mesh_of
from irsletter.extract.picture.light import calmed, grain_of
from irsletter.extract.picture.outline import cut_sides, find_outline
from irsletter.extract.picture.rim import sides_run_over, with_cut_sides
from irsletter.extract.picture.sheet import find_sheet
from irsletter.extract.seen import Seen
from irsletter.model.document import Capture, Document, PageFault, Word
from irsletter.model.geometry import Box

from .conftest import picture_of, print_letter

Read = Callable[..., Document]
CORNERS = [(150.0, 120.0), (860.0, 90.0), (910.0, 1180.0), (100.0, 1130.0)]
SIZE = (1000, 1300)


def table_with(corners: list[tuple[float, float]], *, shadow: bool = False, table: int = 70) -> Image.Image:
    """A light sheet on a darker, grainy table."""
    rng = np.random.default_rng(3)
    scene = Image.fromarray(np.clip(rng.normal(table, 8, SIZE[::-1]), 0, 255).astype(np.uint8)).convert("RGB")
    draw = ImageDraw.Draw(scene)
    draw.polygon(corners, fill=(225, 222, 214))
    for line in range(30):
        draw.line([(250, 250 + 28 * line), (760, 245 + 28 * line)], fill=(60, 60, 60), width=5)
    scene = scene.filter(ImageFilter.GaussianBlur(1.2))
    if shadow:
        dark = 1 - 0.35 / (1 + np.exp(-(np.arange(SIZE[0]) - 600) / 45))
        scene = Image.fromarray((np.asarray(scene) * dark[None, :, None]).astype(np.uint8))
    return scene


@pytest.mark.parametrize("shadow", [False, True])
@pytest.mark.parametrize("table", [40, 110, 150])
def test_the_four_corners_are_found_also_with_a_shadow_across_the_sheet(table: int, shadow: bool):
    outline = find_outline(table_with(CORNERS, shadow=shadow, table=table))
    assert outline is not None
    found = outline.points[list(outline.corners)] * SIZE
    assert np.abs(found - np.array(CORNERS)).max() < 12
    assert not outline.cut


def test_the_edge_of_a_deep_shadow_is_not_taken_for_the_edge_of_the_sheet():
    scene = np.asarray(table_with(CORNERS, table=110))
    dark = 1 - 0.75 / (1 + np.exp(-(np.arange(SIZE[0]) - 620) / 12))
    outline = find_outline(Image.fromarray((scene * dark[None, :, None]).astype(np.uint8)))
    right = CORNERS[1][0]
    assert outline is None or outline.points[outline.corners[1], 0] * SIZE[0] > right - 15


def test_a_paper_that_lies_against_the_sheet_is_no_part_of_it():
    scene = table_with(CORNERS, table=60)
    under = Image.new("RGB", SIZE, (60, 60, 60))
    draw = ImageDraw.Draw(under)
    # another sheet lies below the upper left corner; the letter's edge casts its shadow on it
    draw.polygon([(0, 60), (330, 0), (420, 260), (0, 420)], fill=(222, 219, 211))
    draw.polygon([(x - 16 if x < 500 else x + 16, y - 16) for x, y in CORNERS], fill=(110, 108, 102))
    letter = Image.new("L", SIZE)
    ImageDraw.Draw(letter).polygon(CORNERS, fill=255)
    outline = find_outline(Image.composite(scene, under.filter(ImageFilter.GaussianBlur(3)), letter))
    assert outline is not None
    found = outline.points[list(outline.corners)] * SIZE
    assert np.abs(found - np.array(CORNERS)).max() < 25


def creased(places: tuple[float, ...], levels: tuple[float, ...]) -> Image.Image:
    """The sheet folded across: each panel lit differently, a dark crease between two."""
    flat = table_with(CORNERS, table=40)
    rows = np.arange(SIZE[1])
    light = np.select([rows < 90 + share * 1080 for share in places], levels[:-1], levels[-1])
    for share in places:
        light = light * (1 - 0.5 * np.exp(-(((rows - 90 - share * 1080) / 3) ** 2)))
    return Image.fromarray((np.asarray(flat) * light[:, None, None]).astype(np.uint8))


@pytest.mark.parametrize(
    ("places", "levels"), [((0.5,), (0.8, 1.0)), ((0.34, 0.67), (0.75, 1.0, 0.75)), ((0.34, 0.67), (1.0, 0.75, 1.0))]
)
def test_the_lightest_panel_of_a_folded_sheet_is_not_taken_for_the_sheet(
    places: tuple[float, ...], levels: tuple[float, ...]
):
    outline = find_outline(creased(places, levels))
    assert outline is not None
    assert np.abs(outline.points[list(outline.corners)] * SIZE - np.array(CORNERS)).max() < 25


def test_grain_is_measured_and_taken_out_while_strokes_stay():
    rng = np.random.default_rng(5)
    plain = Image.new("L", (400, 300), 80)
    ImageDraw.Draw(plain).rectangle((100, 100, 106, 200), fill=20)
    grainy = Image.fromarray(np.clip(np.asarray(plain) + rng.normal(0, 6, (300, 400)), 0, 255).astype(np.uint8))
    assert grain_of(plain) == 0
    assert grain_of(grainy) == pytest.approx(6, abs=0.6)
    calm = np.asarray(calmed(grainy, grain_of(grainy)), dtype=float)
    assert calm[20:80, 20:380].std() < 3
    assert calm[120:180, 102:105].mean() < 30
    assert calm[120:180, 110:140].mean() > 70


@pytest.mark.parametrize("turned", [0, 2])
def test_grain_of_a_photo_in_the_dark_does_not_hide_which_way_up_it_lies(pdf: Callable[..., Path], turned: int):
    page = picture_of(pdf(print_letter)).convert("L")
    scene = Image.new("L", (page.width + 300, page.height + 300), 40)
    scene.paste(page, (150, 150))
    rng = np.random.default_rng(8)
    dark = np.asarray(scene.rotate(180 if turned else 0), dtype=np.float32) * 0.22 + rng.normal(
        0, 4.5, scene.size[::-1]
    )
    sheet = find_sheet(Seen(Image.fromarray(np.clip(dark, 0, 255).astype(np.uint8))))
    assert sheet.capture is Capture.PHOTO
    assert sheet.grain > 0
    assert sheet.placement.turned == turned or turned - sheet.placement.turned in sheet.doubts


def words_at(left: float, *, lines: int, confidence: float = 0.9) -> tuple[Word, ...]:
    return tuple(
        Word(text, Box(left + 0.1 * place, 0.1 * line, left + 0.1 * place + 0.08, 0.1 * line + 0.02), confidence)
        for line in range(1, lines + 1)
        for place, text in enumerate(("ayment", "due"))
    )


def test_lines_that_end_at_the_edge_of_the_picture_prove_on_which_side_the_sheet_is_cut_off():
    unseen = PageFault("no_outline", "The edges of the sheet can't be seen.")
    (fault,) = with_cut_sides((unseen,), words_at(0.0, lines=5))
    assert (fault.code, fault.message) == (
        "cut_edge",
        "The left edge of the sheet is cut off in the picture: photograph the whole page.",
    )
    assert sides_run_over(words_at(0.82, lines=5)) == ("right",)


def test_a_margin_some_marks_at_the_edge_or_noise_there_prove_nothing():
    unseen = (PageFault("no_outline", "The edges of the sheet can't be seen."),)
    assert with_cut_sides(unseen, words_at(0.03, lines=9)) == unseen
    assert with_cut_sides(unseen, words_at(0.0, lines=3)) == unseen
    assert with_cut_sides(unseen, words_at(0.0, lines=9, confidence=0.3)) == unseen


def test_the_side_over_which_the_sheet_runs_out_of_the_picture_is_named():
    outline = find_outline(table_with([(0.0, 120.0), (860.0, 90.0), (910.0, 1180.0), (0.0, 1130.0)], table=40))
    assert outline is None or outline.cut == ("left",)
    corners = np.array([[0.0, 0.1], [0.9, 0.1], [0.9, 0.9], [0.0, 0.9]])
    assert cut_sides(corners) == ("left",)
    assert cut_sides(np.add(corners, (0.05, 0.1))) == ("bottom",)
    assert cut_sides(np.array([[0.0, 0.2], [0.8, 0.0], [0.9, 0.7], [0.1, 0.9]])) == ("left", "top")
    assert cut_sides(np.array([[0.0, 0.2], [0.8, 0.1], [0.9, 0.7], [0.1, 0.9]])) == ()


def test_a_photo_that_cuts_the_sheet_off_says_so():
    def told(picture: Image.Image) -> list[str]:
        faults = find_sheet(Seen(picture)).faults
        return [fault.message for fault in faults if fault.code in ("cut_edge", "no_outline")]

    whole = table_with(CORNERS, table=40)
    assert told(whole) == []
    (message,) = told(whole.crop((220, 0, *SIZE)))
    assert "photograph the whole page" in message


def test_the_mesh_runs_from_corner_to_corner():
    outline = find_outline(table_with(CORNERS))
    assert outline is not None
    mesh = mesh_of(outline) * SIZE
    ends = [mesh[0, 0], mesh[0, -1], mesh[-1, -1], mesh[-1, 0]]
    assert np.abs(np.array(ends) - np.array(CORNERS)).max() < 12


def test_a_bent_edge_is_followed():
    along = np.linspace(0, 1, 40)
    top = [(150 + 700 * t, 150 - 45 * np.sin(np.pi * t)) for t in along]
    bent = [*top, (880.0, 1150.0), (120.0, 1150.0)]
    outline = find_outline(table_with(bent))
    assert outline is not None
    middle = mesh_of(outline)[0, 18] * SIZE
    assert middle[1] == pytest.approx(105, abs=8)


def test_where_no_sheet_stands_out_none_is_invented():
    assert find_outline(Image.new("RGB", SIZE, (230, 228, 220))) is None
    rng = np.random.default_rng(5)
    noise = Image.fromarray(rng.integers(0, 255, (*SIZE[::-1], 3)).astype(np.uint8))
    assert find_outline(noise) is None


@pytest.mark.parametrize("name", ["cp504", "cp14-c"])
def test_a_phone_photo_gives_the_letters_values_where_the_photo_shows_them(name: str, read: Read, samples_out: Path):
    document = read(samples_out / f"{name}-photo.jpg")
    page = document.pages[0]
    assert page.capture is Capture.PHOTO
    assert page.faults == ()
    truth = json.loads((samples_out / f"{name}.truth.json").read_text(encoding="utf-8"))
    checked = 0
    for field in ("amount_due", "notice_date"):
        for place in truth["boxes"][f"{name}-photo.jpg"][field]:
            x0, y0, x1, y1 = place["box"]
            near = [
                word.text
                for word in page.words
                if x0 < word.box.x_mid < x1 and y0 - 0.004 < word.box.y_mid < y1 + 0.004
            ]
            # a sentence's full stop may stick to its last word
            assert place["text"] == " ".join(near).rstrip(".")
            checked += 1
    assert checked >= 3


def test_without_the_photo_extra_a_photo_is_read_raw_and_says_so(
    read: Read, samples_out: Path, monkeypatch: pytest.MonkeyPatch
):
    import sys

    monkeypatch.setitem(sys.modules, "cv2", None)
    page = read(samples_out / "cp14-c-photo.jpg").pages[0]
    assert page.capture is Capture.PHOTO
    (fault,) = [fault for fault in page.faults if fault.code == "photo_extra_missing"]
    assert "irsletter[photo]" in fault.message
    assert page.words
