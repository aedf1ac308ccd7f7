"""The texts of a page that patterns are tried on: the page in reading order, and each of its columns by itself.

Prose and tables stand side by side, so a sentence is often cut by another column's words. A flow is a ``Page`` of just
the words of one column; a match in it gives its words, and with them their boxes, as in the whole page.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import inf
from statistics import median

from irsletter.model.document import Page, ReadingPass, Source, Word
from irsletter.model.geometry import Box, bounding_box
from irsletter.model.level import tilt_of
from irsletter.model.upright import upright_page
from irsletter.patterns import compile_pattern

_GUTTER = 1.5
"""Blank between two columns, in word heights; a blank between words is about 0.3."""
_LEADING = 1.1
"""Blank between two lines of one paragraph, in word heights, at most."""
_FAR = 12
"""Lines whose beginnings are so many word heights apart are no neighbours, however bent the page: not measured."""
_LIKE = str.maketrans({"\n": " ", "\t": " ", "\u00a0": " ", "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_MARKS = ".,;:!?()[]\"'"
_OTHER_WORDS = frozenset(("now", "note", "nor"))
"""Common words that are one letter from a negation and none."""
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
    def of(cls, page: Page, guard_words: Sequence[str] = (), sure: float = 0.0, *, is_column: bool) -> Flow:
        text = _AMOUNT.sub(lambda amount: amount.group().replace(".", "·"), page.text.translate(_LIKE))
        for start, word in zip(page.starts, page.words, strict=True):
            if word.source is Source.OCR and word.confidence < sure:
                text = text[:start] + _meant(word.text, guard_words) + text[start + len(word.text) :]
        return cls(page, text, tuple(match.end() for match in _SENTENCE_END.finditer(text)), is_column)

    def sentence(self, start: int, end: int, *, before: int = 0, behind: int = 0) -> tuple[int, int]:
        """Bounds of the sentences that ``start`` to ``end`` touches, and of so many ``before`` and ``behind``."""
        first = bisect_right(self.ends, start) - 1 - before
        last = bisect_left(self.ends, end) + behind
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


def flows_of(page: Page, guard_words: Sequence[str] = (), sure: float = 0.0) -> tuple[Flow, ...]:
    """The whole page and its columns; a word of a picture below the confidence ``sure`` that is but one letter from one
    of ``guard_words`` is taken for it. Raises PatternTimeoutError."""
    whole = Flow.of(page, guard_words, sure, is_column=False)
    return (whole, *(Flow.of(column, guard_words, sure, is_column=True) for column in _columns(page)))


def _meant(text: str, guard_words: Sequence[str]) -> str:
    """The word that ``text`` was misread from, of the same length; ``text`` where it is none of ``guard_words``."""
    word = text.translate(_LIKE).lower().strip(_MARKS)
    meant = next((like for like in guard_words if len(like) == len(word) and _differing(like, word) == 1), word)
    return text if meant == word or word in _OTHER_WORDS else text.translate(_LIKE).lower().replace(word, meant)


def _differing(one: str, other: str) -> int:
    return sum(left != right for left, right in zip(one, other, strict=True))


@dataclass(frozen=True, slots=True)
class _Stood:
    """A word and its box on the page stood upright, rows level."""

    word: Word
    box: Box


def _columns(page: Page) -> list[Page]:
    upright = upright_page(page)
    first = [
        (stood, shown)
        for stood, shown in zip(upright.words, page.words, strict=True)
        if stood.reading is ReadingPass.FIRST and stood.box.height > 0
    ]
    if not first:
        return []
    tilt = tilt_of(stood for stood, _ in first)  # the lines of a crooked page would fall into each other
    words = [_Stood(shown, stood.level or tilt.level(stood.box)) for stood, shown in first]
    height = median(word.box.height for word in words)
    em = height * upright.height / upright.width  # a word height as a fraction of the page's width
    columns: list[list[list[_Stood]]] = []
    for segment in _segments(words, _GUTTER * em):
        above = [column for column in columns if -1 < _blank(column[-1], segment) / height < _LEADING]
        best = max(above, key=lambda column: _shared(column[-1], segment), default=None)
        if best is not None and _shared(best[-1], segment) > 0.5:
            best.append(segment)
        else:
            columns.append([segment])
    return [
        Page.of(page.number, page.width, page.height, page.capture, (one.word for segment in column for one in segment))
        for column in columns
    ]


def _segments(words: list[_Stood], gutter: float) -> list[list[_Stood]]:
    """Runs of words without a gutter, top to bottom: the lines that the reader joined, cut at gutters, and put together
    again where it cut one. On a bent page a row has no one height, so only neighbours are compared."""
    pieces: list[list[_Stood]] = []
    for _, line in groupby(words, key=lambda one: (one.word.block, one.word.line)):
        row = sorted(line, key=lambda one: one.box.x0)
        pieces.append([row[0]])
        for left, right in pairwise(row):
            if right.box.x0 - left.box.x1 > gutter:
                pieces.append([])
            pieces[-1].append(right)
    pieces.sort(key=lambda piece: piece[0].box.x0)
    segments: list[list[_Stood]] = []
    for piece in pieces:
        start = piece[0].box
        before = [
            segment
            for segment in segments
            if -gutter < start.x0 - segment[-1].box.x1 <= gutter and segment[-1].box.same_row(start)
        ]
        if before:
            min(before, key=lambda segment: abs(segment[-1].box.y_mid - start.y_mid)).extend(piece)
        else:
            segments.append(piece)
    return sorted(segments, key=lambda segment: bounding_box(word.box for word in segment).y_mid)


def _blank(upper: list[_Stood], lower: list[_Stood]) -> float:
    """Height of the blank between two lines where one stands above the other; infinite where nowhere."""
    if upper[-1].box.x1 <= lower[0].box.x0 or lower[-1].box.x1 <= upper[0].box.x0:
        return inf
    if lower[0].box.y0 - upper[0].box.y1 > _FAR * upper[0].box.height:
        return inf
    blanks = [
        under.box.y0 - over.box.y1
        for under in lower
        for over in upper
        if over.box.x0 < under.box.x1 and under.box.x0 < over.box.x1
    ]
    return median(blanks) if blanks else inf


def _shared(upper: list[_Stood], lower: list[_Stood]) -> float:
    """Shared width, as a fraction of the narrower of the two."""
    left, right = max(upper[0].box.x0, lower[0].box.x0), min(upper[-1].box.x1, lower[-1].box.x1)
    narrower = min(upper[-1].box.x1 - upper[0].box.x0, lower[-1].box.x1 - lower[0].box.x0)
    return (right - left) / narrower if right > left and narrower > 0 else 0.0
