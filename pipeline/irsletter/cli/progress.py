"""Progress on standard error: a bar for a person, JSON lines for a program, or nothing."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from irsletter.run.store.plan import Progress as ProgressStep
    from irsletter.run.store.plan import Summary

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
def shown(style: str) -> Iterator[Callable[[ProgressStep], None]]:
    """A listener that shows each file as it gets its line."""
    if style == "json":
        yield _as_json
    elif style == "none":
        yield lambda _: None
    else:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (
            TextColumn("reading"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[said]}"),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("reading", total=None, said="")
            count = Count()

            def show(step: ProgressStep) -> None:
                count.add(step)
                bar.update(task, completed=step.done, total=step.total, said=str(count))

            yield show


class Count:
    """How a run goes, for the line beside the bar."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._begun = clock()
        self._read = self._review = self._failed = 0

    def add(self, step: ProgressStep) -> None:
        self._read += not step.known
        self._review += step.status == "review"
        self._failed += step.status == "error"

    def __str__(self) -> str:
        minutes = max(self._clock() - self._begun, 1e-9) / 60
        speed = f"{self._read / minutes:.0f} a minute, " if self._read else ""
        return f"{speed}{self._review} need a look, {self._failed} failed"


def _as_json(step: ProgressStep) -> None:
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
            f"{summary.files} {'file' if summary.files == 1 else 'files'}: {ok} ok,"
            f" {summary.review} {'needs' if summary.review == 1 else 'need'} a look, {len(failed)} could not be read"
            f" ({summary.read} read now, the rest known or alike)",
            err=True,
        )
    for path, (code, message) in failed.items():
        click.echo(f"  {path}: {code}: {message}", err=True)
