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
_HIGH = 2.0
"""Times the height of print from which a stroke is a rule, and a guess at letters is made of rules and dirt."""
_STROKES = frozenset("iIl1|!¦")
_UNSURE = 0.6
"""Engine confidence below which letters that stand alone may be none where they are far higher than print;"""
_GUESS, _FEW = 0.3, 2
"""so low, and of so few letters, they tell nothing of whatever height."""


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
    """Whether what stands alone is a speck or a scratch, a letter far lower than print or a hair wide, or a guess at
    the rules of a table. ``box`` is levelled, ``em`` the height of print, ``aspect`` page width by height."""
    if word.source is Source.TEXT_LAYER:
        return False
    if len(word.text) > 1:
        guess = word.confidence < _GUESS and len(word.text) <= _FEW
        high = word.confidence < _UNSURE and box.height > _HIGH * em
        return (guess or high) and not any(char.isdigit() for char in word.text)
    return box.height < _SPECK * em or box.width * aspect < _HAIR * box.height


def is_rule(word: Word, box: Box, em: float) -> bool:
    """Whether a letter is the upright rule between two cells: one stroke, far higher than print."""
    return word.source is not Source.TEXT_LAYER and word.text in _STROKES and box.height > _HIGH * em
