"""Pages that lie on their side or upside down in the file are set upright for who looks at them.

A Result's boxes keep to the page as a viewer shows it; only the picture beside an answer is turned, with its boxes.
"""

from __future__ import annotations

from dataclasses import replace

from irsletter.emit.page import Place, Screen, Section
from irsletter.model.geometry import Box
from irsletter.model.upright import turned_box


def upright(screen: Screen) -> Screen:
    """``screen`` with every place where it stands on the pages set upright."""
    if not screen.turns:
        return screen

    def stood(places: tuple[Place, ...]) -> tuple[Place, ...]:
        return tuple(replace(each, box=_box(each.box, screen.turns.get(each.page, 0))) for each in places)

    def section(each: Section) -> Section:
        table = each.table and replace(each.table, places=tuple(map(stood, each.table.places)))
        return replace(each, table=table, points=tuple(replace(one, places=stood(one.places)) for one in each.points))

    return replace(screen, sections=tuple(map(section, screen.sections)))


def _box(box: tuple[float, float, float, float], quarters: int) -> tuple[float, float, float, float]:
    turned = turned_box(Box(*box), quarters)
    return turned.x0, turned.y0, turned.x1, turned.y1
