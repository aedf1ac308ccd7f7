"""The values that texts may state, put into words, each with the fields it rests on and how sure it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from irsletter.catalog.deadlines import DeadlineRules
from irsletter.catalog.explanations import Words
from irsletter.catalog.labels import Labels
from irsletter.catalog.notices import NoticeEntry
from irsletter.emit.explain.clock import Clock
from irsletter.emit.explain.facts import nothing_due
from irsletter.emit.judgement import check as said
from irsletter.emit.judgement import finding_title
from irsletter.emit.wording import (
    DATE_FIELDS,
    MONEY_FIELDS,
    PHONE_FIELDS,
    clean,
    code_name,
    form_number,
    in_runs,
    listed,
    money,
    pages,
    phone,
    say_date,
)
from irsletter.model import kinds, result

_TEXTS = frozenset({"notice_code", "contact_name", "payee"})
_TOLD_ELSEWHERE = frozenset({"first_page_there", "pages_complete", "code_known"})
"""Failed checks of which texts speak in their own words: missing pages and unknown codes."""
_ANSWERS = (
    kinds.DeadlineKind.RESPOND,
    kinds.DeadlineKind.VERIFY_IDENTITY,
    kinds.DeadlineKind.SEND_INFORMATION,
    kinds.DeadlineKind.FILE_RETURN,
)
"""Kinds of deadline that a reader meets by answering."""
_NO_PART = frozenset({kinds.AmountKind.AMOUNT_DUE, kinds.AmountKind.SUBTOTAL})


@dataclass(frozen=True, slots=True)
class Value:
    """``text`` as said. ``sure`` is False where a person must look at it first."""

    text: str
    fields: tuple[str, ...] = ()
    sure: bool = True
    rule: str | None = None
    source: str | None = None
    checked_on: str | None = None


def letter_slots(
    letter: result.Letter,
    clocks: Mapping[kinds.DeadlineKind, Clock],
    as_of: dt.date,
    labels: Labels,
    rules: DeadlineRules,
) -> dict[str, Value]:
    """Every slot that the letter can fill."""
    words = labels.words
    slots = {"as_of": Value(say_date(as_of, words))}
    slots.update(_single_fields(letter.fields, words))
    if nothing_due(letter):
        slots["nothing_due"] = slots.pop("amount_due")  # no sentence may ask to pay it
    slots.update(_periods(letter.tax_periods, words))
    slots.update(_amounts(letter.amounts, words))
    for kind, clock in clocks.items():
        slots.update(_clock(str(kind), clock, letter.fields, words, rules))
    slots.update(_nearest("right", [clock for kind, clock in clocks.items() if kind in kinds.RIGHTS], slots, words))
    slots.update(_nearest("next", clocks.values(), slots, words))
    slots.update(_said_within(clocks))
    slots.update(_reading(letter, labels))
    if letter.waiting is not None:
        slots.update(_waiting(letter.waiting, words))
    if letter.notice is not None:
        slots["code"] = _code(letter, words)
    return slots


def entry_slots(entry: NoticeEntry, words: Words) -> dict[str, Value]:
    """What the catalog knows of a notice beside its texts."""
    after = listed([spell(code, words) for code in entry.usual_next], words.alternative)
    known = {"next_notices": after, "usual_days": str(entry.usual_days or "")}
    return {
        name: Value(said, source=entry.sources[0], checked_on=entry.checked_on) for name, said in known.items() if said
    }


def spell(code: str, words: Words) -> str:
    """A code as readers meet it: C letters and forms get the word that they lack in the catalog."""
    if code[:1].isdigit():
        return (words.form if code.startswith("668") else words.letter).format(n=code)
    return code_name(code, words)


def _code(letter: result.Letter, words: Words) -> Value:
    assert letter.notice is not None  # noqa: S101 - for the type checker: asked for only with a notice
    found = letter.fields.get("notice_code")
    return Value(spell(letter.notice.code, words), ("notice_code",), found is not None and _accepted(found.status))


def _accepted(status: kinds.FieldStatus) -> bool:
    return status is kinds.FieldStatus.ACCEPTED


def _single_fields(fields: result.Fields, words: Words) -> dict[str, Value]:
    slots: dict[str, Value] = {}
    for name, field in fields.items():
        value = field.value  # type: ignore[attr-defined]
        if value is None:
            continue
        if name in DATE_FIELDS:
            said = say_date(dt.date.fromisoformat(value), words)
        elif name in MONEY_FIELDS:
            said = money(value)
        elif name in PHONE_FIELDS:
            said = phone(value)
        elif name in _TEXTS:
            said = clean(value)
        else:
            continue  # names, addresses and ids have no place in a sentence
        slots[name] = Value(said, (name,), _accepted(field.status))  # type: ignore[attr-defined]
    return slots


def _periods(periods: Iterable[result.TaxPeriod], words: Words) -> dict[str, Value]:
    subject = [period for period in periods if period.role is kinds.PeriodRole.SUBJECT]
    if not subject:
        return {}
    names = tuple(f"tax_periods.{period.id}" for period in subject)
    sure = all(_accepted(period.field.status) for period in subject)
    spoken = {period.label: _period(period, words) for period in subject}
    said = in_runs(list(spoken), words, spoken.__getitem__)
    forms = list(dict.fromkeys(number for period in subject if (number := form_number(period.form))))
    slots = {"periods": Value(said, names, sure)}
    if forms:
        form = listed([words.form.format(n=clean(number)) for number in forms], words.conjunction)
        slots["form"] = Value(form, names, sure)
        slots["period_form"] = Value(f"{said} ({form})", names, sure)
    return slots


def _waiting(waiting: result.Waiting, words: Words) -> dict[str, Value]:
    year, _, quarter = waiting.quarter.partition("-Q")
    said = words.quarters[int(quarter) - 1].format(year=year)
    values = {"interest": money(waiting.interest), "quarter": said}
    if Decimal(waiting.penalty) > 0:
        values["penalty"] = money(waiting.penalty)
    names = ("waiting", "amounts.tax_owed", "amounts.payments_and_credits")
    return {f"waiting_{name}": Value(value, names) for name, value in values.items()}


def _period(period: result.TaxPeriod, words: Words) -> str:
    year, _, quarter = period.label.partition("-Q")
    if quarter in ("1", "2", "3", "4") and year.isdecimal():
        return words.quarters[int(quarter) - 1].format(year=year)
    if period.label.isdecimal():
        return period.label
    first, last = dt.date.fromisoformat(period.start), dt.date.fromisoformat(period.end)
    return words.span.format(first=say_date(first, words), last=say_date(last, words))


def _amounts(amounts: Sequence[result.Amount], words: Words) -> dict[str, Value]:
    slots: dict[str, Value] = {}
    for amount in amounts:
        if amount.field.value is not None:
            row = Value(money(amount.field.value), (f"amounts.{amount.kind}",), _accepted(amount.field.status))
            slots.setdefault(f"{amount.kind}_row", row)
    parts = [row for row in amounts if row.kind not in _NO_PART and row.field.value is not None]
    one_period = len({row.tax_period for row in parts}) <= 1
    if len(parts) > 1 and one_period:
        said = listed([f"{clean(row.label)} {money(row.field.value or '')}" for row in parts], words.conjunction)
        names = tuple(dict.fromkeys(f"amounts.{row.kind}" for row in parts))
        slots["breakdown"] = Value(said, names, all(_accepted(row.field.status) for row in parts))
    return slots


def _clock(name: str, clock: Clock, fields: result.Fields, words: Words, rules: DeadlineRules) -> dict[str, Value]:
    if clock.until is None or clock.days is None:
        return {}
    names = _rests_on(clock.deadline, fields)
    rule = next((rule for rule in rules.rules.values() if rule.what is clock.deadline.what), None)
    cited = clock.deadline.rule is not None and rule is not None

    def value(text: str) -> Value:
        source, checked = (rule.source, rule.checked_on) if cited and rule else (None, None)
        return Value(text, names, clock.sure, clock.deadline.rule if cited else None, source, checked)

    slots = {f"{name}_date": value(say_date(clock.until, words))}
    if clock.last_day is not None:
        slots[f"{name}_last_day"] = value(say_date(clock.last_day, words))
    if clock.state is kinds.DeadlineState.OPEN:
        days = words.days
        said = days.today if clock.days == 0 else days.one if clock.days == 1 else days.many.format(n=clock.days)
        slots[f"{name}_until"] = slots[f"{name}_date"]
        slots[f"{name}_days"] = value(said)
    return slots


def _rests_on(deadline: result.Deadline, fields: result.Fields) -> tuple[str, ...]:
    own = f"deadlines.{deadline.what}"
    if deadline.basis is kinds.DeadlineBasis.COMPUTED:
        return (own, deadline.counted_from) if deadline.counted_from else (own,)
    printed = (("due_date", fields.get("due_date")), ("respond_by", fields.get("respond_by")))
    return (own, *(name for name, field in printed if field is not None and field.value == deadline.date))


def _nearest(name: str, clocks: Iterable[Clock], slots: Mapping[str, Value], words: Words) -> dict[str, Value]:
    dated = [clock for clock in clocks if clock.date is not None and clock.state is kinds.DeadlineState.OPEN]
    if not dated:
        return {}
    what = str(min(dated, key=lambda clock: clock.date or dt.date.max).deadline.what)
    found = {f"{name}_date": slots[f"{what}_date"]}
    if f"{what}_days" in slots:
        found[f"{name}_days"] = slots[f"{what}_days"]
    if f"{what}_date" in words.names:
        found[f"{name}_name"] = Value(words.names[f"{what}_date"], slots[f"{what}_date"].fields)
    return found


def _said_within(clocks: Mapping[kinds.DeadlineKind, Clock]) -> dict[str, Value]:
    """The time that the letter sets for an answer in words alone, as printed."""
    found = (clock.deadline for kind in _ANSWERS if (clock := clocks.get(kind)) is not None and clock.date is None)
    first = next((deadline for deadline in found if deadline.words), None)
    if first is None or first.words is None:
        return {}
    sure = first.status is kinds.FieldStatus.ACCEPTED
    return {"said_within": Value(clean(first.words), (f"deadlines.{first.what}",), sure)}


def _reading(letter: result.Letter, labels: Labels) -> dict[str, Value]:
    words = labels.words
    slots = {"pages_seen": Value(str(len(letter.pages)), ("pages",))}
    if letter.missing_pages:
        slots["missing_pages"] = Value(pages(sorted(letter.missing_pages), words), ("missing_pages",))
    blank = [name for name, field in letter.fields.items() if field.value is None]  # type: ignore[attr-defined]
    unread = [words.names[name] for name in blank if name in words.names]
    if unread:
        slots["unread"] = Value(listed(unread, words.conjunction), tuple(name for name in blank if name in words.names))
    failed = [
        check
        for check in letter.checks
        if check.status is kinds.CheckStatus.FAIL and check.detail and check.id not in _TOLD_ELSEWHERE
    ]
    if failed:
        names = tuple(dict.fromkeys(name for check in failed for name in check.fields)) or ("checks",)
        slots["failed_checks"] = Value(" ".join(_sentence(said(check, labels)) for check in failed), names)
    against = [finding for finding in letter.authenticity.findings if finding.weight > 0]
    if against:
        worst = sorted(against, key=lambda finding: -finding.weight)[:3]
        titles = "; ".join(finding_title(finding, labels) for finding in worst)
        slots["findings"] = Value(titles, ("authenticity",), True, None, worst[0].source, worst[0].checked_on)
    reason = next((reason for reason in letter.reasons if reason.value), None)
    if reason is not None and reason.value:
        slots["reason"] = Value(clean(reason.value).rstrip("."), ("reasons",), _accepted(reason.status))
    return slots


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
