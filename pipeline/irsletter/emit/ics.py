"""deadlines.ics: the open dates of all letters, for a calendar.

An entry names the letter by code, period and the last four digits, never by name: calendars are kept on other people's
servers.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from irsletter.catalog.labels import Labels
from irsletter.emit.deadlines import basis, consequence, sentence, title
from irsletter.emit.urgency import doubted
from irsletter.emit.wording import clean, day
from irsletter.model.kinds import DeadlineState, FieldStatus
from irsletter.model.result import Deadline, Letter, Result

if TYPE_CHECKING:
    from icalendar import Event

_REMINDERS = (7, 2)
"""Days before."""
_FIRST = dt.date(2020, 1, 1)
"""Day that sequence numbers count from: of two entries with one UID, calendars keep the higher one."""


def deadlines_ics(results: Iterable[Result], labels: Labels) -> bytes:
    """An iCalendar file (RFC 5545) of all-day entries. ``results`` must be dated; copies are left out. An entry keeps
    its UID from run to run, so that a calendar takes a new file as news of the same entries."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//irsletter//deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for result in results:
        for letter in result.letters:
            if not letter.copy_of:
                for event in _events(result, letter, labels):
                    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _events(result: Result, letter: Letter, labels: Labels) -> Iterator[Event]:
    seen: Counter[str] = Counter()
    for deadline in letter.deadlines:
        seen[deadline.what] += 1
        if deadline.date and deadline.state is DeadlineState.OPEN:
            uid = f"{letter.id}-{deadline.what}-{seen[deadline.what]}@irsletter"
            yield _event(result, letter, deadline, labels, dt.date.fromisoformat(deadline.date), uid)


def _event(result: Result, letter: Letter, deadline: Deadline, labels: Labels, date: dt.date, uid: str) -> Event:
    from icalendar import Alarm, Event

    summary = _summary(letter, deadline, labels)
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", dt.datetime.combine(dt.date.fromisoformat(result.as_of), dt.time(), dt.UTC))
    event.add("sequence", max((dt.date.fromisoformat(result.as_of) - _FIRST).days, 0))
    event.add("dtstart", date)
    event.add("dtend", date + dt.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", summary)
    event.add("description", _description(result, letter, deadline, labels))
    for days in _REMINDERS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", dt.timedelta(days=-days))
        alarm.add("description", summary)
        event.add_component(alarm)
    return event


def _summary(letter: Letter, deadline: Deadline, labels: Labels) -> str:
    said = labels.deadlines
    if doubted(letter) and deadline.date:
        act = said.matters.format(day=day(deadline.date, labels))
    else:
        act = title(deadline, labels)
    unsure = f" {said.check_the_date}" if deadline.status is FieldStatus.REVIEW else ""
    return f"{_name(letter, labels)}: {act}{unsure}"


def _name(letter: Letter, labels: Labels) -> str:
    code = letter.notice.code if letter.notice else labels.letter_kinds[letter.kind]
    number = letter.fields.get("taxpayer_id")
    masked = number.value.masked if number and number.value else ""
    periods = ", ".join(period.label for period in letter.tax_periods)
    return clean(" ".join(part for part in (code, periods, masked) if part))


def _description(result: Result, letter: Letter, deadline: Deadline, labels: Labels) -> str:
    said = sentence(deadline, result.as_of, labels, doubted=doubted(letter))
    lost = "" if doubted(letter) else consequence(deadline, labels)
    overtaken = labels.deadlines.overtaken if letter.superseded_by else ""
    file = labels.deadlines.file.format(path=clean(result.source.path), n=letter.pages[0])
    return "\n".join(part for part in (said, basis(deadline, labels), lost, overtaken, file) if part)
