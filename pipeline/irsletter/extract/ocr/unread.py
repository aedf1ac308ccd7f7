"""Print that a pass over the page left unread: single words by a rule, in a coupon, beside a logo.

Tesseract's layout analysis loses them; given alone, each is read. So the words that were read are wiped out, and what
remains in the size of print comes back piece by piece.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from irsletter.extract.picture.rules import straight_runs
from irsletter.model.document import Word
from irsletter.model.geometry import Box

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from irsletter.extract.picture.ink import Ink

    Mask = NDArray[np.bool_]

_RULE = 1 / 24
"""Share of the page from which a straight run of ink is a rule; no letter is so wide or so high."""
_TORN, _SOLID = 3, 0.85
"""Pixels that a rule may be torn, and the share of it that must be ink."""
_BLANK = 1.3
"""Small letters' heights over which ink still belongs to one piece: a blank between words, not a column gap."""
_HEIGHTS = (0.7, 3.6)
"""Small letters' heights that a piece of print measures: between a dash and a logo."""
_NARROWEST = 1.0
_MOST = 24
"""Pieces looked at, largest first: a page with more is no letter that lost a few words but a picture or a form."""


def unread_pieces(ink: Ink, x_height: float, read: Iterable[Word]) -> tuple[Box, ...]:
    """Boxes, in page fractions, of print under none of the words ``read``. ``x_height`` in pixels of the picture."""
    letter = x_height * ink.scale
    if letter < 1:
        return ()
    mask = _without_rules(ink.mask)
    height, width = mask.shape
    for word in read:
        air = 0.15 * word.box.height * height
        y0, y1 = int(max(word.box.y0 * height - air, 0)), int(word.box.y1 * height + air) + 1
        x0, x1 = int(max(word.box.x0 * width - air, 0)), int(word.box.x1 * width + air) + 1
        mask[y0:y1, x0:x1] = False
    low, high = (share * letter for share in _HEIGHTS)
    found = [
        (x0, y0, x1, y1)
        for x0, y0, x1, y1 in _components(mask, round(_BLANK * letter))
        if low <= y1 - y0 <= high and x1 - x0 >= _NARROWEST * letter
    ]
    found.sort(key=lambda edges: (edges[0] - edges[2]) * (edges[3] - edges[1]))
    return tuple(Box(x0 / width, y0 / height, x1 / width, y1 / height) for x0, y0, x1, y1 in found[:_MOST])


def _without_rules(mask: Mask) -> Mask:
    """Less the long straight runs of ink: frames, bars, the shadow of a lid."""
    kept = mask.copy()
    for lines, target in ((mask, kept), (mask.T, kept.T)):
        inside = straight_runs(lines, round(lines.shape[1] * _RULE), _TORN, _SOLID)
        if not inside.any():
            continue
        # a crooked rule leaves its steps behind
        inside[1:] |= inside[:-1].copy()
        inside[:-1] |= inside[1:].copy()
        target[inside] = False
    return kept


def _components(mask: Mask, blank: int) -> list[tuple[int, int, int, int]]:
    """Boxes (x0, y0, x1, y1) of ink that hangs together, blanks of up to ``blank`` pixels bridged along a row."""
    parents: list[int] = []
    boxes: list[list[int]] = []

    def root(label: int) -> int:
        while parents[label] != label:
            parents[label] = parents[parents[label]]
            label = parents[label]
        return label

    above: list[tuple[int, int, int]] = []
    rows_above = 0
    for y in np.flatnonzero(mask.any(axis=1)).tolist():
        columns = np.flatnonzero(mask[y])
        breaks = np.flatnonzero(np.diff(columns) > blank)
        starts = columns[np.concatenate(([0], breaks + 1))].tolist()
        ends = columns[np.concatenate((breaks, [columns.size - 1]))].tolist()
        if y - rows_above > 2:
            above = []
        here = []
        for x0, x1 in zip(starts, ends, strict=True):
            touching = [root(label) for a0, a1, label in above if a0 <= x1 + 1 and x0 <= a1 + 1]
            if touching:
                label = min(touching)
                for other in touching:
                    if other != label:
                        parents[other] = label
                        boxes[label] = _union(boxes[label], boxes[other])
                boxes[label] = _union(boxes[label], [x0, y, x1 + 1, y + 1])
            else:
                label = len(parents)
                parents.append(label)
                boxes.append([x0, y, x1 + 1, y + 1])
            here.append((x0, x1, label))
        above, rows_above = here, y
    return [(box[0], box[1], box[2], box[3]) for label, box in enumerate(boxes) if parents[label] == label]


def _union(one: list[int], other: list[int]) -> list[int]:
    return [min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])]
