"""What stands below the first screen: dates, amounts, fields with their marks, the whole explanation, findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from irsletter.emit.deadlines import basis, consequence, title
from irsletter.emit.page import Place, Point, Section, Table
from irsletter.emit.urgency import days_left, doubted, in_order
from irsletter.emit.wording import (
    FIELD_NAMES,
    capital,
    clean,
    days_away,
    money,
    plain,
    value,
    weekday,
)
from irsletter.model.kinds import CheckStatus, ContactKind, ContactRole, FieldStatus
from irsletter.model.result import Contact, Evidence, Explanation, Field, Item, Letter

_EXPLAINED = {
    "what_it_is": "What it is",
    "why_you_got_it": "Why you got it",
    "rights": "Your rights",
    "if_you_agree": "If you agree",
    "if_you_cannot_pay": "If you can't pay",
    "if_you_disagree": "If you disagree",
    "if_already_paid": "If you paid already",
    "if_not_yours": "If it is not yours",
    "if_date_passed": "If you miss the date",
    "gather": "Gather",
    "how_to_verify": "How to find out whether it is real",
}
_MARKS = {FieldStatus.ACCEPTED: "accepted", FieldStatus.REVIEW: "please check"}


def details(letter: Letter, said: Explanation, as_of: str) -> tuple[Section, ...]:
    """The sections that have something to say."""
    that = " that the paper claims" if doubted(letter) else ""
    sections = (
        Section("Please check", tuple(_reasons(letter)), short=True),
        Section(f"Dates{that}", table=_dates(letter, as_of), short=True),
        Section(f"Amounts{that}", table=_amounts(letter), short=True),
        Section("Changes to the return", table=_adjustments(letter)),
        Section("What we read", table=_fields(letter), short=True),
        *(Section(heading, tuple(_items(said, name))) for name, heading in _EXPLAINED.items()),
        Section("What speaks against it and for it", tuple(_findings(letter))),
        Section("Checks of the letter against itself", tuple(_checks(letter))),
    )
    return tuple(section for section in sections if section.points or (section.table and section.table.rows))


def note(item: Item) -> str:
    """``IRC 6331(d)(2); 26 USC 6331(d), read 2026-11-22``, or nothing."""
    rule = item.rule if item.rule and item.rule not in (item.source or "") else None
    parts = [part for part in (rule, item.source) if part]
    checked = f"checked {item.checked_on}" if item.checked_on and parts else ""
    return clean("; ".join((*parts, *([checked] if checked else []))))


def _reasons(letter: Letter) -> Iterator[Point]:
    for reason in letter.review.reasons:
        where = f" (page {reason.page})" if reason.page else ""
        yield Point(f"{capital(clean(reason.message))}{where}")


def _dates(letter: Letter, as_of: str) -> Table:
    rows = []
    for deadline in in_order(letter):
        left = days_left(deadline, as_of)
        when = f"{weekday(deadline.date)}, {days_away(left)}" if deadline.date and left is not None else ""
        shown = when or (f"“{clean(deadline.words)}”" if deadline.words else "see your notice")
        about = " ".join(part for part in (basis(deadline), consequence(deadline)) if part)
        rows.append((title(deadline), shown, about, _MARKS[deadline.status]))
    return Table(("What", "When", "Rests on", "Mark"), tuple(rows), _places(each.evidence for each in in_order(letter)))


def _amounts(letter: Letter) -> Table:
    labels = {period.id: period.label for period in letter.tax_periods}
    rows = tuple(
        (
            clean(amount.label) or capital(plain(amount.kind)),
            labels.get(amount.tax_period or "", ""),
            _money(amount.field),
            _MARKS[amount.field.status],
        )
        for amount in letter.amounts
    )
    places = _places(amount.field.evidence for amount in letter.amounts)
    return Table(("Row", "Period", "Amount", "Mark"), rows, places, money=2)


def _adjustments(letter: Letter) -> Table:
    rows = tuple(
        (
            clean(" · ".join(part for part in (found.item, found.payer) if part)),
            *(_money(field) if field else "" for field in (found.as_filed, found.irs_figure, found.change)),
        )
        for found in letter.adjustments
    )
    return Table(("Item", "On your return", "IRS figure", "Change"), rows)


def _fields(letter: Letter) -> Table:
    rows: list[tuple[str, ...]] = []
    evidence: list[Sequence[Evidence]] = []

    def add(name: str, key: str, field: Field[Any]) -> None:
        rows.append((name, _shown(key, field), _pages(field.evidence), _MARKS[field.status]))
        evidence.append(field.evidence)

    for key, name in FIELD_NAMES.items():
        if key in letter.fields:
            add(name, key, letter.fields[key])  # type: ignore[literal-required]
    for period in letter.tax_periods:
        add("Tax period", "", period.field)
    for reference in letter.references:
        add(capital(plain(reference.kind)), "", reference.field)
    singles = [field.value for field in letter.fields.values()]  # type: ignore[attr-defined]
    for contact in letter.contacts:
        if contact.field.value not in singles:
            add(_contact_name(contact), "contact_phone" if _is_phone(contact) else "", contact.field)
    return Table(("Field", "Value", "Page", "Mark"), tuple(rows), _places(evidence))


def _shown(key: str, field: Field[Any]) -> str:
    if field.value is None:
        return "not readable"
    others = [value(key, other.value) for other in field.alternatives] if field.status is FieldStatus.REVIEW else []
    unlike = [other for other in dict.fromkeys(others) if other != value(key, field.value)]
    also = f" (or {', '.join(unlike)})" if unlike else ""
    return f"{value(key, field.value)}{also}"


def _contact_name(contact: Contact) -> str:
    name = {ContactKind.URL: "web address", ContactKind.EMAIL: "e-mail"}.get(contact.kind, contact.kind.value)
    return capital(name if contact.role is ContactRole.OTHER else f"{name} for {plain(contact.role)}")


def _is_phone(contact: Contact) -> bool:
    return contact.kind in (ContactKind.PHONE, ContactKind.FAX)


def _money(field: Field[str]) -> str:
    return "not readable" if field.value is None else money(field.value)


def _pages(evidence: Iterable[Evidence]) -> str:
    return ", ".join(str(page) for page in sorted({each.page for each in evidence if each.page}))


def _places(evidence: Iterable[Sequence[Evidence]]) -> tuple[tuple[Place, ...], ...]:
    return tuple(tuple(Place(each.page, each.box) for each in found if each.page and each.box) for found in evidence)


def _items(said: Explanation, name: str) -> Iterator[Point]:
    found: Item | list[Item] = getattr(said, name)
    for item in found if isinstance(found, list) else [found]:
        if item.text:
            yield Point(clean(item.text), note(item))


def _findings(letter: Letter) -> Iterator[Point]:
    found = letter.authenticity
    if found.findings:
        yield Point(f"{found.score:g} points; strong signs of fraud from {found.threshold:g}.")
    for finding in sorted(found.findings, key=lambda each: -each.weight):
        quotes = "; ".join(
            f"“{clean(each.text)}”{f' (page {each.page})' if each.page else ''}"
            for each in finding.evidence
            if each.text
        )
        text = f"{finding.weight:+g} {finding.rule}: {finding.title}. {finding.why}{f' {quotes}' if quotes else ''}"
        yield Point(clean(text), clean(f"{finding.source}; checked {finding.checked_on}"))
    if found.not_evaluated:
        yield Point(f"Could not be tested here: {', '.join(found.not_evaluated)}.")


def _checks(letter: Letter) -> Iterator[Point]:
    words = {CheckStatus.PASS: "Holds", CheckStatus.FAIL: "Fails"}
    for check in letter.checks:
        if check.status in words:
            yield Point(f"{words[check.status]}: {capital(plain(check.id))}. {capital(clean(check.detail))}")
        elif check.id == "charges_explained" and check.fields:
            yield Point(f"Worked out again, as far as the letter goes: {clean(check.detail)}")
