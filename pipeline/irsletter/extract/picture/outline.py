"""The outline of a sheet of paper in a photo. Needs OpenCV (extra ``photo``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from irsletter.extract.picture.light import shrunk

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

    Floats = NDArray[np.float64]
    Bytes = NDArray[np.uint8]

LONGEST = 700
_LEAST_AREA, _MOST_AREA = 0.2, 0.985
"""Share of the picture that a sheet covers: less is no letter, more leaves no table around it."""
_LEAST_LONG, _MOST_LONG = 1.05, 2.05
"""Length of a sheet to its width, as seen: letter has 1.29, legal 1.65, either looks shorter or longer at an angle; a
panel between two folds has 2.4."""
_LEAST_SOLID = 0.93
"""Share of its four-cornered hull that a sheet fills: bent edges and dog-ears cost a little, a hand costs more."""
_LEVELS = (1.0, 0.85, 0.7, 0.55)
"""Thresholds tried, as shares of the one that parts light from dark best: half a sheet may lie in shadow."""
_NEAR, _FAR, _SHARP = 3, 9, 0.5
"""Pixels inside and outside an edge at which light is compared, and the share of the far step that the near one has at
least: a sheet's edge is sharp, a shadow's is a slope."""
_LEAST_STEP = 0.07
"""Share of its light by which paper outshines what lies beside it."""
_LEAST_SCORE = 0.35
_PARTED = ((12, 40), (25, 75))
"""Thresholds of Canny's detector at whose edges papers that touch are parted."""
_PANELS, _PANEL = 4, 0.05
"""Pieces that may be panels of one folded sheet, and the share of the picture that each covers at least."""
_AS_SURE, _LARGER, _SAME_PLACE = 0.6, 1.1, 0.035
"""Share of the best outline's score from which a larger one may be the whole of it; how much larger it is at least; and
how far (share of the picture) the sides of both may lie apart."""
_RIM, _AT_RIM = 0.012, 0.7
"""Worth of an outline with a corner so close to the picture's edge, beside one that lies inside it: a sheet seldom ends
there, two papers that were taken for one often do."""
_CUT = 0.004
"""A corner this close to the picture's edge (share of its side) may be cut off."""


@dataclass(frozen=True)
class Outline:
    """A closed outline in picture fractions, clockwise from the corner nearest the top left."""

    points: Floats
    corners: tuple[int, int, int, int]
    """Places in ``points`` of the corners: top left, top right, bottom right, bottom left, as the picture lies."""
    cut: tuple[str, ...]
    """Sides of the picture (``left``, ``top``, ``right``, ``bottom``) over which the sheet runs out of it."""


def find_outline(picture: Image) -> Outline | None:
    """The four-cornered light shape whose sides stand out best from their surroundings, or None."""
    import cv2

    cv2.setNumThreads(1)
    small = shrunk(picture.convert("RGB"), LONGEST)
    # print is wiped out first: what is left of a sheet is its paper
    lab = cv2.cvtColor(np.asarray(small), cv2.COLOR_RGB2LAB)
    wiped = cv2.medianBlur(cv2.morphologyEx(lab, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8)), 7)
    found: list[tuple[float, float, Outline]] = []
    for mask in _masks(cv2, wiped):
        shape = _sheet(cv2, mask)
        if shape is None:
            continue
        solid, contour, quad = shape
        outline = _ordered(contour[:, 0, :].astype(float), quad, (small.width, small.height))
        if not _LEAST_LONG <= _length(quad) <= _MOST_LONG:
            continue
        score = solid * _stands_out(wiped[:, :, 0], outline)
        corners = outline.points[list(outline.corners)]
        worth = score * (_AT_RIM if min(corners.min(), 1 - corners.max()) < _RIM else 1.0)
        if score >= _LEAST_SCORE:
            found.append((worth, score, outline))
    if not found:
        return None
    best = max(found, key=lambda one: one[0])
    whole = [one for one in found if one[1] >= _AS_SURE * best[1] and _goes_on(best[2], one[2])]
    return max(whole, key=lambda one: _area(one[2]))[2] if whole else best[2]


