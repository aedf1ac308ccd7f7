"""The text layer of a PDF page: words with boxes, fonts and links, what is hidden, and whether to trust any of it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as raw

from irsletter.extract.lines import arrange
from irsletter.extract.pdf.objects import Objects, objects_of
from irsletter.extract.pdf.plausible import is_plausible
from irsletter.extract.pdf.second import second_words
from irsletter.extract.pdf.view import View
from irsletter.extract.source import TextLayer
from irsletter.model.document import Link, Source, Word
from irsletter.model.geometry import Box
from irsletter.patterns import compile_pattern

if TYPE_CHECKING:
    import pypdfium2 as pdfium
    from PIL.Image import Image

_WORD = compile_pattern(r"\S+")
_LINE_END = "\x02\ufffe\u00ad"
_SCANNED = 0.8
"""Share of the page that pictures cover from which its text is another program's guess at them."""
_PICTURED, _FEW_WORDS = 0.3, 60
_TINIEST = 2.0
"""Points below which print can't be read by eye."""
_INVISIBLE = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_WHITE, _CLEAR = 243, 20
"""Lightest of 255 from which ink may be white on white; opacity of 255 below which it is none."""
_CHECK_DPI = 100
_CONTRAST = 24
"""Greys of 255 between darkest and lightest spot below which nothing stands in a box."""
_BOLD = 600
_MARKS = str.maketrans(
    {
        **dict.fromkeys(_LINE_END, "-"),
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
    }
)
"""Hyphens at line ends as PDFium writes them, and ligatures."""


@dataclass(frozen=True, slots=True)
class _Style:
    font: str
    size: float
    bold: bool
    mode: int
    light: int
    """The darkest of red, green and blue: 255 is white."""
    opacity: int


def read_text_layer(page: pdfium.PdfPage, path: Path, place: int, password: str | None) -> TextLayer:
    """What the page at ``place`` (0-based) says in text; without words where its picture must be read instead."""
    view = View.of(page)
    objects = objects_of(page, view)
    words, unseen = _shown_and_hidden(page, view, objects)
    foreign: list[Word] = []
    if objects.pictures >= _SCANNED:
        # invisible text upon a scan is some other program's reading of it, no secret
        hidden = [word for word, mode in unseen if mode not in _INVISIBLE]
        foreign = [word for word, mode in unseen if mode in _INVISIBLE]
        words = []
    else:
        hidden = [word for word, _ in unseen]
        if objects.pictures >= _PICTURED and len(words) < _FEW_WORDS:
            words = []
        elif not words and objects.texts and not hidden:
            words = list(second_words(path, place, password))
        if not is_plausible(words):
            words = []
    aspect = view.height / view.width
    arranged = arrange(words, aspect)
    return TextLayer(
        words=arranged,
        hidden=tuple(replace(word, source=Source.HIDDEN) for word in arrange(hidden, aspect)),
        links=tuple(_links(page, view, arranged)),
        size=(view.width, view.height),
        drawings=objects.drawings,
        foreign=arrange(foreign, aspect),
        overdrawn=objects.overdrawn,
    )


def _shown_and_hidden(page: pdfium.PdfPage, view: View, objects: Objects) -> tuple[list[Word], list[tuple[Word, int]]]:
    """The words that the eye sees, and those it does not with their render mode."""
    shown: list[Word] = []
    hidden: list[tuple[Word, int]] = []
    doubtful: list[tuple[Word, int]] = []
    for word, style, points in _words(page, view):
        box = word.box
        off = not (0 <= box.x_mid <= 1 and 0 <= box.y_mid <= 1)
        unseen = style.mode in _INVISIBLE or style.opacity < _CLEAR
        if off or unseen or points < _TINIEST:
            hidden.append((word, style.mode))
        elif style.light >= _WHITE or objects.covers:
            doubtful.append((word, style.mode))
        else:
            shown.append(word)
    if doubtful:
        picture = page.render(scale=_CHECK_DPI / 72, grayscale=True, may_draw_forms=False).to_pil()
        for word, mode in doubtful:
            if _stands_out(picture, word.box):
                shown.append(word)
            else:
                hidden.append((word, mode))
    return shown, hidden


