"""Ink: where a page is printed, how much, and how large; measured on a small copy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PIL import ImageFilter

from irsletter.extract.picture.light import grain_of, paper_level, shrunk

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

    Floats = NDArray[np.float32]
    Mask = NDArray[np.bool_]

LONGEST = 1650
"""Pixels of the small copy's longer side: 150 dpi of a letter sheet, where small print still has lines of its own."""
_FAINTEST = 0.18
"""Share of the paper's light that ink must at least take away."""
_GRAINY, _CALM = 0.025, 1.2
"""Grain, as a share of the light, that would pass for ink, and the pixels over which it is then averaged first."""
_MARGIN = 0.025
"""Share of each side that counts as edge: shadows of the lid, punch marks, a fax's torn rim."""
_STRIPS = 12
"""Upright strips in which lines are looked for: narrow, so that a crooked scan does not smear them together."""
_LOWEST, _HIGHEST = 6, 40
"""Pixels of the small copy that a line of text may be high."""
_THINNEST, _FULLEST = 0.06, 0.5
"""Share of a strip's width that the print of a line fills; what is fuller is a rule, a shadow or a photograph."""
_FINE_STRIPS = 32
"""Strips in which a slope is looked for: narrower, for a steep one must not smear within a strip either."""
_SKEWED, _SKEW_STEP = 150, 5
"""Tenths of a degree by which a sheet may lie askew, and the step in which that is measured."""
_CORE = 0.4
"""Share of a line's fullest rows from which a row belongs to the band of the small letters."""


@dataclass(frozen=True, slots=True)
class Ink:
    """The ink of one picture; ``mask`` has at most ``LONGEST`` pixels a side, ``scale`` of them to one of its own."""

    mask: Mask
    scale: float

    @property
    def share(self) -> float:
        """Share (0 to 1) of the page, edges left out, that is ink."""
        y, x = (max(round(side * _MARGIN), 1) for side in self.mask.shape)
        return float(self.mask[y:-y, x:-x].mean()) if min(self.mask.shape) > 2 * max(y, x) else 0.0

    def turned(self, quarters: int) -> Ink:
        """The ink of the picture turned by quarters clockwise."""
        return Ink(np.rot90(self.mask, -quarters), self.scale)


@dataclass(frozen=True, slots=True)
class Lines:
    """What the lines of text of a picture look like, if its lines run across."""

    count: int
    """Pieces of lines, one for each strip that a line crosses."""
    upright: float
    """-1 to 1: above 0 where more print reaches above the small letters than below them."""
    x_height: float
    """Height of the small letters in pixels of the picture; 0 where there is no line."""


def ink_of(grey: Image) -> Ink:
    """Pixels at least half as dark as the page's print, specks left out."""
    small = shrunk(grey, LONGEST)
    if grain_of(small) > _GRAINY * float(np.median(np.asarray(small)[::8])):
        small = small.filter(ImageFilter.GaussianBlur(_CALM))
    dark = 1.0 - np.asarray(small, dtype=np.float32) / paper_level(small)
    printed = dark[dark > _FAINTEST]
    threshold = max(_FAINTEST, float(np.percentile(printed, 80)) / 2) if printed.size else _FAINTEST
    return Ink(_without_specks(dark > threshold), max(small.size) / max(grey.size))


def lines_of(ink: Ink) -> Lines:
    """Lines of text by their profiles: letters stand on the base line, and more of them reach up than down."""
    shares = _strip_shares(ink.mask)
    above = below = 0.0
    cores: list[int] = []
    for strip in shares.T:
        edges = np.flatnonzero(np.diff(np.concatenate(([False], strip > 1 / 250, [False])).astype(np.int8)))
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            rows = strip[start:end]
            if not _LOWEST <= rows.size <= _HIGHEST:
                continue
            fullest = float(np.sort(rows)[-3:].mean())
            if not _THINNEST <= fullest <= _FULLEST:
                continue
            core = np.flatnonzero(rows > _CORE * fullest)
            above += float(rows[: core[0]].sum())
            below += float(rows[core[-1] + 1 :].sum())
            cores.append(int(core[-1] - core[0] + 1))
    balance = (above - below) / (above + below) if above + below > 0 else 0.0
    return Lines(len(cores), balance, float(np.median(cores)) / ink.scale if cores else 0.0)


def busy_rows(ink: Ink) -> Floats:
    """How much print each row of pixels holds: the steps of light from the row above, as the edges of lines make them.

    A dark table beside the sheet is ink, but hardly changes from row to row.
    """
    shares = _strip_shares(ink.mask, _FINE_STRIPS)
    shares[shares > _FULLEST] = 0.0
    return np.asarray((np.diff(shares, axis=0, prepend=shares[:1]) ** 2).sum(axis=1))


def lie_of(ink: Ink) -> tuple[float, float]:
    """How the lines lie: the balance of the axis, and degrees by which they sink to the right.

    The balance is -1 to 1: above 0 the lines run across the picture, below 0 they run up and down (then the degrees are
    those of the picture turned back by a quarter). Across its lines a page's ink rises and falls, along them it hardly
    does; and it does so most when the strips of a crooked page are shifted until their lines meet.
    """
    across, skew = _roughest(ink.mask)
    along, other = _roughest(ink.turned(-1).mask)
    balance = (across - along) / (across + along) if across + along > 0 else 0.0
    return balance, other if balance < 0 else skew


def _roughest(mask: Mask) -> tuple[float, float]:
    """The greatest roughness of the profile across lines, and the degrees of slope that give it."""
    shares = _strip_shares(mask, _FINE_STRIPS)
    shares[shares > _FULLEST] = 0.0
    if shares.shape[0] < 3:
        return 0.0, 0.0
    wide = mask.shape[1] / _FINE_STRIPS
    height = shares.shape[0]
    strips = np.arange(_FINE_STRIPS)
    # rows stand twice below each other, so that a shifted strip is one run of them; one place after the other in memory
    twice = np.concatenate([shares, shares]).T.ravel()
    found = {}
    for tenths in sorted(range(-_SKEWED, _SKEWED + 1, _SKEW_STEP), key=abs):
        slope = float(np.tan(np.radians(tenths / 10)))
        shifts = np.round(slope * wide * (strips + 0.5 - _FINE_STRIPS / 2)).astype(int) % height
        profile = np.zeros(height, dtype=np.float32)
        for start in (2 * height * strips + shifts).tolist():
            profile += twice[start : start + height]
        steps = np.diff(profile)
        found[tenths / 10] = float(steps @ steps)
    best = max(found, key=lambda degrees: found[degrees])
    return found[best] / shares.shape[0], best


def _strip_shares(mask: Mask, strips: int = _STRIPS) -> Floats:
    """Share of ink of each pixel row in each strip: one row a pixel row, one column a strip."""
    height, width = mask.shape
    wide = width // strips
    if wide == 0:
        return np.zeros((height, strips), dtype=np.float32)
    return np.asarray(mask[:, : wide * strips].reshape(height, strips, wide).mean(axis=2, dtype=np.float32))


def _without_specks(ink: Mask) -> Mask:
    """Less the pixels with fewer than two inked neighbours: grain and dust."""
    padded = np.pad(ink, 1).astype(np.uint8)
    rows = padded[:-2] + padded[1:-1] + padded[2:]
    around = rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]
    return np.asarray(ink & (around >= 3))
