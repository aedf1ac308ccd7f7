"""``irsletter notices``: what the catalog knows, a line a notice."""

from __future__ import annotations

import json
from pathlib import Path

import click

from irsletter.cli.options import config_option, put


@click.command()
@click.option("--category", metavar="NAME", help="Only notices of one category: levy, refund, identity and so on.")
@click.option("--format", "form", type=click.Choice(("terminal", "json")), default="terminal", show_default=True)
@config_option
def notices(category: str | None, form: str, config: Path | None) -> None:
    """List the notices that the catalog knows.

    Each line has the code, the category and the title. `irsletter explain CODE` says more of one.
    """
    from irsletter.catalog.load import load_catalog
    from irsletter.model.kinds import Category

    if category is not None and category not in set(Category):
        known = ", ".join(sorted(Category))
        raise click.BadParameter(f"{category} is no category; there are {known}", param_hint="--category")
    entries = [entry for entry in load_catalog(config).notices.values() if category in (None, entry.category)]
    if form == "json":
        rows = [{"code": entry.id, "category": entry.category, "title": entry.title} for entry in entries]
        put(json.dumps(rows, ensure_ascii=False))
        return
    code = max((len(entry.id) for entry in entries), default=0)
    subject = max((len(entry.category) for entry in entries), default=0)
    put("\n".join(f"{entry.id:<{code}}  {entry.category:<{subject}}  {entry.title}" for entry in entries))
