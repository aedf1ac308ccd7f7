"""The line that a fax machine prints on top of every page that it sends, as 47 CFR 68.318(d) asks: when, from which
number; most add which page."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_HIGH = 28
"""Rows of the line in fine mode; half as many in standard mode."""


def stamped(pages: list[NDArray[np.bool_]], template: str, rng: np.random.Generator) -> str:
    """Print ``template`` on top of ``pages``, in place; gives what now stands there. A blank one prints nothing."""
    when = dt.datetime(2009, 1, 5, 8, tzinfo=dt.UTC) + dt.timedelta(minutes=int(rng.integers(16 * 365 * 24 * 60)))
    number = f"{int(rng.integers(201, 980))}-555-{int(rng.integers(100, 200)):04d}"
    cover, left = int(rng.integers(2)), int(rng.integers(60, 240))
    lines = [
        template.format(when=when, number=number, page=page + cover, pages=len(pages) + cover)
        for page in range(1, len(pages) + 1)
    ]
    for page, line in zip(pages, lines, strict=True):
        if line.strip():
            _print(page, line, left)
    return "\n".join(lines)


def _print(page: NDArray[np.bool_], line: str, left: int) -> None:
    from PIL import Image, ImageDraw, ImageFont

    strip = Image.new("L", (page.shape[1], _HIGH))
    ImageDraw.Draw(strip).text((left, 1), line, fill=255, font=ImageFont.load_default(size=22))
    high = _HIGH if page.shape[0] > 1500 else _HIGH // 2
    dark = np.asarray(strip.resize((page.shape[1], high))) > 110
    page[high // 3 : high // 3 + high] |= dark
