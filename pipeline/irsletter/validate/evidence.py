"""Evidence from words: what a check or rule quotes, line by line, with every taxpayer id masked."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from irsletter.model.document import Word
from irsletter.model.geometry import bounding_box
from irsletter.model.reading import Evidence
from irsletter.patterns import compile_pattern

_ID = compile_pattern(r"(?<![\d-])(?:\d{3}([- ]?)\d{2}\1|\d{2}-?\d{3})(\d{4})(?![\d-])")


def masked(text: str) -> str:
    """``text`` with all but the last four digits of anything that could be a taxpayer id replaced."""
    return _ID.sub(r"***-**-\2", text)


def quote(page: int, words: Iterable[Word]) -> tuple[Evidence, ...]:
    """One Evidence for each printed line of ``words``."""
    return tuple(
        Evidence(
            page=page,
            box=bounding_box(word.box for word in line),
            text=masked(" ".join(word.text for word in line)),
            source=line[0].source,
        )
        for line in (list(group) for _, group in groupby(words, key=lambda word: (word.block, word.line)))
    )
