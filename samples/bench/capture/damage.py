"""Damage to flat pictures: noise, softness, specks, worn toner. Each set has functions and strengths of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Grey = NDArray[np.float32]


def fibre(shape: tuple[int, ...], rng: np.random.Generator) -> Grey:
    """Grain that spans about two pixels, as paper fibre and lamp noise do."""
    import cv2

    coarse = rng.standard_normal((shape[0] // 2 + 1, shape[1] // 2 + 1), dtype=np.float32)
    return np.asarray(cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_NEAREST))


def speckle(shape: tuple[int, ...], rng: np.random.Generator) -> Grey:
    """Fine sensor noise with a slow drift of brightness below it."""
    import cv2

    slow = cv2.resize(
        rng.standard_normal((9, 7), dtype=np.float32), (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC
    )
    return np.asarray(0.8 * rng.standard_normal(shape[:2], dtype=np.float32) + slow)


def bands(shape: tuple[int, ...], rng: np.random.Generator) -> Grey:
    """Fine noise with streaks along the feed, as a dusty scanner line leaves them."""
    streaks = rng.standard_normal((1, shape[1]), dtype=np.float32) * (rng.random((1, shape[1])) < 0.05)
    return np.asarray(0.85 * rng.standard_normal(shape[:2], dtype=np.float32) + 1.5 * streaks, dtype=np.float32)


def gaussian(picture: Grey, strength: float, rng: np.random.Generator) -> Grey:  # noqa: ARG001 - one shape for all blurs
    """Softness of a lens."""
    import cv2

    return np.asarray(cv2.GaussianBlur(picture, (0, 0), strength))


def motion(picture: Grey, strength: float, rng: np.random.Generator) -> Grey:
    """A hand or a page that moved while the picture was taken."""
    import cv2

    reach = max(3, round(4.2 * strength) | 1)
    angle = float(rng.uniform(0, np.pi))
    kernel = np.zeros((reach, reach), np.float32)
    for step in np.linspace(-reach / 2 + 0.5, reach / 2 - 0.5, 4 * reach):
        kernel[int(reach / 2 + step * np.sin(angle)), int(reach / 2 + step * np.cos(angle))] = 1.0
    return np.asarray(cv2.filter2D(picture, -1, kernel / kernel.sum()))


def defocus(picture: Grey, strength: float, rng: np.random.Generator) -> Grey:  # noqa: ARG001 - one shape for all blurs
    """A lens out of focus: a disk, with a soft rim so that fractions of a pixel count."""
    import cv2

    radius = 1.7 * strength
    y, x = np.mgrid[-6:7, -6:7].astype(np.float32)
    kernel = np.clip(radius + 0.5 - np.hypot(x, y), 0.0, 1.0)
    return np.asarray(cv2.filter2D(picture, -1, kernel / kernel.sum()))


def specks(picture: Grey, count: int, rng: np.random.Generator, *, paper: bool) -> None:
    """Dust on the glass, darker than paper, or holes in the print where ``paper`` is false."""
    high, wide = picture.shape[:2]
    for x, y, size in zip(
        rng.integers(4, wide - 4, count), rng.integers(4, high - 4, count), rng.integers(1, 4, count), strict=True
    ):
        picture[y : y + size, x : x + size] += -120.0 if paper else 160.0


NOISES: dict[str, Callable[[tuple[int, ...], np.random.Generator], Grey]] = {
    "fibre": fibre, "speckle": speckle, "bands": bands,
}  # fmt: skip
BLURS: dict[str, Callable[[Grey, float, np.random.Generator], Grey]] = {
    "gaussian": gaussian, "motion": motion, "defocus": defocus,
}  # fmt: skip
