"""``irsletter ladder``: the letters of a batch by account."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from irsletter.cli.options import config_option, lang_option, put, terminal_look
from irsletter.errors import UsageError

FORMATS = ("terminal", "markdown", "json")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), default="terminal", show_default=True)
@lang_option("en", "Language of the answer.")
@config_option
def ladder(folder: Path, form: str, lang: str, config: Path | None) -> None:
    """Show the letters of a batch by account.

    DIR is where the batch wrote. Each taxpayer and tax period has its letters under each other, the newest first; what
    a newer letter has overtaken and copies count nothing.
    """
    from irsletter.catalog.load import load_catalog
    from irsletter.emit import ladder as view
    from irsletter.emit.ladder_text import ladder_markdown, ladder_terminal
    from irsletter.run.outputs.written import EXPORTS, Dated

    lines = folder / EXPORTS["jsonl"][0]
    if not lines.is_file():
        raise UsageError(f"There is no {lines.name} in {folder}.", "Name the folder that a batch wrote to.")
    catalog = load_catalog(config)
    found, labels = view.ladder(Dated(lines), catalog.notices, lang), catalog.labels[lang]
    if form == "json":
        put(json.dumps(asdict(found), default=str, ensure_ascii=False))
    elif form == "markdown":
        put(ladder_markdown(found, labels))
    else:
        put(ladder_terminal(found, labels, **terminal_look()))
