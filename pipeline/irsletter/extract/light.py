"""Light: the level of the paper under the print, and a picture as if it were lit evenly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageFilter

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_LONGEST = 1100
_CELL = 4
"""Pixels (of a copy at half of ``_LONGEST``) of a square whose brightest spot counts as paper."""
_REACH = 5
"""Cells that print may cover without hiding the paper: headlines and bars up to 0.4 inch."""
WHITE = 245.0
"""Grey that paper gets in a flattened picture."""


def shrunk(grey: Image.Image, longest: int) -> Image.Image:
    """A copy whose longer side has at most ``longest`` pixels."""
    scale = longest / max(grey.size)
    if scale >= 1:
        return grey
    size = (max(round(grey.width * scale), 1), max(round(grey.height * scale), 1))
    return grey.resize(size, Image.Resampling.BOX, reducing_gap=2.0)


def paper_level(grey: Image.Image) -> Floats:
    """Grey of the bare paper at each pixel, 1 to 255: the brightest of each neighbourhood, smoothed."""
    small = np.asarray(shrunk(grey, _LONGEST // 2))
    tall, wide = (-side % _CELL for side in small.shape)
    cells = np.pad(small, ((0, tall), (0, wide)), mode="edge")
    rows, columns = cells.shape[0] // _CELL, cells.shape[1] // _CELL
    brightest = cells.reshape(rows, _CELL, columns, _CELL).max(axis=(1, 3))
    level = Image.fromarray(brightest).filter(ImageFilter.MaxFilter(_REACH)).filter(ImageFilter.MinFilter(_REACH))
    level = level.filter(ImageFilter.GaussianBlur(_REACH / 3))
    scale = grey.width / small.shape[1], grey.height / small.shape[0]
    whole = level.resize(
        (round(columns * _CELL * scale[0]), round(rows * _CELL * scale[1])), Image.Resampling.BILINEAR
    ).crop((0, 0, *grey.size))
    return np.maximum(np.asarray(whole, dtype=np.float32), 1.0)


def flattened(grey: Image.Image) -> Image.Image:
    """``grey`` with the light divided out, so that a shadow no longer reads as ink."""
    lit = np.asarray(grey, dtype=np.float32) / paper_level(grey) * WHITE
    return Image.fromarray(np.clip(lit, 0, 255).astype(np.uint8))
