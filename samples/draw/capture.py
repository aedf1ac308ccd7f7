"""How a letter reaches a reader: as the sender's PDF, as an office scan, as a phone photo.

A capture turns the text PDF into one file and says where each place of the page went, so that the truth moves along.
A new level (fax, copy, hard photo) is one more function in ``LEVELS``.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from samples.draw.sheet import Box, Mark
from samples.draw.spec import Letter

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

    Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Captured:
    """One file: its name, its bytes and, for each page number of the letter in it, the map of page places.

    A map is a 3 x 3 projective matrix from fractions of the drawn page to fractions of the picture as it is shown.
    """

    name: str
    level: str
    data: bytes
    maps: Mapping[int, Matrix]

    def marks(self, drawn: tuple[Mark, ...]) -> tuple[Mark, ...]:
        """The drawn places as they stand in this file; places on pages that it lacks are dropped."""
        return tuple(
            Mark(mark.field, mark.page, moved(mark.box, self.maps[mark.page]), mark.text)
            for mark in drawn
            if mark.page in self.maps
        )


def moved(box: Box, matrix: Matrix) -> Box:
    """The upright bounding box of ``box`` after ``matrix``."""
    x0, y0, x1, y1 = box
    corners = np.array([[x0, x1, x1, x0], [y0, y0, y1, y1], [1.0, 1.0, 1.0, 1.0]])
    sent = matrix @ corners
    xs, ys = sent[0] / sent[2], sent[1] / sent[2]
    return float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max())


def scaled(matrix: Matrix, before: tuple[float, float], after: tuple[float, float]) -> Matrix:
    """A matrix between pixels as one between fractions: ``before`` and ``after`` are width and height in pixels."""
    grow = np.diag([before[0], before[1], 1.0])
    shrink = np.diag([1.0 / after[0], 1.0 / after[1], 1.0])
    return np.asarray(shrink @ matrix @ grow, dtype=np.float64)


def pages(pdf: bytes, dpi: int, *, grey: bool, first: int | None = None) -> list[Image]:
    """The pages of ``pdf`` as pictures, the ``first`` ones only where given."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        count = min(len(document), first or len(document))
        return [document[number].render(scale=dpi / 72, grayscale=grey).to_pil() for number in range(count)]
    finally:
        document.close()


def jpeg(image: Image, quality: int, exif: bytes = b"") -> bytes:
    """``image`` as JPEG bytes."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True, exif=exif)
    return out.getvalue()


def pdf_text(letter: Letter, pdf: bytes, count: int) -> Captured:
    """The PDF as it was drawn, text layer and all."""
    return Captured(f"{letter.name}.pdf", "pdf_text", pdf, {page: np.eye(3) for page in range(1, count + 1)})


def captures(letter: Letter, pdf: bytes, count: int) -> tuple[Captured, ...]:
    """The letter at every level; ``count`` is its number of pages."""
    from samples.draw.photo import photo
    from samples.draw.scan import scan

    levels: dict[str, Callable[[Letter, bytes, int], Captured]] = {"pdf_text": pdf_text, "scan": scan, "photo": photo}
    return tuple(level(letter, pdf, count) for level in levels.values())
