"""The texts of a page that patterns are tried on: the page in reading order, and each of its columns by itself.

Prose and tables stand side by side, so a sentence is often cut by another column's words. A flow is a ``Page`` of just
the words of one column; a match in it gives its words, and with them their boxes, as in the whole page.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from irsletter.model.document import Page, ReadingPass, Word
from irsletter.model.geometry import Box, bounding_box
from irsletter.model.level import tilt_of
from irsletter.model.upright import upright_page
from irsletter.patterns import compile_pattern

_GUTTER = 1.5
"""Blank between two columns, in word heights; a blank between words is about 0.3."""
_LEADING = 1.1
"""Blank between two lines of one paragraph, in word heights, at most."""
_LIKE = str.maketrans({"\n": " ", "\t": " ", "\u00a0": " ", "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_AMOUNT = compile_pattern(r"\$ ?\d[\d,]*\.\d\d(?!\d)")
_SENTENCE_END = compile_pattern(r"(?<![A-Z])[.!?][)\"']?\s+(?=[A-Z0-9\"'(•])|•")


@dataclass(frozen=True, slots=True)
class Flow:
    """``text`` is the page's with line breaks and typographic marks made plain, of the same length. The point within an
    amount of dollars is a raised one, so that a pattern which ends at a full stop does not end there."""

    page: Page
    text: str
    ends: tuple[int, ...]
    """Where each sentence ends."""
    is_column: bool
    """One column by itself, so that a line goes on in the next one; in a whole page it may not."""

    @classmethod
    def of(cls, page: Page, *, is_column: bool) -> Flow:
        text = _AMOUNT.sub(lambda amount: amount.group().replace(".", "·"), page.text.translate(_LIKE))
        return cls(page, text, tuple(match.end() for match in _SENTENCE_END.finditer(text)), is_column)

    def sentence(self, start: int, end: int, *, before: int = 0) -> tuple[int, int]:
        """Bounds of the sentences that ``start`` to ``end`` touches, and of so many sentences ``before``."""
        first = bisect_right(self.ends, start) - 1 - before
        last = bisect_left(self.ends, end)
        return (
            self.ends[first] if first >= 0 else 0,
            self.ends[last] if last < len(self.ends) else len(self.text),
        )

    def rest_of_line(self, start: int, end: int) -> str:
        """The text from ``start`` to ``end``, at most to the end of the printed line; empty where a line begins."""
        begins = start == 0 or self.page.text[start - 1] == "\n"
        return "" if begins else self.text[start : start + len(self.page.text[start:end].partition("\n")[0])]

    def words(self, start: int, end: int) -> tuple[Word, ...]:
        return self.page.words_between(start, end)


def flows_of(page: Page) -> tuple[Flow, ...]:
    """The whole page and its columns. Raises PatternTimeoutError."""
    return (Flow.of(page, is_column=False), *(Flow.of(column, is_column=True) for column in _columns(page)))


def _columns(page: Page) -> list[Page]:
    shown = page
    page = upright_page(page)
    first = [
        (stood, own)
        for stood, own in zip(page.words, shown.words, strict=True)
        if stood.reading is ReadingPass.FIRST and stood.box.height > 0
    ]
    if not first:
        return []
    tilt = tilt_of(stood for stood, _ in first)  # the lines of a crooked page would fall into each other
    placed = [(replace(stood, box=tilt.level(stood.box)), own) for stood, own in first]
    own_of = {id(levelled): own for levelled, own in placed}
    words = [levelled for levelled, _ in placed]
    height = median(word.box.height for word in words)
    em = height * page.height / page.width  # a word height as a fraction of the page's width
    columns: list[tuple[Box, list[Word]]] = []
    for segment in _segments(words, _GUTTER * em):
        box = bounding_box(word.box for word in segment)
        above = [
            place
            for place, (last, _) in enumerate(columns)
            if -height < box.y0 - last.y1 < _LEADING * height and _shared(last, box) > 0.5
        ]
        if above:
            best = max(above, key=lambda place: _shared(columns[place][0], box))
            columns[best] = (box, [*columns[best][1], *segment])
        else:
            columns.append((box, segment))
    return [
        Page.of(page.number, shown.width, shown.height, page.capture, (own_of[id(word)] for word in column))
        for _, column in columns
    ]


def _segments(words: list[Word], gutter: float) -> list[list[Word]]:
    """Runs of words without a gutter, top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.box.y_mid):
        if rows and rows[-1][0].box.same_row(word.box):
            rows[-1].append(word)
        else:
            rows.append([word])
    segments: list[list[Word]] = []
    for row in rows:
        row.sort(key=lambda word: word.box.x0)
        segments.append([row[0]])
        for left, right in pairwise(row):
            if right.box.x0 - left.box.x1 > gutter:
                segments.append([])
            segments[-1].append(right)
    return segments


def _shared(upper: Box, lower: Box) -> float:
    """Shared width, as a fraction of the narrower of the two."""
    width = min(upper.x1, lower.x1) - max(upper.x0, lower.x0)
    narrower = min(upper.width, lower.width)
    return width / narrower if width > 0 and narrower > 0 else 0.0
