"""``irsletter redact``: a copy of a letter that can be shown around."""

from __future__ import annotations

from pathlib import Path

import click

from irsletter.cli.exits import Exit
from irsletter.cli.options import config_option, day_or_today, engine_option, password_option
from irsletter.errors import ReadError

KEPT = ("name", "address")
"""Named here as well as in redact, so that --help need not load it; a test holds them together."""


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="PDF")
@click.option("--keep", type=click.Choice(KEPT), multiple=True, help="Leave it to be seen; may be given several times.")
@engine_option
@password_option
@config_option
def redact(
    file: Path, out: Path, keep: tuple[str, ...], engine: str | None, password: str | None, config: Path | None
) -> int:
    """Write a copy without names and ids.

    The copy is made of pictures: names, addresses, taxpayer numbers, bar codes and machine lines are filled, text and
    facts of the file are gone. Standard error tells what it could not be sure of: look the copy through before you send
    it on.
    """
    from irsletter.run.jobs.job import Job
    from irsletter.run.outputs.redacted import redacted
    from irsletter.run.store.private import write_whole

    job = Job(
        paths=(str(file.absolute()),),
        as_of=day_or_today(None).isoformat(),
        config=str(config) if config else None,
        engine=engine,
        password=password,
    )
    try:
        copy, doubts = redacted(job, keep)
    except ReadError as error:
        click.echo(f"{file.name}: {error.message}\n{error.hint}", err=True)
        return Exit.UNREADABLE
    write_whole(out, (copy,))
    for doubt in doubts:
        click.echo(doubt, err=True)
    return Exit.DONE
