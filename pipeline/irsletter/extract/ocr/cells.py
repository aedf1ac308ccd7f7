"""Two cells of a table that a recogniser read as one word: where figures run up to a ruled line, the line is taken for
a stroke, or for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from irsletter.model.document import Word
from irsletter.model.geometry import Box
from irsletter.patterns import compile_pattern

_RULE = compile_pattern(r"(?<=[\d)])[|¦](?=[-(]?[$\d])")
"""A stroke between figures. Alone it proves nothing, for a 1 is read so as well: both sides must be whole values."""
_CENTS = compile_pattern(r"(?<=[.,]\d\d)(?=-?\$\d)")
"""A dollar sign after the cents of another amount."""
_VALUE = compile_pattern(
    r"[-(]?\$?\d[\d,]*\.\d\d\)?-?|\d{1,2}[/-]\d{1,2}[/-]\d{4}|[-(]?\$\d{1,3}(?:,\d{3})+\)?|\d{4}[A-Z]?"
)
"""What fills a cell of its own: money, a date, a year or the number of a form."""


def apart(word: Word) -> tuple[Word, ...]:
    """``word`` less the rules at its edges, or the words of the cells that it runs over, each with its share of the box
    by characters."""
    if word.text.startswith("_") or word.text.endswith("_"):
        # the rule below a word begins or goes on beside it
        word = replace(word, text=word.text.strip("_") or word.text)
    bare = word.text.strip("|¦")
    if bare != word.text and _VALUE.fullmatch(bare):
        start = word.text.index(bare)
        return tuple(_parts(word, [start, start + len(bare)]))
    cuts = [0, *(at for match in (*_RULE.finditer(word.text), *_CENTS.finditer(word.text)) for at in match.span())]
    if len(cuts) == 1:
        return (word,)
    parts = tuple(_parts(word, sorted({*cuts, len(word.text)})))
    return parts if all(_VALUE.fullmatch(part.text) for part in parts) else (word,)


def _parts(word: Word, cuts: list[int]) -> Iterator[Word]:
    across = word.box.width / len(word.text)
    for start, end in pairwise(cuts):
        text = word.text[start:end]
        if text.strip("|¦"):
            box = Box(word.box.x0 + start * across, word.box.y0, word.box.x0 + end * across, word.box.y1)
            yield replace(word, text=text, box=box)
