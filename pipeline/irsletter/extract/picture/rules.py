"""Ruled lines: a rule under a row of small print makes a recogniser see letters that are taller than they are, or more
of them than there are. Such lines are painted over with paper; what crosses them stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from irsletter.extract.picture.light import paper_level

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Greys = NDArray[np.uint8]
    Mask = NDArray[np.bool_]

_LEAST = 0.055
"""Share of the page's width from which a straight run of ink is a rule: no letter of a headline is so wide or high."""
_THICKEST = 0.005
"""Share of the page's width that a rule is thick at most; a bar or a blackened field is no rule."""
_FAINTEST = 0.12
"""Share of the paper's light that a rule must at least take away: many are grey."""
_TORN = 5
"""Pixels of a rule that the scanner may have lost, or that letters cross, without ending it."""
_SOLID = 0.8
"""Share of a rule's length that is thin ink: the feet of a row of letters, one blank after the other, are no rule."""


def without_rules(grey: Image.Image, width: int) -> Image.Image:
    """``grey`` less its ruled lines. ``width``: pixels of the whole page in the scale of ``grey``, which may be a part
    of it."""
    pixels = np.asarray(grey)
    darkest = _halved(pixels)  # joins the dots that a fax makes of a grey rule, too
    bound = (1 - _FAINTEST) * paper_level(grey, darkest.shape[::-1])
    small = darkest < bound
    least, thick = max(round(_LEAST * width / 2), 8), max(round(_THICKEST * width / 2), 2)
    across, down = np.zeros_like(small), np.zeros_like(small)
    for lines, target in ((small, across), (np.ascontiguousarray(small.T), down.T)):
        thin = lines & ~_thick(lines, thick + 1)
        steps = thin.copy()  # a crooked rule goes down row by row
        steps[1:] |= thin[:-1]
        steps[:-1] |= thin[1:]
        long = straight_runs(steps, least, _TORN // 2, _SOLID)
        if long.any():
            target |= _grown(long) & thin
    rules = across | down
    if not rules.any():
        return grey
    rules |= _grown(across, thick + 1) & _grown(down, thick + 1) & small  # where two meet, neither is thin
    painted = pixels.copy()
    there = np.repeat(np.repeat(rules, 2, axis=0), 2, axis=1)[: pixels.shape[0], : pixels.shape[1]]
    y, x = np.divmod(np.flatnonzero(_grown(there)), pixels.shape[1])
    bare = there[y, x] | (pixels[y, x] >= bound[y // 2, x // 2])
    some = pixels[::14, ::14]
    painted[y[bare], x[bare]] = np.uint8(np.median(some[some >= bound[::7, ::7]]))
    return Image.fromarray(painted)


def _halved(pixels: Greys) -> Greys:
    """A copy half as large, of four pixels the darkest."""
    even = np.pad(pixels, [(0, side % 2) for side in pixels.shape], mode="edge")
    rows = np.minimum(even[::2], even[1::2])
    return np.minimum(rows[:, ::2], rows[:, 1::2])


def _thick(mask: Mask, least: int) -> Mask:
    """The pixels of ``mask`` that stand in a run down their column of at least ``least`` pixels."""
    whole, opened = mask, np.zeros_like(mask)
    for step in range(1, min(least, len(mask))):
        whole = whole[:-1] & mask[step:]  # where so long a run begins
    for step in range(least if len(mask) >= least else 0):
        opened[step : step + len(whole)] |= whole
    return opened


def _grown(mask: Mask, pixels: int = 1) -> Mask:
    """``mask`` and the ``pixels`` around it: the steps of a crooked rule, the grey rim of any."""
    for _ in range(pixels):
        wide = mask.copy()
        wide[:, 1:] |= mask[:, :-1]
        wide[:, :-1] |= mask[:, 1:]
        mask = wide.copy()
        mask[1:] |= wide[:-1]
        mask[:-1] |= wide[1:]
    return mask


def straight_runs(mask: Mask, least: int, torn: int = 0, solid: float = 1.0) -> Mask:
    """The pixels of ``mask`` that stand in a run along their row of at least ``least`` pixels. Blanks of up to ``torn``
    are bridged where ``solid`` (share) of the whole run is ink."""
    wide = mask.shape[1] + torn + 1
    flat = np.zeros(mask.shape[0] * wide + 1, dtype=np.bool_)
    flat[:-1].reshape(-1, wide)[:, torn + 1 :] = mask
    edges = np.flatnonzero(flat[1:] != flat[:-1]) + 1
    starts, ends = edges[::2], edges[1::2]
    inside = np.zeros_like(flat)
    if starts.size:
        inked = np.concatenate(([0], np.cumsum(ends - starts)))
        apart = starts[1:] - ends[:-1] > torn
        first, last = np.concatenate(([True], apart)), np.concatenate((apart, [True]))
        ink = inked[1:][last] - inked[:-1][first]
        starts, ends = starts[first], ends[last]
        long = (ends - starts >= least) & (ink >= solid * (ends - starts))
        for start, end in zip(starts[long].tolist(), ends[long].tolist(), strict=True):
            inside[start:end] = True
    return np.asarray(inside[:-1].reshape(-1, wide)[:, torn + 1 :] & mask)
