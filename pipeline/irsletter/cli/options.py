"""Options that several commands share, and the one way to standard output."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


_FIRST_YEAR, _LAST_YEAR = 1990, 2100
"""Other years are slips of the keyboard."""


class _Day(click.ParamType[dt.date]):
    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        try:
            day = dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value} is no day written as YYYY-MM-DD, for example 2026-11-30", param, ctx)
        if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            self.fail(f"{value} is not between {_FIRST_YEAR} and {_LAST_YEAR}", param, ctx)
        return day


def as_of_option(command: F) -> F:
    day: Callable[[F], F] = click.option(
        "--as-of",
        type=_Day(),
        metavar="DATE",
        help="The day that counts as today (YYYY-MM-DD).",
    )
    return day(command)


def config_option(command: F) -> F:
    kind = click.Path(exists=True, file_okay=False, path_type=Path, resolve_path=True)
    return click.option("--config", type=kind, metavar="DIR", help="Configuration to use in place of the shipped one.")(
        command
    )


def engine_option(command: F) -> F:
    return click.option("--engine", metavar="NAME", help="OCR engine: tesserocr or pytesseract.")(command)


def password_option(command: F) -> F:
    return click.option(
        "--password", metavar="TEXT", envvar="IRSLETTER_PASSWORD", help="Opens protected PDFs; or IRSLETTER_PASSWORD."
    )(command)


LANGUAGES = ("en", "es")


def lang_option(default: str | None, help_text: str) -> Callable[[F], F]:
    return click.option(
        "--lang", type=click.Choice(LANGUAGES), default=default, show_default=bool(default), help=help_text
    )


def put(text: str) -> None:
    """The answer, and nothing else: UTF-8 with ``\\n`` on every system."""
    if not text.endswith("\n"):
        text += "\n"
    stdout = sys.stdout.buffer
    stdout.write(text.encode("utf-8", "backslashreplace"))
    stdout.flush()


def day_or_today(day: dt.date | None) -> dt.date:
    from irsletter.run.read import today

    return day or today()


def terminal_look() -> dict[str, Any]:
    """Width, and whether colour may be used, for text that goes to standard output."""
    plain = not sys.stdout.isatty() or "NO_COLOR" in os.environ
    return {"width": max(40, min(shutil.get_terminal_size((100, 24)).columns, 100)), "colour": not plain}
