"""What stands around values in every output for a person: labels and short sentences, one file for each language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any

from irsletter.catalog.explanations import LANGUAGES, Words
from irsletter.catalog.page_labels import PageSayings, ReportSayings
from irsletter.catalog.section import read_toml, validate
from irsletter.errors import Fault
from irsletter.model import kinds

_STRICT = {"extra": "forbid"}
_FOLDER = "labels"
_CLOSED: Mapping[str, frozenset[str]] = {
    "charges": frozenset(kinds.ChargeOutcome),
    "verdicts": frozenset(kinds.Verdict),
    "letter_kinds": frozenset(kinds.LetterKind),
    "taxes": frozenset(kinds.TaxType),
    "marks": frozenset(kinds.FieldStatus),
    "acts": frozenset(kinds.DeadlineKind),
    "met_by": frozenset(kinds.MetBy) - {kinds.MetBy.UNKNOWN},
    "references": frozenset(kinds.ReferenceKind),
    "contact_kinds": frozenset(kinds.ContactKind),
    "contact_roles": frozenset(kinds.ContactRole) - {kinds.ContactRole.OTHER},
}
"""Tables that must name every member of a closed set, and nothing else."""
_OPEN = frozenset({"findings"})
"""Tables that may say less in one language than in another."""
_MESSAGES = frozenset({"rights_lost", "reasons", "checks_pass", "checks_fail"})
"""Tables whose slots may differ: where one language takes over the text of a Result, another has its own."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Labels of the first screen."""

    __pydantic_config__ = _STRICT
    real: str
    check: str
    wants: str
    date: str
    first: str
    not_yet: str
    next: str
    then: str
    help: str
    saw: str


@dataclass(frozen=True, slots=True)
class Columns:
    __pydantic_config__ = _STRICT
    what: str
    when: str
    rests_on: str
    mark: str
    row: str
    period: str
    amount: str
    item: str
    as_filed: str
    irs_figure: str
    change: str
    charge: str
    printed: str
    worked_out: str
    result: str
    field: str
    value: str
    page: str


@dataclass(frozen=True, slots=True)
class Sayings:
    """Short sentences; their slots stand in braces."""

    __pydantic_config__ = _STRICT
    weekday: str
    day_ago: str
    days_ago: str
    dated: str
    period: str
    form: str
    unsure: str
    could_be: str
    not_readable: str
    see_notice: str
    on_page: str
    page_all: str
    page_one: str
    page_seen: str
    page_seen_alone: str
    copy: str
    overtaken: str
    reasons_more: str
    one_page: str
    nothing_against: str
    agrees: str
    passed: str
    cannot_pay: str
    wrong: str
    paid: str
    letter_of: str
    joined_into: str
    no_letter: str
    page_unread: str
    more: str
    points: str
    not_tested: str
    holds: str
    fails: str
    checked: str
    contact_for: str
    counted_on: str
    counted_months: str
    a_difference: str


@dataclass(frozen=True, slots=True)
class DeadlineSayings:
    __pydantic_config__ = _STRICT
    act_open: str
    act_passed: str
    event: str
    wait: str
    when: str
    check_first: str
    check_open: str
    check_passed: str
    matters: str
    words: str
    right_undated: str
    undated: str
    printed: str
    counted: str
    moved: str
    check_date: str
    check_the_date: str
    lost: str
    overtaken: str
    file: str


@dataclass(frozen=True, slots=True)
class LadderSayings:
    __pydantic_config__ = _STRICT
    title: str
    step: str
    asks: str
    asks_for: str
    no_amount: str
    current: str
    newer: str
    overtaken: str
    copy: str
    doubted: str
    right: str
    grew: str
    fell: str
    same: str
    made_of: str
    not_told: str
    plain: str
    lacking: str
    total: str
    no_total: str
    unplaced: str
    lacks: str
    none: str


@dataclass(frozen=True, slots=True)
class Labels:
    """All labels of one language. Tables go by the members of closed sets, by field, check, reason or rule."""

    __pydantic_config__ = _STRICT
    lang: str
    words: Words
    weekdays: tuple[str, ...]
    """From Monday."""
    rows: Rows
    sections: dict[str, str]
    columns: Columns
    say: Sayings
    deadlines: DeadlineSayings
    ladder: LadderSayings
    page: PageSayings
    report: ReportSayings
    charges: dict[str, str]
    """``difference``, without its sign"""
    verdicts: dict[str, str]
    letter_kinds: dict[str, str]
    taxes: dict[str, str]
    marks: dict[str, str]
    acts: dict[str, str]
    met_by: dict[str, str]
    rights_lost: dict[str, str]
    """By kind of deadline; ``said`` is the text of the Result."""
    fields: dict[str, str]
    references: dict[str, str]
    contact_kinds: dict[str, str]
    contact_roles: dict[str, str]
    checks_pass: dict[str, str]
    checks_fail: dict[str, str]
    """By check; ``detail`` is the text of the Result."""
    reasons: dict[str, str]
    """By reason for a look; ``said``, ``field``, ``value``."""
    findings: dict[str, str]
    """By rule."""


def read_labels(root: Path, words: Mapping[str, Words], faults: list[Fault]) -> dict[str, Labels]:
    """The labels of every language. Faults: a key or slot that one language has and another lacks, a closed set that
    is not named whole."""
    tables = {lang: read_toml(root, f"{_FOLDER}/{lang}.toml", faults) for lang in LANGUAGES if lang in words}
    read = {
        lang: validate(Labels, {"lang": lang, "words": words[lang], **table}, f"{_FOLDER}/{lang}.toml", "", faults)
        for lang, table in tables.items()
    }
    first = LANGUAGES[0]
    for lang, table in tables.items():
        file = f"{_FOLDER}/{lang}.toml"
        faults.extend(Fault(file, where, flaw) for where, flaw in _flaws(tables.get(first, {}), table))
    return {lang: labels for lang, labels in read.items() if labels is not None}


def _flaws(model: Mapping[str, Any], table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if len(table.get("weekdays", ())) != 7:
        yield "weekdays", "needs 7 days"
    for name, members in _CLOSED.items():
        for key in sorted(members ^ table.get(name, {}).keys()):
            yield f"{name}.{key}", "is missing or unknown"
    for name in model.keys() - _OPEN - {"weekdays"}:
        ours, theirs = model[name], table.get(name, {})
        for key in sorted(ours.keys() ^ theirs.keys()):
            yield f"{name}.{key}", "stands in one language alone"
        for key in sorted(ours.keys() & theirs.keys()):
            if name not in _MESSAGES and slots_of(ours[key]) != slots_of(theirs[key]):
                yield f"{name}.{key}", "its slots differ from those of the other language"


def slots_of(template: str) -> frozenset[str]:
    """The names in braces."""
    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name is not None)
