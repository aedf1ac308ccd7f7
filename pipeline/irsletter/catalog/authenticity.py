"""The rules about authenticity, from ``config/authenticity/``: what each looks at, what it weighs, texts that prove it.

A rule is data. Its test is one of a few kinds, each a record below; a check that no kind can express is a ``NamedTest``
and names an entry of the one table of such checks in ``irsletter.validate``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeAlias

from irsletter.catalog.section import read_table, read_toml, validate
from irsletter.errors import Fault
from irsletter.model.kinds import LetterKind
from irsletter.patterns import PatternError, compile_pattern

_STRICT = {"extra": "forbid"}
_FOLDER = "authenticity"
_RULES = f"{_FOLDER}/rules"


class Group(StrEnum):
    """What a rule is about. A finding of ``money`` or ``contact`` outweighs every good mark."""

    MONEY = "money"
    CONTACT = "contact"
    DATA = "data"
    THREAT = "threat"
    SENDER = "sender"
    BASIS = "basis"
    FILE = "file"
    GOOD = "good"


class RuleStatus(StrEnum):
    ACTIVE = "active"
    INFO = "info"
    """Reported with no weight."""
    RETIRED = "retired"
    """Kept for the record, never evaluated."""


class Place(StrEnum):
    """Where a host can stand."""

    TEXT = "text"
    LINK = "link"
    BARCODE = "barcode"


@dataclass(frozen=True, slots=True)
class TextTest:
    """Hits where one of ``patterns`` stands in the text, unless a guard speaks against it; with ``also``, only if one
    of those stands somewhere in the letter too. ``hidden``: invisible text counts as well."""

    __pydantic_config__ = _STRICT
    patterns: tuple[str, ...]
    guards: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    """Patterns that, in the same sentence, make the match harmless."""
    also: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class AbsentTest:
    """Hits where one of ``when`` stands in the text and none of ``absent`` does; needs every page of the letter."""

    __pydantic_config__ = _STRICT
    when: tuple[str, ...]
    absent: tuple[str, ...]
    guards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamesTest:
    """Hits where the text bears a name of the directory's ``fake_names`` or ``fake_forms``."""

    __pydantic_config__ = _STRICT
    names: str
    guards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PayeeTest:
    """Hits where a payment is to be made out to somebody whom the directory does not accept. Each of ``patterns`` has
    a group ``payee``."""

    __pydantic_config__ = _STRICT
    patterns: tuple[str, ...]
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HostTest:
    """Hits where a host in one of ``places`` is not in the directory; with ``brands``, only if it imitates one:
    a label of the host is a brand, begins or ends with a brand joined to one of ``joined``, or a listed host stands in
    its path or below a foreign domain."""

    __pydantic_config__ = _STRICT
    places: tuple[Place, ...]
    brands: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkTest:
    """Hits where a link shows one site and leads to another."""

    __pydantic_config__ = _STRICT


@dataclass(frozen=True, slots=True)
class UnlistedTest:
    """Hits where the letter's ``phone`` or ``address`` (its payment address) is not in the directory."""

    __pydantic_config__ = _STRICT
    subject: str


@dataclass(frozen=True, slots=True)
class FactTest:
    """Hits where the file has all facts of one of ``any_of``."""

    __pydantic_config__ = _STRICT
    any_of: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class NamedTest:
    """Runs the named check of the code."""

    __pydantic_config__ = _STRICT
    name: str


Test: TypeAlias = (
    TextTest | AbsentTest | NamesTest | PayeeTest | HostTest | LinkTest | UnlistedTest | FactTest | NamedTest
)

_TESTS: Mapping[str, type[Any]] = {
    "text": TextTest,
    "absent": AbsentTest,
    "names": NamesTest,
    "payee": PayeeTest,
    "host": HostTest,
    "link": LinkTest,
    "unlisted": UnlistedTest,
    "facts": FactTest,
    "named": NamedTest,
}


@dataclass(frozen=True, slots=True)
class Example:
    """A letter in little, for ``hits`` and ``misses``. A mere string is one with that text alone."""

    __pydantic_config__ = _STRICT
    text: str = ""
    kind: LetterKind = LetterKind.IRS
    code: str = ""
    links: tuple[tuple[str, str], ...] = ()
    """Pairs of target and shown text."""
    codes: tuple[str, ...] = ()
    """Payloads of QR codes."""
    hidden: str = ""
    facts: tuple[str, ...] = ()
    phone: str = ""
    """E.164."""
    payee: str = ""
    zip: str = ""
    """Of the payment address."""
    scanned: bool = False
    """Read by OCR, not from a text layer."""


