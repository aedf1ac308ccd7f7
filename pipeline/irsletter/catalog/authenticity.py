"""The rules about authenticity, from ``config/authenticity/``: what each looks at, what it weighs, texts that prove it.

A rule is data. Its test is one of a few kinds, each a record below; a check that no kind can express is a ``NamedTest``
and names an entry of the one table of such checks in ``irsletter.validate``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from irsletter.catalog.rule_tests import TESTS, NamesTest, PayeeTest, Test, TextTest, UnlistedTest
from irsletter.catalog.section import day_flaw, read_table, read_toml, validate
from irsletter.errors import Fault
from irsletter.model.kinds import LetterKind
from irsletter.patterns import PatternError, compile_pattern

_STRICT = {"extra": "forbid"}
_FOLDER = "authenticity"
_RULES = f"{_FOLDER}/rules"
_GUARDS = f"{_FOLDER}/guards.toml"
_SLOTS = f"{_FOLDER}/slots.toml"
COUNTS = f"{_FOLDER}/counts.toml"
"""Written by a command of the samples; a folder of one's own may lack it."""


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
    other: str = ""
    """What a second witness says, word by word at the places of ``text``."""
    facts: tuple[str, ...] = ()
    phone: str = ""
    """E.164."""
    payee: str = ""
    zip: str = ""
    """Of the payment address."""
    date: str = ""
    """Of the notice, ISO."""
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
    only_codes: tuple[str, ...] = ()
    """The only notices that it is tried on, where it is about what these say."""
    spares: tuple[str, ...] = ()
    """Papers (``Limits.papers``) that may do what it looks for, where the letter's kind is ``other``."""
    yields_to: tuple[str, ...] = ()
    """Rules that say the same with more certainty: where one of them is found, this one counts for nothing."""
    false_alarms: tuple[str, ...] = ()
    """Real letters that it is known to hit, or nearly."""
    opens_for: tuple[str, ...] = ()
    """Beginnings of codes (those of notices mailed by machine, whose contacts are published) for which a finding leaves
    the verdict open: ``cannot_tell`` at best."""
    opens_toll_free: bool = False
    """Whether a finding leaves the verdict open on any letter whose number to call is toll-free: local numbers of field
    offices are published nowhere, toll-free ones mostly are."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Words that make a match harmless: ``before`` in the same sentence ahead of it, ``around`` in its sentence or the
    one before."""

    __pydantic_config__ = _STRICT
    id: str
    source: str
    checked_on: str
    before: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """Words, in lower case, that an unsure word of a picture is taken for if just one letter differs."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The words for one thing that a letter may ask, name or threaten, for rules to combine (``TextTest.asks``)."""

    __pydantic_config__ = _STRICT
    id: str
    source: str
    """Where it is said that letters ask, name or threaten it; "our own words" where only the wording is meant."""
    checked_on: str
    patterns: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    """Other slots whose words are this one's too."""


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
    federal_tax: tuple[str, ...]
    """Patterns by which a paper of kind ``other`` speaks of federal tax: only then are rules tried on it that are not
    tried on every kind."""
    demands: tuple[str, ...]
    """Patterns by which such a paper demands money, data or a call: then nothing found against it leaves the verdict
    open."""
    in_its_name: tuple[str, ...]
    """Patterns of the first line of a paper that speaks in the name of the IRS, though no letterhead of the IRS stands
    on it: rules are tried on it as on kind ``unknown``."""
    collects: tuple[str, ...]
    """Patterns by which a paper of kind ``other`` collects a federal tax debt: rules are tried on it as on kind
    ``unknown``, unless it is one of ``papers``."""
    papers: Mapping[str, tuple[str, ...]]
    """Patterns by which a paper of kind ``other`` is one that may do more than the IRS, by what rules call it
    (``Rule.spares``)."""
    group_caps: dict[Group, float]


@dataclass(frozen=True, slots=True)
class RuleCount:
    """On how many labelled letters a rule was found, and the logarithm of the odds ratio that this gives, half a letter
    added to each count."""

    __pydantic_config__ = _STRICT
    on_false: int
    on_real: int
    log_odds: float


@dataclass(frozen=True, slots=True)
class Counts:
    """What rules were found on: ``false`` letters (fakes, and real ones with a marker changed) and ``real`` ones."""

    __pydantic_config__ = _STRICT
    source: str
    false: int
    real: int
    rule: dict[str, RuleCount]


@dataclass(frozen=True, slots=True)
class AuthenticityRules:
    limits: Limits
    guards: Mapping[str, Guard]
    slots: Mapping[str, Slot]
    rules: Mapping[str, Rule]
    counts: Counts | None = None


