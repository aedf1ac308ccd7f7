"""Everything that is seen on the pages of one letter before anything is decided: labels, marked text, rows, tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from irsletter.catalog.fields import FieldRules
from irsletter.model.document import Page
from irsletter.parse.labels.known import LabelHit, Spellings, find_labels
from irsletter.parse.page.layout import Cell, Sheet
from irsletter.parse.page.marked import MarkedText, mark
from irsletter.parse.page.sheets import sheets_of
from irsletter.parse.tables.grid import GridRow, grid_rows
from irsletter.parse.tables.row_names import RowNames
from irsletter.parse.tables.rows_in_order import in_order
from irsletter.parse.tables.table import MoneyRow, Table, money_rows
from irsletter.parse.tables.table_groups import tables_of
from irsletter.parse.tables.unread_rows import with_unread
from irsletter.patterns import compile_pattern

_SENT_ABOVE = 0.032
"""Share of the page that the line of a sending machine takes at the top."""
_SENT = compile_pattern(r"\b[0-9]{1,2}:[0-9]{2}\b|\b(?:FAX|FROM|TO)\b|\bP\.? ?[0-9]{1,3} ?/ ?[0-9]{1,3}\b")


class Lookups:
    """The spellings of the catalog, folded and indexed."""

    def __init__(self, rules: FieldRules) -> None:
        self.labels = Spellings(rules.labels)
        self.columns = Spellings(rules.columns)
        self.rows = RowNames(dict(rules.rows))


@lru_cache(maxsize=4)
def lookups_of(rules: FieldRules) -> Lookups:
    """Made once for a catalog."""
    return Lookups(rules)


@dataclass(frozen=True, eq=False)
class View:
    """What one view of one page shows. ``position``: 0 for the letter's first page."""

    position: int
    sheet: Sheet
    labels: tuple[LabelHit, ...]
    texts: tuple[MarkedText, ...]
    tables: tuple[Table, ...]
    loose_rows: tuple[MoneyRow, ...]
    grid: tuple[GridRow, ...]

    @property
    def page(self) -> int:
        return self.sheet.page.number


@dataclass(frozen=True, eq=False)
class Survey:
    """All views of all pages of a letter; a page that was looked at again has two."""

    rules: FieldRules
    views: tuple[View, ...]

    @cached_property
    def first_page(self) -> tuple[View, ...]:
        return tuple(view for view in self.views if view.position == 0)

    def label_hits(self, *fields: str) -> Iterator[tuple[LabelHit, View]]:
        """The labels of the named fields, page by page."""
        for view in self.views:
            for hit in view.labels:
                if hit.label.field in fields:
                    yield hit, view

    def texts(self) -> Iterator[tuple[MarkedText, View]]:
        """All paragraphs with their values marked."""
        for view in self.views:
            for text in view.texts:
                yield text, view

    @cached_property
    def pages_once(self) -> tuple[View, ...]:
        """One view of each page, the latest: for what is told once, not voted on."""
        return tuple({view.position: view for view in self.views}.values())


def survey(pages: tuple[Page, ...], rules: FieldRules, lookups: Lookups) -> Survey:
    """Look over ``pages``, blank ones left out. Raises PatternTimeoutError."""
    views = tuple(
        _view(position, sheet, lookups)
        for position, page in enumerate(pages)
        for sheet in sheets_of(page)
        if page.words
    )
    return Survey(rules, views)


def _sending_line(sheet: Sheet) -> tuple[Cell, ...]:
    """What a fax machine printed above a page: its own date, number and count belong to no letter."""
    top = tuple(cell for cell in sheet.cells if cell.box.y1 < _SENT_ABOVE)
    return top if _SENT.search(" ".join(cell.text for cell in top)) else ()


def _view(position: int, sheet: Sheet, lookups: Lookups) -> View:
    sent = _sending_line(sheet)
    tables, loose = tables_of(money_rows(sheet, lookups.rows), sheet)
    tables = tuple(in_order(with_unread(table, sheet, lookups.rows), sheet, lookups.rows) for table in tables)
    return View(
        position,
        sheet,
        tuple(hit for hit in find_labels(sheet, lookups.labels) if hit.cell not in sent),
        tuple(mark(paragraph) for paragraph in sheet.paragraphs if not all(cell in sent for cell in paragraph.cells)),
        tables,
        loose,
        grid_rows(sheet, lookups.columns),
    )
