"""Rows that stand close below each other: a word whose box reaches into the next row, and figures that were given up.

A recogniser gives the first amount of a narrow column the height of two rows, reads the second and does not believe it:
under the tall box its ink passes for read, and the row is lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from statistics import median

from irsletter.model.document import Word
from irsletter.model.geometry import Box, bounding_box

_TALL = 1.6
"""Times as high as a word of the row that it reaches into: letters of one print differ by less."""
_TAIL = 0.35
"""Usual heights of a word by which letters of a line reach above and below the others of it."""
_COLUMN, _REACHES = 0.5, 0.1
"""Share of its width that such a word has in common with the tall one, and of its height at least."""
_FIGURES = 3
"""Digits from which a word is worth a closer look before it is given up."""
_MOST = 16
"""Words of a page that are looked at: one with more is no letter that lost a few amounts."""


def clipped(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """``words`` of a page, each box of which ends where the row of another begins that it reaches into, or where its
    own line does: what it covers below was not read."""
    named = [word for word in words if sum(character.isalnum() for character in word.text) > 1]
    if not named:
        return words
    usual = median(word.box.height for word in named)
    lines: defaultdict[tuple[int, int], list[Word]] = defaultdict(list)
    for word in named:
        lines[word.block, word.line].append(word)
    levelled = (_in_line(word, lines[word.block, word.line], usual) for word in words)
    return tuple(_clipped(word, named) for word in levelled)


def _in_line(word: Word, line: list[Word], usual: float) -> Word:
    box = word.box
    others = [other.box for other in line if other is not word]
    if not others or box.height < _TALL * max(usual, *(other.height for other in others)):
        return word
    beside = bounding_box(others)
    top, bottom = max(box.y0, beside.y0 - _TAIL * usual), min(box.y1, beside.y1 + _TAIL * usual)
    if bottom - top < usual / _TALL:
        return word
    return replace(word, box=Box(box.x0, top, box.x1, bottom))


def _clipped(word: Word, others: Iterable[Word]) -> Word:
    box = word.box
    for other in others:
        if other.box.height * _TALL > box.height or not _shares_column(box, other.box):
            continue
        if min(box.y1, other.box.y1) - max(box.y0, other.box.y0) < _REACHES * other.box.height:
            continue
        above = box.y0 if other.box.y_mid > box.y_mid else other.box.y1
        below = other.box.y0 if other.box.y_mid > box.y_mid else box.y1
        if below - above >= other.box.height / _TALL:
            box = Box(box.x0, above, box.x1, below)
    return word if box is word.box else replace(word, box=box)


def _shares_column(box: Box, other: Box) -> bool:
    return min(box.x1, other.x1) - max(box.x0, other.x0) > _COLUMN * other.width


def given_up(doubtful: Iterable[Word], pieces: Iterable[Box]) -> tuple[Box, ...]:
    """The places of ``doubtful`` words that hold figures and that none of the ``pieces`` looked at covers."""
    looked = tuple(pieces)
    found = (word.box for word in doubtful if sum(character.isdigit() for character in word.text) >= _FIGURES)
    return tuple(box for box in found if not any(box.overlap(piece) > 0 for piece in looked))[:_MOST]


def whole_ones(found: Iterable[Word], words: Iterable[Word], piece: Box) -> Iterator[Word]:
    """What a closer look at a ``piece`` of print ``found``, no higher than the piece, less the torn ends of words of
    the page: the same letters over the same ink, but fewer."""
    kept = tuple(words)
    air = _TAIL * piece.height
    for read in found:
        top, bottom = max(read.box.y0, piece.y0 - air), min(read.box.y1, piece.y1 + air)
        word = replace(read, box=Box(read.box.x0, top, read.box.x1, bottom)) if top < bottom else read
        rivals = (other for other in kept if other.box.overlap(word.box) > _COLUMN)
        if not any(len(word.text) < len(other.text) and word.text in other.text for other in rivals):
            yield word