def _goes_on(part: Outline, whole: Outline) -> bool:
    """Whether ``whole`` is the sheet of which ``part`` is the light panel beside a fold: one side is the same, and the
    two beside it go on in the same direction."""
    one, other = (outline.points[list(outline.corners)] for outline in (part, whole))
    if _area(whole) < _LARGER * _area(part):
        return False
    for side in range(4):
        ends, beyond = [side, (side + 1) % 4], [(side + 3) % 4, (side + 2) % 4]
        same = np.abs(one[ends] - other[ends]).max() <= _SAME_PLACE
        if same and max(_off(one[near], other[end], other[far]) for near, end, far in
                        zip(beyond, ends, beyond, strict=True)) <= _SAME_PLACE:  # fmt: skip
            return True
    return False


def _off(point: Floats, start: Floats, end: Floats) -> float:
    """How far ``point`` lies off the line from ``start`` to ``end``."""
    along = (end - start) / max(float(np.hypot(*(end - start))), 1e-6)
    away = point - start
    return abs(float(along[0] * away[1] - along[1] * away[0]))


def _length(quad: Floats) -> float:
    """The longer two sides of a shape of four corners (in pixels, in their order) to the shorter two."""
    sides = np.hypot(*(quad - np.roll(quad, -1, axis=0)).T)
    one, other = sides[::2].sum(), sides[1::2].sum()
    return float(max(one, other) / max(min(one, other), 1.0))


def _area(outline: Outline) -> float:
    """Share of the picture between the four corners."""
    x, y = outline.points[list(outline.corners)].T
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2


def _masks(cv2: Any, wiped: Bytes) -> Iterator[Bytes]:
    """Pictures of where the sheet may be: by brightness, by difference from the rim, the same parted at edges, and by
    closed edges."""
    light = wiped[:, :, 0]
    rim = max(round(0.02 * max(light.shape)), 2)
    sides = (wiped[:rim], wiped[-rim:], wiped[:, :rim], wiped[:, -rim:])
    around = np.concatenate([side.reshape(-1, 3) for side in sides])
    away = np.sqrt(((wiped.astype(np.float32) - np.median(around, axis=0)) ** 2).sum(axis=2))
    kernel = np.ones((7, 7), np.uint8)
    lit = []
    for grey in (light, np.clip(away * 2, 0, 255).astype(np.uint8)):
        level, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
        for share in _LEVELS:
            _, mask = cv2.threshold(grey, level * share, 255, cv2.THRESH_BINARY)
            lit.append(cv2.morphologyEx(mask, cv2.MORPH_OPEN, kernel))
            yield lit[-1]
    for low, high in _PARTED:
        walls = cv2.dilate(cv2.Canny(light, low, high), np.ones((3, 3), np.uint8))
        for mask in lit:
            parted = np.where(walls > 0, 0, mask).astype(np.uint8)
            yield from _large(cv2, cv2.morphologyEx(parted, cv2.MORPH_OPEN, kernel))
    edges = cv2.morphologyEx(cv2.Canny(light, 12, 40), cv2.MORPH_CLOSE, kernel)
    yield cv2.morphologyEx(_enclosed(cv2, edges), cv2.MORPH_OPEN, kernel)


def _stands_out(light: Bytes, outline: Outline) -> float:
    """Share (0 to 1) of the worst side along which the sheet is clearly lighter than what lies just outside.

    A shadow's edge is soft and fails; a side that runs along the picture's own edge has nothing outside and fails too.
    """
    height, width = light.shape
    size = np.array([width - 1, height - 1], dtype=float)
    middle = outline.points.mean(axis=0) * size
    ends = [*outline.corners[1:], len(outline.points)]
    shares = []
    for start, end in zip(outline.corners, ends, strict=True):
        side = outline.points[start:end:4] * size
        if len(side) < 8:
            return 0.0
        along = side[-1] - side[0]
        normal = np.array([-along[1], along[0]]) / max(float(np.hypot(*along)), 1.0)
        if float((middle - side.mean(axis=0)) @ normal) < 0:
            normal = -normal
        near, far = (
            _light_at(light, side + step * normal) - _light_at(light, side - step * normal) for step in (_NEAR, _FAR)
        )
        clear = far > _LEAST_STEP * _light_at(light, side + _FAR * normal)
        shares.append(float((clear & (near > _SHARP * far)).mean()))
    return min(shares)


