"""Numbers that join what a page of HTML says with the places on the letter's pictures that it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from irsletter.emit.page import Place
from irsletter.model.geometry import Box, bounding_box

_BADGE = 0.021
"""Page width that a number takes on the picture."""
_APART = 0.9
"""Line heights between two lines from which they are two places."""
_AROUND = (0.008, 0.0025)
"""Page widths and heights shown around a value that is cut out."""
_WIDEST = 0.62
"""Page width that a cutting shows at most."""
_LINE, _SCALES = 14.0, (0.85, 1.8)
"""Pixels of the screen that a line of print takes where it is cut out, and how much a picture may be scaled for it."""
_SAME = 0.75
"""Shared part from which two boxes are one place."""

Size = tuple[int, int]
Ink = Callable[[int, Box], float]
"""How much is printed in a box, in pixels, of a page's picture: 0 is blank paper, however dark."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A box on a picture with its number, all in the picture's pixels. ``row`` is the anchor of what it belongs to."""

    row: str
    number: int
    label: str
    kind: str
    """``sure``, ``check`` or ``against``."""
    anchor: str
    """Names it within the page; a click on the number of a row leads to its first place."""
    box: Box
    badge: tuple[float, float]
    """Middle of the number's disc."""
    radius: float


@dataclass(frozen=True, slots=True)
class Cutting:
    """Where a value is cut out of a page's picture, in its pixels."""

    page: int
    box: Box
    scale: float = 1.0
    """Pixels of the screen for each of its own: small print is shown large enough to read."""


@dataclass(slots=True)
class Marker:
    """Gives out numbers for one letter. ``sizes``: pixels of each page that has a picture."""

    sizes: Mapping[int, Size]
    ink: Ink = lambda _page, _box: 0.0
    _marks: dict[int, list[Mark]] = field(default_factory=dict)
    _rows: dict[str, int] = field(default_factory=dict)

    def mark(self, row: str, label: str, kind: str, places: Sequence[Place]) -> Mark | None:
        """Mark every place of a row; gives the first mark, None where no picture shows one. A row whose first place is
        marked already shares that mark: it is the same ink."""
        copies = self._copies(places)
        if not copies:
            return None
        found = self._mark_at(*copies[0])
        number = found.number if found else len(set(self._rows.values())) + 1
        self._rows[row] = number
        for copy, (page, box) in enumerate(copies, start=1):
            if self._mark_at(page, box) is None:
                self._add(page, box, Mark(row, number, label, kind, f"at-{row}-{copy}", box, (0.0, 0.0), 0.0))
        return self._mark_at(*copies[0])

    def on(self, page: int) -> tuple[Mark, ...]:
        return tuple(self._marks.get(page, ()))

    def cutting(self, places: Sequence[Place]) -> Cutting | None:
        """The first place with a little paper around it."""
        copies = self._copies(places)
        if not copies:
            return None
        page, box = copies[0]
        width, height = self.sizes[page]
        more_x, more_y = _AROUND[0] * width, _AROUND[1] * height
        x1 = min(box.x1 + more_x, box.x0 + _WIDEST * width, width)
        shown = Box(max(box.x0 - more_x, 0), max(box.y0 - more_y, 0), x1, min(box.y1 + more_y, height))
        line = min((place.box[3] - place.box[1]) * height for place in places if place.page == page)
        return Cutting(page, shown, min(max(_LINE / max(line, 1), _SCALES[0]), _SCALES[1]))

    def _copies(self, places: Iterable[Place]) -> list[tuple[int, Box]]:
        """One box in pixels for each place on paper that a picture shows."""
        lines: dict[tuple[int, int], list[Box]] = {}
        for place in places:
            if place.page in self.sizes:
                width, height = self.sizes[place.page]
                x0, y0, x1, y1 = place.box
                box = Box(x0 * width, y0 * height, x1 * width, y1 * height)
                lines.setdefault((place.page, place.copy), []).append(box)
        return [(page, block) for (page, _), boxes in lines.items() for block in _blocks(boxes)]

    def _mark_at(self, page: int, box: Box) -> Mark | None:
        return next((mark for mark in self._marks.get(page, ()) if _alike(mark.box, box)), None)

    def _add(self, page: int, box: Box, mark: Mark) -> None:
        width, height = self.sizes[page]
        radius = _BADGE * width / 2
        taken = [other.badge for other in self._marks.get(page, ())]
        spots = [
            (min(max(x, radius), width - radius), min(max(y, radius), height - radius), cost)
            for x, y, cost in _around(box, radius)
        ]
        free = [spot for spot in spots if not any(_near(spot[:2], other, 2 * radius) for other in taken)] or spots

        def cost(spot: tuple[float, float, float]) -> float:
            x, y, cost = spot
            return cost + self.ink(page, Box(x - radius, y - radius, x + radius, y + radius))

        x, y, _ = min(free, key=cost)
        self._marks.setdefault(page, []).append(replace(mark, badge=(x, y), radius=radius))


def _around(box: Box, radius: float) -> tuple[tuple[float, float, float], ...]:
    """Where a number may stand, with the ink that it may cover before another spot is better: on the line of its place
    nobody takes it for the number of another one."""
    left, right, above, below = box.x0 - 1.1 * radius, box.x1 + 1.1 * radius, box.y0 - radius, box.y1 + radius
    level = ((left, 0), (right, 4), (left - 2 * radius, 18), (right + 2 * radius, 18))
    return (
        *((x, box.y_mid, cost) for x, cost in level),
        *((x, y, 30) for y in (above, below) for x in (box.x0 + radius, box.x1 - radius)),
    )


def _blocks(lines: Sequence[Box]) -> list[Box]:
    """One box for each run of lines that follow each other: words of one finding may stand far apart on a page."""
    blocks: list[list[Box]] = []
    for line in lines:
        last = blocks[-1][-1] if blocks else None
        if last is None or line.y0 - last.y1 > _APART * last.height or last.y0 - line.y1 > _APART * last.height:
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return [bounding_box(block) for block in blocks]


def _alike(one: Box, other: Box) -> bool:
    """Whether each covers most of the other: ``overlap`` alone would take a word for the line it stands in."""
    smaller, larger = sorted((one.area, other.area))
    return one.overlap(other) > _SAME and smaller > _SAME * _SAME * larger


def _near(one: tuple[float, float], other: tuple[float, float], least: float) -> bool:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 < least**2
