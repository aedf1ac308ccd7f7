"""report.html of a batch: counts, a chart of the dates, every letter in the order in which it needs someone."""

from __future__ import annotations

import base64
import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from irsletter.catalog.labels import Labels
from irsletter.emit.csv import Work
from irsletter.emit.deadlines import title
from irsletter.emit.html import Part, part, render
from irsletter.emit.screen import remarks, screen
from irsletter.emit.urgency import days_left, doubted, next_deadline, urgency
from irsletter.emit.wording import clean, day, days_away, money
from irsletter.model.kinds import FieldStatus
from irsletter.model.result import Deadline, Field, Letter, Result

_WEEKS = 12
"""That the chart shows from today on; what is later shares one bar."""
_TALLEST = 80
"""Height of the tallest bar."""
_MOST_STRIPS = 1000
"""Of the letters that need someone first; each adds up to 30 kB to the page."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of letters beside their Results, by letter id."""

    work: Work
    """The client whom each is for, and the firm's own columns."""
    strip: Callable[[str], bytes | None] = lambda _: None
    """What is cut out of its pages, as WebP."""
    page: Callable[[str], str | None] = lambda _: None
    """Address of a page of its own, relative to the report."""


@dataclass(frozen=True, slots=True)
class Line:
    """One letter's row of the table, and the letter itself. ``notice`` and ``client`` are numbers of the filters."""

    part: Part
    urgency: int
    date: str
    """ISO, after all others where there is none."""
    when: str
    what: str
    letter: str
    person: str
    """Whom the filter by client calls it by."""
    name: str
    number: str
    periods: str
    amount: str
    sum: str
    verdict: str
    status: str
    look: bool
    path: str
    quieter: bool
    """Whether another letter stands for it."""
    letter_id: str
    strip: str = ""
    """Address within the page of what is cut out of it."""
    page: str = ""
    """Address of its own page."""
    notice: int = 0
    client: int = 0


@dataclass(frozen=True, slots=True)
class FileRemark:
    path: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    number: int
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Letters whose next date falls into one week; ``unsure`` is the height of those that need a look."""

    label: str
    number: int
    height: float
    unsure: float


def report_html(
    results: Iterable[Result], labels: Labels, known: Known | None = None, client: str | None = None
) -> bytes:
    """The page, UTF-8. ``results`` must all be dated with one day; ``client`` is whom alone they are for, if so."""
    known = known or Known({})
    ranked: list[tuple[tuple[int, str, str, int], Line]] = []
    files: list[FileRemark] = []
    owed: list[Field[str]] = []
    as_of = ""
    for result in results:
        as_of = result.as_of
        if said := remarks(result, labels):
            files.append(FileRemark(clean(result.source.path), said))
        for number, letter in enumerate(result.letters):
            line = _line(result, letter, labels, f"letter-{len(ranked) + 1}", known)
            ranked.append(((line.urgency, line.date, result.source.path, number), line))
            owed += _owed(letter)
    lines = [line for _, line in sorted(ranked, key=lambda each: each[0])]
    notices, clients = sorted({line.letter for line in lines}), sorted({line.person for line in lines})
    lines = [
        replace(
            line,
            notice=notices.index(line.letter) + 1,
            client=clients.index(line.person) + 1,
            strip=_address(known.strip(line.letter_id)) if place < _MOST_STRIPS else "",
        )
        for place, line in enumerate(lines)
    ]
    say = labels.report
    title = _many(len(lines), labels)
    return render(
        "report.html.j2",
        script="report.js",
        language=labels.lang,
        page=labels.page,
        say=say,
        title=f"{title} {labels.page.as_of.format(day=day(as_of, labels))}" if as_of else title,
        client=client is not None,
        banner=say.banner if client is None else say.banner_client.format(client=clean(client)),
        counts=_counts(lines, labels),
        total=_total(owed, labels),
        files=files,
        bars=_bars([line for line in lines if not line.quieter], as_of, labels) if len(lines) > 1 else (),
        notices=notices,
        clients=clients,
        columns=_columns(labels),
        lines=lines,
    ).encode()


def person(letter: Letter, work: Work) -> str:
    """Whom a letter is sorted under: the firm's client, else the name on it; empty where neither is known."""
    name = letter.fields.get("taxpayer_name")
    return clean(work.get(letter.id, {}).get("client_id", "")) or (clean(name.value) if name and name.value else "")


def _address(strip: bytes | None) -> str:
    return f"data:image/webp;base64,{base64.b64encode(strip).decode()}" if strip else ""


