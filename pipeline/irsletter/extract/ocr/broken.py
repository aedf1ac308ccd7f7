"""Words that a recogniser broke in two: neighbours that overlap, or between which the paper shows no blank."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from irsletter.model.document import Word

if TYPE_CHECKING:
    from irsletter.extract.picture.ink import Ink

_NEAR, _OVERLAPS = 0.15, 1.5
"""Heights that the boxes of two halves may lie apart, and by which they may overlap."""
_ROW, _LIKE = 0.3, 1.7
"""Heights by which the middles of two halves may differ, and the higher one to the lower at most."""
_BLANK = 0.15
"""Heights of bare paper from which there is a blank: letters of a word keep 0.1 at most, words 0.25 at least."""
_MOST = 12
"""Pairs of a page that are looked at: one with more is no letter that lost a few words."""
_COVERS = 0.6
"""Share of both halves that a reading of the whole covers at least."""


def broken_pairs(words: tuple[Word, ...], ink: Ink) -> tuple[tuple[Word, Word], ...]:
    """Pairs of ``words`` (boxes in fractions of the page of ``ink``) that may be halves of one, left half first."""
    named = [word for word in words if any(character.isalnum() for character in word.text)]
    return tuple(pair for pair in _neighbours(named, ink) if not _is_blank_between(*pair, ink))[:_MOST]


def joined(words: tuple[Word, ...], pair: tuple[Word, Word], whole: tuple[Word, ...]) -> tuple[Word, ...]:
    """``words`` with one in place of the ``pair``, where ``whole``, what a closer look at both reads, is one word there
    that says the same, or that is surer than a half."""
    left, right = pair
    both = left.box.union(right.box)
    found = [word for word in whole if word.box.overlap(both) >= _COVERS]
    if len(found) != 1 or found[0].box.width < _COVERS * both.width or left not in words or right not in words:
        return words
    (one,) = found
    same = {left.text + right.text, *((left.text, right.text) if left.box.overlap(right.box) >= _COVERS else ())}
    if one.text not in same and one.confidence <= min(left.confidence, right.confidence):
        return words
    return tuple(one if word is left else word for word in words if word is not right)


def _neighbours(words: list[Word], ink: Ink) -> Iterator[tuple[Word, Word]]:
    if len(words) < 2:
        return
    height, width = ink.mask.shape
    x0, y0, x1, y1 = np.array([(word.box.x0, word.box.y0, word.box.x1, word.box.y1) for word in words]).T
    high, middle = y1 - y0, (y0 + y1) / 2
    for at, word in enumerate(words):
        gap = (x0 - x1[at]) * width / (np.maximum(high, high[at]) * height)
        row = np.abs(middle - middle[at]) <= _ROW * np.minimum(high, high[at])
        like = np.maximum(high, high[at]) <= _LIKE * np.minimum(high, high[at])
        after = (x0 > x0[at]) & (x1 > x1[at])
        for other in np.flatnonzero(row & like & after & (gap < _NEAR) & (gap > -_OVERLAPS)).tolist():
            yield word, words[other]


def _is_blank_between(left: Word, right: Word, ink: Ink) -> bool:
    """Whether the paper shows a blank from the last letter of one to the first of the other."""
    height, width = ink.mask.shape
    start = left.box.x1 - left.box.width / len(left.text) / 2
    end = right.box.x0 + right.box.width / len(right.text) / 2
    rows = slice(int(min(left.box.y0, right.box.y0) * height), int(max(left.box.y1, right.box.y1) * height) + 1)
    inked = ink.mask[rows, int(start * width) : int(end * width) + 1].any(axis=0)
    edges = np.flatnonzero(np.concatenate(([True], inked, [True])))
    blank = int(np.diff(edges).max()) - 1
    return blank >= max(_BLANK * (rows.stop - rows.start), 1)