def _words(page: pdfium.PdfPage, view: View) -> Iterator[tuple[Word, _Style, float]]:
    """Each word with its style and the height in points that its first character takes, whichever way it runs."""
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        text = textpage.get_text_range() if count else ""
        if len(text) != count:
            # places in the text and in the list of characters went apart: take the characters one by one
            text = "".join(chr(raw.FPDFText_GetUnicode(textpage, place) or 32) for place in range(count))
        styles: dict[int, _Style] = {}
        for first, last in _spans(textpage, text, view):
            one, other = _char_box(textpage, first, view), _char_box(textpage, last, view)
            if one is None or other is None:
                continue
            held = raw.FPDFText_GetTextObject(textpage, first)
            address = ctypes.cast(held, ctypes.c_void_p).value or 0
            style = styles.get(address)
            if style is None:
                style = styles[address] = _style(textpage, first, held)
            # as drawn, whatever font size and matrix claim: a character's box is as high as its font, not as its ink
            points = max(one.height * view.height, one.width * view.width)
            printed = text[first : last + 1].translate(_MARKS)
            yield Word(printed, one.union(other), font=style.font, size=style.size, bold=style.bold), style, points
    finally:
        textpage.close()


def _spans(textpage: Any, text: str, view: View) -> Iterator[tuple[int, int]]:
    """First and last place of each word: PDFium leaves out the break behind a hyphen that ends a line, and what begins
    the next line is a word of its own."""
    for found in _WORD.finditer(text):
        first, last = found.start(), found.end() - 1
        for place in range(first, last):
            if text[place] in _LINE_END:
                here, after = _char_box(textpage, place, view), _char_box(textpage, place + 1, view)
                if here is not None and after is not None and not here.same_row(after):
                    yield first, place
                    first = place + 1
        yield first, last


def _char_box(textpage: Any, place: int, view: View) -> Box | None:
    rectangle = raw.FS_RECTF()
    if not raw.FPDFText_GetLooseCharBox(textpage, place, rectangle):
        return None
    return view.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)


def _style(textpage: Any, place: int, held: Any) -> _Style:
    matrix = raw.FS_MATRIX()
    scale = 1.0
    if raw.FPDFText_GetMatrix(textpage, place, matrix):
        scale = float((matrix.c**2 + matrix.d**2) ** 0.5) or 1.0
    size = round(raw.FPDFText_GetFontSize(textpage, place) * scale, 2)
    flags = ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(textpage, place, None, 0, flags)
    buffer = ctypes.create_string_buffer(max(length, 1))
    raw.FPDFText_GetFontInfo(textpage, place, buffer, length, flags)
    # a subset's name is marked by six letters and a plus sign (ISO 32000-1, 9.6.4)
    font = buffer.value.decode("utf-8", "replace").rpartition("+")[2]
    bold = raw.FPDFText_GetFontWeight(textpage, place) >= _BOLD or "bold" in font.lower()
    red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
    light, solid = 0, 255
    if held and raw.FPDFPageObj_GetFillColor(held, red, green, blue, opacity):
        light, solid = min(red.value, green.value, blue.value), opacity.value
    mode = raw.FPDFTextObj_GetTextRenderMode(held) if held else raw.FPDF_TEXTRENDERMODE_FILL
    return _Style(font, size, bold, mode, light, solid)


def _stands_out(picture: Image, box: Box) -> bool:
    """Whether anything can be seen in the middle of a box of the rendered page."""
    y_air = 0.2 * box.height
    x0, x1 = int(box.x0 * picture.width), int(box.x1 * picture.width) + 1
    y0, y1 = int((box.y0 + y_air) * picture.height), int((box.y1 - y_air) * picture.height) + 1
    cut = picture.crop((max(x0, 0), max(y0, 0), min(x1, picture.width), min(y1, picture.height)))
    if 0 in cut.size:
        return False
    dark, light = cut.getextrema()
    return bool(light - dark >= _CONTRAST)  # type: ignore[operator]


def _links(page: pdfium.PdfPage, view: View, words: tuple[Word, ...]) -> Iterator[Link]:
    """Link annotations that lead to an address, each with the words shown upon it."""
    document = page.pdf
    start, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, start, link):
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
            continue
        length = raw.FPDFAction_GetURIPath(document, action, None, 0)
        buffer = ctypes.create_string_buffer(max(length, 1))
        raw.FPDFAction_GetURIPath(document, action, buffer, length)
        rectangle = raw.FS_RECTF()
        if not raw.FPDFLink_GetAnnotRect(link, rectangle):
            continue
        box = view.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        shown = (word.text for word in words if word.box.overlap(box) > 0.5)
        yield Link(buffer.value.decode("utf-8", "replace"), box, " ".join(shown))
