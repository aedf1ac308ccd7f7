"""``irsletter watch``: a folder that scans keep arriving in."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import click

from irsletter.cli.batch import FOLDER, executor_for, learning_options
from irsletter.cli.exits import Exit
from irsletter.cli.options import config_option, engine_option, lang_option, password_option
from irsletter.cli.progress import progress_options, shown, tell


@click.command()
@click.argument("inbox", type=FOLDER)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option("--ledger", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Default: in DIR.")
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Processes; default: one a processor.")
@learning_options
@progress_options
@lang_option("en", "Language of the outputs.")
@engine_option
@password_option
@config_option
def watch(inbox: Path, out: Path, progress: str, quiet: bool, **means: Any) -> int:
    """Read letters as they arrive in a folder.

    Like batch, for an INBOX that scans keep arriving in; a file is read once it stands still. Ctrl-C ends it.
    """
    from irsletter.run.plan import Batch
    from irsletter.run.read import today
    from irsletter.run.watch import watch_folder

    if not quiet:
        click.echo(f"Watching {inbox}; Ctrl-C ends it.", err=True)
    with shown("none" if quiet or progress == "bar" else progress) as report:
        watch_folder(
            Batch(inbox, out, today(), **executor_for(means)),
            today,
            report,
            lambda warning: click.echo(warning, err=True),
            lambda summary: tell(summary, quiet=quiet),
            threading.Event(),
        )
    return Exit.DONE
