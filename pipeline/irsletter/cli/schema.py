"""``irsletter schema``: the format of a Result."""

from __future__ import annotations

import json

import click

from irsletter.cli.options import put


@click.command()
def schema() -> None:
    """Print the JSON Schema of a Result.

    Its key "x-summary-columns" holds the columns of summary.csv.
    """
    from irsletter.emit.schema import result_schema, summary_columns

    put(json.dumps(result_schema() | {"x-summary-columns": list(summary_columns)}, indent=2, ensure_ascii=False))
