"""The office scan: 200 dpi grey, laid in crooked, paper and sensor grain, specks, a dark edge, JPEG inside a PDF."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

import numpy as np

from samples.draw.capture import Captured, jpeg, pages, scaled
from samples.draw.sheet import HEIGHT, WIDTH, canvas_on
from samples.draw.spec import Letter

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

DPI = 200
PAPER, INK = 243.0, 38.0
"""Grey of blank paper and of black print on the glass, 0 to 255."""
GRAIN = 1.9
SPECKS = 24


def scan(letter: Letter, pdf: bytes, count: int) -> Captured:
    """All pages as an image-only PDF; each sheet lies a little differently from the first."""
    from reportlab.lib.utils import ImageReader

    rng = np.random.default_rng(letter.seed)
    out = io.BytesIO()
    canvas = canvas_on(out, f"Scan of invented sample {letter.name}")
    maps: dict[int, NDArray[np.float64]] = {}
    for number, page in enumerate(pages(pdf, DPI, grey=True), start=1):
        skew = letter.scan.skew + (0.0 if number == 1 else float(rng.uniform(-0.35, 0.35)))
        shift = rng.uniform(-6, 6, size=2)
        matrix = _turn(page.size, math.radians(skew), (float(shift[0]), float(shift[1])))
        picture = _laid(page, matrix, rng)
        canvas.drawImage(ImageReader(io.BytesIO(jpeg(picture, letter.scan.quality))), 0, 0, WIDTH, HEIGHT)
        canvas.showPage()
        maps[number] = scaled(matrix, page.size, page.size)
    canvas.save()
    if len(maps) != count:
        raise ValueError(f"{letter.name}: drew {count} pages, scanned {len(maps)}")
    return Captured(f"{letter.name}-scan.pdf", "scan", out.getvalue(), maps)


def _turn(size: tuple[int, int], angle: float, shift: tuple[float, float]) -> NDArray[np.float64]:
    # clockwise on the screen (y grows downward) about the middle of the sheet
    cx, cy = size[0] / 2, size[1] / 2
    cos, sin = math.cos(angle), math.sin(angle)
    return np.array(
        [
            [cos, -sin, cx - cos * cx + sin * cy + shift[0]],
            [sin, cos, cy - sin * cx - cos * cy + shift[1]],
            [0.0, 0.0, 1.0],
        ]
    )


def _laid(page: Image, matrix: NDArray[np.float64], rng: np.random.Generator) -> Image:
    from PIL import Image, ImageFilter

    back = np.linalg.inv(matrix)
    turned = page.transform(
        page.size, Image.Transform.AFFINE, tuple(back[:2].ravel().tolist()), Image.Resampling.BICUBIC, fillcolor=255
    )
    grey = np.asarray(turned.filter(ImageFilter.GaussianBlur(0.55)), dtype=np.float32)
    grey = INK + (PAPER - INK) * grey / 255.0
    # grain spans about two pixels, as paper fibre and lamp noise do; finer noise would only feed the JPEG
    coarse = rng.normal(0.0, 1.0, (page.height // 2 + 1, page.width // 2 + 1)).astype(np.float32)
    grey += GRAIN * np.kron(coarse, np.ones((2, 2), np.float32))[: page.height, : page.width]
    grey[:, :5] -= np.linspace(90, 10, 5, dtype=np.float32)
    for x, y, dark in zip(
        rng.integers(6, page.width - 6, SPECKS), rng.integers(6, page.height - 6, SPECKS),
        rng.uniform(60, 150, SPECKS), strict=True,
    ):  # fmt: skip
        grey[y : y + 2, x : x + 2] -= dark
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
