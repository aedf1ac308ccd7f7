"""``irsletter redact``: a copy of a letter that can be shown around."""

from __future__ import annotations

from pathlib import Path

import click

from irsletter.cli.exits import Exit
from irsletter.cli.options import config_option, day_or_today, engine_option, password_option

_DPI = 150


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="PDF")
@engine_option
@password_option
@config_option
def redact(file: Path, out: Path, engine: str | None, password: str | None, config: Path | None) -> int:
    """Write a copy without names and ids.

    The copy is made of pictures, with names, addresses and ids filled. Look it through before you send it on.
    """
    from irsletter.emit.schema import load
    from irsletter.redact import redact_pdf
    from irsletter.run.apart import draw_apart, read_apart
    from irsletter.run.job import Job
    from irsletter.run.private import write_whole

    job = Job(
        paths=(str(file.absolute()),),
        as_of=day_or_today(None).isoformat(),
        config=str(config) if config else None,
        engine=engine,
        password=password,
    )
    answer = read_apart(job)
    result = load(answer.result)
    if result.error is not None:
        click.echo(f"{result.source.name}: {result.error.message}\n{result.error.hint}", err=True)
        return Exit.UNREADABLE
    pages = tuple(range(1, (result.source.pages or 0) + 1))
    write_whole(out, (redact_pdf(result, draw_apart(job, answer.spots, pages, _DPI)),))
    return Exit.DONE
