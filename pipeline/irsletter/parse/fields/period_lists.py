"""Several tax periods beside or below one label of the first page."""

from __future__ import annotations

from dataclasses import replace

from irsletter.model.values import Period
from irsletter.parse.evidence.candidates import Candidate, found_in
from irsletter.parse.labels.beside import wrapped_value
from irsletter.parse.labels.known import LabelHit
from irsletter.parse.page.layout import Cell
from irsletter.parse.survey import Survey, View
from irsletter.parse.values.forms import find_forms
from irsletter.parse.values.period_ranges import periods_through
from irsletter.parse.values.periods import find_periods, parse_period

_Listed = list[tuple[Candidate[Period], str | None]]
_LEADS = ("tax years ", "tax periods ended ")
_LONGEST = 40
"""Rows of a column at most."""


def listed(survey: Survey, form: str | None) -> _Listed:
    """``Tax years 2019, 2020``, a run of quarters, or years below one another: each period with its form (``form``
    where its row names none); none where a label has one period or no label several. Raises PatternTimeoutError."""
    for hit, view in survey.label_hits("tax_period"):
        if view.position > 0 or hit.start > 0:
            continue
        several = _beside(hit, view, form) or (_column(hit, view, form) if hit.alone else [])
        if several:
            return several
    return []


def _beside(hit: LabelHit, view: View, form: str | None) -> _Listed:
    cell = view.sheet.right_of(hit.cell) or view.sheet.below(hit.cell) if hit.alone else hit.cell
    if cell is None:
        return []
    begin = hit.end if cell is hit.cell else 0
    wrapped = wrapped_value(hit, cell, view.sheet) if cell is not hit.cell else None
    return _in_line(cell, begin, form) or (_in_line(wrapped, 0, form) if wrapped is not None else [])


def _in_line(cell: Cell, begin: int, form: str | None) -> _Listed:
    beside = cell.text[begin:]
    run = periods_through(beside.strip(" :"), form)
    if len(run) > 1:
        whole = found_in(cell, run[0], 0, len(cell.text), "label", raw=beside.strip(" :"))
        return [(replace(whole, value=period), form) for period in run]
    for lead in _LEADS:
        listed_here: list[Candidate[Period]] = []
        for one in find_periods(f"{lead}{beside}"):
            shift = begin - len(lead)
            settled = parse_period(one.raw, form) if form else None  # a last day alone does not tell what it ends
            value = settled.value if settled is not None else one.value
            place = found_in(cell, value, max(one.start + shift, 0), one.end + shift, "label", raw=one.raw)
            listed_here.append(place)
        if len({one.value.label for one in listed_here}) > 1:
            return [(one, form) for one in listed_here]
    return []


def _column(hit: LabelHit, view: View, form: str | None) -> _Listed:
    """The periods that stand below one another under a label that heads a column."""
    found: dict[str, tuple[Candidate[Period], str | None]] = {}
    cell: Cell | None = view.sheet.below(hit.last)
    for _ in range(_LONGEST):
        if cell is None:
            break
        own = next((one.value for other in view.sheet.row_of(cell) for one in find_forms(other.text)), None)
        own = own or _bare_form(cell, view) or form
        read = parse_period(cell.text, own)
        if read is None:
            break
        place = found_in(cell, read.value, 0, len(cell.text), "label", repaired=read.repaired, raw=cell.text)
        found.setdefault(read.value.label, (place, own))
        cell = view.sheet.below(cell)
    return list(found.values()) if len(found) > 1 else []


def _bare_form(cell: Cell, view: View) -> str | None:
    """The form in the cell beside a period: ``1040`` alone."""
    for other in (view.sheet.right_of(cell), view.sheet.left_of(cell)):
        found = find_forms(f"Form {other.text}") if other is not None else ()
        if other is not None and found and found[0].end == len(f"Form {other.text}"):
            return found[0].value
    return None
