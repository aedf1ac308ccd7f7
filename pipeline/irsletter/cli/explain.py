"""``irsletter explain``: what a notice means, without a letter."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from irsletter.cli.options import config_option, lang_option, put, terminal_look

if TYPE_CHECKING:
    from irsletter.catalog.explanations import Words
    from irsletter.emit.explain import CodeExplanation
    from irsletter.model.result import Item

_ORDER = (
    *("what_it_is", "what_it_asks", "by_when", "first_step", "not_yet", "what_comes_next", "why_you_got_it", "rights"),
    *("if_you_agree", "if_you_cannot_pay", "if_you_disagree", "if_already_paid", "if_not_yours", "if_date_passed"),
    *("gather", "get_help", "how_to_verify", "not_seen", "disclaimer"),
)


@click.command()
@click.argument("code")
@click.option("--format", "form", type=click.Choice(("terminal", "json")), default="terminal", show_default=True)
@lang_option("en", "Language of the answer.")
@config_option
def explain(code: str, form: str, lang: str, config: Path | None) -> None:
    """Say what a notice means.

    CODE is the notice's number, for example CP504, LT11, 5071C, "Letter 1058".
    """
    from irsletter.catalog.load import load_catalog
    from irsletter.catalog.notices import near_codes
    from irsletter.emit.explain import explain_code

    catalog = load_catalog(config)
    explained = explain_code(code, catalog, lang)
    if explained.notice.code not in catalog.notices:
        close = near_codes(code, catalog.notices)
        if close:
            click.echo(f"The catalog knows {', '.join(close)}: was one of these meant?", err=True)
    if form == "json":
        put(json.dumps(asdict(explained), ensure_ascii=False))
    else:
        put(_text(explained, catalog.explanations.words[lang]))


def _text(explained: CodeExplanation, words: Words) -> str:
    from irsletter.emit.wording import code_name

    explanation, notice, headings = explained.explanation, explained.notice, words.headings
    lines = _wrapped(": ".join(part for part in (code_name(notice.code, words), notice.title) if part), "")
    lines += ["", *_wrapped(explanation.headline.text, "")]
    for name in _ORDER:
        said: Item | list[Item] = getattr(explanation, name)
        items = [item for item in (said if isinstance(said, list) else [said]) if item.text]
        if items:
            lines += ["", headings[name]]
            lines += [line for item in items for line in _wrapped(_cited(item), "  ")]
    if explained.forms:
        lines += ["", headings["forms"], *_wrapped(", ".join(explained.forms), "  ")]
    if explained.sources:
        lines += ["", headings["sources"].format(day=explained.checked_on)]
        lines += [f"  {source}" for source in explained.sources]
    return "\n".join(lines)


def _cited(item: Item) -> str:
    return f"{item.text} [{item.rule}]" if item.rule else item.text


def _wrapped(text: str, indent: str) -> list[str]:
    width = terminal_look()["width"]
    return click.wrap_text(text, width, initial_indent=indent, subsequent_indent=indent).splitlines()
