"""Phone photos of page 1: perspective, curl, folds, shadow, blur, poor light, things on the table, EXIF turns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from samples.bench.capture.damage import BLURS, NOISES
from samples.bench.capture.scene import light, table_top
from samples.bench.capture.shot import Exposure, Shot, chained, jpeg, pictures

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from samples.bench.capture.shot import Place

    Points = NDArray[np.float64]
    Floats = NDArray[np.float32]

PAPER = np.array([240.0, 238.0, 231.0], dtype=np.float32)
TURNS = {1: 0, 6: 1, 3: 2, 8: 3}
"""EXIF orientation to the quarter turns, counter-clockwise, by which the stored pixels lie away from what is shown."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """How hard a photo is: multiples of the set's own strengths."""

    tilt: float
    curl: float
    shadow: float
    softness: float
    noise: float
    folds: bool
    clutter: int
    sizes: slice


EASY = Trouble(0.5, 0.0, 0.35, 0.7, 1.0, folds=False, clutter=0, sizes=slice(0, 2))
MEDIUM = Trouble(1.0, 0.8, 0.8, 1.0, 1.6, folds=False, clutter=1, sizes=slice(0, 3))
HARD = Trouble(1.35, 1.6, 1.15, 1.35, 3.0, folds=True, clutter=3, sizes=slice(1, 3))


def photo_easy(shot: Exposure) -> Shot:
    """Held well above a clear table, in good light."""
    return _photo(shot, EASY)


def photo_medium(shot: Exposure) -> Shot:
    """At an angle, a little curled, a shadow over it."""
    return _photo(shot, MEDIUM)


def photo_hard(shot: Exposure) -> Shot:
    """Folded and curled, in poor light, soft, few pixels, things around it."""
    return _photo(shot, HARD)


def _photo(shot: Exposure, trouble: Trouble) -> Shot:
    import cv2

    cv2.setNumThreads(1)
    wide, high = _size(shot, trouble)
    page = pictures(shot.pdf, min(300.0, wide / 8.5 * 0.98), only=1)[0]
    matrix = _view(shot, trouble.tilt)
    bend = _bend(shot, trouble)
    seen, cover, height = _seen(page, matrix, bend, (wide, high))
    lit = light((wide, high), shot, trouble.shadow)
    blur = trouble.softness * shot.span("softness") * wide / 2000
    paper = BLURS[shot.pick("blur")](seen * height, blur, shot.rng) * lit / 255.0
    top = table_top((wide, high), cover, shot, trouble.clutter)
    grain = trouble.noise * shot.span("grain") * NOISES["speckle"]((high, wide), shot.rng)
    shown = np.empty((high, wide, 3), np.uint8)
    for channel, warmth in enumerate(shot.pick("warmth")):
        # one colour at a time: whole pictures in floating point would not fit the caches
        ground = top[..., channel] * lit
        colour = ground + (paper * PAPER[channel] - ground) * cover
        shown[..., channel] = np.clip(colour * np.float32(warmth) + grain, 0, 255)
    orientation = int(shot.rng.choice([1, 1, 6, 6, 3, 8]))
    stored = np.ascontiguousarray(np.rot90(shown, TURNS[orientation]))
    data = jpeg(stored, 82 if trouble is EASY else 74, exif=_exif(orientation))
    return Shot(".jpg", data, {1: (1, _place(matrix, bend))}, 1)


def _size(shot: Exposure, trouble: Trouble) -> tuple[int, int]:
    from samples.bench.data import table

    options = table(f"sets/{shot.set_name}")["damage"]["megapixels"][trouble.sizes]
    pixels = 1e6 * float(options[int(shot.rng.integers(len(options)))])
    wide = int((pixels * 3 / 4) ** 0.5) // 8 * 8
    return wide, wide * 4 // 3


