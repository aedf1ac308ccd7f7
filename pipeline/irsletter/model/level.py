"""Undoing the tilt of a page in its words' boxes, so that what is printed in one row has one height.

Boxes are given as a viewer shows the page; on a crooked scan a row rises by a whole line from left to right, on a photo
the top rows rise and the bottom rows fall. The slope is taken from the lines that the reader itself joined.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from irsletter.model.document import Word
from irsletter.model.geometry import Box

_SPAN = 0.12
"""Share of the page width that a line must reach over to tell a slope."""
_FLAT = 0.0015
"""Slopes below this move no word by a third of a line: left alone."""


@dataclass(frozen=True, slots=True)
class Tilt:
    """Rise of a row in page heights for each page width: ``at_middle`` and its change from top to bottom."""

    at_middle: float = 0.0
    change: float = 0.0

    def level(self, box: Box) -> Box:
        """``box`` moved up or down to where it would stand on an upright page; its height stays."""
        rise = (self.at_middle + self.change * (box.y_mid - 0.5)) * (box.x_mid - 0.5)
        return Box(box.x0, box.y0 - rise, box.x1, box.y1 - rise) if rise else box


def tilt_of(words: Iterable[Word]) -> Tilt:
    """The tilt that the lines of ``words`` show; none where too few of them are long enough."""
    samples = [found for _, line in groupby(words, key=lambda word: (word.block, word.line)) if (found := _slope(line))]
    if len(samples) < 3:
        return Tilt()
    tilt = _fit(samples)
    rest = sorted(samples, key=lambda sample: abs(sample[1] - tilt.at_middle - tilt.change * (sample[0] - 0.5)))
    tilt = _fit(rest[: max(3, len(rest) * 3 // 4)])  # once more without the lines that were joined wrongly
    return Tilt() if abs(tilt.at_middle) + abs(tilt.change) / 2 < _FLAT else tilt


def _slope(line: Iterable[Word]) -> tuple[float, float, float] | None:
    """Height, slope and weight of one line, by least squares over its words."""
    boxes = [word.box for word in line]
    if len(boxes) < 3 or boxes[-1].x1 - boxes[0].x0 < _SPAN:
        return None
    x_mean = sum(box.x_mid for box in boxes) / len(boxes)
    y_mean = sum(box.y_mid for box in boxes) / len(boxes)
    spread = sum((box.x_mid - x_mean) ** 2 for box in boxes)
    if spread <= 0:
        return None
    slope = sum((box.x_mid - x_mean) * (box.y_mid - y_mean) for box in boxes) / spread
    # the slope is one of the row at the middle of the page, wherever the line stands
    return (y_mean + slope * (0.5 - x_mean), slope, spread) if abs(slope) < 0.2 else None


def _fit(samples: list[tuple[float, float, float]]) -> Tilt:
    weight = sum(sample[2] for sample in samples)
    y_mean = sum(y * w for y, _, w in samples) / weight
    mean = sum(slope * w for _, slope, w in samples) / weight
    spread = sum(w * (y - y_mean) ** 2 for y, _, w in samples)
    reach = max(y for y, _, _ in samples) - min(y for y, _, _ in samples)
    change = sum(w * (y - y_mean) * (slope - mean) for y, slope, w in samples) / spread if reach > 0.3 else 0.0
    return Tilt(mean + change * (0.5 - y_mean), change)
