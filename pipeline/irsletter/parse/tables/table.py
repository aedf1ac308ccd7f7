"""Rows of money: a label at the left, one amount at the right, and the tables that such rows make."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from irsletter.catalog.fields import AmountRow
from irsletter.model.geometry import Box, bounding_box
from irsletter.parse.evidence.candidates import Candidate, found_in
from irsletter.parse.page.layout import Cell, Sheet
from irsletter.parse.tables.row_names import LEADER, RowNames
from irsletter.parse.values.dates import find_dates
from irsletter.parse.values.found import Found
from irsletter.parse.values.money import find_money, parse_money
from irsletter.patterns import compile_pattern

PITCH = 5.0
"""Farthest that two rows of one table stand apart, in heights of print; sub-lines stand between them."""
ALIGNED = 0.03
"""How far amounts of one table may miss a common edge, labels a common left edge, in page widths."""
_LONGEST_LABEL = 110
_DOTS_READ = 12
"""Letters from which a word made of at most half as many different ones is none."""
_SET_OFF = 1.6
"""From how many usual blanks on an amount is set off from the words before it."""
_APART = 3.0
"""Page widths, by heights of print, up to which a lost letter in a label looks like the blank between two columns."""
_TORN = compile_pattern(r"(?P<whole>0|[1-9][0-9]{0,2})\s(?P<cents>[0-9]{2})")
_BARE = compile_pattern(r"(?P<sign>-?)(?P<whole>0|[1-9][0-9]{0,2})")


@dataclass(frozen=True, eq=False)
class MoneyRow:
    """One row. ``entry`` is what its label means, None where nothing is known of it."""

    label: str
    label_cells: tuple[Cell, ...]
    entry: AmountRow | None
    exact: bool
    money: Candidate[Decimal]
    top: float
    left: float
    spot: Box
    """Where its amount stands, levelled."""
    dates: tuple[Candidate[dt.date], ...] = ()
    """Dates printed in the label."""

    @property
    def right(self) -> float:
        return self.spot.x1

    @property
    def is_total(self) -> bool:
        return self.entry is not None and self.entry.total

    @property
    def value(self) -> Decimal:
        """With the sign of its effect on the total."""
        amount = self.money.value
        return -abs(amount) if self.entry is not None and self.entry.negative else amount


@dataclass(frozen=True, eq=False)
class UnreadRow:
    """A row of a table whose label is known and whose amount could not be read."""

    label: str
    cell: Cell
    entry: AmountRow


@dataclass(frozen=True, eq=False)
class Table:
    """Rows that belong together, in the order of the page; the last may be their total. ``unread`` rows stand among
    them: what the others add up to proves nothing."""

    page: int
    rows: tuple[MoneyRow, ...]
    unread: tuple[UnreadRow, ...] = ()

    @property
    def parts(self) -> tuple[MoneyRow, ...]:
        return tuple(row for row in self.rows if not row.is_total)

    @property
    def total(self) -> MoneyRow | None:
        return next((row for row in reversed(self.rows) if row.is_total), None)


def in_column(one: Box, other: Box) -> bool:
    """Whether two amounts stand in one column: both end at one edge, or both begin at one."""
    return abs(one.x1 - other.x1) < ALIGNED or abs(one.x0 - other.x0) < ALIGNED


def money_rows(sheet: Sheet, names: RowNames) -> tuple[MoneyRow, ...]:
    """All rows of a page that have one amount and a label, from top to bottom."""
    amounts = {id(cell): found for cell in sheet.cells if (found := amount_of(cell)) is not None}
    rows = [row for cell in sheet.cells if (row := _row(sheet, cell, amounts, names)) is not None]
    bare = _bare_amounts(sheet, rows) | _torn_amounts(sheet, rows)
    if bare:
        amounts |= bare
        beside = (_row(sheet, cell, amounts, names) for cell in sheet.cells if id(cell) in bare)
        rows += [row for row in beside if row is not None and row.exact]
    return tuple(sorted(rows, key=lambda row: (row.top, row.left)))


def _bare_amounts(sheet: Sheet, rows: list[MoneyRow]) -> dict[int, Found[Decimal]]:
    """Whole numbers without ``$`` or comma that stand in a column of amounts: nought anywhere, others where the amounts
    above or below are whole dollars too. Alone such a number may be a year or a form; one that is an amount speaks for
    the next."""
    column = [(row.spot, "." in row.money.raw) for row in rows if row.entry is not None]
    left = [(cell, hit) for cell in sheet.cells if (hit := _BARE.fullmatch(cell.text))]
    found: dict[int, Found[Decimal]] = {}
    grown = True
    while grown:
        grown = False
        for cell, hit in [one for one in left if id(one[0]) not in found]:
            near = [
                cents
                for spot, cents in column
                if in_column(spot, cell.box) and abs(spot.y0 - cell.box.y0) < PITCH * sheet.em
            ]
            if near and (int(hit["whole"]) == 0 or not any(near)):
                found[id(cell)] = Found(Decimal(f"{hit['sign']}{hit['whole']}.00"), cell.text, 0, len(cell.text), "")
                if int(hit["whole"]):
                    column.append((cell.box, False))
                    grown = True
    return found


def _torn_amounts(sheet: Sheet, rows: list[MoneyRow]) -> dict[int, Found[Decimal]]:
    """``128 00`` in a column of amounts on a picture: the point before the cents is too faint to be read. Elsewhere
    these are two numbers."""
    column = [row.spot for row in rows if row.entry is not None]
    found: dict[int, Found[Decimal]] = {}
    for cell in sheet.cells:
        hit = _TORN.fullmatch(cell.text)
        if hit is None or not cell.read_by_ocr:
            continue
        if any(in_column(spot, cell.box) and abs(spot.y0 - cell.box.y0) < PITCH * sheet.em for spot in column):
            value = Decimal(f"{hit['whole']}.{hit['cents']}")
            found[id(cell)] = Found(value, cell.text, 0, len(cell.text), "read a gap as the decimal point")
    return found


def amount_of(cell: Cell) -> Found[Decimal] | None:
    """The amount that a cell is, or that ends it after a label."""
    whole = parse_money(cell.text)
    if whole is not None:
        return Found(whole.value, cell.text, 0, len(cell.text), whole.repaired)
    if len(cell.text) > _LONGEST_LABEL or not any(char.isdigit() for char in cell.text[-3:]):
        return None
    found = find_money(cell.text)
    at_end = found and len(found) == 1 and not cell.text[found[0].end :].strip(" .")
    return found[0] if at_end else None


def _row(sheet: Sheet, cell: Cell, amounts: dict[int, Found[Decimal]], names: RowNames) -> MoneyRow | None:
    found = amounts.get(id(cell))
    if found is None:
        return None
    scanned = cell.read_by_ocr
    right = sheet.right_of(cell)
    if right is not None and id(right) in amounts and amounts[id(right)].start == 0:
        return None  # a table of several columns
    if found.start > 0:
        text = _without_dots(cell.text[: found.start], scanned)
        spelled = names.spelled(text, scanned)
        if spelled is None and _is_led(sheet, cell, found):
            entry = names.meant(text) if ". " not in text else None
            spelled = (entry, False) if entry is not None else None
        if spelled is None:
            return None
        return make_row(text, (cell,), spelled, cell, found, cell.box.x0)
    left = sheet.left_of(cell)
    if left is not None and (id(left) in amounts or not any(char.isalpha() for char in left.text)):
        return None  # a table of several columns
    best = _best_label(sheet, left, cell, amounts, names, scanned)
    if best is not None:
        cells, spelled = best
        return make_row(
            _without_dots(" ".join(one.text for one in cells), scanned), cells, spelled, cell, found, cells[0].box.x0
        )
    label = _without_dots(left.text, scanned) if left is not None else ""
    if left is None or len(label) > _LONGEST_LABEL or label.endswith((".", ";")):
        return None
    # no label is two sentences: prose of a neighbouring column names no row
    entry = names.meant(label) if ". " not in label else None
    return make_row(label, (left,), (entry, False) if entry else None, cell, found, left.box.x0)


def _without_dots(label: str, scanned: bool) -> str:
    """``label`` without the dots that lead to its amount: on pictures they are read as one long word of few letters."""
    kept = LEADER.sub("", label).split()
    while scanned and len(kept) > 1 and len(kept[-1]) >= _DOTS_READ and len(set(kept[-1].lower())) <= _DOTS_READ // 2:
        kept.pop()
    return " ".join(kept)


def _is_led(sheet: Sheet, cell: Cell, found: Found[Decimal]) -> bool:
    """Whether dots or a wide blank lead from the words of ``cell`` to the amount at its end, as no sentence has."""
    if LEADER.search(cell.text[: found.start].rstrip()):
        return True
    blanks = [two.box.x0 - one.box.x1 for one, two in pairwise(cell.placed)]
    at = len(cell.words_between(0, found.start)) - 1
    others = [blank for place, blank in enumerate(blanks[:at]) if place != at]
    return 0 <= at < len(blanks) and blanks[at] > _SET_OFF * max(sheet.blank, *others, 0.0)


def _best_label(
    sheet: Sheet, left: Cell | None, cell: Cell, amounts: dict[int, Found[Decimal]], names: RowNames, scanned: bool
) -> tuple[tuple[Cell, ...], tuple[AmountRow, bool]] | None:
    """The longest run of lines around the amount's row that spells a known label, exact ones first."""
    runs = list(_label_runs(sheet, left, cell, amounts))
    for fuzzy in (False, True) if scanned else (False,):
        for cells in sorted(runs, key=lambda run: -len(run)):
            spelled = names.spelled(_without_dots(" ".join(one.text for one in cells), scanned), fuzzy)
            if spelled is not None:
                return cells, spelled
    return None


