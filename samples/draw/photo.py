"""The phone photo: page 1 on a table, seen at an angle, lit from one side with a shadow over it, a little soft."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from samples.draw.capture import Captured, jpeg, pages, scaled
from samples.draw.spec import Letter

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

    Floats = NDArray[np.float32]

SIZE = (1848, 2464)
"""Width and height in pixels as a viewer shows the picture: 4.6 megapixels."""
DPI = 220
TABLES = ((96, 74, 56), (70, 72, 76), (128, 104, 80))
PAPER = (238, 236, 229)
BLUR = 0.8
NOISE = 1.6


def photo(letter: Letter, pdf: bytes, count: int) -> Captured:  # noqa: ARG001 - every level has this shape
    """Page 1 as a JPEG."""
    from PIL import Image, ImageFilter

    rng = np.random.default_rng(letter.seed + 1)
    page = pages(pdf, DPI, grey=False, first=1)[0]
    matrix = _view(page.size, letter.photo.tilt, rng)
    back = np.linalg.inv(matrix)
    shape = tuple((back / back[2, 2]).ravel()[:8].tolist())
    seen = page.transform(SIZE, Image.Transform.PERSPECTIVE, shape, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    sheet = Image.new("L", page.size, 255).transform(
        SIZE, Image.Transform.PERSPECTIVE, shape, Image.Resampling.BILINEAR
    )
    paper = np.asarray(seen, dtype=np.float32) / 255.0 * np.array(PAPER, dtype=np.float32)
    cover = (np.asarray(sheet.filter(ImageFilter.GaussianBlur(0.7)), dtype=np.float32) / 255.0)[..., None]
    scene = paper * cover + _table(sheet, rng) * (1.0 - cover)
    lit = np.clip(scene * _light(rng)[..., None] + rng.normal(0.0, NOISE, scene.shape[:2])[..., None], 0, 255)
    picture = Image.fromarray(lit.astype(np.uint8)).filter(ImageFilter.GaussianBlur(BLUR))
    data = _saved(picture, letter)
    return Captured(f"{letter.name}-photo.jpg", "photo", data, {1: scaled(matrix, page.size, SIZE)})


def _view(page: tuple[int, int], tilt: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """The projective matrix from page pixels to picture pixels, from four corners moved by up to ``tilt``."""
    wide, high = SIZE
    margin = 0.07
    frame = [(margin, margin), (1 - margin, margin), (1 - margin, 1 - margin), (margin, 1 - margin)]
    corners = [(0.0, 0.0), (float(page[0]), 0.0), (float(page[0]), float(page[1])), (0.0, float(page[1]))]
    rows, ends = [], []
    for (x, y), (u, v) in zip(corners, frame, strict=True):
        du, dv = rng.uniform(-tilt, tilt, size=2)
        u, v = (u + float(du)) * wide, (v + float(dv) * 0.7) * high
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        ends += [u, v]
    eight = np.linalg.solve(np.array(rows), np.array(ends))
    return np.append(eight, 1.0).reshape(3, 3)


def _table(sheet: Image, rng: np.random.Generator) -> Floats:
    """A table top with grain along it, darker where the sheet throws its shadow."""
    from PIL import Image, ImageChops, ImageFilter

    wide, high = SIZE
    grain = rng.normal(0.0, 1.0, (high // 6, wide // 60)).astype(np.float32)
    grain += 0.6 * rng.normal(0.0, 1.0, (high // 6, 1)).astype(np.float32)
    stretched = np.asarray(Image.fromarray(grain).resize(SIZE, Image.Resampling.BICUBIC), dtype=np.float32)
    colour = np.array(TABLES[int(rng.integers(len(TABLES)))], dtype=np.float32)
    shade = ImageChops.offset(sheet, 14, 18).filter(ImageFilter.GaussianBlur(16))
    dark = 1.0 - 0.55 * np.asarray(shade, dtype=np.float32) / 255.0
    top = np.clip(colour + 9.0 * stretched[..., None], 0, 255) * dark[..., None]
    return np.asarray(top, dtype=np.float32)


def _light(rng: np.random.Generator) -> Floats:
    """Brightness over the picture: falls off from one side, and a soft shadow of the hand lies across a part."""
    wide, high = SIZE
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
    x, y = x / wide - 0.5, y / high - 0.5
    turn = float(rng.uniform(0, 2 * np.pi))
    falls = 0.9 + 0.2 * (x * np.cos(turn) + y * np.sin(turn))
    turn = float(rng.uniform(-0.6, 0.6))
    edge = x * np.cos(turn) + y * np.sin(turn) - float(rng.uniform(-0.1, 0.3))
    shadow = 1.0 - float(rng.uniform(0.2, 0.32)) / (1.0 + np.exp(-edge / 0.045))
    return np.asarray(falls * shadow, dtype=np.float32)


def _saved(picture: Image, letter: Letter) -> bytes:
    from PIL import Image

    exif = Image.Exif()
    exif[271] = "Invented"  # Make
    if letter.photo.turned:
        exif[274] = 6  # Orientation: a viewer turns the pixels a quarter clockwise
        picture = picture.transpose(Image.Transpose.ROTATE_90)
    return jpeg(picture, letter.photo.quality, exif.tobytes())
