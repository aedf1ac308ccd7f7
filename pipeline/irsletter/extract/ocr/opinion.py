"""A second opinion on doubtful lines: what two recognisers read alike is surer, what they read differently less so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from irsletter.extract.ocr.linereader import HEIGHT, Glyph, LineReader
from irsletter.extract.picture.ink import ink_of
from irsletter.model.document import ReadingPass, Word
from irsletter.model.geometry import Box, bounding_box

if TYPE_CHECKING:
    from PIL.Image import Image

    from irsletter.extract.picture.sheet import Sheet

_UNSURE = 0.8
"""Confidence below which a word brings its line to the second recogniser."""
_UNPROVED = 0.93
"""The same in a region that was asked for, since what stands there is missing or proved by nothing else."""
_MOST_LINES = 40
"""Lines of a page that are read again: a good scan has next to none, and no page costs more than this (0.03 s each)."""
_AIR = 0.3
"""Share of a line's height that is shown above and below it, and at its ends: strokes reach out of their boxes."""
_SHORT, _BESIDE = 6, 1
"""Words of a line that is read whole: a label, its value; and words shown beside the doubtful ones of a longer line."""
_ALIKE = 0.5
"""Share of its characters that two readings of a line share at least, to be matched word for word."""
_REACH, _BLANK = 3.0, 0.5
"""Heights of a lone doubtful word within which its ink is followed sideways, and the blank at which it ends: a
recogniser that can't read a word doesn't know where it ends either."""
_SURE = 0.85
"""Confidence from which, in each character, the second recogniser is heard alone where a line is but one word."""


def second_opinion(
    words: tuple[Word, ...],
    picture: Image,
    sheet: Sheet,
    reader: LineReader,
    *,
    most: int = _MOST_LINES,
    asked_for: bool = False,
) -> tuple[Word, ...]:
    """The second recogniser's words, marked as its own, for the doubtful lines of ``words``.

    ``words`` are in reading order with boxes of the straightened page, as are those given back; they are ``asked_for``
    where they come from a region that needs another look. Where the recogniser says nothing that can be matched to the
    line, nothing is given back.
    """
    bound = _UNPROVED if asked_for else _UNSURE
    lines = [tuple(line) for _, line in groupby(words, key=lambda word: (word.block, word.line))]
    doubtful = sorted(
        (line for line in lines if any(_is_unsure(word, bound) for word in line)),
        key=lambda line: (-sum(_worth(word, bound) for word in line), line[0].box),
    )
    asked = (_part_in_doubt(line, bound) for line in doubtful[:most])
    return tuple(word for part, room in asked for word in _matched(part, _read(part, room, picture, sheet, reader)))


def _is_unsure(word: Word, bound: float) -> bool:
    return word.confidence < bound and any(character.isalnum() for character in word.text)


def _part_in_doubt(line: tuple[Word, ...], bound: float) -> tuple[tuple[Word, ...], tuple[float, float]]:
    """``line`` from its first to its last word that is unsure or holds a figure, with their neighbours, for the rest of
    a long sentence costs time and gains nothing; and from where to where across the page nothing else stands."""
    asked = [at for at, word in enumerate(line) if _is_unsure(word, bound) or _has_digit(word)]
    start, end = max(asked[0] - _BESIDE, 0), min(asked[-1] + 1 + _BESIDE, len(line))
    if len(line) <= _SHORT:
        start, end = 0, len(line)
    left = (line[start - 1].box.x1 + line[start].box.x0) / 2 if start else 0.0
    right = (line[end - 1].box.x1 + line[end].box.x0) / 2 if end < len(line) else 1.0
    return line[start:end], (left, right)


def _has_digit(word: Word) -> bool:
    return any(character.isdigit() for character in word.text)


def _worth(word: Word, bound: float) -> float:
    """What settling ``word`` is worth: figures and codes first, then names and labels."""
    if not _is_unsure(word, bound):
        return 0.0
    return (3.0 if _has_digit(word) else 1.0) * (1.0 - word.confidence)


def _read(
    line: Sequence[Word], room: tuple[float, float], picture: Image, sheet: Sheet, reader: LineReader
) -> tuple[Glyph, ...]:
    part = _crop(line, room, sheet, _ink_around(line[0].box, picture, sheet) if len(line) == 1 else None)
    scale = HEIGHT / max(part.height * sheet.size[1], 1.0)
    glyphs = reader.read(sheet.draw(picture, part, min(scale, 3.0)))
    return tuple(replace(glyph, at=part.x0 + glyph.at * part.width) for glyph in glyphs)