def _label_runs(
    sheet: Sheet, left: Cell | None, cell: Cell, amounts: dict[int, Found[Decimal]]
) -> Iterator[tuple[Cell, ...]]:
    """Labels may wrap: the amount stands level with their first line, with their last, or between two."""
    starts: list[Cell] = []
    if left is not None:
        before = sheet.left_of(left)
        if before is not None and left.read_by_ocr and 0 < left.box.x0 - before.box.x1 < _APART * sheet.em:
            yield before, left
        starts.append(left)
        above = _line_above(sheet, left)
        if above is not None and not _has_amount(sheet, above, amounts, cell):
            starts.append(above)
    else:
        reach = 2.2 * max(sheet.em, cell.box.height)
        near = sheet.between(cell.box.y_mid - reach, cell.box.y_mid + 0.4 * reach)
        lonely = [other for other in near if not _has_amount(sheet, other, amounts, cell)]
        starts += [other for other in lonely if other.box.x1 < cell.box.x0]
        centre = cell.box.x_mid
        starts += [other for other in near if other.box.x0 < centre < other.box.x1 and other.box.y1 < cell.box.y_mid]
    for start in starts:
        run = [start]
        if left is None or start is left:
            yield tuple(run)
        while len(run) < 3:
            after = sheet.below(run[-1], 0.9)
            if after is None or after.text.startswith("(") or _has_amount(sheet, after, amounts, cell):
                break
            run.append(after)
            if left is None or left in run:
                yield tuple(run)


