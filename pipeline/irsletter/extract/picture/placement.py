"""Placement: where each point of the straightened page lies in the picture that the person sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from irsletter.model.geometry import Box

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

WHOLE = Box(0.0, 0.0, 1.0, 1.0)
_EDGE_STEPS = 5
"""Points along each edge of a box that are mapped: enough for the bend of a sheet over one word or one block."""
_ALONG = np.linspace(0.0, 1.0, _EDGE_STEPS)
_SEARCH_STEPS = 161
_UNDO = {1: Image.Transpose.ROTATE_90, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_270}


@dataclass(frozen=True)
class Placement:
    """Maps the straightened, upright page to the picture as a viewer shows it; both in fractions from the top left.

    ``mesh`` holds, at even steps down (first axis) and across the sheet, the picture's x and y; None where the sheet is
    the picture. ``turned`` quarter turns clockwise, in which the sheet lies, are undone on top of it.
    """

    mesh: Floats | None = None
    turned: int = 0

    def to_picture(self, points: Floats) -> Floats:
        """Points (n, 2) of the straightened page as points of the picture."""
        x, y = points[:, 0], points[:, 1]
        sheet = {0: (x, y), 1: (1 - y, x), 2: (1 - x, 1 - y), 3: (y, 1 - x)}[self.turned]
        on_sheet = np.stack(sheet, axis=1)
        return on_sheet if self.mesh is None else _between(self.mesh, on_sheet)

    def seen(self, box: Box) -> Box:
        """The upright box in the picture around a ``box`` of the straightened page."""
        return self.seen_all([box])[0]

    def seen_all(self, boxes: Sequence[Box]) -> list[Box]:
        """The same for each of ``boxes``, mapped together: a page has hundreds of words."""
        if not boxes:
            return []
        points = self.to_picture(np.concatenate([_outline(box) for box in boxes])).reshape(len(boxes), -1, 2)
        edges = np.clip(np.concatenate([points.min(axis=1), points.max(axis=1)], axis=1), 0.0, 1.0)
        return [Box(*row) for row in edges.tolist()]

    def straightened(self, box: Box) -> Box | None:
        """The part of the straightened page that lies in a ``box`` of the picture; None where none does."""
        steps, places = self._search
        inside = (
            (places[:, 0] >= box.x0) & (places[:, 0] <= box.x1) & (places[:, 1] >= box.y0) & (places[:, 1] <= box.y1)
        )
        if not inside.any():
            # a box finer than the search: the nearest step stands for it
            middle = np.array([box.x_mid, box.y_mid])
            nearest = int(((places - middle) ** 2).sum(axis=1).argmin())
            if abs(places[nearest] - middle).max() > 2 / _SEARCH_STEPS:
                return None
            inside = np.zeros(len(places), dtype=bool)
            inside[nearest] = True
        step = 1 / (_SEARCH_STEPS - 1)
        (x0, y0), (x1, y1) = steps[inside].min(axis=0) - step, steps[inside].max(axis=0) + step
        return Box(*(float(min(max(edge, 0.0), 1.0)) for edge in (x0, y0, x1, y1)))

    def draw(
        self,
        picture: Image.Image,
        part: Box,
        size: tuple[int, int],
        resampling: Image.Resampling = Image.Resampling.BICUBIC,
    ) -> Image.Image:
        """``part`` of the straightened page, drawn from ``picture`` at ``size`` pixels; ``resampling`` other than
        BICUBIC costs less, where nobody reads what is drawn."""
        lying = size[::-1] if self.turned % 2 else size
        corners = _outline(part)
        plain = Placement(None, self.turned).to_picture(corners)
        (x0, y0), (x1, y1) = plain.min(axis=0), plain.max(axis=0)
        if self.mesh is None:
            window = (x0 * picture.width, y0 * picture.height, x1 * picture.width, y1 * picture.height)
            drawn = picture.resize(lying, resampling, box=window)
        else:
            drawn = picture.transform(
                lying, Image.Transform.MESH, _cells(self.mesh, (x0, y0, x1, y1), lying, picture.size),
                resampling, fillcolor="white",
            )  # fmt: skip
        return drawn.transpose(_UNDO[self.turned]) if self.turned else drawn

    @cached_property
    def _search(self) -> tuple[Floats, Floats]:
        even = np.linspace(0.0, 1.0, _SEARCH_STEPS)
        steps = np.stack(np.meshgrid(even, even), axis=-1).reshape(-1, 2)
        return steps, self.to_picture(steps)


def _outline(box: Box) -> Floats:
    points = np.empty((4, _EDGE_STEPS, 2))
    points[:2, :, 0], points[2:, :, 1] = box.x0 + _ALONG * box.width, box.y0 + _ALONG * box.height
    points[0, :, 1], points[1, :, 1], points[2, :, 0], points[3, :, 0] = box.y0, box.y1, box.x0, box.x1
    return points.reshape(-1, 2)


def _between(mesh: Floats, points: Floats) -> Floats:
    """Bilinear between the four nodes around each point; beyond the mesh its edge cells go on."""
    rows, columns = mesh.shape[:2]
    x, y = points[:, 0] * (columns - 1), points[:, 1] * (rows - 1)
    left = np.clip(np.floor(x), 0, columns - 2).astype(int)
    top = np.clip(np.floor(y), 0, rows - 2).astype(int)
    u, v = (x - left)[:, None], (y - top)[:, None]
    upper = mesh[top, left] * (1 - u) + mesh[top, left + 1] * u
    lower = mesh[top + 1, left] * (1 - u) + mesh[top + 1, left + 1] * u
    return np.asarray(upper * (1 - v) + lower * v)


def _cells(
    mesh: Floats, part: tuple[float, float, float, float], size: tuple[int, int], picture: tuple[int, int]
) -> list[tuple[tuple[int, int, int, int], tuple[float, ...]]]:
    """Target rectangles with the four source points of each, as Pillow's mesh transform takes them."""
    rows, columns = mesh.shape[:2]
    x0, y0, x1, y1 = part
    across = max(min(columns * 2, size[0] // 16), 1)
    down = max(min(rows * 2, size[1] // 16), 1)
    xs = np.round(np.linspace(0, size[0], across + 1)).astype(int)
    ys = np.round(np.linspace(0, size[1], down + 1)).astype(int)
    grid = np.stack(np.meshgrid(x0 + xs / size[0] * (x1 - x0), y0 + ys / size[1] * (y1 - y0)), axis=-1)
    places = _between(mesh, grid.reshape(-1, 2)).reshape(*grid.shape) * np.array(picture)
    cells = []
    for row in range(down):
        for column in range(across):
            target = (int(xs[column]), int(ys[row]), int(xs[column + 1]), int(ys[row + 1]))
            corners = ((row, column), (row + 1, column), (row + 1, column + 1), (row, column + 1))
            cells.append((target, tuple(float(value) for corner in corners for value in places[corner])))
    return cells
