"""``irsletter schema``: the format of a Result."""

from __future__ import annotations

import click

from irsletter.cli.options import put


@click.command()
def schema() -> None:
    """Print the JSON Schema of a Result.

    Its key "x-summary-columns" holds the columns of summary.csv.
    """
    from irsletter.emit.schema import published_schema

    put(published_schema())
