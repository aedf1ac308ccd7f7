"""Which way up a page lies, how it slopes, and whether it is blank, by its ink alone."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from irsletter.extract.picture.sheet import find_sheet
from irsletter.extract.seen import Seen
from irsletter.model.document import Capture

from .conftest import picture_of, print_letter

SCANS = ("cp14-scan.pdf", "letter1058-scan.pdf", "lt11-scan.pdf")


@pytest.fixture(scope="module", params=SCANS)
def scan(request: pytest.FixtureRequest, samples_out) -> Image.Image:
    return picture_of(samples_out / request.param)


@pytest.mark.parametrize("turned", range(4))
def test_every_way_up_is_told_apart(scan: Image.Image, turned: int):
    seen = Seen(scan.rotate(-90 * turned, expand=True))
    sheet = find_sheet(seen)
    assert sheet.capture is Capture.SCAN
    assert sheet.placement.turned == turned
    assert sheet.doubts == ()


@pytest.mark.parametrize("degrees", [-12, -5, 7, 13])
def test_a_page_laid_in_askew_is_set_straight(scan: Image.Image, degrees: int):
    seen = Seen(scan.rotate(-degrees, expand=True, fillcolor=245))
    mesh = find_sheet(seen).placement.mesh
    assert mesh is not None
    width, height = seen.image.size
    along = (mesh[0, -1] - mesh[0, 0]) * (width, height)
    # the sample is itself a degree or two askew
    assert np.degrees(np.arctan2(along[1], along[0])) == pytest.approx(degrees, abs=2.3)


@pytest.mark.parametrize("degrees", [-1.7, 1.5])
def test_the_slope_of_a_page_fed_carelessly_is_taken_out(pdf: Callable[..., Path], degrees: float):
    fed = Seen(picture_of(pdf(print_letter)).rotate(-degrees, fillcolor=255))
    mesh = find_sheet(fed).placement.mesh
    assert mesh is not None
    along = (mesh[0, -1] - mesh[0, 0]) * fed.image.size
    assert np.degrees(np.arctan2(along[1], along[0])) == pytest.approx(degrees, abs=0.3)


@pytest.mark.parametrize("degrees", [-0.4, 0.0, 0.5])
def test_a_page_that_lies_nearly_straight_is_left_alone(pdf: Callable[..., Path], degrees: float):
    fed = Seen(picture_of(pdf(print_letter)).rotate(-degrees, fillcolor=255))
    assert find_sheet(fed).placement.mesh is None


def test_a_blank_sheet_with_grain_dust_and_a_dark_edge_is_blank():
    rng = np.random.default_rng(7)
    grey = 244 + np.kron(rng.normal(0, 2, (1100, 850)), np.ones((2, 2)))
    grey[:, :5] -= 80
    for x, y in zip(rng.integers(10, 1690, 40), rng.integers(10, 2190, 40), strict=True):
        grey[y : y + 2, x : x + 2] -= 110
    page = Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
    assert find_sheet(Seen(page)).capture is Capture.BLANK


def test_one_short_line_is_not_blank():
    from PIL import ImageDraw, ImageFont

    page = Image.new("L", (1700, 2200), 250)
    font = ImageFont.load_default(28)
    ImageDraw.Draw(page).text((500, 1000), "This page is intentionally left blank", 30, font)
    assert find_sheet(Seen(page)).capture is Capture.SCAN


@pytest.mark.parametrize("dpi", [75, 100, 150, 200, 300, 600])
def test_print_is_read_at_about_the_same_size_whatever_the_resolution(dpi: int, samples_out):
    sheet = find_sheet(Seen(picture_of(samples_out / "cp14-scan.pdf", dpi=dpi)))
    # ten points: small letters of 5 points are 14 pixels at 200 dpi
    assert 130 <= sheet.size[0] / 8.5 <= 310
    assert (dpi <= 100) == any(fault.code == "low_resolution" for fault in sheet.faults)


def test_blurred_print_is_named(scan: Image.Image):
    from PIL import ImageFilter

    assert [fault.code for fault in find_sheet(Seen(scan)).faults] == []
    blurred = scan.filter(ImageFilter.GaussianBlur(3.5))
    assert "blurred" in [fault.code for fault in find_sheet(Seen(blurred)).faults]
