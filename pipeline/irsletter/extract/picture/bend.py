"""Lines of print made level: what an outline leaves of folds and curls, measured on the lines themselves.

Letters are chained into lines, and one smooth field of heights is fitted for which the feet of every line's letters lie
level. Needs OpenCV (extra ``photo``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from irsletter.extract.picture.ink import ink_of, lines_of
from irsletter.extract.picture.placement import WHOLE, Placement

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

    Floats = NDArray[np.float64]

_LETTER = (0.5, 3.0)
"""Small letters' heights that a letter may be high."""
_WIDEST = 6.0
"""Small letters' heights that letters which touch each other may be wide together."""
_GAP = 1.6
"""Small letters' heights from one letter to the next of the same line: blanks are bridged, columns are not."""
_SHORTEST = 6
"""Letters of a line that counts."""
_FEWEST = 6
"""Lines without which a page is left as it is."""
_ACROSS, _DOWN = 4, 3
"""Degrees of the polynomial: a fold, a curl and two lifted corners across, and how they change down the page."""
_STRAY = 0.35
"""Small letters' heights by which a foot may stray from its line: more is a tail, a comma, a letter of another line."""
_SLACK = (16.0, 8.0, 4.0, 2.0, 1.0, 1.0)
"""Times as far as that in each round of the fit: a steep line is not believed at first, yet must not be lost."""
_RIDGE = 1e-3
_RULE = (10.0, 0.5)
"""Small letters' heights from which a run of ink is a ruled line, if it is long, and up to which, if it is thin."""
_PRESSED = 0.4
"""Share of their distance that lines keep at least: a field that presses them closer fits noise."""
_SOUND = 0.6
"""Share of the feet that must lie on their lines in the end."""
_LEAST = 0.5
"""Small letters' heights by which lines must be bent at the worst place to be worth it."""
_NODES = (49, 37)
_TIMES = 3
"""Rounds: letters of a steep line are chained wrongly here and there, and rightly once it is nearly level."""
_SMALLEST = 3.0
_EDGE = 0.012
"""Share of the page's height that print keeps from its upper and lower edge."""


def levelled(grey: Image, placement: Placement, size: tuple[int, int]) -> Placement:
    """``placement`` with its lines level, as measured on a small copy of the upright page of ``size`` pixels."""
    for _ in range(_TIMES):
        ink = ink_of(placement.draw(grey, WHOLE, size))
        found = _once(placement, ink.mask, lines_of(ink).x_height * ink.scale)
        if found is placement:
            break
        placement = found
    return placement


def _once(placement: Placement, mask: NDArray[np.bool_], letter: float) -> Placement:
    """``letter``: height of the small letters in pixels of ``mask``, which is the ink of the upright page."""
    height, width = mask.shape
    lines = _lines(mask, letter) if letter >= _SMALLEST else []
    if len(lines) < _FEWEST:
        return placement
    field = _fitted(lines, (width, height), letter)
    if field is None:
        return placement
    down, across = _NODES
    x, y = np.meshgrid(np.linspace(0.0, 1.0, across), np.linspace(0.0, 1.0, down))
    sheet = np.stack([x.ravel(), y.ravel()], axis=1)
    upright = _upright(sheet, placement.turned)
    bent = upright.copy()
    for _ in range(30):  # the height whose own correction leads here
        bent[:, 1] = 0.5 * bent[:, 1] + 0.5 * (upright[:, 1] - field(bent))
    mesh = placement.to_picture(bent).reshape(down, across, 2)
    return Placement(mesh, placement.turned)


def _upright(sheet: Floats, turned: int) -> Floats:
    """Points of the sheet as it lies as points of the upright page."""
    x, y = sheet[:, 0], sheet[:, 1]
    return np.stack({0: (x, y), 1: (y, 1 - x), 2: (1 - x, 1 - y), 3: (1 - y, x)}[turned], axis=1)


def _lines(mask: NDArray[np.bool_], letter: float) -> list[Floats]:
    """The feet of each line's letters, from left to right, in pixels."""
    import cv2

    cv2.setNumThreads(1)
    _, pieces, boxes, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    left, top, wide, high, area = (boxes[:, column].astype(float) for column in range(5))
    rules = np.flatnonzero((wide > _RULE[0] * letter) & (area < _RULE[1] * letter * wide))
    low, tall = (share * letter for share in _LETTER)
    keep = (
        (np.arange(len(left)) > 0)
        & (high >= low)
        & (high <= tall)
        & (wide <= _WIDEST * letter)
        & (wide >= 0.15 * letter)
    )
    left, top, wide, high = left[keep], top[keep], wide[keep], high[keep]
    order = np.argsort(left, kind="stable")
    left, top, right, foot = left[order], top[order], (left + wide)[order], (top + high)[order]
    following = _following(left, top, right, foot, letter)
    begins = set(range(len(left))) - set(following.values())
    lines = []
    for start in sorted(begins):
        chain = [start]
        while chain[-1] in following:
            chain.append(following[chain[-1]])
        if len(chain) >= _SHORTEST:
            lines.append(np.stack([(left[chain] + right[chain]) / 2, foot[chain]], axis=1))
    if lines:
        (x0, y0), (x1, y1) = (edge(np.concatenate(lines), axis=0) for edge in (np.min, np.max))
        for rule in rules[rules > 0]:
            line = _along(pieces, boxes[rule], int(rule), letter)
            inside = (line > (x0 - letter, y0 - letter)) & (line < (x1 + letter, y1 + letter))
            if inside.all():
                lines.append(line)
    return lines


