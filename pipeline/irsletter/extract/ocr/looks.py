"""A later look at ink that was read before: what it adds, and what it does to the confidence of the first reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from irsletter.model.document import ReadingPass, Word
from irsletter.patterns import compile_pattern

_SAME_INK = 0.5
"""Overlap from which two words are readings of one piece of ink."""
_DOUBT = 0.5
"""Share of its own confidence that a later reading takes off the one that it contradicts."""
_SUREST = 0.97
"""Confidence that two recognisers give a word which both read alike, at most."""
_EDGES = ".,;:'\"‘’“”|_-–—~ "
"""Marks at the edges of a word about which two readings may differ and still agree."""

_MARKS = str.maketrans({",": ".", ":": ".", "·": ".", ";": ".", "S": "$"})
"""Marks that a recogniser takes for each other where the print is worn: all as one."""
_WELL_WRITTEN = compile_pattern(
    r"[-(]?\$?\d{1,3}(?:,\d{3})+(?:\.\d{2})?\)?|[-(]?\$\d{1,3}\.\d{2}\)?|\d{1,2}/\d{1,2}/\d{4}"
)
"""Amounts with their commas, days in figures."""


def with_later(read: tuple[Word, ...], later: Sequence[Word]) -> tuple[Word, ...]:
    """``read`` and the words of a ``later`` look, in that order.

    Of two readings of the same ink that differ, the later joins only where it is the surer one, and the first loses
    some confidence either way. So half a word at the edge of a crop never takes the place of a good reading.
    Where a second recogniser reads the same, the first reading is surer: their doubts are multiplied, as those of
    witnesses who know nothing of each other.
    """
    words = list(read)
    joined: list[Word] = []
    for word in later:
        rivals = [at for at, other in enumerate(words) if other.box.overlap(word.box) > _SAME_INK]
        if word.reading is ReadingPass.SECOND_ENGINE and len(rivals) == 1:
            word, words[rivals[0]] = _well_marked(word, words[rivals[0]])
        if rivals and word.reading is ReadingPass.SECOND_ENGINE and _said(words, rivals) == _bare(word.text):
            for at in rivals:
                doubt = (1 - words[at].confidence) * (1 - word.confidence)
                words[at] = replace(words[at], confidence=round(min(1 - doubt, _SUREST), 4))
            continue
        if not rivals or _said(words, rivals) == _bare(word.text):
            joined.append(word)
            continue
        if word.confidence > max(words[at].confidence for at in rivals):
            joined.append(word)
        for at in rivals:
            kept = words[at]
            words[at] = replace(kept, confidence=round(kept.confidence * (1 - _DOUBT * word.confidence), 4))
    return (*words, *joined)


def _said(words: Sequence[Word], places: Sequence[int]) -> str:
    return _bare("".join(words[at].text for at in sorted(places, key=lambda at: words[at].box.x0)))


def _well_marked(one: Word, other: Word) -> tuple[Word, Word]:
    """Two readings of a value of the same digits that differ in their marks alone, both as that one of them which is
    well written; other words as they are. Commas that a copy has blurred to points don't make another amount."""
    if one.text.translate(_MARKS) == other.text.translate(_MARKS):
        well = [word for word in (one, other) if _WELL_WRITTEN.fullmatch(_bare(word.text))]
        if len(well) == 1:
            return replace(one, text=well[0].text), replace(other, text=well[0].text)
    return one, other


def _bare(text: str) -> str:
    return text.strip(_EDGES)
