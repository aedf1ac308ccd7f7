"""What stands below the first screen: dates, amounts, fields with their marks, the whole explanation, findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from irsletter.catalog.labels import Labels
from irsletter.emit.charges import charges
from irsletter.emit.deadlines import basis, consequence, title
from irsletter.emit.judgement import check, finding_title, placed_reason, quoted, reasons_to_tell
from irsletter.emit.page import Place, Point, Section, Table
from irsletter.emit.urgency import days_left, doubted, in_order
from irsletter.emit.wording import capital, clean, days_away, money, plain, value, weekday
from irsletter.model.kinds import CheckStatus, ContactKind, ContactRole, FieldStatus
from irsletter.model.result import Contact, Evidence, Explanation, Field, Item, Letter

_EXPLAINED = (
    *("what_it_is", "why_you_got_it", "rights", "if_you_agree", "if_you_cannot_pay", "if_you_disagree"),
    *("if_already_paid", "if_not_yours", "if_date_passed", "gather", "how_to_verify"),
)

MOST_REASONS = 4
"""So many reasons for a look stand on the first screen."""


def details(letter: Letter, said: Explanation, as_of: str, labels: Labels) -> tuple[Section, ...]:
    """The sections that have something to say."""
    head = labels.sections
    claimed = "_claimed" if doubted(letter) else ""
    reasons = tuple(_reasons(letter, labels))
    told = len(reasons) <= MOST_REASONS and not doubted(letter)
    sections = (
        Section(head["please_check"], reasons, short=True, told=told),
        Section(head[f"dates{claimed}"], table=_dates(letter, as_of, labels), short=True),
        Section(head[f"amounts{claimed}"], table=_amounts(letter, labels), short=True),
        charges(letter, labels),
        Section(head["changes"], table=_adjustments(letter, labels), short=True),
        Section(head["read"], table=_fields(letter, labels), short=True),
        *(Section(head[name], tuple(_items(said, name, labels))) for name in _EXPLAINED),
        Section(head["findings"], tuple(_findings(letter, labels))),
        Section(head["checks"], tuple(_checks(letter, labels))),
        Section(head["contacts"], table=_contacts(letter, labels)),
    )
    return tuple(section for section in sections if section.points or (section.table and section.table.rows))


def note(item: Item, labels: Labels) -> str:
    """``IRC 6331(d)(2); 26 USC 6331(d), read 2026-11-22``, or nothing."""
    rule = item.rule if item.rule and item.rule not in (item.source or "") else None
    parts = [part for part in (rule, item.source) if part]
    checked = labels.say.checked.format(day=item.checked_on) if item.checked_on and parts else ""
    return clean("; ".join((*parts, *([checked] if checked else []))))


def _reasons(letter: Letter, labels: Labels) -> Iterator[Point]:
    for each in reasons_to_tell(letter):
        field: Field[Any] | None = letter.fields.get(each.field or "")  # type: ignore[assignment]
        yield Point(placed_reason(each, letter, labels), places=_placed(field.evidence if field else ()))


def _dates(letter: Letter, as_of: str, labels: Labels) -> Table:
    rows = []
    for deadline in in_order(letter):
        left = days_left(deadline, as_of)
        dated = deadline.date and left is not None
        when = f"{weekday(deadline.date, labels)}, {days_away(left, labels)}" if dated else ""  # type: ignore[arg-type]
        shown = when or (f"“{clean(deadline.words)}”" if deadline.words else labels.say.see_notice)
        about = " ".join(part for part in (basis(deadline, labels), consequence(deadline, labels)) if part)
        rows.append((title(deadline, labels), shown, about, labels.marks[deadline.status]))
    name = labels.columns
    columns = (name.what, name.when, name.rests_on, name.mark)
    return Table(columns, tuple(rows), _places(each.evidence for each in in_order(letter)))


def _amounts(letter: Letter, labels: Labels) -> Table:
    periods = {period.id: period.label for period in letter.tax_periods}
    rows = tuple(
        (
            clean(amount.label) or capital(plain(amount.kind)),
            periods.get(amount.tax_period or "", ""),
            _money(amount.field, labels),
            labels.marks[amount.field.status],
        )
        for amount in letter.amounts
    )
    places = _places(amount.field.evidence for amount in letter.amounts)
    name = labels.columns
    return Table((name.row, name.period, name.amount, name.mark), rows, places, money=2)


def _adjustments(letter: Letter, labels: Labels) -> Table:
    rows = tuple(
        (
            clean(" · ".join(part for part in (found.item, found.payer) if part)),
            *(_money(field, labels) if field else "" for field in (found.as_filed, found.irs_figure, found.change)),
        )
        for found in letter.adjustments
    )
    name = labels.columns
    return Table((name.item, name.as_filed, name.irs_figure, name.change), rows)


def _fields(letter: Letter, labels: Labels) -> Table:
    found = [(name, key, letter.fields[key]) for key, name in labels.fields.items() if key in letter.fields]  # type: ignore[literal-required]
    found += [(labels.fields["tax_period"], "", period.field) for period in letter.tax_periods]
    found += [(labels.references[each.kind], "", each.field) for each in letter.references]
    return _read(found, labels)


def _contacts(letter: Letter, labels: Labels) -> Table:
    """The numbers and addresses that are not among the single fields."""
    singles = [field.value for field in letter.fields.values()]  # type: ignore[attr-defined]
    return _read(
        [
            (_contact_name(contact, labels), "contact_phone" if _is_phone(contact) else "", contact.field)
            for contact in letter.contacts
            if contact.field.value not in singles
        ],
        labels,
    )


def _read(found: Sequence[tuple[str, str, Field[Any]]], labels: Labels) -> Table:
    """Each field under its name, with the page that it stands on; the key says how its value is put."""
    rows = tuple(
        (name, _shown(key, field, labels), _pages(field.evidence), labels.marks[field.status])
        for name, key, field in found
    )
    name = labels.columns
    return Table((name.field, name.value, name.page, name.mark), rows, _places(field.evidence for _, _, field in found))


def _shown(key: str, field: Field[Any], labels: Labels) -> str:
    if field.value is None:
        return labels.say.not_readable
    said = value(key, field.value, labels)
    found = field.alternatives if field.status is FieldStatus.REVIEW else []
    others = dict.fromkeys(value(key, other.value, labels) for other in found)
    others.pop(said, None)
    return f"{said} {labels.say.could_be.format(others=', '.join(others))}" if others else said


def _contact_name(contact: Contact, labels: Labels) -> str:
    kind = labels.contact_kinds[contact.kind]
    if contact.role is ContactRole.OTHER:
        return kind
    return labels.say.contact_for.format(kind=kind, role=labels.contact_roles[contact.role])


def _is_phone(contact: Contact) -> bool:
    return contact.kind in (ContactKind.PHONE, ContactKind.FAX)


def _money(field: Field[str], labels: Labels) -> str:
    return labels.say.not_readable if field.value is None else money(field.value)


def _pages(evidence: Iterable[Evidence]) -> str:
    return ", ".join(str(page) for page in sorted({each.page for each in evidence if each.page}))


def _places(evidence: Iterable[Sequence[Evidence]]) -> tuple[tuple[Place, ...], ...]:
    return tuple(map(_placed, evidence))


def _placed(evidence: Iterable[Evidence]) -> tuple[Place, ...]:
    return tuple(Place(each.page, each.box, each.copy) for each in evidence if each.page and each.box)


def _items(said: Explanation, name: str, labels: Labels) -> Iterator[Point]:
    found: Item | list[Item] = getattr(said, name)
    for item in found if isinstance(found, list) else [found]:
        if item.text:
            yield Point(clean(item.text), note(item, labels))


def _findings(letter: Letter, labels: Labels) -> Iterator[Point]:
    found, say = letter.authenticity, labels.say
    if found.findings:
        yield Point(say.points.format(score=f"{found.score:g}", threshold=f"{found.threshold:g}"))
    for finding in sorted(found.findings, key=lambda each: -each.weight):
        title, own = finding_title(finding, labels), finding.title
        why = f" {finding.why}" if title == own else ""  # the reason is told in the language of the rule alone
        words = quoted(finding, labels)
        text = f"{finding.weight:+g} {finding.rule}: {title}.{why}{f' {words}' if words else ''}"
        checked = labels.say.checked.format(day=finding.checked_on)
        source = clean(f"{finding.source}; {checked}")
        yield Point(clean(text), source, _placed(finding.evidence), against=finding.weight > 0)
    if found.not_evaluated:
        yield Point(say.not_tested.format(rules=", ".join(found.not_evaluated)))


def _checks(letter: Letter, labels: Labels) -> Iterator[Point]:
    forms = {CheckStatus.PASS: labels.say.holds, CheckStatus.FAIL: labels.say.fails}
    for found in letter.checks:
        if found.status in forms:
            yield Point(forms[found.status].format(what=check(found, labels)))
