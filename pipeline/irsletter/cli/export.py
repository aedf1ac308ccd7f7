"""``irsletter export``: the outputs of a batch again, from its ledger."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from irsletter.cli.batch import learning_options, page_options
from irsletter.cli.exits import Exit
from irsletter.cli.options import as_of_option, config_option, day_or_today, lang_option, password_option

FORMATS = ("jsonl", "csv", "html", "ics", "markdown", "xlsx", "sqlite")
"""Named here as well as in run.outputs, so that --help need not load what writes them; a test holds them together."""


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Default: where it lies.")
@click.option("--format", "formats", type=click.Choice((*FORMATS, "all")), multiple=True,
              help="May be given several times. Default: all, with --truth none.")  # fmt: skip
@click.option("--ledger", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Default: in DIR.")
@click.option(
    "--truth",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write what people settled on the review page as labelled truth, which `irsletter score` takes.",
)
@learning_options
@page_options
@lang_option(None, "Language of the outputs; left out: that of the batch.")
@as_of_option
@password_option
@config_option
def export(folder: Path, out: Path | None, formats: tuple[str, ...], as_of: dt.date | None, **means: Any) -> int:
    """Write the outputs of a batch again.

    DIR is where the batch wrote. Nothing is read anew: letters, corrections and the firm's own columns come from the
    ledger, the days left are those of --as-of.
    """
    from irsletter.run.outputs.export import export_batch

    everything = "all" in formats or (not formats and means["truth"] is None)
    wanted = FORMATS if everything else formats
    written = export_batch(folder, out or folder, wanted, day_or_today(as_of), warn=_warn, **means)
    for path in written:
        click.echo(str(path), err=True)
    return Exit.DONE


def _warn(warning: str) -> None:
    click.echo(warning, err=True)
