"""The first screen of a letter: what it is, whether it can be trusted, what it wants, by when, what to do today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from irsletter.emit.deadlines import sentence
from irsletter.emit.details import details, note
from irsletter.emit.page import Point, Row, Screen
from irsletter.emit.urgency import doubted, in_order
from irsletter.emit.wording import capital, clean, day, listed, pages, plain
from irsletter.model.kinds import DeadlineState, FieldStatus, LetterKind, Verdict
from irsletter.model.result import Evidence, Explanation, Finding, Item, Letter, Result

_MOST_REASONS = 4
_MOST_FINDINGS = 3

_VERDICTS = {
    Verdict.LIKELY_SCAM: "Strong signs of fraud.",
    Verdict.SUSPICIOUS: "Some signs of fraud. Verify first.",
    Verdict.NO_RED_FLAGS: "We found nothing against it. That is not proof.",
    Verdict.CANNOT_TELL: "We can't tell.",
    Verdict.NOT_APPLICABLE: "Not judged: it does not claim to come from a tax agency or collector.",
}
_KINDS = {
    LetterKind.IRS: "Letter from the IRS without a readable notice code",
    LetterKind.COLLECTOR: "Letter of a debt collector",
    LetterKind.STATE: "Letter of a state or local office",
    LetterKind.SOLICITATION: "Advertising or an offer for sale",
    LetterKind.OTHER: "No tax letter",
    LetterKind.UNKNOWN: "Letter of an unknown sender",
}


def screens(result: Result) -> tuple[Screen, ...]:
    """One for each letter, in order. Raises ValueError for a Result that ``irsletter.emit.as_of`` has not dated."""
    return tuple(screen(letter, result.as_of) for letter in result.letters)


def screen(letter: Letter, as_of: str) -> Screen:
    said = letter.explanation
    if said is None:
        raise ValueError("the letter has no explanation: give its result a day first")
    return Screen(
        heading=heading(letter),
        headline=clean(said.headline.text),
        doubted=doubted(letter),
        pages=tuple(letter.pages),
        rows=tuple(row for row in _rows(letter, said, as_of) if row.points),
        sections=details(letter, said, as_of),
        closing=clean(said.disclaimer.text),
    )


def remarks(result: Result) -> tuple[str, ...]:
    """What is to be said about the file itself: that it could not be read, holds no letter, or lacks pages."""
    found: list[str] = []
    if result.error:
        found += [result.error.message, result.error.hint]
    elif result.joined_into:
        found.append(f"These pages belong to the letter in {result.joined_into}.")
    elif not result.letters:
        found.append("No letter was found in this file.")
    for unread in result.source.unread_pages:
        found.append(f"Page {unread.page} could not be read: {unread.message}")
    return tuple(clean(remark) for remark in found if remark)


def heading(letter: Letter) -> str:
    """``CP504 · notice of intent to levy · 2024 income tax (Form 1040) · dated Nov 9, 2026``."""
    notice, date = letter.notice, letter.fields.get("notice_date")
    first = [notice.code, notice.title] if notice else [_KINDS[letter.kind]]
    dated = [f"dated {day(date.value)}{_unsure(date.status)}"] if date and date.value else []
    return clean(" · ".join(part for part in (*first, periods(letter), *dated) if part))


def periods(letter: Letter) -> str:
    """``2024 income tax (Form 1040)``; the labels alone where forms or taxes differ."""
    labels = listed([period.label for period in letter.tax_periods])
    forms = {period.form for period in letter.tax_periods}
    taxes = {period.tax_type for period in letter.tax_periods}
    tax = taxes.pop() if len(taxes) == 1 else None
    form = forms.pop() if len(forms) == 1 else None
    return f"{labels}{f' {plain(tax)} tax' if tax else ''}{f' (Form {form})' if form else ''}"


def _rows(letter: Letter, said: Explanation, as_of: str) -> Iterator[Row]:
    yield Row("WE SAW", (Point(_seen(letter, said)),))
    yield Row("CHECK", _reasons(letter))
    yield Row("IS IT REAL?", tuple(_verdict(letter)))
    yield Row("WANTS", _one(said.what_it_asks, _agreement(letter)))
    yield Row("DATE", tuple(_dates(letter, said, as_of)))
    yield Row("NOT YET", _one(said.not_yet))
    yield Row("NEXT", _one(said.what_comes_next))
    yield Row("DO TODAY", tuple(_steps(letter, said)), steps=True)
    yield Row("HELP", tuple(Point(clean(item.text), note(item)) for item in said.get_help if item.text))


def _one(item: Item, more: str = "") -> tuple[Point, ...]:
    text = " ".join(part for part in (clean(item.text), more) if part)
    return (Point(text, note(item)),) if text else ()


def _seen(letter: Letter, said: Explanation) -> str:
    count = letter.fields.get("printed_page_count")
    of = f" of {count.value}" if count and count.value else ""
    whole = of and not letter.missing_pages and len(letter.pages) == (count.value if count else 0)
    seen = f"all {len(letter.pages)} pages" if whole and len(letter.pages) > 1 else f"{pages(letter.pages)}{of}"
    notes = [f"{capital(seen)}.", *(clean(item.text) for item in said.not_seen if item.text)]
    if letter.copy_of:
        notes.append(f"It is a copy of letter {letter.copy_of}.")
    if letter.superseded_by:
        notes.append(f"A newer letter, {letter.superseded_by}, has overtaken it.")
    return " ".join(notes)


def _reasons(letter: Letter) -> tuple[Point, ...]:
    messages = [clean(reason.message) for reason in letter.review.reasons]
    more = len(messages) - _MOST_REASONS
    points = [Point(capital(message)) for message in messages[:_MOST_REASONS]]
    return (*points, Point(f"And {more} more, below.")) if more > 0 else tuple(points)


def _verdict(letter: Letter) -> Iterator[Point]:
    verdict = letter.authenticity.verdict
    against = [finding for finding in letter.authenticity.findings if finding.weight > 0]
    text = _VERDICTS[verdict]
    if verdict is Verdict.CANNOT_TELL:
        seen = " from one page" if len(letter.pages) == 1 and letter.missing_pages else ""
        nothing = "" if against else " We found nothing against it; that is not proof."
        text = f"We can't tell{seen}.{nothing}"
    yield Point(text)
    for finding in sorted(against, key=lambda each: -each.weight)[:_MOST_FINDINGS]:
        yield Point(f"{finding.title}{quoted(finding)}.")


def quoted(finding: Finding) -> str:
    """The letter's own words with their page, or nothing."""
    parts = [_quote(evidence) for evidence in finding.evidence if evidence.text]
    return f": {'; '.join(parts)}" if parts else ""


