"""Pages that lie on their side or upside down stand upright beside the answer, with their boxes."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from irsletter.emit.html import part
from irsletter.emit.page import Place, Screen, Section, Table
from irsletter.emit.turned import turned, upright_turns
from tests.unit.emit.faces import LABELS

UPRIGHT = (
    ((0.1, 0.1, 0.4, 0.12), (0.1, 0.125, 0.45, 0.145), (0.1, 0.15, 0.42, 0.17)),  # an address
    ((0.6, 0.1, 0.75, 0.12),),
    ((0.1, 0.7, 0.4, 0.72), (0.1, 0.725, 0.45, 0.745)),
    ((0.6, 0.5, 0.72, 0.52),),
)
Box = tuple[float, float, float, float]


def lying(box: Box, turns: int) -> Box:
    """``box`` after the page was turned to the left so many quarters."""
    for _ in range(turns):
        x0, y0, x1, y1 = box
        box = (y0, 1 - x1, y1, 1 - x0)
    return box


def screen(turns: int, rows: tuple[tuple[Box, ...], ...] = UPRIGHT) -> Screen:
    places = tuple(tuple(Place(1, lying(box, turns)) for box in row) for row in rows)
    table = Table(("Field", "Value", "Page", "Mark"), tuple(("a", "b", "1", "accepted") for _ in rows), places)
    return Screen("CP14", "A bill.", False, (1,), (), (Section("What we read", table=table),), "No advice.")


def picture(turns: int) -> bytes:
    written = io.BytesIO()
    Image.new("L", (850, 1100) if turns % 2 == 0 else (1100, 850), 255).save(written, "PNG")
    return written.getvalue()


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_page_is_set_upright_with_its_boxes(turns: int) -> None:
    size = (850, 1100) if turns % 2 == 0 else (1100, 850)
    found = upright_turns(screen(turns), {1: size})
    assert found == ({1: turns} if turns else {})
    (section,) = turned(screen(turns), found).sections
    assert section.table is not None
    seen = [place.box for row in section.table.places for place in row]
    assert seen == [pytest.approx(box) for row in UPRIGHT for box in row]
    (sheet,) = part("letter-1", screen(turns), LABELS, {1: picture(turns)}).sheets
    assert (sheet.width, sheet.height) == (850, 1100)


def test_a_page_of_which_little_was_read_is_left_as_it_is() -> None:
    assert upright_turns(screen(1, UPRIGHT[1:2]), {1: (1100, 850)}) == {}
    assert upright_turns(screen(2, UPRIGHT[1::2]), {1: (850, 1100)}) == {}
