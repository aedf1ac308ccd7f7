"""Words of a page as segments: runs of words on one row with no wide gap between them.

Letterhead and header box share rows, prose and billing summary too: a segment never reaches over the gap between
them. A second look at a region gives words for ink that was read before; each look makes segments of its own, so that
one place on paper can be read in two ways but never counts twice.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

from irsletter.model.document import Page, ReadingPass, Word
from irsletter.model.geometry import Box, bounding_box

_WIDE = 1.5
"""Gap between two words, in heights of the row's print, from which on they belong to different columns."""
_SAME_INK = 0.4
"""Overlap from which on two words of different looks are readings of the same ink."""


@dataclass(frozen=True, slots=True)
class Segment:
    """``text`` is the words with one blank between them; ``row`` numbers the rows of one look from the top, from 0."""

    page: int
    row: int
    words: tuple[Word, ...]
    text: str
    starts: tuple[int, ...]
    box: Box
    look: ReadingPass = ReadingPass.FIRST

    def words_between(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that ``text[start:end]`` touches."""
        return self.words[max(bisect_right(self.starts, start) - 1, 0) : bisect_left(self.starts, end)]


def segments_of(page: Page) -> tuple[Segment, ...]:
    """All segments of a page, rows from the top, each row from the left, for each look at the ink in turn."""
    return tuple(segment for look, words in _looks(page) for segment in _segments(page, look, words))


def folded(text: str) -> str:
    """``text`` in lower case with nothing but letters and digits: what is left when blanks and points are lost."""
    return "".join(char for char in text.casefold() if char.isalnum())


def _looks(page: Page) -> Iterator[tuple[ReadingPass, list[Word]]]:
    first = [word for word in page.words if word.reading is ReadingPass.FIRST]
    yield ReadingPass.FIRST, first
    for look in (ReadingPass.REGION, ReadingPass.SECOND_ENGINE):
        seen = [word for word in page.words if word.reading is look]
        if seen:
            # the words around the region keep a label beside its value
            around = [word for word in first if all(word.box.overlap(other.box) < _SAME_INK for other in seen)]
            yield look, around + seen


def _segments(page: Page, look: ReadingPass, words: list[Word]) -> Iterator[Segment]:
    ratio = page.width / page.height if page.height else 1.0
    for number, row in enumerate(_rows(words)):
        print_height = median(word.box.height for word in row)
        for run in _runs(row, _WIDE * print_height / ratio):
            if look is ReadingPass.FIRST or any(word.reading is look for word in run):
                yield _segment(page.number, number, run, look)


def _rows(words: Iterable[Word]) -> list[list[Word]]:
    kept = sorted((word for word in words if word.text.strip()), key=lambda item: item.box.y_mid)
    usual = median(word.box.height for word in kept) if kept else 0.0
    rows: list[list[Word]] = []
    middles: list[float] = []
    for word in kept:
        # by the usual height, for a hyphen's own is next to nothing
        if rows and word.box.y_mid - middles[-1] <= 0.5 * max(usual, min(word.box.height, rows[-1][-1].box.height)):
            rows[-1].append(word)
            middles[-1] += (word.box.y_mid - middles[-1]) / len(rows[-1])
        else:
            rows.append([word])
            middles.append(word.box.y_mid)
    return [sorted(row, key=lambda item: item.box.x0) for row in rows]


def _runs(row: list[Word], wide: float) -> Iterator[list[Word]]:
    run: list[Word] = []
    for word in row:
        if run and word.box.x0 - run[-1].box.x1 > wide:
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _segment(page: int, row: int, words: list[Word], look: ReadingPass) -> Segment:
    starts: list[int] = []
    at = 0
    for word in words:
        starts.append(at)
        at += len(word.text) + 1
    text = " ".join(word.text for word in words)
    return Segment(page, row, tuple(words), text, tuple(starts), bounding_box(word.box for word in words), look)
