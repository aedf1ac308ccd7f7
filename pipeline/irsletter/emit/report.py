"""report.html of a batch: every letter in the order in which it needs someone, then each in full."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from irsletter.catalog.labels import Labels
from irsletter.emit.deadlines import title
from irsletter.emit.html import Part, part, render
from irsletter.emit.screen import remarks, screen
from irsletter.emit.urgency import days_left, doubted, next_deadline, route, urgency
from irsletter.emit.wording import clean, day, days_away, money, plain
from irsletter.model.kinds import FieldStatus
from irsletter.model.result import Deadline, Field, Letter, Result


@dataclass(frozen=True, slots=True)
class Line:
    """One letter's row of the table, and the letter itself."""

    part: Part
    urgency: int
    route: str
    when: str
    what: str
    letter: str
    name: str
    number: str
    periods: str
    amount: str
    verdict: str
    status: str
    path: str


@dataclass(frozen=True, slots=True)
class FileRemark:
    path: str
    remarks: tuple[str, ...]


def report_html(results: Iterable[Result], labels: Labels) -> bytes:
    """The page, UTF-8. ``results`` must all be dated with one day."""
    ranked: list[tuple[tuple[int, str, str, int], Line]] = []
    files: list[FileRemark] = []
    owed: list[Field[str]] = []
    as_of = ""
    for result in results:
        as_of = result.as_of
        if said := remarks(result, labels):
            files.append(FileRemark(clean(result.source.path), said))
        for number, letter in enumerate(result.letters):
            following = next_deadline(letter)
            date = (following and following.date) or "9999"
            line = _line(result, letter, labels, f"letter-{len(ranked) + 1}")
            ranked.append(((line.urgency, date, result.source.path, number), line))
            owed += _owed(letter)
    sure = [Decimal(each.value) for each in owed if each.value and each.status is FieldStatus.ACCEPTED]
    return render(
        "report.html.j2",
        as_of=as_of,
        lines=[line for _, line in sorted(ranked, key=lambda each: each[0])],
        files=files,
        total=money(f"{sum(sure, Decimal(0)):.2f}"),
        counted=len(sure),
        unsure=len(owed) - len(sure),
    ).encode()


def _owed(letter: Letter) -> list[Field[str]]:
    """The amount due, where it may count in a total: not of doubted letters, copies and letters overtaken."""
    amount = letter.fields.get("amount_due")
    left_out = doubted(letter) or letter.copy_of or letter.superseded_by
    return [] if amount is None or left_out else [amount]


def _line(result: Result, letter: Letter, labels: Labels, anchor: str) -> Line:
    fields, following = letter.fields, next_deadline(letter)
    amount, name, number = fields.get("amount_due"), fields.get("taxpayer_name"), fields.get("taxpayer_id")
    whole = screen(letter, result.as_of, labels)
    short = replace(whole, sections=tuple(section for section in whole.sections if section.short))
    return Line(
        part=part(anchor, short, {}),
        urgency=urgency(letter, result.as_of),
        route=route(letter),
        when=_when(following, result.as_of, labels),
        what=_what(following, letter, labels),
        letter=letter.notice.code if letter.notice else plain(letter.kind),
        name=clean(name.value) if name and name.value else "",
        number=number.value.masked if number and number.value else "",
        periods=", ".join(period.label for period in letter.tax_periods),
        amount=money(amount.value) if amount and amount.value and not doubted(letter) else "",
        verdict=plain(letter.authenticity.verdict),
        status=_status(letter),
        path=clean(result.source.path),
    )


def _when(following: Deadline | None, as_of: str, labels: Labels) -> str:
    if following is None:
        return ""
    left = days_left(following, as_of)
    if following.date is None or left is None:
        return clean(following.words or "see notice")
    return f"{day(following.date, labels)} ({days_away(left, labels)})"


def _what(following: Deadline | None, letter: Letter, labels: Labels) -> str:
    if doubted(letter):
        return "Check whether it is real"
    return title(following, labels) if following else ""


def _status(letter: Letter) -> str:
    if letter.copy_of:
        return "copy"
    if letter.superseded_by:
        return "overtaken"
    return "please check" if letter.review.needed else "ok"
