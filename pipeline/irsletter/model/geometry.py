"""Boxes on a page, in page fractions from the top left corner as a viewer shows the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """An upright box: ``x0 <= x1`` and ``y0 <= y1``, each a fraction (0 to 1) of page width or height."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def x_mid(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def y_mid(self) -> float:
        return (self.y0 + self.y1) / 2

    @property
    def area(self) -> float:
        return max(self.width, 0.0) * max(self.height, 0.0)

    def union(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))

    def overlap(self, other: Box) -> float:
        """Shared area, as a fraction of the smaller of the two boxes (0 to 1)."""
        width = min(self.x1, other.x1) - max(self.x0, other.x0)
        height = min(self.y1, other.y1) - max(self.y0, other.y0)
        if width <= 0 or height <= 0:
            return 0.0
        smaller = min(self.area, other.area)
        return width * height / smaller if smaller > 0 else 0.0

    def same_row(self, other: Box, tolerance: float = 0.5) -> bool:
        """Whether the two share a text row: heights overlap by more than ``tolerance`` of the lower one."""
        shared = min(self.y1, other.y1) - max(self.y0, other.y0)
        return shared > tolerance * min(self.height, other.height)

    def rounded(self, digits: int = 4) -> Box:
        """Clipped to the page and rounded, as results print it."""
        x0, y0, x1, y1 = (round(min(max(edge, 0.0), 1.0), digits) for edge in (self.x0, self.y0, self.x1, self.y1))
        return Box(x0, y0, x1, y1)

    def as_list(self) -> list[float]:
        """``[x0, y0, x1, y1]`` clipped and rounded to four decimals."""
        box = self.rounded()
        return [box.x0, box.y0, box.x1, box.y1]


def bounding_box(boxes: Iterable[Box]) -> Box:
    """The smallest box around all ``boxes``. Raises ValueError where there is none."""
    found = list(boxes)
    if not found:
        raise ValueError("no box to bound")
    if len(found) == 1:
        return found[0]
    return Box(
        min(box.x0 for box in found),
        min(box.y0 for box in found),
        max(box.x1 for box in found),
        max(box.y1 for box in found),
    )
