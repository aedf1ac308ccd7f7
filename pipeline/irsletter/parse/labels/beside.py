"""What stands beside a label on the page: its value in the same cell, to the right, or below; or nothing readable."""

from __future__ import annotations

from typing import Any

from irsletter.catalog.fields import Place, ValueKind
from irsletter.parse.evidence.candidates import Candidate, found_in
from irsletter.parse.labels.grammar import read_value
from irsletter.parse.labels.known import LEAD, LabelHit
from irsletter.parse.page.layout import Cell, Sheet
from irsletter.parse.page.wide_lines import line_from, two_lines_from
from irsletter.parse.values.found import Found
from irsletter.patterns import compile_pattern

PLACEHOLDER = compile_pattern(
    r"[\W_]*(?:[nxm#]+[\W_]*)+|(?:\W*(?:1|[nx#]+)\W*)+|\[?(?:date|phone|number|tin|name)\]?", ignore_case=True
)
"""``NNN-NN-NNNN``, ``nnnn``, ``1-800-xxx-xxxx``: unfilled samples."""


def values_of(hit: LabelHit, sheet: Sheet) -> Candidate[Any] | None:
    """The value beside a label: the first place that holds one of the right grammar."""
    for place in hit.label.where:
        if place is Place.SAME:
            start = len(hit.cell.text) - len(hit.rest.lstrip(LEAD))
            found = read_value(hit.label.value, hit.cell.text[start:])
            if found is not None and found.start <= 1:
                return _candidate(hit, hit.cell, found, start)
            if found is None and (whole := _over_two_lines(hit, start, sheet)) is not None:
                return whole
        elif hit.alone:
            other = _right_of(hit, sheet) if place is Place.RIGHT else _below(hit, sheet)
            found = read_value(hit.label.value, other.text) if other is not None else None
            if other is not None and found is None:
                other = line_from(other, sheet)  # a value whose words stand far apart
                found = read_value(hit.label.value, other.text)
            if (
                other is not None
                and found is None
                and place is Place.RIGHT
                and (wrapped := wrapped_value(hit, other, sheet))
            ):
                other = wrapped
                found = read_value(hit.label.value, other.text)
            if other is not None and found is not None and found.start <= 6:
                return _candidate(hit, other, found, 0)
    return None


def _over_two_lines(hit: LabelHit, start: int, sheet: Sheet) -> Candidate[Any] | None:
    """The value that begins behind a label and ends on the line below: ``Telephone: 866-897-`` and ``0161``."""
    length = len(hit.cell.text)
    whole = two_lines_from(hit.cell, sheet) if hit.cell.text[start:].strip(LEAD) else None
    found = read_value(hit.label.value, whole.text[start:]) if whole is not None else None
    if whole is None or found is None or found.start > 1 or start + found.end <= length:
        return None
    # what runs on without a hyphen may be two numbers
    if hit.label.value is ValueKind.NUMBER and hit.cell.text[-1] != "-":
        return None
    return _candidate(hit, whole, found, start)


def _below(hit: LabelHit, sheet: Sheet) -> Cell | None:
    """The cell below a label; None where dates stand below one another, for then it heads the column of a table."""
    other = sheet.below(hit.last)
    following = sheet.below(other) if other is not None and hit.label.value is ValueKind.DATE else None
    return None if following is not None and read_value(ValueKind.DATE, following.text) is not None else other


def _right_of(hit: LabelHit, sheet: Sheet) -> Cell | None:
    """The cell beside a label; beside one that wraps it stands level with either line or with the middle of them."""
    cell = hit.cell
    right = sheet.right_of(cell) or (sheet.right_of(hit.tail) if hit.tail is not None else None)
    below = sheet.below(cell)
    if right is not None or below is None:
        return right
    for other in sheet.between(cell.box.y0, below.box.y0):
        if other.box.x0 >= cell.box.x1 and not other.box.same_row(below.box):
            left = sheet.left_of(other)
            if left is None or left.box.x1 < cell.box.x0:
                return other
    return None


def wrapped_value(hit: LabelHit, first: Cell, sheet: Sheet) -> Cell | None:
    """The value right of a label with its second line, beside which stands nothing but the label's own."""
    below = sheet.below(first)
    beside = sheet.left_of(below) if below is not None else None
    own = beside is None or beside is hit.tail or beside.box.x1 < hit.cell.box.x0
    return two_lines_from(first, sheet) if own else None


def is_placeholder(hit: LabelHit, sheet: Sheet) -> bool:
    """Whether what stands beside a label is unfilled, or nothing."""
    texts = [hit.rest.strip(LEAD)]
    if hit.alone:
        texts += [other.text for other in (sheet.right_of(hit.cell), sheet.below(hit.cell)) if other is not None]
    return any(text and PLACEHOLDER.fullmatch(text.strip()) for text in texts)


def stands_beside(hit: LabelHit, sheet: Sheet) -> Cell | None:
    """What stands where the value should, if it holds a digit: printed, but not readable as such a value."""
    if any(char.isdigit() for char in hit.rest):
        return hit.cell
    other = sheet.right_of(hit.cell) if hit.alone else None
    return other if other is not None and any(char.isdigit() for char in other.text) else None


def _candidate(hit: LabelHit, cell: Cell, found: Found[Any], shift: int) -> Candidate[Any]:
    return found_in(
        cell,
        found.value,
        shift + found.start,
        shift + found.end,
        "label",
        exact=hit.edits == 0,
        repaired=found.repaired,
        raw=found.raw,
    )
