"""What was found out about a letter, in words: its verdict and findings, its checks, why a person must look."""

from __future__ import annotations

from irsletter.catalog.labels import Labels
from irsletter.emit.wording import capital, clean
from irsletter.model.kinds import CheckStatus, FieldStatus, Verdict
from irsletter.model.result import Check, Evidence, Finding, Letter, ReviewReason

_BY_RULE = "date_by_rule"
"""Ends the id of every check of a printed date against its rule."""
_NO_CODE = "code_known"
"""The check that fails where a letter shows no code that the catalog knows."""
_SPOKEN_OF = {"tax_periods": "periods"}
"""Names of words by the fields that go by another."""


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
    """The letter's own words with their page, the same words on one page once, or nothing."""
    return "; ".join(dict.fromkeys(_quote(evidence, labels) for evidence in finding.evidence if evidence.text))


def _quote(evidence: Evidence, labels: Labels) -> str:
    page = f" {labels.say.on_page.format(n=evidence.page)}" if evidence.page else ""
    return f"“{clean(evidence.text).rstrip('.,;:')}”{page}"


def check(found: Check, labels: Labels) -> str:
    """What ``found``, which passes or fails, says."""
    said = labels.checks_pass if found.status is CheckStatus.PASS else labels.checks_fail
    key = _BY_RULE if found.id.endswith(f"_{_BY_RULE}") and found.id not in said else found.id
    return capital(said.get(key, "{detail}").format(detail=clean(found.detail)))


def reasons_to_tell(letter: Letter) -> list[ReviewReason]:
    """Why a person must look, without what the failed check of the code says again."""
    coded = any(each.code == _NO_CODE for each in letter.review.reasons)
    again = ("field_missing", "notice_code")
    return [each for each in letter.review.reasons if not coded or (each.code, each.field) != again]


def reason(found: ReviewReason, letter: Letter, labels: Labels) -> str:
    """Why a person must look, without its page."""
    name = found.field or ""
    raw = _read_as(found, letter)
    code = "field_unread" if found.code == "field_uncertain" and not raw else found.code
    form = labels.reasons.get(code) or labels.checks_fail.get(code)
    if form is None and code.endswith(f"_{_BY_RULE}"):
        form = labels.checks_fail[_BY_RULE]
    message, names = clean(found.message), labels.words.names
    named = names.get(_SPOKEN_OF.get(name, name), names["value"])
    return capital((form or "{said}").format(said=message, detail=message, field=named, value=raw))


def placed_reason(found: ReviewReason, letter: Letter, labels: Labels) -> str:
    """The same with its page."""
    said = reason(found, letter, labels)
    return f"{said} {labels.say.on_page.format(n=found.page)}" if found.page else said


def _read_as(found: ReviewReason, letter: Letter) -> str:
    """What was read of the field that ``found`` is about, as printed; nothing where nothing was."""
    if found.field == "tax_periods":
        printed = [period.field.raw for period in letter.tax_periods if period.field.status is FieldStatus.REVIEW]
        return next((clean(raw) for raw in printed if raw and found.message.endswith(raw)), "")
    field = letter.fields.get(found.field or "")
    raw = field.raw if field is not None and field.value is not None else ""  # type: ignore[attr-defined]
    return clean(raw or "")
