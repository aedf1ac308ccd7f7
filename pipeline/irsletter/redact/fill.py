"""Boxes of a picture filled for good: what stood below is gone from the copy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from irsletter.model.geometry import Box

if TYPE_CHECKING:
    from PIL.Image import Image

_MARGIN = 0.003
"""Page widths added around a box: a box drawn around read letters can cut off a rim of their ink."""


def fill_boxes(image: Image, boxes: Iterable[Box]) -> Image:
    """A copy of ``image`` with ``boxes`` (page fractions) painted black. The argument stays as it is."""
    from PIL import ImageDraw

    copy = image.copy()
    draw = ImageDraw.Draw(copy)
    margin = _MARGIN * copy.width
    for box in boxes:
        corners = (box.x0 * copy.width, box.y0 * copy.height, box.x1 * copy.width, box.y1 * copy.height)
        x0, y0, x1, y1 = corners
        draw.rectangle((x0 - margin, y0 - margin, x1 + margin, y1 + margin), fill="black")
    return copy
