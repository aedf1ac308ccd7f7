"""Where on the pages things stand: the places of a field and its candidates, and every box that is drawn on a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from irsletter.model.result import Letter
from irsletter.review.rows import candidates, rows_of_list
from irsletter.run.corrections.row_cells import LISTS

Place = tuple[int, tuple[float, float, float, float]]


def places_of(field: Any) -> list[Place]:
    """Page and box of each place on paper that a field or one of its candidates was read at, each once."""
    if field is None:
        return []
    return list(
        dict.fromkeys(_standing((*field.evidence, *(each for at in field.alternatives for each in at.evidence))))
    )


def _standing(evidence: Iterable[Any]) -> list[Place]:
    return [(each.page, each.box) for each in evidence if each.page is not None and each.box]


def choices_of(field: Any) -> list[tuple[Any, list[tuple[int, int]]]]:
    """Each candidate, and number and page of the places that it was read at."""
    every = places_of(field)
    found = []
    for value in candidates(field):
        read = [each for each in (field, *field.alternatives) if each.value == value]
        places = dict.fromkeys(place for each in read for place in _standing(each.evidence))
        found.append((value, [(every.index(place), place[0]) for place in places]))
    return found


def boxes_of(
    letter: Letter, fields: list[tuple[str, Any]], asked: set[str]
) -> dict[int, list[tuple[str, str, tuple[float, float, float, float]]]]:
    """Name, status and box of each printed line that a field or a row rests on, by page; of those ``asked`` the
    candidates too, filled; and the places that speak against the letter."""
    boxes: dict[int, list[tuple[str, str, tuple[float, float, float, float]]]] = {}
    rows = [(row.name, row.field) for name in LISTS for row in rows_of_list(letter, name) if not row.counted]
    for name, field in (*rows, *fields):
        for page, box in places_of(field) if name in asked else _standing(field.evidence):
            boxes.setdefault(page, []).append((name, field.status, box))
    for finding in letter.authenticity.findings:
        for page, box in _standing(finding.evidence) if finding.weight > 0 else ():
            boxes.setdefault(page, []).append((finding.title, "against", box))
    return boxes
