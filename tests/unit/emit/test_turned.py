"""Pages that lie on their side or upside down stand upright beside the answer, with their boxes."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from irsletter.emit.html import part
from irsletter.emit.page import Place, Point, Screen, Section, Table
from irsletter.emit.turned import upright
from tests.unit.emit.faces import LABELS

Box = tuple[float, float, float, float]
UPRIGHT: tuple[Box, ...] = ((0.1, 0.1, 0.4, 0.12), (0.6, 0.5, 0.72, 0.52))


def lying(box: Box, turns: int) -> Box:
    """``box`` after the page was turned to the left so many quarters."""
    for _ in range(turns):
        x0, y0, x1, y1 = box
        box = (y0, 1 - x1, y1, 1 - x0)
    return box


def screen(turns: int) -> Screen:
    rows = tuple((Place(1, lying(box, turns)),) for box in UPRIGHT)
    table = Table(("Field", "Value", "Page", "Mark"), tuple(("a", "b", "1", "accepted") for _ in rows), rows)
    points = (
        Point("It asks for a gift card.", places=rows[0]),
        Point("So does page 2.", places=(Place(2, UPRIGHT[1]),)),
    )
    section = Section("What we read", points, table)
    return Screen("CP14", "A bill.", False, (1, 2), (), (section,), "No advice.", {1: turns} if turns else {})


def picture(turns: int) -> bytes:
    written = io.BytesIO()
    Image.new("L", (850, 1100) if turns % 2 == 0 else (1100, 850), 255).save(written, "PNG")
    return written.getvalue()


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_page_is_set_upright_with_its_boxes_and_others_are_left(turns: int) -> None:
    (section,) = upright(screen(turns)).sections
    assert section.table is not None
    assert [row[0].box for row in section.table.places] == [pytest.approx(box) for box in UPRIGHT]
    assert [point.places[0].box for point in section.points] == [pytest.approx(box) for box in UPRIGHT]
    first, second = part("letter-1", screen(turns), LABELS, {1: picture(turns), 2: picture(0)}).sheets
    assert (first.width, first.height) == (second.width, second.height) == (850, 1100)
