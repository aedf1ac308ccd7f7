"""A capture moves every place of the page along: a black patch is found where the map says that it went."""

from __future__ import annotations

import io
import json

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageOps

from samples.bench.__main__ import main
from samples.bench.capture import LEVELS, Exposure, Shot
from samples.bench.capture.flat import quarter_turn
from samples.bench.capture.shot import moved
from samples.bench.data import SETS
from samples.bench.make import make
from samples.draw.sheet import HEIGHT, WIDTH, Box, canvas_on

PATCHES: tuple[Box, ...] = (
    (0.12, 0.1, 0.2, 0.13),
    (0.7, 0.3, 0.8, 0.33),
    (0.15, 0.78, 0.22, 0.82),
    (0.78, 0.85, 0.86, 0.89),
)


def patched() -> bytes:
    out = io.BytesIO()
    canvas = canvas_on(out, "patches")
    for x0, y0, x1, y1 in PATCHES:
        canvas.rect(x0 * WIDTH, (1 - y1) * HEIGHT, (x1 - x0) * WIDTH, (y1 - y0) * HEIGHT, stroke=0, fill=1)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def shown(shot: Shot) -> np.ndarray:
    if shot.suffix == ".pdf":
        return pypdfium2.PdfDocument(shot.data)[0].render(scale=2, grayscale=True).to_numpy().squeeze()
    return np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(shot.data))).convert("L"))


@pytest.mark.parametrize("set_name", SETS)
@pytest.mark.parametrize("level", LEVELS)
def test_a_patch_is_where_the_map_says(level: str, set_name: str) -> None:
    shot = LEVELS[level](Exposure(set_name, patched(), 1, np.random.default_rng(11)))
    picture = shown(shot).astype(np.float64)
    high, wide = picture.shape
    number, place = shot.places[1]
    assert number == 1
    for patch in PATCHES:
        x0, y0, x1, y1 = (round(v * s) for v, s in zip(moved(patch, place), (wide, high, wide, high), strict=True))
        pad_x, pad_y = round(0.02 * wide), round(0.015 * high)
        around = picture[max(0, y0 - pad_y) : y1 + pad_y, max(0, x0 - pad_x) : x1 + pad_x]
        # a quarter of the way up, for the patch may lie half in a deep shadow
        black = around < around.min() + 0.25 * (np.percentile(around, 98) - around.min())
        rows, columns = np.flatnonzero(black.mean(axis=1) > 0.25), np.flatnonzero(black.mean(axis=0) > 0.25)
        found = (
            columns[0] + max(0, x0 - pad_x),
            rows[0] + max(0, y0 - pad_y),
            columns[-1] + max(0, x0 - pad_x),
            rows[-1] + max(0, y0 - pad_y),
        )
        for got, want, whole in zip(found, (x0, y0, x1, y1), (wide, high, wide, high), strict=True):
            assert abs(got - want) < 0.008 * whole, (patch, found, (x0, y0, x1, y1))


@pytest.mark.parametrize("quarters", range(4))
def test_a_quarter_turn_of_a_place_is_that_of_the_pixels(quarters: int) -> None:
    picture = np.zeros((40, 30))
    picture[4, 6] = 1.0
    turned = np.rot90(picture, quarters)
    row, column = np.argwhere(turned == 1.0)[0]
    sent = quarter_turn(quarters)(np.array([[6.5 / 30, 4.5 / 40]]))[0]
    assert sent == pytest.approx([(column + 0.5) / turned.shape[1], (row + 0.5) / turned.shape[0]])


def test_a_fax_is_one_bit_with_the_dots_of_a_fax() -> None:
    sizes = set()
    for seed in range(8):
        image = Image.open(io.BytesIO(LEVELS["fax"](Exposure("tune", patched(), 1, np.random.default_rng(seed))).data))
        assert image.mode == "1"
        assert image.info["compression"] == "group4"
        sizes.add(image.size)
    assert sizes == {(1728, 2156), (1728, 1078)}


def test_photos_reach_from_two_to_twelve_megapixels() -> None:
    pixels = set()
    for level in ("photo_easy", "photo_hard"):
        for seed in range(4):
            shot = LEVELS[level](Exposure("tune", patched(), 1, np.random.default_rng(seed)))
            size = Image.open(io.BytesIO(shot.data)).size
            pixels.add(round(size[0] * size[1] / 1e6))
    assert {2, 12} <= pixels


def test_a_stack_holds_letters_in_order_and_says_what_is_missing() -> None:
    missing, blank = 0, 0
    for number in range(6):
        made = make("tune", "stack", 2, number)
        count = len(pypdfium2.PdfDocument(made.data))
        told = made.truth
        pages = [page for letter in told["letters"] for page in letter["pages"]] + told["blank_pages"]
        assert sorted(pages) == list(range(1, count + 1))
        assert [min(letter["pages"]) for letter in told["letters"]] == sorted(min(x["pages"]) for x in told["letters"])
        missing += any(letter["missing_pages"] for letter in told["letters"])
        blank += bool(told["blank_pages"])
    assert missing
    assert blank


def test_the_command_writes_a_file_and_its_truth(tmp_path) -> None:
    arguments = ["--set", "report", "--level", "scan", "--count", "2", "--seed", "9", "--out", str(tmp_path)]
    assert main(arguments) == 0
    files = sorted(path.name for path in tmp_path.iterdir())
    names = ("report-scan-9-0000", "report-scan-9-0001")
    assert files == [f"{name}{suffix}" for name in names for suffix in (".pdf", ".truth.json")]
    told = json.loads((tmp_path / files[1]).read_bytes())
    assert told["set"] == "report"
    assert told["level"] == "scan"
    assert told["files"] == {files[0]: {"capture": "scan", "pages": told["letter"]["pages"]}}
    assert told["verdict_ok"] == told["letter"]["verdict_ok"]
