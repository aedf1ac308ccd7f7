"""Typewriter print: letters of one width, blanks as wide as a letter."""

from irsletter.model.document import Capture, Page, Word
from irsletter.model.geometry import Box
from irsletter.parse.page.sheets import sheets_of

PITCH, HEIGHT = 0.01, 0.0095
BODY = ("we need more information to verify your identity before your return goes", "through the usual steps and") * 2


def typed(*lines: tuple[float, str], widths: dict[str, float] | None = None) -> Page:
    """A page set letter by letter on a grid, as computers print letters; ``widths`` sets single letters wider."""
    wide, words = widths or {}, []
    for row, (x, text) in enumerate((*lines, *((0.1, text) for text in BODY))):
        at, y = x, 0.05 + 0.014 * row
        for piece in text.split(" "):
            width = sum(PITCH * wide.get(letter, 1.0) for letter in piece)
            if piece:
                words.append(Word(piece, Box(at + 0.001, y, at + width - 0.002, y + HEIGHT), line=row))
            at += width + PITCH
    return Page.of(1, 612, 792, Capture.SCAN, words)


def cells(page: Page) -> list[str]:
    return [cell.text for cell in sorted(sheets_of(page)[-1].cells, key=lambda cell: (cell.box.y0, cell.box.x0))]


def test_one_blank_joins_and_two_blanks_part_in_typewriter_print() -> None:
    found = cells(typed((0.5, "Mar. 11, 2025  LTR 5071C   0"), (0.5, "XXX-XX-2204  202412 30")))
    assert found[:5] == ["Mar. 11, 2025", "LTR 5071C", "0", "XXX-XX-2204", "202412 30"]


def test_in_other_print_a_blank_as_wide_as_a_letter_parts() -> None:
    found = cells(typed((0.5, "Notice CP14"), widths=dict.fromkeys("mweo", 1.7) | dict.fromkeys("itfrlj", 0.5)))
    assert found[:2] == ["Notice", "CP14"]


def test_small_blurred_print_whose_letters_seem_to_differ_a_little_is_still_typewriter_print() -> None:
    page = typed((0.5, "Mar. 11, 2025  LTR 5071C   0"), widths=dict.fromkeys("ur", 1.2) | dict.fromkeys("itn", 0.85))
    assert cells(page)[:3] == ["Mar. 11, 2025", "LTR 5071C", "0"]