def _line_above(sheet: Sheet, cell: Cell) -> Cell | None:
    near = sheet.between(cell.box.y0 - 2.2 * sheet.em, cell.box.y0 - 0.3 * sheet.em)
    aligned = [other for other in near if abs(other.box.x0 - cell.box.x0) < ALIGNED]
    return aligned[-1] if aligned else None


def _has_amount(sheet: Sheet, cell: Cell, amounts: dict[int, Found[Decimal]], own: Cell) -> bool:
    right = sheet.right_of(cell)
    return id(cell) in amounts or (right is not None and right is not own and id(right) in amounts)


def make_row(
    label: str,
    cells: tuple[Cell, ...],
    spelled: tuple[AmountRow | None, bool] | None,
    cell: Cell,
    found: Found[Decimal],
    left: float,
) -> MoneyRow:
    entry, exact = spelled if spelled is not None else (None, False)
    way = "total_row" if entry is not None and entry.total else "table_row"
    money = found_in(
        cell, found.value, found.start, found.end, way, exact=exact, repaired=found.repaired, raw=found.raw.strip()
    )
    dates = tuple(
        found_in(one, date.value, date.start, date.end, "total_row", exact=exact, repaired=date.repaired, raw=date.raw)
        for one in cells
        for date in find_dates(one.text)
        if entry is not None and entry.pay_by
    )
    return MoneyRow(
        " ".join(LEADER.sub("", label).split()).rstrip(" :"),
        cells,
        entry,
        exact,
        money,
        cell.box.y0,
        left,
        bounding_box(one.box for one in cell.placed if one.word in money.words),
        dates,
    )