def read_authenticity(root: Path, faults: list[Fault], *, tried: bool) -> AuthenticityRules | None:
    """Rules, guards and limits, or None with the faults noted; every rule has examples, and if ``tried`` every
    pattern compiles."""
    file = f"{_FOLDER}/limits.toml"
    limits = validate(Limits, dict(read_toml(root, file, faults)), file, "", faults)
    guards = read_table(root, _GUARDS, "guard", Guard, faults)
    slots = read_table(root, _SLOTS, "slot", Slot, faults)
    rules: dict[str, Rule] = {}
    for path in sorted((root / _RULES).glob("*.toml")):
        name = f"{_RULES}/{path.name}"
        for rule in _read_rules(root, name, faults):
            if rule.id in rules:
                faults.append(Fault(name, f"rule.{rule.id}", "stands in another file too"))
            rules[rule.id] = rule
            flaws = (*_bad_patterns(_patterns(rule), tried), *_flaws(rule, guards, slots), *_unspared(rule, limits))
            faults.extend(Fault(name, f"rule.{rule.id}", flaw) for flaw in flaws)
    for rule in rules.values():
        stronger = (f"no rule is called {name}" for name in rule.yields_to if name not in rules)
        faults.extend(Fault(_RULES, f"rule.{rule.id}.yields_to", flaw) for flaw in stronger)
    for slot in slots.values():
        unknown = (f"no slot is called {name}" for name in slot.of if name not in slots)
        flaws = (*_bad_patterns(slot.patterns, tried), *unknown, *_unsourced(slot))
        faults.extend(Fault(_SLOTS, f"slot.{slot.id}", flaw) for flaw in flaws)
    for guard in guards.values():
        flaws = (*_bad_patterns((*guard.before, *guard.around), tried), *_unsourced(guard))
        faults.extend(Fault(_GUARDS, f"guard.{guard.id}", flaw) for flaw in flaws)
    measured = (root / COUNTS).exists()
    counts = validate(Counts, dict(read_toml(root, COUNTS, faults)), COUNTS, "", faults) if measured else None
    return None if limits is None else AuthenticityRules(limits, guards, slots, rules, counts)


def _read_rules(root: Path, name: str, faults: list[Fault]) -> Iterator[Rule]:
    tables = read_toml(root, name, faults)
    faults.extend(Fault(name, key, "unknown table") for key in tables if key != "rule")
    for rule_id, raw in tables.get("rule", {}).items():
        where = f"rule.{rule_id}"
        test = dict(raw.get("test", {}))
        kind = test.pop("kind", None)
        if kind not in TESTS:
            faults.append(Fault(name, f"{where}.test.kind", f"must be one of {', '.join(TESTS)}"))
            continue
        record = validate(TESTS[kind], test, name, f"{where}.test", faults)
        if record is not None:
            rule = validate(Rule, {"id": rule_id, **raw, "test": record}, name, where, faults)
            if rule is not None:
                yield rule


def _flaws(rule: Rule, guards: Mapping[str, Guard], slots: Mapping[str, Slot]) -> Iterator[str]:
    test = rule.test
    asks = (*getattr(test, "asks", ()), *getattr(test, "across", ()))
    asked = [name for ask in asks for name in ask]
    yield from (f"no slot is called {name}" for name in asked if name.removeprefix("!") not in slots)
    if isinstance(test, TextTest):
        if not (test.patterns or asks):
            yield "needs patterns or asks"
        if any(not ask or ask[0].startswith("!") for ask in asks):
            yield "an ask begins with what is asked for"
    yield from (f"no guard is called {name}" for name in getattr(test, "guards", ()) if name not in guards)
    if isinstance(test, PayeeTest) and not all("(?P<payee>" in pattern for pattern in test.patterns):
        yield "each pattern needs a group named payee"
    if (rule.group is Group.GOOD) != (rule.weight < 0):
        yield "a weight below zero belongs to the group good, and no other"
    if rule.status is not RuleStatus.RETIRED and not (rule.hits and rule.misses):
        yield "needs at least one text that it must hit and one that it must not"
    if isinstance(test, NamesTest) and test.names not in ("fake_names", "fake_forms", "fake_phones"):
        yield "names must be fake_names, fake_forms or fake_phones"
    if isinstance(test, UnlistedTest) and test.subject not in ("phone", "address"):
        yield "subject must be phone or address"
    yield from _unsourced(rule)


def _unspared(rule: Rule, limits: Limits | None) -> Iterator[str]:
    papers = limits.papers if limits is not None else {}
    yield from (f"no paper is called {name} in limits.toml" for name in rule.spares if name not in papers)


def _unsourced(entry: Rule | Guard | Slot) -> Iterator[str]:
    if not entry.source:
        yield "needs a source"
    if message := day_flaw([entry.checked_on]):
        yield f"checked_on {message}"


def _patterns(rule: Rule) -> tuple[str, ...]:
    keys = ("patterns", "unless", "also", "nowhere", "when", "absent", "near")
    return tuple(pattern for key in keys for pattern in getattr(rule.test, key, ()))


def _bad_patterns(patterns: tuple[str, ...], tried: bool) -> Iterator[str]:
    for pattern in patterns if tried else ():
        try:
            compile_pattern(pattern, ignore_case=True)
        except PatternError as error:
            yield f"pattern: {error}"
