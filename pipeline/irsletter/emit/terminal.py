"""The answer for a person, on a terminal: the first screen, then the details. No meaning hangs on a colour."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from irsletter.emit.page import Row, Screen, Section, Table
from irsletter.emit.screen import remarks, screens
from irsletter.emit.wording import clean
from irsletter.model.result import Result

if TYPE_CHECKING:
    from rich.console import Console

_LABEL = 13
"""Width of the column of labels."""


def to_terminal(result: Result, *, width: int = 100, colour: bool = False) -> str:
    """``result``, which must be dated, as text of at most ``width`` columns; ANSI styles only if ``colour``."""
    from rich.console import Console

    file = io.StringIO()
    console = Console(
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
    for remark in remarks(result):
        _print(console, f"{clean(result.source.name)}: {remark}", "bold")
    shown = screens(result)
    for number, screen in enumerate(shown, start=1):
        if len(shown) > 1:
            _print(console, f"Letter {number} of {len(shown)}", "dim")
        _letter(console, screen)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()).strip("\n") + "\n"


def _print(console: Console, text: str, style: str = "") -> None:
    from rich.text import Text

    console.print(Text(text, style=style))


def _letter(console: Console, screen: Screen) -> None:
    _print(console, screen.heading, "bold")
    _print(console, screen.headline, "bold red" if screen.doubted else "")
    console.print()
    for row in screen.rows:
        _row(console, row)
    for section in screen.sections:
        console.print()
        _print(console, section.title.upper(), "bold")
        _section(console, section)
    if sources := screen.sources():
        console.print()
        _print(console, "SOURCES", "bold")
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
