"""``irsletter explain``: what a notice means, without a letter."""

from __future__ import annotations

from pathlib import Path

import click

from irsletter.cli.options import config_option, put, terminal_look


@click.command()
@click.argument("code")
@click.option("--format", "form", type=click.Choice(("terminal", "json")), default="terminal", show_default=True)
@config_option
def explain(code: str, form: str, config: Path | None) -> None:
    """Say what a notice means.

    CODE is the notice's number, for example CP504, LT11, 5071C, "Letter 1058".
    """
    from irsletter.catalog.load import load_catalog
    from irsletter.emit.explain import explain_code

    explanation = explain_code(code, load_catalog(config))
    put(str(explanation) + form + str(terminal_look()))
