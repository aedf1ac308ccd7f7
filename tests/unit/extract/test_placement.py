"""Where a word lies on the straightened page and where the person sees it."""

import numpy as np
import pytest
from PIL import Image

from irsletter.extract.picture.placement import WHOLE, Placement
from irsletter.model.geometry import Box

TOP_LEFT = Box(0.1, 0.0, 0.3, 0.2)


def close(one: Box, other: Box, tolerance: float = 1e-9) -> bool:
    return all(abs(a - b) <= tolerance for a, b in zip(one.rounded(9).as_list(), other.as_list(), strict=True))


@pytest.mark.parametrize(
    ("turned", "expected"),
    [
        (0, Box(0.1, 0.0, 0.3, 0.2)),
        # a page turned clockwise by a quarter shows its top on the right
        (1, Box(0.8, 0.1, 1.0, 0.3)),
        (2, Box(0.7, 0.8, 0.9, 1.0)),
        (3, Box(0.0, 0.7, 0.2, 0.9)),
    ],
)
def test_a_box_near_the_top_left_is_seen_where_the_turned_picture_shows_it(turned: int, expected: Box):
    assert close(Placement(turned=turned).seen(TOP_LEFT), expected)


@pytest.mark.parametrize("turned", range(4))
def test_drawing_undoes_the_turn(turned: int):
    upright = Image.fromarray(np.arange(12, dtype=np.uint8).reshape(3, 4) * 20)
    seen = upright.rotate(-90 * turned, expand=True)
    assert Placement(turned=turned).draw(seen, WHOLE, upright.size).tobytes() == upright.tobytes()


def bent(columns: int = 9, rows: int = 9) -> np.ndarray:
    """A sheet that fills the middle of the picture, its upper edge bent upward."""
    x, y = np.meshgrid(np.linspace(0, 1, columns), np.linspace(0, 1, rows))
    return np.stack([0.1 + 0.8 * x, 0.15 + 0.75 * y - 0.05 * np.sin(np.pi * x) * (1 - y)], axis=-1)


def test_the_corners_and_the_bend_of_a_sheet_map_to_the_picture():
    placement = Placement(bent())
    corners = placement.to_picture(np.array([[0.0, 0.0], [1.0, 1.0], [0.5, 0.0]]))
    assert corners == pytest.approx(np.array([[0.1, 0.15], [0.9, 0.9], [0.5, 0.10]]))


@pytest.mark.parametrize("turned", range(4))
def test_a_region_seen_is_found_again_on_the_straightened_page(turned: int):
    placement = Placement(bent(), turned)
    box = Box(0.4, 0.5, 0.6, 0.55)
    found = placement.straightened(placement.seen(box))
    assert found is not None
    assert box.overlap(found) == pytest.approx(1.0)
    assert found.area < 2.5 * box.area


def test_a_region_beside_the_sheet_is_nowhere_on_it():
    assert Placement(bent()).straightened(Box(0.0, 0.0, 0.05, 0.05)) is None


def test_drawing_a_part_shows_just_that_part():
    picture = Image.new("L", (200, 300), 255)
    picture.paste(0, (100, 150, 120, 160))
    part = Placement().draw(picture, Box(0.5, 0.5, 0.6, 160 / 300), (40, 20))
    # the rim blends with what lies around it
    assert np.asarray(part)[2:-2, 2:-2].max() < 10
    assert np.asarray(Placement().draw(picture, Box(0.7, 0.5, 0.8, 160 / 300), (40, 20))).min() == 255
