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
_GRAIN_STEP = 8
"""Rows between those in which grain is measured."""
_LIKE = 1.5
"""Greys, in standard deviations of the grain, by which neighbourhoods may differ and still count as alike."""
WHITE = 245.0
"""Grey that paper gets in a flattened picture."""


def shrunk(grey: Image.Image, longest: int) -> Image.Image:
    """A copy whose longer side has at most ``longest`` pixels."""
    scale = longest / max(grey.size)
    if scale >= 1:
        return grey
    size = (max(round(grey.width * scale), 1), max(round(grey.height * scale), 1))
    return grey.resize(size, Image.Resampling.BOX, reducing_gap=2.0)


def grain_of(grey: Image.Image) -> float:
    """Standard deviation of the grain of a picture, in greys: what is left of each pixel beside its two neighbours.

    The median, so that print and texture don't count while most of the picture is bare.
    """
    rows = np.asarray(grey)[::_GRAIN_STEP].astype(np.float32)
    if rows.shape[1] < 3:
        return 0.0
    bends = np.abs(rows[:, :-2] - 2 * rows[:, 1:-1] + rows[:, 2:])
    return float(np.median(bends)) / (0.6745 * 6**0.5)


def calmed(grey: Image.Image, grain: float) -> Image.Image:
    """``grey`` with grain of that standard deviation averaged over like neighbourhoods, so that strokes stay sharp.

    A. Buades, B. Coll, J.-M. Morel, "A non-local algorithm for image denoising" (CVPR 2005). Without OpenCV (extra
    ``photo``) a plain blur.
    """
    try:
        import cv2
    except ImportError:
        return grey.filter(ImageFilter.GaussianBlur(1.0))
    cv2.setNumThreads(1)
    return Image.fromarray(cv2.fastNlMeansDenoising(np.asarray(grey), None, _LIKE * grain, 5, 11))


def paper_level(grey: Image.Image, size: tuple[int, int] | None = None) -> Floats:
    """Grey of the bare paper at each pixel, 1 to 255: the brightest of each neighbourhood, smoothed. ``size`` in pixels
    where it is asked for in another scale than that of ``grey``."""
    size = size or grey.size
    small = np.asarray(shrunk(grey, _LONGEST // 2))
    tall, wide = (-side % _CELL for side in small.shape)
    cells = np.pad(small, ((0, tall), (0, wide)), mode="edge")
    rows, columns = cells.shape[0] // _CELL, cells.shape[1] // _CELL
    tallest = cells.reshape(rows, _CELL, -1).max(axis=1)  # one axis after the other is five times as fast
    brightest = tallest.reshape(rows, columns, _CELL).max(axis=2)
    level = Image.fromarray(brightest).filter(ImageFilter.MaxFilter(_REACH)).filter(ImageFilter.MinFilter(_REACH))
    level = level.filter(ImageFilter.GaussianBlur(_REACH / 3))
    scale = size[0] / small.shape[1], size[1] / small.shape[0]
    whole = level.resize(
        (round(columns * _CELL * scale[0]), round(rows * _CELL * scale[1])), Image.Resampling.BILINEAR
    ).crop((0, 0, *size))
    return np.maximum(np.asarray(whole, dtype=np.float32), 1.0)


def flattened(grey: Image.Image) -> Image.Image:
    """``grey`` with the light divided out, so that a shadow no longer reads as ink."""
    lit = np.asarray(grey, dtype=np.float32) / paper_level(grey) * WHITE
    return Image.fromarray(np.clip(lit, 0, 255).astype(np.uint8))
