"""One letter from specification to files: drawn, captured at every level, its truth beside them."""

from __future__ import annotations

from collections.abc import Callable

from samples.draw import layout_b, layout_c, plain, typed
from samples.draw.capture import captures
from samples.draw.printed import values
from samples.draw.sheet import Mark, Sheet
from samples.draw.spec import Letter
from samples.draw.truth import truth
from samples.draw.wording import Wording, load_wording

LAYOUTS: dict[str, Callable[[Sheet, Letter, Wording], None]] = {
    "b": layout_b.draw,
    "c": layout_c.draw,
    "typed": typed.draw,
    "state": plain.draw_state,
    "warrant": plain.draw_warrant,
}


def draw(letter: Letter) -> tuple[bytes, tuple[Mark, ...], int]:
    """The text PDF of ``letter``, the places of its values, its number of pages.

    Drawn twice: the first time to learn how many pages to print in "Page 1 of N".
    """
    wording = load_wording(letter.wording)
    count = 0
    for _ in range(2):
        sheet = Sheet(values(letter), count, f"Invented sample {letter.name}")
        LAYOUTS[letter.layout](sheet, letter, wording)
        count = sheet.page
    return sheet.finish(), tuple(sheet.marks), count


def make(letter: Letter) -> dict[str, bytes]:
    """Every file of ``letter`` by name."""
    pdf, marks, count = draw(letter)
    files = captures(letter, pdf, count)
    return {one.name: one.data for one in files} | {f"{letter.name}.truth.json": truth(letter, marks, files)}