def _light_at(light: Bytes, points: Floats) -> Floats:
    """The light at points of the picture, given as x and y in pixels; beyond its edge that of the edge."""
    height, width = light.shape
    x, y = np.clip(np.round(points), 0, (width - 1, height - 1)).astype(int).T
    return np.asarray(light[y, x], dtype=np.float64)


def _large(cv2: Any, mask: Bytes) -> Iterator[Bytes]:
    """The largest piece of ``mask``, then with the next ones: the panels of a folded sheet are parted by its creases.

    The gaps are closed that print and folds leave.
    """
    count, pieces, facts, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    if count < 2:
        yield mask
        return
    areas = facts[1:, cv2.CC_STAT_AREA]
    order = np.argsort(-areas, kind="stable")[:_PANELS]
    together = np.zeros_like(mask)
    for number, piece in enumerate(order):
        if number and areas[piece] < _PANEL * mask.size:
            return
        together |= np.where(pieces == 1 + piece, 255, 0).astype(np.uint8)
        yield np.asarray(cv2.morphologyEx(together, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8)))


def _enclosed(cv2: Any, edges: Bytes) -> Bytes:
    """All that edges keep apart from the picture's rim."""
    height, width = edges.shape
    walls = np.zeros((height + 2, width + 2), np.uint8)
    walls[1:-1, 1:-1] = (edges > 0).astype(np.uint8)
    flood = np.zeros((height, width), np.uint8)
    for x, y in ((0, 0), (width - 1, 0), (0, height - 1), (width - 1, height - 1)):
        if not walls[y + 1, x + 1] and not flood[y, x]:
            cv2.floodFill(flood, walls, (x, y), 255)
    return np.where(flood == 0, 255, 0).astype(np.uint8)


def _sheet(cv2: Any, mask: Bytes) -> tuple[float, Any, Any] | None:
    """How well the largest shape passes for a sheet (0 to 1), its contour, its four corners."""
    height, width = mask.shape
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not contours:
        return None
    contour = max(contours, key=cv2.contourArea)
    area = cv2.contourArea(contour)
    if not _LEAST_AREA <= area / (height * width) <= _MOST_AREA:
        return None
    hull = cv2.convexHull(contour)
    around = cv2.arcLength(hull, True)
    for slack in (0.01, 0.02, 0.03, 0.045, 0.06, 0.08):
        quad = cv2.approxPolyDP(hull, slack * around, True)
        if len(quad) <= 4:
            break
    if len(quad) != 4:
        return None
    solid = area / max(cv2.contourArea(quad), 1.0)
    solid = min(solid, 1 / solid)
    return (solid, contour, quad[:, 0, :].astype(float)) if solid >= _LEAST_SOLID else None


def _ordered(contour: Floats, quad: Floats, size: tuple[int, int]) -> Outline:
    middle = quad.mean(axis=0)
    angles = np.arctan2(quad[:, 1] - middle[1], quad[:, 0] - middle[0])
    quad = quad[np.argsort(angles)]  # clockwise on the screen, from the left
    first = int(np.argmin(quad.sum(axis=1)))
    quad = np.roll(quad, -first, axis=0)
    # the contour must run the same way round
    area = float(np.sum(contour[:, 0] * np.roll(contour[:, 1], -1) - np.roll(contour[:, 0], -1) * contour[:, 1]))
    if area < 0:
        contour = contour[::-1]
    places = [int(((contour - corner) ** 2).sum(axis=1).argmin()) for corner in quad]
    start = places[0]
    contour = np.roll(contour, -start, axis=0)
    corners = tuple((place - start) % len(contour) for place in places)
    fractions = contour / (np.array(size) - 1)
    return Outline(fractions, (corners[0], corners[1], corners[2], corners[3]), cut_sides(fractions[list(corners)]))


def cut_sides(corners: Floats) -> tuple[str, ...]:
    """The picture's sides on which two of the sheet's corners (fractions of the picture) lie; else all with one."""
    low, high = (corners < _CUT).sum(axis=0), (corners > 1 - _CUT).sum(axis=0)
    touched = {"left": low[0], "top": low[1], "right": high[0], "bottom": high[1]}
    whole = tuple(side for side, count in touched.items() if count >= 2)
    at_edge = ((corners < _CUT) | (corners > 1 - _CUT)).any(axis=1).sum()
    return whole or (tuple(side for side, count in touched.items() if count) if at_edge >= 2 else ())
