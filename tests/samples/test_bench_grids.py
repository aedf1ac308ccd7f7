"""A quarter of the layouts rule their label boxes and tables cell by cell, and no line runs through a character."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium_c
import pytest

from samples.bench import letter as drawing
from samples.bench.geometry import Geometry, geometry
from samples.bench.make import specimen


@pytest.fixture
def plans(monkeypatch: pytest.MonkeyPatch) -> list[Geometry]:
    """The layouts in the order in which letters were drawn."""
    found: list[Geometry] = []

    def kept(set_name: str, rng: object) -> Geometry:
        found.append(geometry(set_name, rng))  # type: ignore[arg-type]
        return found[-1]

    monkeypatch.setattr(drawing, "geometry", kept)
    return found


def upright_lines(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float]]:
    """Place, lower and upper end of each upright line of the page, in points."""
    for one in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = one.get_bounds()
        if right - left < 2.5 and top - bottom > 8:
            yield (left + right) / 2, bottom, top


def cut_characters(page: pypdfium2.PdfPage) -> str:
    text = page.get_textpage()
    lines = list(upright_lines(page))
    cut = []
    for number in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(number)
        if any(left + 0.4 < x < right - 0.4 and low < (bottom + top) / 2 < high for x, low, high in lines):
            cut.append(text.get_text_range(number, 1))
    return "".join(cut)


@pytest.mark.parametrize("set_name", ["tune", "calibrate", "report"])
def test_letters_in_grids_are_ruled_all_round_and_every_character_stays_clear(
    set_name: str, plans: list[Geometry]
) -> None:
    ruled = 0
    for number in range(60):
        drawn = specimen(set_name, 5, number)
        if not plans[-1].grid or drawn.facts.look not in {"a", "b", "e", "m"}:
            continue
        with pypdfium2.PdfDocument(drawn.drawn.pdf) as document:
            ruled += bool(list(upright_lines(document[0])))
            assert [cut_characters(page) for page in document] == [""] * len(document), drawn.family
    assert ruled >= 4
    assert 5 <= sum(plan.grid for plan in plans) <= 30
