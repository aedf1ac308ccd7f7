"""Ruled lines: a rule under a row of small print makes a recogniser see letters that are taller than they are, or more
of them than there are. Such lines are painted over with paper; what crosses them stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from irsletter.extract.light import paper_level

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
    pixels = np.array(grey)
    ink = pixels < (1 - _FAINTEST) * paper_level(grey)
    small = _halved(ink)  # joins the dots that a fax makes of a grey rule, too
    least, thick = max(round(_LEAST * width / 2), 8), max(round(_THICKEST * width / 2), 2)
    across, down = np.zeros_like(small), np.zeros_like(small)
    for lines, target in ((small, across), (np.ascontiguousarray(small.T), down.T)):
        thin = lines & ~straight_runs(np.ascontiguousarray(lines.T), thick + 1).T
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
    there = np.repeat(np.repeat(rules, 2, axis=0), 2, axis=1)[: ink.shape[0], : ink.shape[1]]
    pixels[there | (_grown(there) & ~ink)] = np.uint8(np.median(pixels[::7, ::7][~ink[::7, ::7]]))
    return Image.fromarray(pixels)


def _halved(mask: Mask) -> Mask:
    """A copy half as large, ink where any of four pixels is."""
    even = np.pad(mask, [(0, side % 2) for side in mask.shape])
    rows = even[::2] | even[1::2]
    return np.ascontiguousarray(rows[:, ::2] | rows[:, 1::2])


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
    padded = np.pad(mask, ((0, 0), (torn + 1, 0)))
    flat = np.append(padded.ravel(), False).astype(np.int8)
    steps = np.diff(flat, prepend=np.int8(0))
    starts, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    if not starts.size:
        return np.zeros_like(mask)
    inked = np.concatenate(([0], np.cumsum(ends - starts)))
    apart = starts[1:] - ends[:-1] > torn
    first, last = np.concatenate(([True], apart)), np.concatenate((apart, [True]))
    ink = inked[1:][last] - inked[:-1][first]
    starts, ends = starts[first], ends[last]
    long = (ends - starts >= least) & (ink >= solid * (ends - starts))
    cover = np.zeros(flat.size, dtype=np.int8)
    cover[starts[long]] += 1
    cover[ends[long]] -= 1
    inside = np.cumsum(cover, dtype=np.int8)[:-1].astype(bool).reshape(padded.shape)[:, torn + 1 :]
    return inside & mask