def _ink_around(box: Box, picture: Image, sheet: Sheet) -> Box:
    """``box`` with the ink that goes on from it on its row."""
    high = box.height * sheet.size[1]
    reach = _REACH * high / sheet.size[0]
    part = Box(max(box.x0 - reach, 0.0), box.y0, min(box.x1 + reach, 1.0), box.y1)
    inked = np.atleast_1d(ink_of(sheet.draw(picture, part)).mask.any(axis=0))
    scale = inked.size / part.width
    start, end = (min(max(round((edge - part.x0) * scale), 0), inked.size) for edge in (box.x0, box.x1))
    blank = max(round(_BLANK * high * inked.size / (part.width * sheet.size[0])), 1)
    while start > 0 and inked[max(start - blank, 0) : start].any():
        start = max(start - blank, 0)
    while end < inked.size and inked[end : end + blank].any():
        end = min(end + blank, inked.size)
    # ink that goes on further than a word can be cut short is a neighbour
    left = part.x0 + start / scale if start > 0 else box.x0
    right = part.x0 + end / scale if end < inked.size else box.x1
    return Box(min(left, box.x0), box.y0, max(right, box.x1), box.y1)


def _crop(line: Iterable[Word], room: tuple[float, float], sheet: Sheet, whole: Box | None) -> Box:
    box = whole or bounding_box(word.box for word in line)
    down = _AIR * box.height
    across = down * sheet.size[1] / sheet.size[0]
    left, right = max(box.x0 - across, room[0]), min(box.x1 + across, room[1])
    return Box(min(left, box.x0), max(box.y0 - down, 0.0), max(right, box.x1), min(box.y1 + down, 1.0))


def _matched(line: Sequence[Word], glyphs: Sequence[Glyph]) -> list[Word]:
    """The characters, each with its place across the page, shared out among the words of ``line``: the words say where
    one ends and the next begins."""
    from rapidfuzz.distance import Levenshtein

    print_ = [glyph for glyph in glyphs if not glyph.text.isspace()]
    one, two = "".join(word.text for word in line), "".join(glyph.text for glyph in print_)
    if not two or len(one) != sum(len(word.text) for word in line) or len(two) != len(print_):
        return []
    if Levenshtein.normalized_similarity(one, two) < _ALIKE and not _is_sure_word(line, glyphs):
        return []
    steps = [(op.src_start, op.src_end, op.dest_start, op.dest_end) for op in Levenshtein.opcodes(one, two)]
    ends = _ends(line, print_, steps)
    found = []
    start = 0
    for word, end in zip(line, ends, strict=True):
        own = print_[start:end]
        start = end
        if own:
            text = "".join(glyph.text for glyph in own)
            least = min(glyph.confidence for glyph in own)
            found.append(replace(word, text=text, confidence=least, reading=ReadingPass.SECOND_ENGINE))
    return found


def _is_sure_word(line: Sequence[Word], glyphs: Sequence[Glyph]) -> bool:
    """Whether there is nothing to match: one word on the line, one word read, each of its characters surely."""
    return len(line) == 1 and len(glyphs) > 1 and all(one.confidence >= _SURE and one.text.strip() for one in glyphs)


def _ends(line: Sequence[Word], print_: Sequence[Glyph], steps: Sequence[tuple[int, int, int, int]]) -> list[int]:
    """Where, in the other text, the words of ``line`` end. What is inserted between two words goes to the nearer one.

    ``steps`` turn one text into the other: from start to end here, from start to end there.
    """
    ends = []
    at = 0
    for word, after in zip(line, (*line[1:], None), strict=True):
        at += len(word.text)
        end = 0
        for from_start, from_end, to_start, to_end in steps:
            if from_start >= at and not (from_start == from_end == at):
                break
            if from_start == from_end == at and after is not None:
                blank = (word.box.x1 + after.box.x0) / 2
                end = to_start + sum(glyph.at < blank for glyph in print_[to_start:to_end])
                continue
            share = 1.0 if from_end <= at else (at - from_start) / (from_end - from_start)
            end = to_start + round(share * (to_end - to_start))
        ends.append(end)
    if ends:
        ends[-1] = steps[-1][3] if steps else 0
    return ends
