"""The headings of a table with several columns, and which of them stands above a value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from irsletter.catalog.fields import Column, fold
from irsletter.model.geometry import Box
from irsletter.parse.labels.known import Spellings
from irsletter.parse.page.layout import Cell, Sheet
from irsletter.parse.tables.grid_lines import cut, split_by_blanks
from irsletter.parse.tables.row_names import undated
from irsletter.parse.values.dates import find_dates
from irsletter.patterns import compile_pattern

_MARK_OF_COLUMN = compile_pattern(r"\s*\([a-z]\)", ignore_case=True)
"""Forms letter their columns: ``Tax Period Ending (b)``."""
_FLUSH = 0.006
"""How far left edges or middles of one heading's lines may differ, in page widths."""
_NEAR = 0.06
"""How far beside a column its heading may stand, in page widths, where nothing stands right above."""
_LONGEST = 48
"""Letters of one line of a heading."""
_HEADING = 7.0
"""How far above the first row a heading may begin, in heights of print."""


@dataclass(frozen=True, eq=False)
class Head:
    """The headings of the table whose first row begins at ``top``."""

    sheet: Sheet
    top: float
    spellings: Spellings

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The cells above the table. Small print stands so close that headings touch: each ends with its column's
        letter, before a wide blank, or where it spells a column whole."""
        cells: list[Cell] = []
        for cell in self.sheet.between(self.top - _HEADING * self.sheet.em, self.top - 0.3 * self.sheet.em):
            begin = 0
            ends = [at + 1 for at, word in enumerate(cell.words) if _MARK_OF_COLUMN.fullmatch(word.text)]
            for end in dict.fromkeys((*ends, len(cell.placed))):
                for piece in split_by_blanks(cut(cell, begin, end), self.sheet):
                    cells += self._by_names(piece)
                begin = end
        return tuple(cells)

    def column(self, box: Box) -> tuple[Column | None, str]:
        """The heading above ``box`` and what it means: the longest run of lines, read upwards, that spells a
        column."""
        shared = [(min(cell.box.x1, box.x1) - max(cell.box.x0, box.x0), cell) for cell in self.cells]
        # a value may reach under its neighbour's heading: of those in one row the one that covers most of it counts
        above: list[Cell] = []
        for width, cell in sorted(shared, key=lambda pair: -pair[0]):
            if width > 0 and not any(cell.box.same_row(other.box) for other in above):
                above.append(cell)
        lines = sorted(self._whole(above) or self._nearest(box), key=lambda cell: cell.box.y0)
        best: tuple[Column | None, str] = None, " ".join(cell.text for cell in self._near_table(lines))
        exact = False
        for start in range(len(lines) - 1, -1, -1):
            text = _MARK_OF_COLUMN.sub("", " ".join(cell.text for cell in lines[start:]))
            found = self.spellings.whole(fold(undated(text) if find_dates(text) else text))
            if found is not None and (found[1] == 0 or not exact):
                best, exact = (found[0], text), found[1] == 0
        return best

    def _near_table(self, lines: list[Cell]) -> list[Cell]:
        """Of lines read downwards those that may be a heading nobody knows: short ones, close above one another."""
        kept: list[Cell] = []
        below = self.top
        for cell in reversed(lines):
            if len(cell.text) > _LONGEST or below - cell.box.y0 > 2.5 * self.sheet.em:
                break
            kept.insert(0, cell)
            below = cell.box.y0
        return kept

    def _by_names(self, cell: Cell) -> Iterator[Cell]:
        """The columns that a run of headings without wide blanks spells one after the other."""
        count = len(cell.placed)
        pieces: list[Cell] = []
        begin = 0
        while begin < count:
            found = next((end for end in range(count, begin, -1) if self._spells(cut(cell, begin, end))), None)
            if found is None:
                pieces = [cell]
                break
            pieces.append(cut(cell, begin, found))
            begin = found
        yield from pieces

    def _spells(self, cell: Cell) -> bool:
        return self.spellings.whole(fold(cell.text), fuzzy=False) is not None

    def _whole(self, above: list[Cell]) -> list[Cell]:
        """A heading with its shorter lines, which need not reach over the column: they begin right below another line,
        or stand in the middle below it."""
        em = self.sheet.em
        rest = [
            cell
            for cell in (self.cells if above else ())
            if not any(cell is one or cell.box.same_row(one.box) for one in above)  # its row has a cell right above
            and any(
                (abs(cell.box.x0 - one.box.x0) < _FLUSH or abs(cell.box.x_mid - one.box.x_mid) < _FLUSH)
                and 0.3 * em < cell.box.y0 - one.box.y0 < 2 * em
                for one in above
                if len(one.text) <= _LONGEST  # prose above a table is no heading's first line
            )
        ]
        return [*above, *rest]

    def _nearest(self, box: Box) -> list[Cell]:
        """The heading of a column that stands beside it: narrow amounts at the right edge, the heading centred. It must
        stand above no other cell of the first row."""
        first_row = self.sheet.between(self.top - 0.3 * self.sheet.em, self.top + 0.5 * self.sheet.em)
        near = [
            (gap, cell)
            for cell in self.cells
            if (gap := max(cell.box.x0 - box.x1, box.x0 - cell.box.x1)) < _NEAR
            and not any(min(other.box.x1, cell.box.x1) > max(other.box.x0, cell.box.x0) for other in first_row)
        ]
        return [min(near, key=lambda pair: pair[0])[1]] if near else []
