"""Pages that lie on their side or upside down are turned for who looks at them, as what was read on them shows.

A Result's boxes keep to the page as a viewer shows it; only the picture beside an answer is turned, with its boxes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from irsletter.emit.page import Place, Point, Screen, Section

Size = tuple[int, int]
_LONG = 1.5
"""How much longer than high a value's line must be to tell how the page lies."""
_LEAST = 4
"""Such lines without which a page is left as it is."""


def upright_turns(screen: Screen, sizes: Mapping[int, Size]) -> dict[int, int]:
    """Quarter turns to the right that set pages upright, for those that need any; ``sizes`` in pixels by page."""
    rows = [places for section in screen.sections for places in _rows(section)]
    turns = {page: _turns([_on(page, row) for row in rows], size) for page, size in sizes.items()}
    return {page: turn for page, turn in turns.items() if turn}


def turned(screen: Screen, turns: Mapping[int, int]) -> Screen:
    """``screen`` with every place where it stands on the turned pages."""
    if not turns:
        return screen
    return replace(screen, sections=tuple(_section(section, turns) for section in screen.sections))


def _rows(section: Section) -> Iterator[Sequence[Place]]:
    if section.table:
        yield from section.table.places
    yield from (point.places for point in section.points)


def _on(page: int, row: Sequence[Place]) -> list[Place]:
    return [place for place in row if place.page == page]


def _turns(rows: Sequence[Sequence[Place]], size: Size) -> int:
    lines = {place.box for row in rows for place in row}
    along = sum(_wide(box, size) > _LONG for box in lines)
    across = sum(_wide(box, size) < 1 / _LONG for box in lines)
    if along + across < _LEAST:
        return 0
    next_lines = [
        (other.box[0] - one.box[0], other.box[1] - one.box[1])
        for row in rows
        for one, other in pairwise(row)
        if one.copy == other.copy
    ]
    if across > 3 * along:  # its lines follow each other to the right where its head lies at the left
        right = sum(x > 0 for x, _ in next_lines)
        left = sum(x < 0 for x, _ in next_lines)
        return 1 if right > left else 3 if left > right else 0
    upwards = sum(y < 0 for _, y in next_lines)
    return 2 if along > 3 * across and upwards > 1 and upwards == len(next_lines) else 0


def _wide(box: tuple[float, float, float, float], size: Size) -> float:
    x0, y0, x1, y1 = box
    return (x1 - x0) * size[0] / max((y1 - y0) * size[1], 1e-9)


def _section(section: Section, turns: Mapping[int, int]) -> Section:
    table = section.table
    if table:
        table = replace(table, places=tuple(_places(row, turns) for row in table.places))
    points = tuple(_point(point, turns) for point in section.points)
    return replace(section, table=table, points=points)


def _point(point: Point, turns: Mapping[int, int]) -> Point:
    return replace(point, places=_places(point.places, turns))


def _places(row: Sequence[Place], turns: Mapping[int, int]) -> tuple[Place, ...]:
    return tuple(replace(place, box=_box(place.box, turns.get(place.page, 0))) for place in row)


def _box(box: tuple[float, float, float, float], turns: int) -> tuple[float, float, float, float]:
    for _ in range(turns):
        x0, y0, x1, y1 = box
        box = (1 - y1, x0, 1 - y0, x1)
    return box
