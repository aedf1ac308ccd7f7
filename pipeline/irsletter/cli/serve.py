"""``irsletter serve``: a page on this machine that one letter is dropped on and explained."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from irsletter.cli.options import as_of_option, config_option
from irsletter.cli.review import show_page


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Default: any free one.")
@click.option("--open", "opens", is_flag=True, help="Open the page in this machine's browser.")
@as_of_option
@config_option
def serve(port: int, opens: bool, as_of: dt.date | None, config: Path | None) -> int:
    """Read one letter on a page.

    Opens a page on this machine alone: drop a photo, scan or PDF on it and read the answer. Nothing is kept. Programs
    post files to it and get Results.
    """
    return show_page(None, port, as_of, config, *(["--open"] if opens else []))
