"""Words that were read from the same ink: the surer one stays; ink that is no print is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from irsletter.model.document import Source, Word
from irsletter.model.geometry import Box

SAME_INK = 0.4
"""Overlap from which two readings are of the same ink."""
_GUESSED = 0.4
"""Engine confidence below which a word that lies over a surer one is dropped."""

_SPECK, _HAIR = 0.5, 0.12
"""Height of a speck by that of print, width of a scratch by its height: a ``1`` is a quarter as wide as high."""


def without_guesses(words: Iterable[Word]) -> Iterator[Word]:
    """Words without the guesses at ink that a surer word covers: the torn end of a word, read once more."""
    ordered = tuple(words)
    weak = [word for word in ordered if word.confidence < _GUESSED]
    covered = {
        id(word)
        for word in weak
        for other in ordered
        if other.confidence >= 2 * word.confidence and word.box.overlap(other.box) > SAME_INK
    }
    yield from (word for word in ordered if id(word) not in covered)


def once(words: Iterable[Word]) -> Iterator[Word]:
    """Of several later readings of the same ink the surest."""
    kept: list[Word] = []
    for word in sorted(words, key=lambda each: -each.confidence):
        if not any(word.box.overlap(other.box) > SAME_INK for other in kept):
            kept.append(word)
            yield word


def is_speck(word: Word, box: Box, em: float, aspect: float) -> bool:
    """Whether a letter that stands alone is a speck or a scratch: far lower than print, or a hair wide. ``box`` is
    levelled, ``em`` the height of print, ``aspect`` page width by height."""
    if len(word.text) > 1 or word.source is Source.TEXT_LAYER:
        return False
    return box.height < _SPECK * em or box.width * aspect < _HAIR * box.height
