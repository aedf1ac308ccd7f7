"""What was found out about a letter, in words: its verdict and findings, its checks, why a person must look."""

from __future__ import annotations

from irsletter.catalog.labels import Labels
from irsletter.emit.wording import capital, clean
from irsletter.model.kinds import CheckStatus, Verdict
from irsletter.model.result import Check, Evidence, Finding, Letter, ReviewReason

_BY_RULE = "date_by_rule"
"""Ends the id of every check of a printed date against its rule."""


def verdict(letter: Letter, labels: Labels) -> str:
    """``We found nothing against it. That is not proof.``: never that a letter is genuine."""
    said = labels.verdicts[letter.authenticity.verdict]
    if letter.authenticity.verdict is not Verdict.CANNOT_TELL:
        return said
    if len(letter.pages) == 1 and letter.missing_pages:
        said = labels.say.one_page
    return said if against(letter) else f"{said} {labels.say.nothing_against}"


def against(letter: Letter) -> list[Finding]:
    """The findings that speak against it, heaviest first."""
    found = [finding for finding in letter.authenticity.findings if finding.weight > 0]
    return sorted(found, key=lambda each: -each.weight)


def finding_title(finding: Finding, labels: Labels) -> str:
    return labels.findings.get(finding.rule, finding.title)


def quoted(finding: Finding, labels: Labels) -> str:
    """The letter's own words with their page, or nothing."""
    return "; ".join(_quote(evidence, labels) for evidence in finding.evidence if evidence.text)


def _quote(evidence: Evidence, labels: Labels) -> str:
    page = f" {labels.say.on_page.format(n=evidence.page)}" if evidence.page else ""
    return f"“{clean(evidence.text)}”{page}"


def check(found: Check, labels: Labels) -> str:
    """What ``found``, which passes or fails, says."""
    said = labels.checks_pass if found.status is CheckStatus.PASS else labels.checks_fail
    key = _BY_RULE if found.id.endswith(f"_{_BY_RULE}") and found.id not in said else found.id
    return capital(said.get(key, "{detail}").format(detail=clean(found.detail)))


def reason(found: ReviewReason, letter: Letter, labels: Labels) -> str:
    """Why a person must look, without its page."""
    name = found.field or ""
    field = letter.fields.get(name)
    form = labels.reasons.get(found.code) or labels.checks_fail.get(found.code)
    if form is None and found.code.endswith(f"_{_BY_RULE}"):
        form = labels.checks_fail[_BY_RULE]
    raw = labels.say.not_readable
    if field is not None and field.raw:  # type: ignore[attr-defined]
        raw = clean(field.raw)  # type: ignore[attr-defined]
    message = clean(found.message)
    named = labels.words.names.get(name) or labels.words.names["value"]
    return capital((form or "{said}").format(said=message, detail=message, field=named, value=raw))
