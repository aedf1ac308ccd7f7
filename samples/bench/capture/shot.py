"""What goes into a capture and what comes out, and the maps between the drawn page and the picture."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from samples.bench.data import table
from samples.draw.sheet import HEIGHT, WIDTH, Box, Mark, canvas_on

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

    Points = NDArray[np.float64]
    Place = Callable[[Points], Points]
    Grey = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Exposure:
    """A drawn letter in front of the lens: its PDF, its number of pages, the set's damage, the dice."""

    set_name: str
    pdf: bytes
    count: int
    rng: np.random.Generator

    def pick(self, name: str) -> Any:
        """One of the set's values of ``name``."""
        options = table(f"sets/{self.set_name}")["damage"][name]
        return options[int(self.rng.integers(len(options)))]

    def span(self, name: str) -> float:
        """A value between the set's two bounds of ``name``."""
        low, high = table(f"sets/{self.set_name}")["damage"][name]
        return float(self.rng.uniform(low, high))


@dataclass(frozen=True, slots=True)
class Shot:
    """One file: suffix with its dot, bytes, and for each page of the letter in it the page of the file (from 1) and the
    map from fractions of the drawn page to fractions of the picture as a viewer shows it."""

    suffix: str
    data: bytes
    places: Mapping[int, tuple[int, Place]]
    pages: int
    added: str = ""
    """What a machine on the way printed on top of the pages."""

    def marks(self, drawn: Sequence[Mark]) -> tuple[Mark, ...]:
        """The drawn places as they stand in this file; those on pages that it lacks are dropped."""
        return tuple(
            Mark(mark.field, number, moved(mark.box, place), mark.text)
            for mark in drawn
            if mark.page in self.places
            for number, place in (self.places[mark.page],)
        )


def moved(box: Box, place: Place) -> Box:
    """The upright bounding box of ``box`` after ``place``, cut at the edge of the picture. Edges may bend."""
    x0, y0, x1, y1 = box
    along = np.linspace(0.0, 1.0, 7)
    xs = np.concatenate([x0 + along * (x1 - x0), np.full(7, x1), x0 + along * (x1 - x0), np.full(7, x0)])
    ys = np.concatenate([np.full(7, y0), y0 + along * (y1 - y0), np.full(7, y1), y0 + along * (y1 - y0)])
    sent = place(np.stack([xs, ys], axis=1)).clip(0.0, 1.0)
    (left, top), (right, bottom) = sent.min(axis=0), sent.max(axis=0)
    return float(left), float(top), float(right), float(bottom)


def same(points: Points) -> Points:
    """The map of a page that stays where it is."""
    return points


def quarters(place: Place) -> int:
    """Quarter turns clockwise (0 to 3) in which a page lies that ``place`` maps: where its lines run to."""
    start, end = place(np.array([[0.4, 0.5], [0.6, 0.5]]))
    along, down = end - start
    if abs(along) >= abs(down):
        return 0 if along > 0 else 2
    return 1 if down > 0 else 3


def linear(matrix: Points) -> Place:
    """The map of a 3 x 3 projective matrix between fractions."""

    def place(points: Points) -> Points:
        sent = np.column_stack([points, np.ones(len(points))]) @ matrix.T
        return np.asarray(sent[:, :2] / sent[:, 2:])

    return place


def chained(*places: Place) -> Place:
    """One map after another."""

    def place(points: Points) -> Points:
        for one in places:
            points = one(points)
        return points

    return place


def pictures(pdf: bytes, dpi: float, *, only: int | None = None) -> list[Grey]:
    """The pages of ``pdf`` in grey, 0 to 255; one page (from 1) where ``only`` names it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        numbers = range(len(document)) if only is None else [only - 1]
        return [
            document[number].render(scale=dpi / 72, grayscale=True).to_numpy().astype(np.float32).squeeze()
            for number in numbers
        ]
    finally:
        document.close()


def jpeg(picture: NDArray[np.uint8], quality: int, *, exif: bytes = b"") -> bytes:
    """Grey or colour (RGB) as JPEG bytes."""
    from PIL import Image

    out = io.BytesIO()
    Image.fromarray(picture).save(out, "JPEG", quality=quality, exif=exif)
    return out.getvalue()


def image_pdf(images: Sequence[Image | bytes], turns: Sequence[int] = ()) -> bytes:
    """A PDF with one picture on each page, no text; ``turns`` are the pages' /Rotate, in degrees."""
    from reportlab.lib.utils import ImageReader

    out = io.BytesIO()
    canvas = canvas_on(out, "Scan of an invented letter")
    for number, image in enumerate(images):
        source = ImageReader(io.BytesIO(image) if isinstance(image, bytes) else image)
        wide, high = source.getSize()
        size = (WIDTH, HEIGHT) if high >= wide else (HEIGHT, WIDTH)
        canvas.setPageSize(size)
        if turns and turns[number]:
            canvas.setPageRotation(turns[number])
        else:
            canvas.setPageRotation(0)
        canvas.drawImage(source, 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def whole(picture: Grey) -> NDArray[np.uint8]:
    """A picture clipped to bytes."""
    return np.clip(picture, 0, 255).astype(np.uint8)
