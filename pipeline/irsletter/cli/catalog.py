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
    """Report every fault of the configuration at once, each with its place.

    Tries every rule about authenticity on its own examples, and warns of contacts that nobody has checked for a year.
    """
    from irsletter.catalog.directory import stale_entries
    from irsletter.catalog.load import config_folder, find_faults, load_catalog
    from irsletter.run.read import today
    from irsletter.validate.authenticity.examples import try_examples

    root = config or config_folder()
    faults = find_faults(root)
    faults = faults or try_examples(load_catalog(root))
    if faults:
        put("\n".join(str(fault) for fault in faults))
        click.echo(f"{len(faults)} fault(s) in {root}", err=True)
        return Exit.USAGE
    loaded = load_catalog(root)
    stale = stale_entries(loaded.directory, today())
    if stale:
        click.echo(f"Not checked for a year: {', '.join(stale)}", err=True)
    put(f"{root}: no faults; {len(loaded.notices)} notices; digest {loaded.digest}")
    return Exit.DONE
