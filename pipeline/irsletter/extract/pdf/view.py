"""From a PDF page's own coordinates to fractions of the page as a viewer shows it: crop box and rotation applied."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2.raw as raw

from irsletter.model.geometry import Box

if TYPE_CHECKING:
    import pypdfium2 as pdfium

_FINE = 10_000_000
"""Steps into which PDFium is asked to divide the page: it answers in whole numbers."""
_REACH = 1000.0


@dataclass(frozen=True, slots=True)
class View:
    """The affine map of one page, and its size in points as shown."""

    width: float
    height: float
    x: tuple[float, float, float]
    """Fraction across = x[0] + x[1] * page x + x[2] * page y."""
    y: tuple[float, float, float]

    @classmethod
    def of(cls, page: pdfium.PdfPage) -> View:
        width, height = page.get_size()
        origin, right, up = (_asked(page, *point) for point in ((0.0, 0.0), (_REACH, 0.0), (0.0, _REACH)))
        maps = [(o, (r - o) / _REACH, (u - o) / _REACH) for o, r, u in zip(origin, right, up, strict=True)]
        return cls(max(width, 1e-3), max(height, 1e-3), maps[0], maps[1])

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The upright box, in fractions from the top left, of a rectangle on the page."""
        # pages turn by quarters only: two opposite corners are enough
        (x, x_x, x_y), (y, y_x, y_y) = self.x, self.y
        x0, x1 = x + x_x * left + x_y * bottom, x + x_x * right + x_y * top
        y0, y1 = y + y_x * left + y_y * bottom, y + y_x * right + y_y * top
        return Box(min(x1, x0), min(y1, y0), max(x0, x1), max(y0, y1))


def _asked(page: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, x, y, across, down)
    return across.value / _FINE, down.value / _FINE
