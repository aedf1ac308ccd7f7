"""Bent lines of print made level, and pages left alone whose lines are level already."""

import numpy as np
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from irsletter.extract.picture.bend import levelled
from irsletter.extract.picture.ink import ink_of
from irsletter.extract.picture.placement import WHOLE, Placement

from .conftest import picture_of

SIZE = (1240, 1605)
ROWS = 22


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Image.Image:
    path = tmp_path_factory.mktemp("bend") / "rows.pdf"
    canvas = Canvas(str(path), pagesize=(612, 792))
    canvas.setFont("Helvetica", 11)
    for row in range(ROWS):
        canvas.drawString(72, 700 - 26 * row, "Unpaid amount from prior notices and interest charges")
        canvas.drawRightString(540, 700 - 26 * row, f"${row + 10},336.71")
    canvas.save()
    return picture_of(path)


def bent(picture: Image.Image, by: float) -> Image.Image:
    """Each column shifted down by up to ``by`` pixels: a wave across the page that grows towards its foot."""
    pixels = np.asarray(picture)
    down, across = np.indices(pixels.shape)
    wave = by * np.sin(across / pixels.shape[1] * 5.0) * (0.6 + 0.4 * down / pixels.shape[0])
    return Image.fromarray(pixels[np.clip(down - wave.round().astype(int), 0, pixels.shape[0] - 1), across])


def drift(picture: Image.Image) -> float:
    """Pixels by which the rows of the right-hand column stand lower or higher than those of the left."""
    mask = ink_of(picture).mask
    starts = []
    for columns in (mask[:, : mask.shape[1] // 3], mask[:, -mask.shape[1] // 5 :]):
        inked = np.concatenate(([False], columns.any(axis=1), [False])).astype(np.int8)
        begins, ends = (np.flatnonzero(np.diff(inked) == step) for step in (1, -1))
        starts.append((begins + ends)[ends - begins > 5] / 2)
    assert len(starts[0]) == len(starts[1]) == ROWS
    return float(np.abs(starts[0] - starts[1]).max())


def test_bent_lines_come_out_level(printed: Image.Image):
    picture = bent(printed, 40.0)
    placement = levelled(picture, Placement(), SIZE)
    # letters of both columns differ in height by up to three pixels in level rows too
    assert drift(placement.draw(picture, WHOLE, SIZE)) < 5.0


def test_a_place_on_the_levelled_page_is_known_in_the_picture(printed: Image.Image):
    picture = bent(printed, 40.0)
    placement = levelled(picture, Placement(), SIZE)
    points = np.array([[0.2, 0.3], [0.8, 0.5]])
    shown = placement.to_picture(points)
    assert np.abs(shown - points)[:, 1].max() > 0.004
    assert shown[:, 0] == pytest.approx(points[:, 0], abs=1e-3)


def test_level_lines_are_left_as_they_are(printed: Image.Image):
    as_it_is = Placement()
    assert levelled(printed, as_it_is, SIZE) is as_it_is


def test_a_page_with_hardly_a_line_is_left_as_it_is():
    as_it_is = Placement()
    assert levelled(Image.new("L", (1700, 2200), 250), as_it_is, SIZE) is as_it_is
