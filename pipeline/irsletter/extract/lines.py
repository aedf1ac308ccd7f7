"""Words to lines and blocks by where they stand: the same for a text layer and for every OCR engine.

A line never crosses a wide gap, so the label and the amount of a table row, or two columns at the same height, are
lines of their own; which of them belong together is for parse to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from irsletter.model.document import Source, Word
from irsletter.model.geometry import Box

_GAP = 1.3
"""Ems that words of one line may stand apart: a blank is a quarter to one em, a column gap more."""
_OVERLAP = 0.3
"""Ems by which the boxes of two neighbours may overlap (kerning, sloppy boxes)."""
_EM_OF_HEIGHT = {Source.TEXT_LAYER: 1 / 1.17, Source.OCR: 1 / 0.8}
"""Ems to the height of a line's highest box: a font's full height, or the ink from tallest to deepest letter."""
_LEADING = 0.9
"""Line heights that may lie between two lines of one block."""
_LIKE_HEIGHT = 2.2
"""The tallest word of a line to the lowest: "Typ(" to "us"; what is taller is a headline or a misread rule."""
_BANDS = 64


@dataclass(slots=True)
class _Line:
    """A line while it grows; ``height`` is that of its highest word."""

    words: list[Word]
    box: Box
    height: float

    @classmethod
    def of(cls, words: Sequence[Word]) -> _Line:
        box = words[0].box
        for word in words[1:]:
            box = box.union(word.box)
        return cls(list(words), box, max(word.box.height for word in words))

    def join(self, other: _Line) -> None:
        self.words.extend(other.words)
        self.box = self.box.union(other.box)
        self.height = max(self.height, other.height)


def arrange(words: Iterable[Word], aspect: float) -> tuple[Word, ...]:
    """The words in reading order, ``block`` and ``line`` set anew. ``aspect`` is the page's height over its width.

    Within a block lines go down and words to the right; blocks go down by where they begin, then to the right.
    """
    lines = _joined(_runs(words, aspect), aspect)
    arranged: list[Word] = []
    for block, members in enumerate(_blocks(lines)):
        for number, line in enumerate(members):
            ordered = sorted(line.words, key=lambda word: word.box.x0)
            arranged.extend(replace(word, block=block, line=number) for word in ordered)
    return tuple(arranged)


def _follows(before: Word | _Line, after: Word | _Line, em: float) -> bool:
    """Whether ``after`` goes on where ``before`` ends, on the same row."""
    end = before.words[-1].box if isinstance(before, _Line) else before.box
    start = after.words[0].box if isinstance(after, _Line) else after.box
    gap = start.x0 - end.x1
    return -_OVERLAP * em <= gap <= _GAP * em and end.same_row(start)


def _runs(words: Iterable[Word], aspect: float) -> list[_Line]:
    """Pieces of lines as they come: most files and engines give words in order already."""
    runs: list[list[Word]] = []
    height = 0.0
    for word in words:
        if runs:
            em = max(height, word.box.height) * _EM_OF_HEIGHT.get(word.source, 1.0) * aspect
            if _follows(runs[-1][-1], word, em) and (_is_mark(word) or _like(height, word.box.height)):
                runs[-1].append(word)
                height = max(height, word.box.height)
                continue
        runs.append([word])
        height = word.box.height
    return [_Line.of(run) for run in runs]


def _joined(runs: list[_Line], aspect: float) -> list[_Line]:
    """Pieces that go on in another piece, made one: the nearest neighbour to the left takes a piece on."""
    lines: list[_Line] = []
    at: defaultdict[int, list[_Line]] = defaultdict(list)
    for run in sorted(runs, key=lambda run: (run.box.x0, run.box.y0)):
        first = run.words[0]
        band = int(first.box.y_mid * _BANDS)
        ems = _EM_OF_HEIGHT.get(first.source, 1.0) * aspect
        near = [
            line
            for line in (*at[band - 1], *at[band], *at[band + 1])
            if (_is_mark(first) or _like(line.height, run.height))
            and _follows(line, run, max(line.height, run.height) * ems)
        ]
        if near:
            line = min(near, key=lambda line: abs(line.words[-1].box.y_mid - first.box.y_mid))
            at[int(line.words[-1].box.y_mid * _BANDS)].remove(line)
            line.join(run)
        else:
            line = run
            lines.append(line)
        at[int(line.words[-1].box.y_mid * _BANDS)].append(line)
    return lines


def _blocks(lines: list[_Line]) -> list[list[_Line]]:
    """Lines that stand under each other, begin or end alike and are of like height, in reading order."""
    blocks: list[list[_Line]] = []
    open_blocks: list[list[_Line]] = []
    for line in sorted(lines, key=lambda line: (line.box.y0, line.box.x0)):
        reach = line.box.y0 - _LEADING * line.height
        open_blocks = [block for block in open_blocks if block[-1].box.y1 >= reach - line.height]
        over = [block for block in open_blocks if _stands_under(block[-1], line)]
        if over:
            block = min(over, key=lambda block: abs(block[-1].box.x0 - line.box.x0))
            block.append(line)
        else:
            block = [line]
            blocks.append(block)
            open_blocks.append(block)
    return blocks


def _stands_under(upper: _Line, lower: _Line) -> bool:
    gap = lower.box.y0 - upper.box.y1
    if not -0.4 * lower.height <= gap <= _LEADING * min(lower.height, upper.height):
        return False
    if not _like(upper.height, lower.height):
        return False
    shared = min(upper.box.x1, lower.box.x1) - max(upper.box.x0, lower.box.x0)
    return shared > 0.5 * min(upper.box.width, lower.box.width)


def _is_mark(word: Word) -> bool:
    """A hyphen, a bullet, a dot: low on any line."""
    return not any(character.isalnum() for character in word.text)


def _like(one: float, other: float) -> bool:
    low, high = sorted((one, other))
    return high <= _LIKE_HEIGHT * low or high <= 0
