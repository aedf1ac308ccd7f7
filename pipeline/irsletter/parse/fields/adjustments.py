"""Tables that set a return beside what the IRS has: one row for each item, with what was filed, what is right by the
IRS, and the difference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from irsletter.model.reading import Adjustment
from irsletter.parse.evidence.candidates import Candidate, found_in
from irsletter.parse.evidence.choose import choose
from irsletter.parse.fields.contacts import cue_values
from irsletter.parse.labels.known import Spellings
from irsletter.parse.page.layout import Cell, Sheet
from irsletter.parse.survey import Survey
from irsletter.parse.tables.grid_head import Head
from irsletter.parse.tables.grid_lines import cut, line_of
from irsletter.parse.values.found import Parsed
from irsletter.parse.values.money import parse_money
from irsletter.patterns import compile_pattern

_ROLES = ("as_filed", "irs_figure", "change")
_RETURN = compile_pattern(
    r"(?:Form )?\b(?:W-?2G?|1099-?[A-Z]{1,4}|1098(?:-[A-Z])?|5498(?:-[A-Z]{2,3})?)\b|Schedule K-1", ignore_case=True
)
"""Information returns: what payers report."""
_WHOLE = compile_pattern(r"[-(]?(?:0|[1-9][0-9]{0,2})\)?")
_APART = 6
"""Heights of print between two rows from which the lower one begins a table of its own."""


def adjustments_of(survey: Survey, headings: Spellings, only: str | None) -> tuple[Adjustment, ...]:
    """The rows in the order of the pages. ``only``: the id of the letter's tax period where there is one. Raises
    PatternTimeoutError."""
    line, section, error = (_only(survey, gives) for gives in ("return_line", "code_section", "error_type"))
    found = []
    for view in survey.pages_once:
        for row in _rows(view.sheet, headings):
            fields = {role: choose([one], survey.rules.confidence) for role, one in _proved(row.figures).items()}
            found.append(
                Adjustment(
                    row.item, only, row.payer, fields.get("as_filed"), fields.get("irs_figure"), fields.get("change")
                )
            )
    if not found and error is not None:
        found.append(Adjustment(error, only))
    # a math-error notice names one error: its line and section hold for the one item that it changes
    if len(found) == 1:
        found = [replace(found[0], return_line=line, code_section=section, error_type=error)]
    return tuple(found)


def _only(survey: Survey, gives: str) -> str | None:
    """What the letter's words give for that name, where they give one thing."""
    values = {" ".join(one.value.split()) for one in cue_values(survey, gives)}
    return values.pop() if len(values) == 1 else None


@dataclass(frozen=True, eq=False)
class _Row:
    item: str
    payer: str | None
    figures: dict[str, Candidate[Decimal]]


def _rows(sheet: Sheet, headings: Spellings) -> Iterator[_Row]:
    """Rows with an item at the left and at least two figures, each under a heading that says whose it is."""
    head: Head | None = None
    bottom = 0.0
    for cell in sorted(sheet.cells, key=lambda one: one.box.y0):
        if not any(char.isalpha() for char in cell.text) or sheet.left_of(cell) is not None:
            continue
        line = [one for one in line_of(sheet, cell) if _figure(one) is not None]
        if len(line) < 2 and head is None:
            continue
        if head is None or cell.box.y0 - bottom > _APART * sheet.em:
            head = Head(sheet, cell.box.y0, headings)
        name, touching = _parted(cell, head)
        figures = dict(_figures([*touching, *line], head))
        if len(figures) > 1:
            bottom = cell.box.y1
            yield _named(name, figures, head)
        elif not bottom:
            head = None


def _parted(cell: Cell, head: Head) -> tuple[Cell, list[Cell]]:
    """An item and the figures of the next columns that touch it: ``Interest income $0``."""
    count = len(cell.placed)
    touching: list[Cell] = []
    while count > 1 and (
        _figure(last := cut(cell, count - 1, count)) is not None
        and (column := head.column(last.box)[0]) is not None
        and column.role in _ROLES
    ):
        touching.insert(0, last)
        count -= 1
    return cut(cell, 0, count), touching


def _named(cell: Cell, figures: dict[str, Candidate[Decimal]], head: Head) -> _Row:
    """The row with what it is about: in a list of payers their names stand where items do, and may wrap."""
    column, _ = head.column(cell.box)
    text = " ".join(cell.text.split())
    if column is None or column.role != "payer":
        return _Row(text, None, figures)
    below = head.sheet.below(cell, 0.9)
    if below is not None and not any(_figure(one) for one in line_of(head.sheet, below)):
        text = f"{text} {' '.join(below.text.split())}"
    return _Row(_return_of_payer(cell, head.sheet) or text, text, figures)


def _return_of_payer(cell: Cell, sheet: Sheet) -> str | None:
    """The information return that is named beside a payer, or below in the same column."""
    column: Cell | None = sheet.right_of(cell)
    for _ in range(3):
        hit = _RETURN.search(column.text) if column is not None else None
        if hit is not None:
            return hit[0]
        column = sheet.below(column, 0.9) if column is not None else None
    return None


def _figure(cell: Cell) -> Parsed[Decimal] | None:
    """The figure that a cell is: whole dollars below a thousand need no sign under a heading of figures."""
    read = parse_money(cell.text)
    if read is None and _WHOLE.fullmatch(cell.text.strip()):
        read = parse_money(f"{cell.text.strip()}.00")
    return read


def _figures(line: list[Cell], head: Head) -> Iterator[tuple[str, Candidate[Decimal]]]:
    for cell in line:
        column, _ = head.column(cell.box)
        read = _figure(cell)
        if column is not None and column.role in _ROLES and read is not None:
            yield (
                column.role,
                found_in(cell, read.value, 0, len(cell.text), "table_row", repaired=read.repaired),
            )


def _proved(figures: dict[str, Candidate[Decimal]]) -> dict[str, Candidate[Decimal]]:
    """The figures of a row, proved by its difference; where it does not come out, none may stand alone."""
    if set(figures) != set(_ROLES):
        return figures
    filed, irs, change = (figures[role].value for role in _ROLES)
    if irs - filed == change:
        return {role: one.as_proved() for role, one in figures.items()}
    return {role: one.as_refuted() for role, one in figures.items()}
