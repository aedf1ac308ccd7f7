"""``irsletter rules``: what the verdict rests on, and what a text would hit."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from irsletter.cli.options import config_option, put, terminal_look

if TYPE_CHECKING:
    from irsletter.catalog.authenticity import Rule
    from irsletter.catalog.load import Catalog

_INDENT = " " * 6
_KINDS = ("irs", "collector", "state", "solicitation", "other", "unknown")


@click.command()
@click.option(
    "--test",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE.txt",
    help="Say which rules the text in FILE.txt would hit, and why.",
)
@click.option(
    "--kind",
    type=click.Choice(_KINDS),
    default="irs",
    show_default=True,
    help="With --test: what the letter claims to be.",
)
@click.option("--code", default="", metavar="CODE", help="With --test: the notice code that the letter bears.")
@click.option("--format", "form", type=click.Choice(("terminal", "json")), default="terminal", show_default=True)
@config_option
def rules(file: Path | None, kind: str, code: str, form: str, config: Path | None) -> None:
    """List the rules that speak for or against a letter, each with its weight and its source.

    Weights are points: 2.5 make a letter suspicious, 5 a likely scam. No rule and no verdict can prove a letter real.
    """
    from irsletter.catalog.load import load_catalog

    catalog = load_catalog(config)
    if file is not None:
        put(_tried(file, kind, code, catalog, as_json=form == "json"))
    elif form == "json":
        put(json.dumps([asdict(rule) for rule in catalog.rules.rules.values()], ensure_ascii=False))
    else:
        put("\n".join(line for rule in _in_order(catalog) for line in _listed(rule, catalog)))


def _in_order(catalog: Catalog) -> list[Rule]:
    return sorted(catalog.rules.rules.values(), key=lambda rule: (rule.group, -rule.weight, rule.id))


def _listed(rule: Rule, catalog: Catalog) -> list[str]:
    head = f"{rule.weight:+.1f}  {rule.id}  ({rule.group}, {rule.status})"
    details = [rule.title, rule.why, *(f"Known false alarm: {alarm}" for alarm in rule.false_alarms)]
    return [head, *(line for text in details for line in _wrapped(text)), *_source(rule), *_counted(rule, catalog), ""]


def _counted(rule: Rule, catalog: Catalog) -> list[str]:
    counts = catalog.rules.counts
    count = counts.rule.get(rule.id) if counts else None
    if counts is None or count is None:
        return []
    letters = f"{count.on_false} of {counts.false} false and {count.on_real} of {counts.real} real letters"
    return _wrapped(f"Found on {letters} (log-odds {count.log_odds:+.1f}); {counts.source}")


def _source(rule: Rule) -> list[str]:
    return _wrapped(f"Source: {rule.source}; checked {rule.checked_on}")


def _wrapped(text: str) -> list[str]:
    # an address that is cut can't be opened
    return wrap(
        text, terminal_look()["width"], initial_indent=_INDENT, subsequent_indent=_INDENT,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _tried(file: Path, kind: str, code: str, catalog: Catalog, *, as_json: bool) -> str:
    from irsletter.catalog.authenticity import Example
    from irsletter.model.kinds import LetterKind
    from irsletter.validate.authenticity import assess
    from irsletter.validate.authenticity.examples import reading_of

    text = file.read_text(encoding="utf-8", errors="replace")
    judged = assess(reading_of(Example(text=text, kind=LetterKind(kind), code=code)), catalog).authenticity
    if as_json:
        found = [
            {"rule": hit.rule, "weight": hit.weight, "text": [proof.text for proof in hit.evidence]}
            for hit in judged.findings
        ]
        told = {"score": judged.score, "findings": found, "not_evaluated": judged.not_evaluated}
        return json.dumps(told, ensure_ascii=False)
    lines: list[str] = []
    for hit in judged.findings:
        lines.append(f"{hit.weight:+.1f}  {hit.rule}  {hit.title}")
        lines += [line for proof in hit.evidence for line in _wrapped(f'"{proof.text}"')]
        lines += [*_wrapped(hit.why), *_source(catalog.rules.rules[hit.rule]), ""]
    if judged.not_evaluated:
        lines.append(f"A text alone can't tell: {', '.join(judged.not_evaluated)}")
    limits = catalog.rules.limits
    lines.append(f"{judged.score} points; suspicious from {limits.suspicious}, likely scam from {limits.likely_scam}")
    return "\n".join(lines)