def _quote(evidence: Evidence) -> str:
    return f"“{clean(evidence.text)}”{f' (page {evidence.page})' if evidence.page else ''}"


def _agreement(letter: Letter) -> str:
    amount = letter.fields.get("amount_due")
    if doubted(letter) or not amount or amount.value is None or amount.status is FieldStatus.REVIEW:
        return ""
    copies = len({evidence.copy for evidence in amount.evidence})
    return f"The amount agrees in {copies} places." if copies > 1 else ""


def _dates(letter: Letter, said: Explanation, as_of: str) -> Iterator[Point]:
    text = clean(said.by_when.text)
    if text:
        yield Point(text, note(said.by_when))
    for deadline in in_order(letter):
        unsaid = deadline.date and day(deadline.date) not in text
        if unsaid and deadline.state is DeadlineState.OPEN:
            yield Point(sentence(deadline, as_of, doubted=doubted(letter)))


def _steps(letter: Letter, said: Explanation) -> Iterator[Point]:
    if said.first_step.text:
        yield Point(clean(said.first_step.text), note(said.first_step))
    if doubted(letter):
        return
    if any(each.state is DeadlineState.PASSED for each in letter.deadlines):
        yield from _lead("Date passed?", said.if_date_passed)
    yield from _lead("", _about("amount_due", said.if_you_agree))
    yield from _lead("Can't pay?", said.if_you_cannot_pay)
    yield from _lead("Wrong?", said.if_you_disagree)
    yield from _lead("Paid already?", said.if_already_paid)


def _about(field: str, items: list[Item]) -> list[Item]:
    return [item for item in items if field in item.fields] or items


def _lead(question: str, items: Iterable[Item]) -> Iterator[Point]:
    first = next((item for item in items if item.text), None)
    if first:
        yield Point(f"{question} {clean(first.text)}".strip(), note(first))


def _unsure(status: FieldStatus) -> str:
    return " (please check)" if status is FieldStatus.REVIEW else ""