def _view(shot: Exposure, hardness: float) -> Points:
    """From fractions of the flat page to fractions of the picture: four corners pushed about."""
    tilt = hardness * shot.span("tilt")
    margin = float(shot.rng.uniform(0.05, 0.09)) + 0.5 * tilt
    corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], dtype=np.float64)
    push = shot.rng.uniform(-tilt, tilt, (4, 2)) * [1.0, 0.7]
    turn = float(shot.rng.uniform(-1, 1)) * 0.5 * tilt
    ends = margin + corners * (1 - 2 * margin) + push + turn * np.array([[0, -1], [1, 0], [0, 1], [-1, 0]])
    rows, right = [], []
    for (x, y), (u, v) in zip(corners, ends, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    return np.append(np.linalg.solve(np.array(rows), np.array(right)), 1.0).reshape(3, 3)


@dataclass(frozen=True, slots=True)
class Bend:
    """How the sheet departs from flat: its points as seen flat are moved by ``shift`` to points of the paper.

    ``curl`` is an arch across the width, ``waves`` one along the height, ``folds`` places of creases from the top.
    """

    curl: float
    waves: float
    phase: float
    folds: tuple[float, ...]
    depth: float

    def shift(self, flat: Points) -> Points:
        """The displacement at ``flat`` points, in fractions of the page."""
        x, y = flat[..., 0], flat[..., 1]
        across = self.curl * np.sin(np.pi * x) * (0.6 + 0.4 * y)
        along = self.waves * np.sin(2 * np.pi * y + self.phase) * (x - 0.5)
        zigzag = self.depth * _zigzag(y, self.folds) * (x - 0.5)
        return np.stack([along + zigzag, across], axis=-1)

    def shade(self, flat: Points) -> Points:
        """Brightness of the sheet: each panel between creases is lit a little differently, a crease is a thin line."""
        x, y = flat[..., 0], flat[..., 1]
        bright = 1.0 + 9.0 * self.curl * np.cos(np.pi * x)
        for number, fold in enumerate(self.folds):
            bright = bright + (0.05 if number % 2 else -0.06) * np.tanh((y - fold) / 0.012)
            bright = bright - 0.13 * np.exp(-(((y - fold) / 0.0022) ** 2))
        return np.asarray(bright)


def _zigzag(y: Points, folds: tuple[float, ...]) -> Points:
    knots = np.array([0.0, *folds, 1.0])
    heights = np.array([0.0, *((-1.0) ** number for number in range(len(folds))), 0.0])
    return np.asarray(np.interp(y, knots, heights))


def _bend(shot: Exposure, trouble: Trouble) -> Bend:
    kinds = {"thirds": (0.335, 0.665), "half": (0.5,), "quarters": (0.25, 0.5, 0.75)}
    folds = kinds[shot.pick("folds")] if trouble.folds else ()
    curl = trouble.curl * shot.span("curl") * float(shot.rng.choice([-1, 1]))
    return Bend(curl, 0.5 * abs(curl), float(shot.rng.uniform(0, 6)), folds, 0.012 if folds else 0.0)


def _seen(page: Floats, matrix: Points, bend: Bend, size: tuple[int, int]) -> tuple[Floats, Floats, Floats]:
    """The page, its coverage 0 to 1 and its brightness, all as the camera sees them."""
    import cv2

    wide, high = size
    step = 8
    # the maps are smooth, so they are worked out on every eighth pixel and stretched
    u, v = np.meshgrid((np.arange(0, wide + step, step) + 0.0) / wide, (np.arange(0, high + step, step) + 0.0) / high)
    back = np.linalg.inv(matrix)
    sent = np.stack([u, v, np.ones_like(u)], axis=-1) @ back.T
    flat = sent[..., :2] / sent[..., 2:]
    paper = flat + bend.shift(flat)
    coarse = np.concatenate([paper, bend.shade(flat)[..., None]], axis=-1).astype(np.float32)
    grid_x, grid_y = np.meshgrid(np.arange(wide, dtype=np.float32) / step, np.arange(high, dtype=np.float32) / step)
    full = cv2.remap(coarse, grid_x, grid_y, cv2.INTER_LINEAR)
    x, y = full[..., 0], full[..., 1]
    deep, broad = page.shape
    seen = cv2.remap(page, x * broad - 0.5, y * deep - 0.5, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    edge = np.minimum(np.minimum(x, 1 - x) * broad, np.minimum(y, 1 - y) * deep)
    return seen, np.clip(edge + 0.5, 0.0, 1.0), full[..., 2]


def _place(matrix: Points, bend: Bend) -> Place:
    def unbent(points: Points) -> Points:
        # flat + shift(flat) = paper, solved by repetition: the shift changes slowly, so each round gains a digit or two
        flat = points.copy()
        for _ in range(25):
            flat = points - bend.shift(flat)
        return flat

    def viewed(points: Points) -> Points:
        sent = np.column_stack([points, np.ones(len(points))]) @ matrix.T
        return np.asarray(sent[:, :2] / sent[:, 2:])

    return chained(unbent, viewed)


def _exif(orientation: int) -> bytes:
    from PIL import Image

    tags = Image.Exif()
    tags[271] = "Invented"
    tags[274] = orientation
    return tags.tobytes()
