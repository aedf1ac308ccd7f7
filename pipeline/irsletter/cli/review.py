"""``irsletter review``: look over what a batch could not settle, on a page of this machine."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import click

from irsletter.cli.options import as_of_option, config_option, password_option
from irsletter.errors import UsageError


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR")
@click.option(
    "--letters",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Where the letters lie, for the pictures of the pages.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Default: any free one.")
@as_of_option
@password_option
@config_option
def review(
    folder: Path, letters: Path | None, port: int, as_of: dt.date | None, password: str | None, config: Path | None
) -> int:
    """Look over the letters of a batch.

    DIR is where the batch wrote. A page on this machine alone shows each letter with what a person must look at, and
    keeps corrections beside the results.
    """
    more = ["--letters", str(letters)] if letters else []
    return show_page(folder, port, as_of, config, *more, password=password)


def show_page(
    folder: Path | None,
    port: int,
    as_of: dt.date | None,
    config: Path | None,
    *more: str,
    password: str | None = None,
) -> int:
    """Run the page in a process of its own: it knows nothing of the command line, nor this of the page. ``password`` is
    handed over in the environment, where no list of processes shows it.

    Raises UsageError where the extra is not installed.
    """
    if find_spec("starlette") is None or find_spec("uvicorn") is None or find_spec("python_multipart") is None:
        raise UsageError("The page needs its extra.", "pip install 'irsletter[review]'")
    command = [sys.executable, "-P", "-m", "irsletter.review", *([str(folder)] if folder else []), "--port", str(port)]
    if as_of:
        command += ["--as-of", as_of.isoformat()]
    if config:
        command += ["--config", str(config)]
    environment = os.environ | ({"IRSLETTER_PASSWORD": password} if password else {})
    return subprocess.call([*command, *more], env=environment)  # noqa: S603 - our own interpreter and module
