"""A bent sheet made flat: four smooth edges, and between them a Coons patch.

S. A. Coons, "Surfaces for Computer-Aided Design of Space Forms", MIT MAC-TR-41 (1967): the bilinearly blended patch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from irsletter.extract.picture.outline import Outline

    Floats = NDArray[np.float64]

_DEGREE = 4
"""Of the polynomial that an edge may bend by: a fold, a curl and both corners lifted."""
_NODES = (49, 37)
"""Steps of the mesh down and across."""
_TRIM = 0.06
"""Share of an edge near each corner that is not believed: corners come out rounded."""


def mesh_of(outline: Outline) -> Floats:
    """Where the points of the flat sheet lie in the picture: a mesh as ``Placement`` takes it."""
    corners = outline.points[list(outline.corners)]
    forward = _homography(corners)
    flat = _apply(forward, outline.points)
    top, right, bottom, left = _edges(flat, outline.corners)
    down, across = _NODES
    t = np.linspace(0.0, 1.0, across)
    s = np.linspace(0.0, 1.0, down)
    # on the flat unit square each edge strays from its straight side only across it
    above, below = _bend(top[:, 0], top[:, 1], t), 1 + _bend(bottom[:, 0], bottom[:, 1] - 1, t)
    west, east = _bend(left[:, 1], left[:, 0], s), 1 + _bend(right[:, 1], right[:, 0] - 1, s)
    x = west[:, None] * (1 - t)[None, :] + east[:, None] * t[None, :]
    y = above[None, :] * (1 - s)[:, None] + below[None, :] * s[:, None]
    grid = np.stack([x, y], axis=-1)
    return _apply(np.linalg.inv(forward), grid.reshape(-1, 2)).reshape(down, across, 2)


def sides_of(mesh: Floats, size: tuple[int, int]) -> tuple[float, float]:
    """Width and height of the sheet in pixels of a picture of ``size``: the longer of each two edges."""
    pixels = mesh * np.array(size)
    lengths = [
        float(np.linalg.norm(np.diff(edge, axis=0), axis=1).sum())
        for edge in (pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1])
    ]
    return max(lengths[:2]), max(lengths[2:])


def _edges(flat: Floats, corners: tuple[int, int, int, int]) -> list[Floats]:
    ends = [*corners[1:], len(flat)]
    return [flat[start : end + 1] for start, end in zip(corners, ends, strict=True)]


def _bend(along: Floats, off: Floats, at: Floats) -> Floats:
    """How far an edge strays at ``at``: a polynomial that is zero at both corners, fitted twice, strays left out."""
    keep = (along > _TRIM) & (along < 1 - _TRIM) & (np.abs(off) < 0.15)
    bend = np.zeros_like(at)
    for _ in range(2):
        if keep.sum() < 5 * _DEGREE:
            return bend
        coefficients, *_ = np.linalg.lstsq(_basis(along[keep]), off[keep], rcond=None)
        rest = np.abs(_basis(along) @ coefficients - off)
        keep &= rest <= max(2.5 * float(np.median(rest[keep])), 1e-3)
        bend = _basis(at) @ coefficients
    return bend


def _basis(along: Floats) -> Floats:
    anchored = along * (1 - along)
    return np.stack([anchored * along**power for power in range(_DEGREE - 1)], axis=1)


def _homography(corners: Floats) -> Floats:
    """The projective map that takes the four corners, clockwise from top left, to the unit square."""
    rows, ends = [], []
    for (x, y), (u, v) in zip(corners, ((0, 0), (1, 0), (1, 1), (0, 1)), strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        ends += [u, v]
    return np.append(np.linalg.solve(np.array(rows), np.array(ends, dtype=float)), 1.0).reshape(3, 3)


def _apply(matrix: NDArray[np.floating[Any]], points: Floats) -> Floats:
    mapped = np.concatenate([points, np.ones((len(points), 1))], axis=1) @ matrix.T
    return np.asarray(mapped[:, :2] / mapped[:, 2:])
