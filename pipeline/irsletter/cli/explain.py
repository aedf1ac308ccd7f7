"""``irsletter explain``: what a notice means, without a letter."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from irsletter.cli.options import config_option, put, terminal_look

if TYPE_CHECKING:
    from irsletter.emit.explain import CodeExplanation
    from irsletter.model.result import Item

_SECTIONS = {
    "what_it_is": "WHAT IT IS",
    "why_you_got_it": "WHY IT COMES",
    "what_it_asks": "WHAT IT ASKS",
    "by_when": "BY WHEN",
    "not_yet": "NOT YET",
    "first_step": "FIRST STEP",
    "rights": "RIGHTS",
    "if_you_agree": "IF YOU AGREE",
    "if_you_cannot_pay": "IF YOU CAN'T PAY",
    "if_you_disagree": "IF YOU DISAGREE",
    "if_already_paid": "IF YOU PAID ALREADY",
    "if_not_yours": "IF IT IS NOT YOURS",
    "if_date_passed": "IF A DATE HAS PASSED",
    "gather": "GATHER",
    "what_comes_next": "WHAT COMES NEXT",
    "get_help": "HELP",
    "how_to_verify": "IS IT REAL?",
    "not_seen": "WHAT WE DID NOT SEE",
    "disclaimer": "",
}


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

    explained = explain_code(code, load_catalog(config))
    put(json.dumps(asdict(explained), ensure_ascii=False) if form == "json" else _text(explained))


def _text(explained: CodeExplanation) -> str:
    explanation = explained.explanation
    notice = explained.notice
    lines = [
        *_wrapped(": ".join(filter(None, (notice.code, notice.title))), ""),
        "",
        *_wrapped(explanation.headline.text, ""),
    ]
    for name, heading in _SECTIONS.items():
        said: Item | list[Item] = getattr(explanation, name)
        items = [item for item in (said if isinstance(said, list) else [said]) if item.text]
        if items:
            lines += ["", *([heading] if heading else [])]
            lines += [line for item in items for line in _wrapped(item.text, "  ")]
    if explained.forms:
        lines += ["", "FORMS", *_wrapped(", ".join(explained.forms), "  ")]
    if explained.sources:
        lines += ["", f"Sources, read {explained.checked_on}:", *(f"  {source}" for source in explained.sources)]
    return "\n".join(lines)


def _wrapped(text: str, indent: str) -> list[str]:
    width = terminal_look()["width"]
    return click.wrap_text(text, width, initial_indent=indent, subsequent_indent=indent).splitlines()
