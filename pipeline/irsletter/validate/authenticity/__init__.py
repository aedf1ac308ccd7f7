"""What speaks against a letter, and the verdict. Nothing can prove a letter real, so no verdict says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from irsletter.catalog.authenticity import Group, Limits, Rule, RuleStatus
from irsletter.catalog.load import Catalog
from irsletter.catalog.rule_tests import (
    AbsentTest,
    CodeTest,
    FactTest,
    HostTest,
    LinkTest,
    NamedTest,
    NamesTest,
    PayeeTest,
    TextTest,
    UnlistedTest,
)
from irsletter.model.judged import Authenticity, Finding
from irsletter.model.kinds import LetterKind, Verdict
from irsletter.model.reading import Reading
from irsletter.patterns import PatternTimeoutError
from irsletter.validate.authenticity import contacts, hosts, lookups, wording
from irsletter.validate.authenticity.view import Outcome, View, all_read, length_known

_EVALUATE: Mapping[type, Callable[[Any, View], Outcome]] = {
    TextTest: wording.text,
    AbsentTest: wording.absent,
    NamesTest: wording.names,
    PayeeTest: wording.payee,
    HostTest: hosts.host,
    CodeTest: lookups.codes,
    LinkTest: lambda _, view: hosts.link(view),
    UnlistedTest: contacts.unlisted,
    FactTest: lookups.facts,
    NamedTest: lookups.named,
}
_CONTRADICTING = frozenset((Group.MONEY, Group.CONTACT))


@dataclass(frozen=True, slots=True)
class Assessment:
    """``timed_out``: the rules that were given up; the letter goes to review."""

    authenticity: Authenticity
    timed_out: tuple[str, ...] = ()


def evaluate(rule: Rule, view: View) -> Outcome:
    """What one rule finds. Raises PatternTimeoutError."""
    code = view.reading.notice.code if view.reading.notice else ""
    if view.kind not in rule.kinds or code in rule.except_codes or not view.papers.isdisjoint(rule.spares):
        return ()
    if view.kind is LetterKind.OTHER and len(rule.kinds) < len(LetterKind) and not view.speaks_of_tax:
        return ()
    if rule.only_codes and code not in rule.only_codes:
        return ()
    return _EVALUATE[type(rule.test)](rule.test, view)


def assess(reading: Reading, catalog: Catalog) -> Assessment:
    """All rules on one letter. A rule that runs out of time, or that this input can't answer, is named."""
    rules = [rule for rule in catalog.rules.rules.values() if rule.status is not RuleStatus.RETIRED]
    findings: list[Finding] = []
    unevaluated: list[Rule] = []
    timed_out: list[str] = []
    try:
        view = View.of(reading, catalog)
    except PatternTimeoutError:
        nothing = Authenticity(
            Verdict.CANNOT_TELL, 0.0, catalog.rules.limits.likely_scam, not_evaluated=tuple(rule.id for rule in rules)
        )
        return Assessment(nothing, nothing.not_evaluated)
    for rule in rules:
        try:
            found = evaluate(rule, view)
        except PatternTimeoutError:
            found = None
            timed_out.append(rule.id)
        if found is None:
            unevaluated.append(rule)
        elif found:
            weight = rule.weight if rule.status is RuleStatus.ACTIVE else 0.0
            once = tuple({proof.text.casefold(): proof for proof in reversed(found)}.values())[::-1]
            findings.append(Finding(rule.id, weight, rule.title, rule.why, once, rule.source, rule.checked_on))
    hits = {finding.rule for finding in findings}
    findings = [finding for finding in findings if hits.isdisjoint(catalog.rules.rules[finding.rule].yields_to)]
    findings.sort(key=lambda finding: (-finding.weight, finding.rule))
    groups = {rule.id: rule.group for rule in rules}
    limits = catalog.rules.limits
    score = _score(findings, groups, limits)
    untold = any(rule.group in _CONTRADICTING for rule in unevaluated) or _left_open(findings, reading, catalog)
    verdict = _verdict(view, score, _contradicted(findings, groups, limits), untold, limits)
    judged = Authenticity(verdict, score, limits.likely_scam, tuple(findings), tuple(rule.id for rule in unevaluated))
    return Assessment(judged, tuple(timed_out))


def _left_open(findings: list[Finding], reading: Reading, catalog: Catalog) -> bool:
    """Whether a contact could not be confirmed that the published lists should have."""
    code = reading.notice.code if reading.notice else ""
    phone = reading.fields.get("contact_phone")
    free = phone is not None and phone.value is not None and contacts.is_toll_free(str(phone.value))
    opening = [catalog.rules.rules[finding.rule] for finding in findings]
    return any(rule.opens_toll_free and free for rule in opening) or any(
        code.startswith(start) for rule in opening for start in rule.opens_for
    )


def _contradicted(findings: list[Finding], groups: Mapping[str, Group], limits: Limits) -> bool:
    return any(
        finding.weight >= limits.contradiction and groups[finding.rule] in _CONTRADICTING for finding in findings
    )


def _score(findings: list[Finding], groups: Mapping[str, Group], limits: Limits) -> float:
    against = 0.0
    for group in Group:
        points = sum(finding.weight for finding in findings if groups[finding.rule] is group and finding.weight > 0)
        against += min(points, limits.group_caps.get(group, points))
    good = max(sum(finding.weight for finding in findings if finding.weight < 0), limits.good_floor)
    outweighed = _contradicted(findings, groups, limits) or any(
        finding.weight >= limits.good_yields for finding in findings
    )
    return round(against if outweighed else against + good, 2)


def _verdict(view: View, score: float, contradicted: bool, untold: bool, limits: Limits) -> Verdict:
    if score >= limits.likely_scam:
        return Verdict.LIKELY_SCAM
    if score >= limits.suspicious or contradicted:
        return Verdict.SUSPICIOUS
    reading = view.reading
    if view.kind is LetterKind.OTHER:
        over_tax = view.speaks_of_tax and view.demands and not view.papers
        return Verdict.CANNOT_TELL if over_tax else Verdict.NOT_APPLICABLE
    unknown = reading.notice is None or not reading.notice.known
    return Verdict.CANNOT_TELL if unknown or untold or not _enough_seen(reading) else Verdict.NO_RED_FLAGS


def _enough_seen(reading: Reading) -> bool:
    missing = reading.letter.missing_pages
    page_one_alone = bool(missing) and len(reading.letter.pages) == 1
    return all_read(reading) and length_known(reading) and not page_one_alone and 1 not in missing
