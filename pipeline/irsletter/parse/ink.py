"""Words that were read from the same ink: the surer one stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from irsletter.model.document import Word

SAME_INK = 0.4
"""Overlap from which two readings are of the same ink."""
_GUESSED = 0.4
"""Engine confidence below which a word that lies over a surer one is dropped."""


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
