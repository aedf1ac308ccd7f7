"""Pages set by hand: lines of words at given places, as a reader would hand them over."""

from dataclasses import replace

from irsletter.catalog.load import Catalog, load_catalog
from irsletter.model.document import Capture, Document, Page, UnreadPage, Word
from irsletter.model.geometry import Box

_LETTER_WIDTH, _HEIGHT = 0.0085, 0.011

Line = tuple[float, float, str]
"""Left edge and top in page fractions, and the text."""


def rules_alone() -> Catalog:
    """The catalog without measured confidences: what the rules of the reader say by themselves."""
    return replace(load_catalog(), weights=None)


def page(number: int, *lines: Line) -> Page:
    words: list[Word] = []
    for row, (x, y, text) in enumerate(lines):
        at = x
        for piece in text.split():
            width = len(piece) * _LETTER_WIDTH
            words.append(Word(piece, Box(at, y, at + width, y + _HEIGHT), line=row))
            at += width + 0.5 * _LETTER_WIDTH
    return Page.of(number, 612, 792, Capture.TEXT if words else Capture.BLANK, words)


def document(*pages: Page, unread: tuple[UnreadPage, ...] = ()) -> Document:
    return Document(sources=(), pages=pages, unread=unread)


def header(code: str, date: str, taxpayer_id: str, count: str) -> tuple[Line, ...]:
    """The header box of a redesigned notice."""
    return (
        (0.62, 0.045, "Notice"),
        (0.80, 0.045, code),
        (0.62, 0.060, "Notice date"),
        (0.80, 0.060, date),
        (0.62, 0.075, "Social security number"),
        (0.82, 0.075, taxpayer_id),
        (0.62, 0.135, count),
    )


TREASURY: tuple[Line, ...] = ((0.14, 0.045, "Department of the Treasury"), (0.14, 0.060, "Internal Revenue Service"))


def prose(y: float, *texts: str) -> tuple[Line, ...]:
    return tuple((0.08, y + 0.016 * row, text) for row, text in enumerate(texts))
