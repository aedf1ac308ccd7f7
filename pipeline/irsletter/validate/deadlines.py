"""Dates that matter: those printed, and those that the closed list of the law lets us count.

The printed date wins and is never rolled. A computed one has no better status than what it is counted from, and there
is none where a date of its kind is printed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from irsletter.catalog.deadlines import DeadlineRule, DeadlineRules, Span
from irsletter.catalog.legal_days import day_after, last_legal_day
from irsletter.catalog.load import Catalog
from irsletter.model.judged import Deadline
from irsletter.model.kinds import RIGHTS, DeadlineBasis, DeadlineKind, FieldStatus, PeriodRole
from irsletter.model.reading import Field, PrintedDate, Reading
from irsletter.model.values import Address


def deadlines_of(reading: Reading, catalog: Catalog) -> tuple[Deadline, ...]:
    """Printed ones, then computed ones, then rights that the text offers without a day; by date within each."""
    rules = rules_of(reading, catalog)
    facts = catalog.deadline_rules
    printed = tuple(_printed(date, reading, rules, facts) for date in printed_dates(reading))
    dated = {deadline.what for deadline in printed if deadline.date is not None}
    computed = tuple(_computed(rule, reading, facts) for rule in rules if rule.what not in dated)
    # a date stands there that could not be read: the count may differ from it
    unread = frozenset(deadline.what for deadline in printed if deadline.date is None and deadline.words is None)
    computed = doubted(computed, unread)
    known = {deadline.what for deadline in (*printed, *computed)}
    offered = tuple(_offered(reading, known, facts))
    return (*sorted(printed, key=_order), *sorted(computed, key=_order), *offered)


def rules_of(reading: Reading, catalog: Catalog) -> tuple[DeadlineRule, ...]:
    """The counts that the catalog names for this notice."""
    entry = catalog.notices.get(reading.notice.code) if reading.notice else None
    return tuple(catalog.deadline_rules.rules[rule_id] for rule_id in (entry.deadlines if entry else ()))


def printed_dates(reading: Reading) -> tuple[PrintedDate, ...]:
    """Each kind and day once, the best read; the single fields fill in what no sentence of the letter named."""
    best: dict[tuple[DeadlineKind, dt.date | None], PrintedDate] = {}
    for date in reading.printed_dates:
        key = (date.what, date.field.value)
        if key not in best or date.field.confidence > best[key].field.confidence:
            best[key] = date
    pay, respond = reading.fields.get("due_date"), reading.fields.get("respond_by")
    if pay is not None and (DeadlineKind.PAY, pay.value) not in best:
        best[DeadlineKind.PAY, pay.value] = PrintedDate(DeadlineKind.PAY, pay)
    named = {day for what, day in best if what is not DeadlineKind.PAY}
    if respond is not None and respond.value not in named:
        best[DeadlineKind.RESPOND, respond.value] = PrintedDate(DeadlineKind.RESPOND, respond)
    return tuple(best.values())


def legal_date(rule: DeadlineRule, reading: Reading) -> dt.date | None:
    """The day that ``rule`` gives for this letter, not rolled; None where what it counts from could not be read."""
    start = reading.fields.get(rule.counted_from)
    return day_after(start.value, _span(rule, reading)) if start is not None and start.value is not None else None


def _span(rule: DeadlineRule, reading: Reading) -> Span:
    if rule.abroad is not None and _is_abroad(reading):
        return rule.abroad
    if rule.large is not None:
        amount: Field[Decimal] | None = reading.fields.get("amount_due")
        if amount is None or amount.value is None or amount.value >= rule.large.at_least:
            return rule.large.span  # the shorter one where the amount is not known: never a day too late
    return rule.span


def _is_abroad(reading: Reading) -> bool:
    address: Field[Address] | None = reading.fields.get("taxpayer_address")
    return address is not None and address.value is not None and address.accepted and address.value.country != "US"


def _printed(date: PrintedDate, reading: Reading, rules: tuple[DeadlineRule, ...], facts: DeadlineRules) -> Deadline:
    field, kind = date.field, facts.kinds[date.what]
    rule = next((rule for rule in rules if rule.what is date.what), None)
    return Deadline(
        what=date.what,
        date=field.value,
        basis=DeadlineBasis.PRINTED,
        confidence=field.confidence,
        status=field.status,
        last_legal_day=last_legal_day(field.value) if kind.rolls and field.value is not None else None,
        words=date.words,
        tax_periods=_subjects(reading),
        rule=rule.rule if rule else None,
        right_lost=(rule.right_lost if rule else None) or kind.right_lost,
        met_by=kind.met_by,
        evidence=field.evidence,
    )


def _computed(rule: DeadlineRule, reading: Reading, facts: DeadlineRules) -> Deadline:
    start = reading.fields.get(rule.counted_from)
    amount = reading.fields.get("amount_due")
    day, kind = legal_date(rule, reading), facts.kinds[rule.what]
    sure = start is not None and start.accepted and (rule.large is None or (amount is not None and amount.accepted))
    return Deadline(
        what=rule.what,
        date=day,
        basis=DeadlineBasis.COMPUTED,
        confidence=start.confidence if start is not None and day is not None else 0.0,
        status=FieldStatus.ACCEPTED if sure else FieldStatus.REVIEW,
        last_legal_day=last_legal_day(day) if kind.rolls and day is not None else None,
        tax_periods=_subjects(reading),
        rule=rule.rule,
        counted_from=rule.counted_from,
        right_lost=rule.right_lost or kind.right_lost,
        met_by=kind.met_by,
        evidence=start.evidence if start is not None else (),
    )


def _offered(reading: Reading, known: set[DeadlineKind], facts: DeadlineRules) -> Iterator[Deadline]:
    """Rights before codes: what the text offers is told even where neither a day is printed nor one may be counted."""
    for right in reading.offered_rights:
        if right.what in known:
            continue
        known.add(right.what)
        yield Deadline(
            what=right.what,
            date=None,
            basis=DeadlineBasis.PRINTED,
            confidence=0.0,
            status=FieldStatus.REVIEW,
            words=f"within {right.days} days" if right.days is not None else None,
            tax_periods=_subjects(reading),
            right_lost=facts.kinds[right.what].right_lost,
            met_by=facts.kinds[right.what].met_by,
            evidence=(right.evidence,),
        )


def uncertain_rights(deadlines: tuple[Deadline, ...]) -> tuple[Deadline, ...]:
    """Rights whose date is not certain enough to be acted on. The equivalent hearing that comes with every hearing
    has no date of its own and is none of them."""
    kinds = {deadline.what for deadline in deadlines}
    return tuple(
        deadline
        for deadline in deadlines
        if deadline.what in RIGHTS and deadline.status is FieldStatus.REVIEW
        if not (
            deadline.what is DeadlineKind.EQUIVALENT_HEARING and deadline.date is None and DeadlineKind.HEARING in kinds
        )
    )


def doubted(deadlines: tuple[Deadline, ...], kinds: frozenset[DeadlineKind]) -> tuple[Deadline, ...]:
    """The same deadlines, those of ``kinds`` put to review: text and catalog disagree about them."""
    return tuple(
        replace(deadline, status=FieldStatus.REVIEW) if deadline.what in kinds else deadline for deadline in deadlines
    )


def _subjects(reading: Reading) -> tuple[str, ...]:
    return tuple(period.id for period in reading.tax_periods if period.role is PeriodRole.SUBJECT)


def _order(deadline: Deadline) -> tuple[bool, dt.date, str]:
    return deadline.date is None, deadline.date or dt.date.max, deadline.what
