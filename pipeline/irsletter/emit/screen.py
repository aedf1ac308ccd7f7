"""The first screen of a letter. It leads with the three things that matter: whether something is wrong with the letter;
what it wants, how much and by when; what to do first. Then come the rest of the answer and the details."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from irsletter.catalog.labels import Labels
from irsletter.emit.deadlines import sentence
from irsletter.emit.details import MOST_REASONS, details, note
from irsletter.emit.explain.facts import nothing_due
from irsletter.emit.judgement import against, check, finding_title, placed_reason, quoted, reasons_to_tell, verdict
from irsletter.emit.page import Point, Row, Screen
from irsletter.emit.urgency import doubted, in_order
from irsletter.emit.wording import capital, clean, code_name, day, form_number, in_runs, pages
from irsletter.model.kinds import Ask, CheckStatus, DeadlineState, FieldStatus, LetterKind
from irsletter.model.result import Explanation, Item, Letter, Result

_MOST_FINDINGS = 3
_TOLD_ELSEWHERE = frozenset({"first_page_there", "pages_complete"})
"""Checks whose failing is told with the pages that were not seen."""


def screens(result: Result, labels: Labels) -> tuple[Screen, ...]:
    """One for each letter, in order. Raises ValueError for a Result that ``irsletter.emit.as_of`` has not dated."""
    return tuple(screen(letter, result, labels) for letter in result.letters)


def screen(letter: Letter, result: Result, labels: Labels) -> Screen:
    """The answer of one letter of ``result``. Raises as ``screens``."""
    said, as_of = letter.explanation, result.as_of
    if said is None:
        raise ValueError("the letter has no explanation: give its result a day first")
    return Screen(
        heading=heading(letter, labels),
        headline=clean(said.headline.text),
        doubted=doubted(letter),
        pages=tuple(letter.pages),
        rows=tuple(row for row in _rows(letter, said, as_of, labels) if row.points),
        sections=details(letter, said, as_of, labels),
        closing=clean(said.disclaimer.text),
        turns={each.page: 4 - each.quarters for each in result.source.turned_pages if each.page in letter.pages},
    )


def remarks(result: Result, labels: Labels) -> tuple[str, ...]:
    """What is to be said about the file itself: that it could not be read, holds no letter, or lacks pages."""
    found: list[str] = []
    if result.error:
        found += [result.error.message, result.error.hint]
    elif result.joined_into:
        found.append(labels.say.joined_into.format(file=result.joined_into))
    elif not result.letters:
        found.append(labels.say.no_letter)
    for unread in result.source.unread_pages:
        found.append(labels.say.page_unread.format(n=unread.page, why=unread.message))
    return tuple(clean(remark) for remark in found if remark)


def heading(letter: Letter, labels: Labels) -> str:
    """``CP504 · notice of intent to levy · 2024 income tax (Form 1040) · dated Nov 9, 2026``."""
    notice, date = letter.notice, letter.fields.get("notice_date")
    kind = LetterKind.UNKNOWN if letter.kind is LetterKind.OTHER and doubted(letter) else letter.kind
    first = [code_name(notice.code, labels.words), notice.title] if notice else [labels.letter_kinds[kind]]
    dated = []
    if date and date.value:
        unsure = f" {labels.say.unsure}" if date.status is FieldStatus.REVIEW else ""
        dated = [labels.say.dated.format(day=day(date.value, labels)) + unsure]
    return clean(" · ".join(part for part in (*first, periods(letter, labels), *dated) if part))


def periods(letter: Letter, labels: Labels) -> str:
    """``2024 income tax (Form 1040)``; the labels alone where forms or taxes differ."""
    said = in_runs([period.label for period in letter.tax_periods], labels.words)
    forms = {form_number(period.form) for period in letter.tax_periods}
    taxes = {period.tax_type for period in letter.tax_periods}
    tax = taxes.pop() if len(taxes) == 1 else None
    form = forms.pop() if len(forms) == 1 else None
    if tax:
        said = labels.say.period.format(labels=said, tax=labels.taxes[tax])
    return f"{said} {labels.say.form.format(n=form)}" if form else said


def _rows(letter: Letter, said: Explanation, as_of: str, labels: Labels) -> Iterator[Row]:
    name = labels.rows
    seen = Row(name.saw, (Point(_seen(letter, said, labels)),), lead=bool(letter.missing_pages))
    yield Row(name.real, tuple(_verdict(letter, labels)), lead=True)
    yield Row(name.check, _reasons(letter, labels), lead=True)
    if seen.lead:
        yield seen
    yield Row(name.wants, _one(said.what_it_asks, labels, _agreement(letter, labels)), lead=True)
    yield Row(name.date, tuple(_dates(letter, said, as_of, labels)), lead=True)
    yield Row(name.first, _one(said.first_step, labels), lead=True)
    yield Row(name.not_yet, _one(said.not_yet, labels))
    yield Row(name.next, _one(said.what_comes_next, labels))
    yield Row(name.then, tuple(_steps(letter, said, labels)), steps=True)
    yield Row(name.help, tuple(Point(clean(item.text), note(item, labels)) for item in said.get_help if item.text))
    if not seen.lead:
        yield seen


def _seen(letter: Letter, said: Explanation, labels: Labels) -> str:
    field, say = letter.fields.get("printed_page_count"), labels.say
    count = field.value if field else None
    if count and len(letter.pages) == count and not letter.missing_pages:
        seen = say.page_all.format(n=count) if count > 1 else say.page_one
    elif count:
        seen = say.page_seen.format(pages=pages(letter.pages, labels.words), n=count)
    else:
        seen = say.page_seen_alone.format(pages=pages(letter.pages, labels.words))
    notes = [capital(seen), *(clean(item.text) for item in said.not_seen if "missing_pages" in item.fields)]
    if letter.copy_of:
        notes.append(say.copy.format(id=letter.copy_of))
    if letter.superseded_by:
        notes.append(say.overtaken.format(id=letter.superseded_by))
    return " ".join(notes)


def _reasons(letter: Letter, labels: Labels) -> tuple[Point, ...]:
    told = letter.authenticity.verdict  # in the row above
    reasons = [each for each in reasons_to_tell(letter) if each.code != told]
    if doubted(letter):  # who sent it comes first; how surely its values were read stands below
        reasons = [each for each in reasons if each.field in (None, "notice_code")]
    messages = [placed_reason(each, letter, labels) for each in reasons]
    failed = (each for each in letter.checks if each.status is CheckStatus.FAIL and each.id not in _TOLD_ELSEWHERE)
    messages = list(dict.fromkeys((*messages, *(check(each, labels) for each in failed))))
    more = len(messages) - MOST_REASONS
    points = [Point(_sentence(message)) for message in messages[:MOST_REASONS]]
    return (*points, Point(labels.say.reasons_more.format(n=more))) if more > 0 else tuple(points)


def _verdict(letter: Letter, labels: Labels) -> Iterator[Point]:
    yield Point(verdict(letter, labels))
    for finding in against(letter)[:_MOST_FINDINGS]:
        title, words = finding_title(finding, labels), quoted(finding, labels)
        yield Point(_sentence(f"{title}: {words}" if words else title))


def _one(item: Item, labels: Labels, more: str = "") -> tuple[Point, ...]:
    text = " ".join(part for part in (clean(item.text), more) if part)
    return (Point(text, note(item, labels)),) if text else ()


def _agreement(letter: Letter, labels: Labels) -> str:
    amount = letter.fields.get("amount_due")
    told = letter.explanation is not None and "amount_due" in letter.explanation.what_it_asks.fields
    if doubted(letter) or not told or not amount or amount.value is None or amount.status is FieldStatus.REVIEW:
        return ""
    copies = len({evidence.copy for evidence in amount.evidence})
    return labels.say.agrees.format(n=copies) if copies > 1 else ""


def _dates(letter: Letter, said: Explanation, as_of: str, labels: Labels) -> Iterator[Point]:
    text = clean(said.by_when.text)
    if text:
        yield Point(text, note(said.by_when, labels))
    for deadline in in_order(letter):
        unsaid = deadline.date and day(deadline.date, labels) not in text
        if unsaid and deadline.state is DeadlineState.OPEN:
            yield Point(sentence(deadline, as_of, labels, doubted=doubted(letter)))


def _steps(letter: Letter, said: Explanation, labels: Labels) -> Iterator[Point]:
    if doubted(letter):
        return
    say = labels.say
    if any(each.state is DeadlineState.PASSED for each in letter.deadlines):
        yield from _lead(say.passed, said.if_date_passed, labels)
    yield from _lead("{text}", _about("amount_due", said.if_you_agree), labels)
    money = (Ask.PAYMENT in letter.asks or "amount_due" in letter.fields) and not nothing_due(letter)
    if money or "proposed_amount" in letter.fields:
        yield from _lead(say.cannot_pay, said.if_you_cannot_pay, labels)
    yield from _lead(say.wrong, said.if_you_disagree, labels)
    if money:
        yield from _lead(say.paid, said.if_already_paid, labels)


def _about(field: str, items: list[Item]) -> list[Item]:
    return [item for item in items if field in item.fields] or items


def _lead(form: str, items: Iterable[Item], labels: Labels) -> Iterator[Point]:
    first = next((item for item in items if item.text), None)
    if first:
        yield Point(form.format(text=clean(first.text)), note(first, labels))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "”")) else f"{text}."
