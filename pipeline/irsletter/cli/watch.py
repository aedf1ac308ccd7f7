"""``irsletter watch``: a folder that scans keep arriving in."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from irsletter.cli.batch import FOLDER, executor_for, learning_options
from irsletter.cli.exits import Exit
from irsletter.cli.options import config_option, engine_option, lang_option, password_option
from irsletter.cli.progress import progress_options, shown, tell
from irsletter.errors import UsageError

if TYPE_CHECKING:
    from irsletter.run.intake.filing import Filing


@click.command()
@click.argument("inbox", type=FOLDER)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option("--ledger", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Default: in DIR.")
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Processes; default: one a processor.")
@click.option("--file", "how", type=click.Choice(["move", "copy"]), help="Then, to done, review or failed in DIR.")
@click.option("--sidecar", is_flag=True, help="With --file: put the Result beside it, as NAME.json.")
@click.option("--name", metavar="TEMPLATE", help="With --file: names in done, '{taxpayer_name}/{notice_date}.pdf'.")
@click.option("--on-letter", metavar="CMD", help="Run for each letter with its Result on standard input; no shell.")
@learning_options
@progress_options
@lang_option("en", "Language of the outputs.")
@engine_option
@password_option
@config_option
def watch(
    inbox: Path,
    out: Path,
    how: str | None,
    sidecar: bool,
    name: str | None,
    on_letter: str | None,
    progress: str,
    quiet: bool,
    **means: Any,
) -> int:
    """Read letters as they arrive in a folder.

    Like batch, for an INBOX that scans keep arriving in; a file is read once it is whole. Ctrl-C ends it.
    """
    from irsletter.run.intake.hook import hook_command
    from irsletter.run.intake.watch import watch_folder
    from irsletter.run.read import today
    from irsletter.run.store.plan import Batch

    filing = _filing(how, name, sidecar=sidecar)
    command = hook_command(on_letter) if on_letter is not None else ()
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
            filing,
            command,
        )
    return Exit.DONE


def _filing(how: str | None, name: str | None, *, sidecar: bool) -> Filing | None:
    """Raises UsageError."""
    from irsletter.run.intake.file_names import name_template
    from irsletter.run.intake.filing import Filing

    if how is None:
        if sidecar or name is not None:
            raise UsageError("--sidecar and --name need --file.", "Add --file move or --file copy.")
        return None
    return Filing(how == "move", sidecar, name_template(name) if name is not None else None)
