"""Strings that look like a value are told from others, and what eyes missed, invented or left lying is counted."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from irsletter.extract.ocr import linereader
from samples.bench.capture.flat import quarter_turn
from samples.bench.capture.shot import quarters
from samples.bench.strings import field_strings, invented
from samples.measured import Measured
from samples.remembered import RememberedLines
from samples.sight import sight_table, sights

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "out"
TRUTH = {
    "files": {"a.pdf": {"capture": "scan"}},
    "print": {
        "a.pdf": {
            "1": {"turned": 0, "strings": ["1,077.25", "june25,2018", "cp14"]},
            "2": {"turned": 1, "strings": ["800-829-0922"]},
        }
    },
}


def measured(*pages: tuple[int, int, str]) -> Measured:
    told = tuple({"number": number, "turned": turned, "text": text} for number, turned, text in pages)
    return Measured({"source": {"name": "a.pdf"}}, pages=told)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Amount due by June 25,\n2018: $1,077.25", {"june25,2018", "1,077.25"}),
        ("Pague antes del 25 de junio de 2018", {"25dejuniode2018"}),
        ("CP 14, Letter 1058, LT11; call 800-829-0922 or (800) 829-0922", {
            "cp14", "letter1058", "lt11", "800-829-0922", "(800)829-0922"}),
        ("KANSAS CITY, MO 64999-0010; 06/25/2018", {"64999-0010", "06/25/2018"}),
        ("Form 1040, page 1 of 4, 12 items, 666-23-4642", set()),
    ],
)  # fmt: skip
def test_what_looks_like_a_value(text: str, found: set[str]) -> None:
    assert field_strings(text) == found


def test_part_of_a_printed_string_is_not_invented() -> None:
    assert invented("077.25 and 1,077.26", ["1,077.25"]) == {"1,077.26"}


def test_counts_by_level() -> None:
    read = measured((1, 0, "CP14\nJune 25, 2018\n$1,077.26"), (2, 1, "call 800-829-0922"))
    one = sights([TRUTH], [read])["scan"]
    assert (one.pages, one.printed, one.found, one.false, one.upright) == (2, 4, 3, 1, 2)


def test_a_page_left_lying_and_a_file_not_read_count_as_not_upright() -> None:
    assert sights([TRUTH], [measured((1, 0, ""), (2, 0, ""))])["scan"].upright == 1
    unread = sights([TRUTH], [])
    assert (unread["scan"].found, unread["scan"].upright) == (0, 0)
    assert any("scan" in line for line in sight_table(unread))


def test_a_page_lies_as_it_was_turned() -> None:
    # the map's turns are counter-clockwise, those of the truth clockwise
    assert [quarters(quarter_turn(turn)) for turn in (0, 1, 2, 3)] == [0, 3, 2, 1]
    assert quarters(lambda points: points + np.array([0.0, 0.1])) == 0


def test_a_line_that_was_read_once_is_not_read_again(tmp_path: Path) -> None:
    why = linereader.missing()
    if why is not None:
        pytest.skip(why)
    with Image.open(SAMPLES / "cp504-photo.jpg") as photo:
        line = photo.convert("L").resize((600, 48), box=(0, 400, 600, 448))
    first = RememberedLines(linereader.LineReader(), tmp_path)
    glyphs = first.read(line)
    (kept,) = tmp_path.rglob("*.line.json")
    kept.write_text('[["X", 0.5, 0.25]]', encoding="utf-8")
    assert first.read(line) == (linereader.Glyph("X", 0.5, 0.25),)
    kept.unlink()
    assert RememberedLines(linereader.LineReader(), tmp_path).read(line) == glyphs
