"""Rows that stand close below each other: a word whose box reaches into the next row, and figures that were given up.

A recogniser gives the first amount of a narrow column the height of two rows, reads the second and does not believe it:
under the tall box its ink passes for read, and the row is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from irsletter.model.document import Word
from irsletter.model.geometry import Box

_TALL = 1.6
"""Times as high as a word of the row that it reaches into: letters of one print differ by less."""
_COLUMN, _REACHES = 0.5, 0.1
"""Share of its width that such a word has in common with the tall one, and of its height at least."""
_FIGURES = 3
"""Digits from which a word is worth a closer look before it is given up."""
_MOST = 16
"""Words of a page that are looked at: one with more is no letter that lost a few amounts."""


def clipped(words: Iterable[Word], others: Iterable[Word]) -> tuple[Word, ...]:
    """``words``, each box of which ends where the row of one of the ``others`` begins that it reaches into."""
    named = [other for other in others if sum(character.isalnum() for character in other.text) > 1]
    return tuple(_clipped(word, named) for word in words)


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


def whole_ones(found: Iterable[Word], words: Iterable[Word]) -> Iterator[Word]:
    """What a closer look ``found``, less the torn ends of words of the page: the same letters over the same ink, but
    fewer."""
    kept = tuple(words)
    for word in found:
        rivals = (other for other in kept if other.box.overlap(word.box) > _COLUMN)
        if not any(len(word.text) < len(other.text) and word.text in other.text for other in rivals):
            yield word
