"""``irsletter batch``: every letter below a folder."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from irsletter.cli.exits import Exit
from irsletter.cli.options import (
    as_of_option,
    config_option,
    day_or_today,
    engine_option,
    lang_option,
    password_option,
    put,
)
from irsletter.cli.progress import progress_options, shown, tell
from irsletter.errors import UsageError

F = TypeVar("F", bound=Callable[..., Any])
DASH = Path("-")
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def learning_options(command: F) -> F:
    """What the firm says of its clients and its work."""
    table = click.Path(exists=True, dir_okay=False, path_type=Path)
    for option in (
        click.option("--work", type=table, metavar="CSV", help="The firm's own columns, by letter_id; kept."),
        click.option("--clients", type=table, metavar="CSV", help="The firm's clients: id, names, last4, zip."),
    ):
        command = option(command)
    return command


def page_options(command: F) -> F:
    """Pages beside the report."""
    for option in (
        click.option("--pages", is_flag=True, help="letters/ID.html too: each letter with its pictures."),
        click.option("--by-client", is_flag=True, help="clients/NAME.html too: a report for each client."),
    ):
        command = option(command)
    return command


@click.command()
@click.argument("folder", type=click.Path(exists=True, allow_dash=True, path_type=Path))
@click.option("--out", required=True, type=click.Path(file_okay=False, allow_dash=True, path_type=Path), metavar="DIR")
@click.option("--ledger", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Default: in DIR.")
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Processes; default: one a processor.")
@click.option("--cluster", metavar="ADDRESS", help="Dask: local:N or a scheduler (tcp://...); needs irsletter[dask].")
@click.option("--send", is_flag=True, help="With --cluster: give workers the bytes; they don't see the same paths.")
@click.option("--join", is_flag=True, help="Join photos in one folder that prove to be pages of one letter.")
@click.option("--refresh", is_flag=True, help="Read anew what another version or configuration read.")
@learning_options
@page_options
@click.option("--strict", is_flag=True, help="Exit 5 when any file needs a look or failed.")
@progress_options
@lang_option("en", "Language of the outputs.")
@as_of_option
@engine_option
@password_option
@config_option
def batch(
    folder: Path, out: Path, as_of: dt.date | None, strict: bool, progress: str, quiet: bool, **means: Any
) -> int:
    """Read every letter below FOLDER.

    DIR then holds results.jsonl, summary.csv, report.html and deadlines.ics. The run can be stopped and started again:
    what was read is not read anew. irsletter export writes the outputs again, and others.

    - as FOLDER takes paths from standard input, one a line, and with --out - prints one Result a line; nothing is kept.
    """
    if DASH in (folder, out):
        return _stream(folder, out, day_or_today(as_of), means)
    from irsletter.run.intake.batch import read_batch
    from irsletter.run.store.plan import Batch

    with shown("none" if quiet else progress) as report:
        summary = read_batch(
            Batch(folder, out, day_or_today(as_of), **executor_for(means)),
            report,
            lambda warning: click.echo(warning, err=True),
        )
    tell(summary, quiet=quiet)
    return Exit.NEEDS_A_LOOK if strict and (summary.review or summary.failed) else Exit.DONE


def _stream(folder: Path, out: Path, day: dt.date, means: dict[str, Any]) -> int:
    """Raises UsageError where an option needs a folder of outputs."""
    from irsletter.run.intake.stream import read_stream

    if folder != out:
        raise UsageError("- stands for both or for none.", "irsletter batch - --out -")
    for name in ("ledger", "cluster", "send", "join", "refresh", "work", "clients", "pages", "by_client"):
        if means.pop(name):
            raise UsageError(
                f"--{name.replace('_', '-')} needs a folder of outputs.", "Use irsletter batch FOLDER --out DIR."
            )
    lines = (line.rstrip(b"\r\n") for line in sys.stdin.buffer)
    paths = (Path(os.fsdecode(line)) for line in lines if line)
    for line in read_stream(paths, as_of=day, **(means | {"workers": means["workers"] or 0})):
        put(line)
    return Exit.DONE


def executor_for(means: dict[str, Any]) -> dict[str, Any]:
    """The options as the Batch takes them."""
    return means | {"workers": means["workers"] or 0, "executor": "cluster" if means.get("cluster") else "processes"}
