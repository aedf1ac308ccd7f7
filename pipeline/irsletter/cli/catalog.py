"""``irsletter catalog check``: is the configuration whole?"""

from __future__ import annotations

from pathlib import Path

import click

from irsletter.cli.exits import Exit
from irsletter.cli.options import config_option, put


@click.group()
def catalog() -> None:
    """Work on the configuration."""


@catalog.command()
@config_option
def check(config: Path | None) -> int:
    """Report every fault of the configuration at once, each with its place."""
    from irsletter.catalog.load import config_folder, find_faults, load_catalog

    root = config or config_folder()
    faults = find_faults(root)
    if faults:
        put("\n".join(str(fault) for fault in faults))
        click.echo(f"{len(faults)} fault(s) in {root}", err=True)
        return Exit.USAGE
    loaded = load_catalog(root)
    put(f"{root}: no faults; {len(loaded.notices)} notices; digest {loaded.digest}")
    return Exit.DONE
