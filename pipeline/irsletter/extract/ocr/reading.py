"""Words off a picture: which way up, the page as a whole, the ink that was left unread, and second looks at parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from PIL import Image

from irsletter.extract.lines import arrange
from irsletter.extract.ocr.broken import broken_pairs, joined
from irsletter.extract.ocr.cells import apart
from irsletter.extract.ocr.crowded import clipped, given_up, whole_ones
from irsletter.extract.ocr.engine import Engine, Layout
from irsletter.extract.ocr.linereader import LineReader
from irsletter.extract.ocr.looks import with_later
from irsletter.extract.ocr.opinion import second_opinion
from irsletter.extract.ocr.unread import unread_pieces
from irsletter.extract.picture.ink import busy_rows, ink_of, lines_of
from irsletter.extract.picture.placement import WHOLE
from irsletter.extract.picture.rim import with_cut_sides
from irsletter.extract.picture.rules import without_rules
from irsletter.extract.picture.sheet import Sheet
from irsletter.model.document import Capture, ReadingPass, Word
from irsletter.model.geometry import Box

_BELIEVED = 0.6
"""Confidence from which a word counts as read; below it another look may replace it."""
_FAIR = 0.5
"""Share of its characters that a page read the right way up gives in words of three and more with confidence."""
_NOISE = 0.3
"""Confidence below which a mark without letter or digit is dirt."""
_STRIP = 0.14
"""Height of the strip, as a share of the page, that is read to tell which way up a page lies."""
_MARGIN = 0.006
"""Of page width, added around a piece of print before it is read again: letters need air."""
_WIDE_MARGIN = 0.012
"""The same around a region that was asked for: its edges run through words and lines that are not meant."""
_TOUCHES = 0.12
"""Share of its height by which a word must keep off the edge of the part that was cut out, to count as whole."""
_CLOSER = 2.0
"""Times as large as at first that a part of a page is drawn to be read by itself."""


def read_upright(
    picture: Image.Image, sheet: Sheet, engine: Engine, languages: tuple[str, ...], second: LineReader | None = None
) -> tuple[Sheet, tuple[Word, ...]]:
    """The sheet with its way up settled, and all its words; doubtful ones held against the ``second`` recogniser.

    Raises ReadError.
    """
    upright = settled(picture, sheet, engine, languages)
    words = read_page(picture, upright, engine, languages)
    if not sheet.doubts and not sheet.certain and _letters(words) < _FAIR * sum(len(word.text) for word in words):
        # hardly a word makes sense: the ink misled (columns of figures, a drawing), so reading decides
        other = settled(picture, replace(upright, doubts=(2, 1, 3)), engine, languages)
        if other.placement.turned != upright.placement.turned:
            upright, words = other, read_page(picture, other, engine, languages)
    if second is not None:
        words = with_later(words, second_opinion(words, picture, upright, second))
    upright = replace(upright, ink=None)  # kept for later looks, which have no use for it
    seen = seen_words(words, upright)
    if upright.capture is Capture.PHOTO:
        upright = replace(upright, faults=with_cut_sides(upright.faults, seen))
    return upright, seen


def settled(picture: Image.Image, sheet: Sheet, engine: Engine, languages: tuple[str, ...]) -> Sheet:
    """The sheet set upright: where its ink left doubt, the way up in which a strip reads best."""
    if not sheet.doubts:
        return sheet
    turns = [replace(sheet, doubts=()), *(replace(sheet.turned(quarters), doubts=()) for quarters in sheet.doubts)]
    read = [_letters(_strip(picture, turned, engine, languages)) for turned in turns]
    return turns[read.index(max(read))]


def read_page(picture: Image.Image, sheet: Sheet, engine: Engine, languages: tuple[str, ...]) -> tuple[Word, ...]:
    """All words of a page in reading order, boxes in fractions of the straightened page. Raises ReadError."""
    drawn = without_rules(sheet.draw(picture), sheet.size[0])
    first = _clean(engine.read(drawn, languages, _layout(sheet)))
    ink = sheet.ink or ink_of(drawn)
    first = clipped(first)
    believed = tuple(word for word in first if word.confidence >= _BELIEVED)
    doubtful = tuple(word for word in first if word.confidence < _BELIEVED)
    pieces = unread_pieces(ink, lines_of(ink).x_height, believed)
    # a doubtful word where there is no print is a rule or a row of dashes
    words = tuple(
        word for word in first if word.confidence >= _BELIEVED or any(word.box.overlap(piece) > 0 for piece in pieces)
    )
    for piece in (*pieces, *given_up(doubtful, pieces)):
        words = _merged(words, whole_ones(_closer(picture, sheet, piece, engine, languages), believed, piece))
    for pair in broken_pairs(words, ink):
        whole = _closer(picture, sheet, pair[0].box.union(pair[1].box), engine, languages)
        words = joined(words, pair, whole)
    return arrange(words, drawn.height / drawn.width)


def _closer(
    picture: Image.Image, sheet: Sheet, piece: Box, engine: Engine, languages: tuple[str, ...]
) -> tuple[Word, ...]:
    """The words of one ``piece`` of a line, drawn larger."""
    part = _with_air(piece, sheet.size)
    drawn = sheet.draw(picture, part, _CLOSER)
    return _clean(_shifted(engine.read(drawn, languages, Layout.LINE), part))


def read_part(
    picture: Image.Image,
    sheet: Sheet,
    engine: Engine,
    languages: tuple[str, ...],
    seen: Box,
    *,
    one_value: bool,
    second: LineReader | None = None,
) -> tuple[Word, ...]:
    """The words of one region, read closer, marked as such, then what the ``second`` recogniser makes of its lines;
    boxes in fractions of the picture. Raises ReadError."""
    region = sheet.placement.straightened(seen)
    if region is None:
        return ()
    width, height = sheet.size
    part = _with_air(region, sheet.size, _WIDE_MARGIN)
    drawn = without_rules(sheet.draw(picture, part, _CLOSER), round(width * _CLOSER))
    layout = Layout.BLOCK if one_value else Layout.SPARSE
    read = _clean(_shifted(engine.read(drawn, languages, layout), part))
    words = [word for word in read if not _is_cut(word.box, part)]
    arranged = tuple(replace(word, reading=ReadingPass.REGION) for word in arrange(words, height / width))
    opinion = second_opinion(arranged, picture, sheet, second, asked_for=True) if second is not None else ()
    return seen_words((*arranged, *opinion), sheet)


def seen_words(words: Iterable[Word], sheet: Sheet) -> tuple[Word, ...]:
    """Words of the straightened page, boxes as the picture shows them, and level ones where it was bent."""
    flat = sheet.placement.mesh is not None
    flattened = list(words)
    boxes = sheet.placement.seen_all([word.box for word in flattened])
    return tuple(
        replace(word, box=box, level=word.box if flat else None) for word, box in zip(flattened, boxes, strict=True)
    )


def _layout(sheet: Sheet) -> Layout:
    return Layout.SPARSE if sheet.capture is Capture.PHOTO else Layout.PAGE


def _is_cut(box: Box, part: Box) -> bool:
    """Whether ``box`` runs into an edge along which ``part`` was cut out of the page: half a word or half a line."""
    air = _TOUCHES * box.height
    return (
        (part.x0 > 0 and box.x0 - part.x0 < air)
        or (part.x1 < 1 and part.x1 - box.x1 < air)
        or (part.y0 > 0 and box.y0 - part.y0 < air)
        or (part.y1 < 1 and part.y1 - box.y1 < air)
    )


def _with_air(box: Box, size: tuple[int, int], margin: float = _MARGIN) -> Box:
    """A little more than ``box`` of a page of ``size`` pixels."""
    across, down = margin, margin * size[0] / size[1]
    return Box(max(box.x0 - across, 0.0), max(box.y0 - down, 0.0), min(box.x1 + across, 1.0), min(box.y1 + down, 1.0))


def _strip(picture: Image.Image, sheet: Sheet, engine: Engine, languages: tuple[str, ...]) -> tuple[Word, ...]:
    """The words of the strip of the page that holds most print."""
    small = sheet.draw(picture, WHOLE, min(800 / max(sheet.size), 1.0))
    rows = busy_rows(ink_of(small))
    high = max(round(_STRIP * rows.size), 1)
    sums = np.convolve(rows, np.ones(high), mode="valid")
    top = int(sums.argmax()) / rows.size
    part = Box(0.0, top, 1.0, min(top + _STRIP, 1.0))
    layout = Layout.SPARSE if sheet.capture is Capture.PHOTO else Layout.BLOCK
    return engine.read(sheet.draw(picture, part), languages, layout)


def _letters(words: Iterable[Word]) -> int:
    """Letters in words of three and more that were read with confidence."""
    return sum(len(word.text) for word in words if word.confidence >= _BELIEVED and len(word.text) > 2)


def _clean(words: Iterable[Word]) -> tuple[Word, ...]:
    """Less what is no print: rules and specks that were taken for strokes. Cells that run together are parted."""
    kept = []
    for word in (part for whole in words for part in apart(whole)):
        marks_only = not any(character.isalnum() for character in word.text)
        rule = marks_only and set(word.text) <= set("|_~=—–-") and word.box.height * 4 < word.box.width
        if not (marks_only and (word.confidence < _NOISE or rule or word.text in "|_~")):
            kept.append(word)
    return tuple(kept)


def _shifted(words: Iterable[Word], part: Box) -> tuple[Word, ...]:
    """Boxes in fractions of ``part`` made fractions of the page."""
    return tuple(
        replace(
            word,
            box=Box(
                part.x0 + word.box.x0 * part.width,
                part.y0 + word.box.y0 * part.height,
                part.x0 + word.box.x1 * part.width,
                part.y0 + word.box.y1 * part.height,
            ),
        )
        for word in words
    )


def _merged(first: tuple[Word, ...], found: Iterable[Word]) -> tuple[Word, ...]:
    """Both passes without reading any ink twice: of two words in one place the more confident stays."""
    kept = list(first)
    for word in found:
        rivals = [other for other in kept if other.box.overlap(word.box) > 0.3]
        if all(other.confidence < word.confidence for other in rivals):
            kept = [other for other in kept if other not in rivals]
            kept.append(word)
    return tuple(kept)