def _columns(labels: Labels) -> list[dict[str, object]]:
    say = labels.report
    names = ("urgency", "when", "what", "notice", "taxpayer", "periods", "amount", "real", "mark", "file")
    return [{"key": name, "label": getattr(say, name), "money": name == "amount"} for name in names]


def _counts(lines: Sequence[Line], labels: Labels) -> list[Count]:
    say = labels.report
    return [
        Count(sum(line.urgency == 1 for line in lines), say.urgent),
        Count(sum(line.look and not line.quieter for line in lines), say.needs_look),
        Count(sum(line.part.screen.doubted for line in lines), say.doubted),
    ]


def _total(owed: Sequence[Field[str]], labels: Labels) -> str:
    sure = [Decimal(each.value) for each in owed if each.value and each.status is FieldStatus.ACCEPTED]
    amount = money(f"{sum(sure, Decimal(0)):.2f}")
    return labels.report.total.format(amount=amount, letters=_many(len(sure), labels), unsure=len(owed) - len(sure))


def _many(number: int, labels: Labels) -> str:
    return labels.report.one if number == 1 else labels.report.many.format(n=number)


def _bars(lines: Sequence[Line], as_of: str, labels: Labels) -> tuple[Bar, ...]:
    """Past dates, each week from today on, later ones."""
    today = dt.date.fromisoformat(as_of)
    every: Counter[int] = Counter()
    unsure: Counter[int] = Counter()
    for line in lines:
        if line.date != _NEVER:
            days = (dt.date.fromisoformat(line.date) - today).days
            week = max(-1, min(days // 7, _WEEKS))
            every[week] += 1
            unsure[week] += line.look
    most = max(every.values(), default=0)
    if not most:
        return ()
    names: Mapping[int, str] = {-1: labels.report.past, _WEEKS: labels.report.later}

    def label(week: int) -> str:
        first = today + dt.timedelta(weeks=week)
        return names.get(week) or f"{labels.words.months[first.month - 1][:3]} {first.day}"

    return tuple(
        Bar(label(week), every[week], round(_TALLEST * every[week] / most, 1), round(_TALLEST * unsure[week] / most, 1))
        for week in range(-1, _WEEKS + 1)
    )


_NEVER = "9999-12-31"


def _owed(letter: Letter) -> list[Field[str]]:
    """The amount due, where it may count in a total: not of doubted letters, copies and letters overtaken."""
    amount = letter.fields.get("amount_due")
    left_out = doubted(letter) or letter.copy_of or letter.superseded_by
    return [] if amount is None or left_out else [amount]


def _line(result: Result, letter: Letter, labels: Labels, anchor: str, known: Known) -> Line:
    fields, following = letter.fields, next_deadline(letter)
    amount, name, number = fields.get("amount_due"), fields.get("taxpayer_name"), fields.get("taxpayer_id")
    client = clean(known.work.get(letter.id, {}).get("client_id", ""))
    said_name = clean(name.value) if name and name.value else ""
    due = amount.value if amount and amount.value and not doubted(letter) else ""
    whole = screen(letter, result, labels)
    short = replace(whole, sections=tuple(section for section in whole.sections if section.short))
    return Line(
        part=part(anchor, short, labels, {}),
        urgency=urgency(letter, result.as_of),
        date=(following and following.date) or _NEVER,
        when=_when(following, result.as_of, labels),
        what=_what(following, letter, labels),
        letter=clean(letter.notice.code) if letter.notice else labels.letter_kinds[letter.kind],
        person=person(letter, known.work) or "?",
        name=" · ".join(part for part in (client, said_name) if part),
        number=number.value.masked if number and number.value else "",
        periods=", ".join(period.label for period in letter.tax_periods),
        amount=money(due) if due else "",
        sum=due,
        verdict=labels.verdicts[letter.authenticity.verdict],
        status=_status(letter, labels),
        look=letter.review.needed,
        path=clean(result.source.path),
        quieter=bool(letter.copy_of or letter.superseded_by),
        letter_id=letter.id,
        page=known.page(letter.id) or "",
    )


def _when(following: Deadline | None, as_of: str, labels: Labels) -> str:
    if following is None:
        return ""
    left = days_left(following, as_of)
    if following.date is None or left is None:
        return clean(following.words or labels.say.see_notice)
    return f"{day(following.date, labels)} ({days_away(left, labels)})"


def _what(following: Deadline | None, letter: Letter, labels: Labels) -> str:
    if doubted(letter):
        return labels.report.check_real
    return title(following, labels) if following else ""


def _status(letter: Letter, labels: Labels) -> str:
    if letter.copy_of:
        return labels.report.copy
    if letter.superseded_by:
        return labels.report.overtaken
    return labels.marks[FieldStatus.REVIEW] if letter.review.needed else labels.report.ok