@dataclass(frozen=True, slots=True)
class Rule:
    __pydantic_config__ = _STRICT
    id: str
    title: str
    why: str
    group: Group
    weight: float
    """Points; 5 are the threshold. Below zero it speaks for the letter."""
    test: Test
    source: str
    checked_on: str
    hits: tuple[str | Example, ...]
    misses: tuple[str | Example, ...]
    status: RuleStatus = RuleStatus.ACTIVE
    kinds: tuple[LetterKind, ...] = tuple(LetterKind)
    """Letters that it is tried on."""
    except_codes: tuple[str, ...] = ()
    """Notices that genuinely carry what it looks for."""
    false_alarms: tuple[str, ...] = ()
    """Real letters that it is known to hit, or nearly."""
    opens_for: tuple[str, ...] = ()
    """Beginnings of codes (those of notices mailed by machine, whose contacts are published) for which a finding leaves
    the verdict open: ``cannot_tell`` at best."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Words that make a match harmless: ``before`` in the same sentence ahead of it, ``around`` in its sentence or the
    one before."""

    __pydantic_config__ = _STRICT
    id: str
    before: tuple[str, ...] = ()
    around: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """Points at which a verdict is reached."""

    __pydantic_config__ = _STRICT
    likely_scam: float
    suspicious: float
    contradiction: float
    """Enough for ``suspicious`` where it is about money or contact."""
    good_floor: float
    """The most that all good marks together may count, below zero."""
    good_yields: float
    """A finding of this weight or more leaves good marks without effect."""
    group_caps: dict[Group, float]


@dataclass(frozen=True, slots=True)
class AuthenticityRules:
    limits: Limits
    guards: Mapping[str, Guard]
    rules: Mapping[str, Rule]


def read_authenticity(root: Path, faults: list[Fault]) -> AuthenticityRules | None:
    """Rules, guards and limits, or None with the faults noted; every pattern compiles and every rule has examples."""
    file = f"{_FOLDER}/limits.toml"
    limits = validate(Limits, dict(read_toml(root, file, faults)), file, "", faults)
    guards = read_table(root, f"{_FOLDER}/guards.toml", "guard", Guard, faults)
    rules: dict[str, Rule] = {}
    for path in sorted((root / _RULES).glob("*.toml")):
        name = f"{_RULES}/{path.name}"
        for rule in _read_rules(root, name, faults):
            if rule.id in rules:
                faults.append(Fault(name, f"rule.{rule.id}", "stands in another file too"))
            rules[rule.id] = rule
            faults.extend(Fault(name, f"rule.{rule.id}", flaw) for flaw in _flaws(rule, guards))
    for guard in guards.values():
        faults.extend(
            Fault(f"{_FOLDER}/guards.toml", f"guard.{guard.id}", flaw)
            for flaw in _bad_patterns((*guard.before, *guard.around))
        )
    return None if limits is None else AuthenticityRules(limits, guards, rules)


def _read_rules(root: Path, name: str, faults: list[Fault]) -> Iterator[Rule]:
    tables = read_toml(root, name, faults)
    faults.extend(Fault(name, key, "unknown table") for key in tables if key != "rule")
    for rule_id, raw in tables.get("rule", {}).items():
        where = f"rule.{rule_id}"
        test = dict(raw.get("test", {}))
        kind = test.pop("kind", None)
        if kind not in _TESTS:
            faults.append(Fault(name, f"{where}.test.kind", f"must be one of {', '.join(_TESTS)}"))
            continue
        record = validate(_TESTS[kind], test, name, f"{where}.test", faults)
        if record is not None:
            rule = validate(Rule, {"id": rule_id, **raw, "test": record}, name, where, faults)
            if rule is not None:
                yield rule


def _flaws(rule: Rule, guards: Mapping[str, Guard]) -> Iterator[str]:
    test = rule.test
    yield from (f"no guard is called {name}" for name in getattr(test, "guards", ()) if name not in guards)
    keys = ("patterns", "unless", "also", "when", "absent")
    yield from _bad_patterns(tuple(pattern for key in keys for pattern in getattr(test, key, ())))
    if isinstance(test, PayeeTest) and not all("(?P<payee>" in pattern for pattern in test.patterns):
        yield "each pattern needs a group named payee"
    if (rule.group is Group.GOOD) != (rule.weight < 0):
        yield "a weight below zero belongs to the group good, and no other"
    if rule.status is not RuleStatus.RETIRED and not (rule.hits and rule.misses):
        yield "needs at least one text that it must hit and one that it must not"
    if isinstance(test, NamesTest) and test.names not in ("fake_names", "fake_forms"):
        yield "names must be fake_names or fake_forms"
    if isinstance(test, UnlistedTest) and test.subject not in ("phone", "address"):
        yield "subject must be phone or address"


def _bad_patterns(patterns: tuple[str, ...]) -> Iterator[str]:
    for pattern in patterns:
        try:
            compile_pattern(pattern, ignore_case=True)
        except PatternError as error:
            yield f"pattern: {error}"
