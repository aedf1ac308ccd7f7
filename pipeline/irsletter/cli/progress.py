"""Progress on standard error: a bar for a person, JSON lines for a program, or nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from irsletter.run.plan import Progress, Summary

F = TypeVar("F", bound=Callable[..., object])
STYLES = ("bar", "json", "none")


def progress_options(command: F) -> F:
    for option in (
        click.option("--quiet", is_flag=True, help="No progress; faults are told all the same."),
        click.option("--progress", type=click.Choice(STYLES), default="bar", show_default=True, help="On stderr."),
    ):
        command = option(command)
    return command


@contextmanager
def shown(style: str) -> Iterator[Callable[[Progress], None]]:
    """A listener that shows each file as it gets its line."""
    if style == "json":
        yield _as_json
    elif style == "none":
        yield lambda _: None
    else:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("reading", total=None)
            yield lambda step: bar.update(task, completed=step.done, total=step.total)


def _as_json(step: Progress) -> None:
    line = {
        "done": step.done,
        "total": step.total,
        "path": step.path,
        "status": step.status,
        "code": step.code,
        "known": step.known,
    }
    click.echo(json.dumps(line), err=True)


def tell(summary: Summary, *, quiet: bool) -> None:
    """How it went, and every file that failed with its reason."""
    failed = summary.failed
    if not quiet:
        ok = summary.files - summary.review - len(failed)
        click.echo(
            f"{summary.files} files: {ok} ok, {summary.review} need a look, {len(failed)} could not be read"
            f" ({summary.read} read now, the rest known or alike)",
            err=True,
        )
    for path, (code, message) in failed.items():
        click.echo(f"  {path}: {code}: {message}", err=True)
