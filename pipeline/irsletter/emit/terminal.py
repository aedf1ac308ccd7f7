"""The answer for a person, on a terminal: the first screen, then the details. No meaning hangs on a colour."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, TextIO

from irsletter.catalog.labels import Labels
from irsletter.emit.page import Row, Screen, Section, Table
from irsletter.emit.screen import remarks, screens
from irsletter.emit.wording import clean
from irsletter.model.result import Result

if TYPE_CHECKING:
    from rich.console import Console

_LABEL = 13
"""Width of the column of labels."""


def to_terminal(result: Result, labels: Labels, *, width: int = 100, colour: bool = False, full: bool = False) -> str:
    """``result``, which must be dated, as text of at most ``width`` columns; ANSI styles only if ``colour``. What a
    person looks up in the second place is left out, and said to be, unless ``full``."""
    file = io.StringIO()
    console = console_for(file, width, colour=colour)
    for remark in remarks(result, labels):
        _print(console, f"{clean(result.source.name)}: {remark}", "bold")
    shown = screens(result, labels)
    for number, screen in enumerate(shown, start=1):
        if len(shown) > 1:
            _print(console, labels.say.letter_of.format(n=number, of=len(shown)), "dim")
        _letter(console, screen, labels, full=full)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()).strip("\n") + "\n"


def console_for(file: TextIO, width: int, *, colour: bool) -> Console:
    """A console that writes what it is given: no markup, no terminal's own settings; ANSI styles only if ``colour``."""
    from rich.console import Console

    return Console(
        file=file,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
        _environ={},
    )


def _print(console: Console, text: str, style: str = "") -> None:
    from rich.text import Text

    console.print(Text(text, style=style))


def _letter(console: Console, screen: Screen, labels: Labels, *, full: bool) -> None:
    _print(console, screen.heading, "bold")
    _print(console, screen.headline, "bold red" if screen.doubted else "bold")
    for lead in (True, False):
        console.print()
        for row in screen.rows:
            if row.lead is lead:
                _row(console, row)
    for section in screen.sections:
        if (section.short and not section.told) or full:
            console.print()
            _print(console, section.title.upper(), "bold")
            _section(console, section)
    console.print()
    if not full:
        _print(console, labels.say.more, "dim")
        console.print()
    elif sources := screen.sources():
        _print(console, labels.sections["sources"].upper(), "bold")
        for source in sources:
            _item(console, "-", source, style="dim")
        console.print()
    _print(console, screen.closing, "dim")
    console.print()


def _row(console: Console, row: Row) -> None:
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=_LABEL - 1, no_wrap=True)
    if row.steps:
        grid.add_column(width=2)
    grid.add_column(ratio=1)
    for number, point in enumerate(row.points, start=1):
        step = [Text(f"{number}.")] if row.steps else []
        grid.add_row(Text(row.label if number == 1 else "", style="bold"), *step, Text(point.text))
    console.print(grid)


def _section(console: Console, section: Section) -> None:
    if section.table:
        _table(console, section.table)
    for point in section.points:
        _item(console, "-", point.text)


def _item(console: Console, mark: str, text: str, style: str = "") -> None:
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=1)
    grid.add_column(ratio=1)
    grid.add_row(Text(mark), Text(text, style=style))
    console.print(grid)


def _table(console: Console, table: Table) -> None:
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for index, column in enumerate(table.columns):
        grid.add_column(column, justify="right" if index == table.money else "left", overflow="fold")
    for cells in table.rows:
        grid.add_row(*(Text(cell) for cell in cells))
    console.print(grid)