def _along(pieces: NDArray[np.int32], box: NDArray[np.int32], rule: int, letter: float) -> Floats:
    """The middle of a ruled line, once for each letter's width."""
    left, top, wide, high = (int(edge) for edge in box[:4])
    columns = np.arange(left, left + wide, max(round(letter), 1))
    own = pieces[top : top + high, columns] == rule
    columns, own = columns[own.any(axis=0)], own[:, own.any(axis=0)]
    middle = (own * np.arange(high)[:, None]).sum(axis=0) / own.sum(axis=0) + top
    return np.stack([columns.astype(float), middle], axis=1)


def _following(left: Floats, top: Floats, right: Floats, foot: Floats, letter: float) -> dict[int, int]:
    """To each letter the next one of its line: the nearest to the right that stands beside it."""
    claims: dict[int, tuple[float, int]] = {}
    for one in range(len(left)):
        first, last = np.searchsorted(left, (left[one] + 0.1 * letter, right[one] + _GAP * letter))
        others = np.arange(first, last)
        shared = np.minimum(foot[others], foot[one]) - np.maximum(top[others], top[one])
        beside = others[(shared > 0.4 * np.minimum(foot[others] - top[others], foot[one] - top[one])) & (others != one)]
        if not beside.size:
            continue
        far = (left[beside] - right[one]) + np.abs(foot[beside] - foot[one])
        nearest = int(beside[int(far.argmin())])
        claim = (float(far.min()), one)
        if nearest not in claims or claim < claims[nearest]:
            claims[nearest] = claim
    return {one: other for other, (_, one) in claims.items()}


def _fitted(lines: list[Floats], size: tuple[int, int], letter: float) -> Callable[[Floats], Floats] | None:
    """The heights to add at points of the page; None where the lines are level as they are, or nothing fits them."""
    of = np.concatenate([np.full(len(line), number) for number, line in enumerate(lines)])
    points = np.concatenate(lines) / np.array(size, dtype=float)
    basis = _basis(points)
    unit = letter / size[1]
    weights = np.ones(len(points))
    for slack in _SLACK:
        total = np.maximum(np.bincount(of, weights), 1e-9)
        level = points[:, 1] - (np.bincount(of, weights * points[:, 1]) / total)[of]
        means = np.stack([np.bincount(of, weights * column) / total for column in basis.T], axis=1)
        free = basis - means[of]
        root = np.sqrt(weights)[:, None]
        ridge = _RIDGE * np.sqrt(weights.sum()) * np.eye(basis.shape[1])
        design = np.concatenate([free * root, ridge])
        terms, *_ = np.linalg.lstsq(design, np.concatenate([-level * root[:, 0], np.zeros(len(ridge))]), rcond=None)
        rest = np.abs(level + free @ terms) / (_STRAY * unit * slack)
        # tails hang below the line and nothing stands above it: strays count the less the farther they are (Tukey)
        weights = np.where(rest < 3, (1 - (rest / 3) ** 2) ** 2, 0.0)
    low, high = points.min(axis=0), points.max(axis=0)
    moved = points[:, 1] + basis @ terms
    back = max(_EDGE - float(moved.min()), 0.0) + min(1 - _EDGE - float(moved.max()), 0.0)

    def field(at: Floats) -> Floats:
        # beyond the print it stays as it is at its edge: nothing there says how the sheet goes on
        return np.asarray(_basis(np.clip(at, low, high)) @ terms) + back

    heights = np.stack([field(np.stack([np.full(33, x), np.linspace(0, 1, 33)], axis=1)) for x in np.linspace(0, 1, 9)])
    pressed = 1 + np.diff(heights, axis=1).min() * 32
    bent = float(np.percentile(np.abs(field(points)), 98))
    if (rest < 1).mean() < _SOUND or pressed < _PRESSED or bent < _LEAST * unit:
        return None
    return field


def _basis(points: Floats) -> Floats:
    """Polynomials that are zero at the left edge: a field of heights says nothing of the height of a whole line."""
    x, y = points[:, 0], points[:, 1]
    return np.stack([x**a * (2 * y - 1) ** b for a in range(1, _ACROSS + 1) for b in range(_DOWN + 1)], axis=1)
