"""Runs of tax periods printed by their first and last day: ``December 31, 2021 through December 31, 2023``."""

from __future__ import annotations

import datetime as dt

from irsletter.model.values import Period
from irsletter.parse.values.dates import find_dates
from irsletter.parse.values.periods import parse_period
from irsletter.patterns import compile_pattern

_THROUGH = compile_pattern(r"[\s,]*(?:through|thru|to|until|hasta(?: el)?|a|[-\u2013\u2014])[\s:]*", ignore_case=True)
_MOST = 40
"""Periods of one run: ten years of quarters; what names more is no such run."""


def periods_through(text: str, form: str | None = None) -> tuple[Period, ...]:
    """All periods from that of the first day named in ``text`` to that of the second, both last days of a period of
    ``form``; none where it names no such run. Raises PatternTimeoutError."""
    days = find_dates(text)
    if len(days) != 2 or not _THROUGH.fullmatch(text[days[0].end : days[1].start]):
        return ()
    first, last = (parse_period(f"{day.value:%m/%d/%Y}", form) for day in days)
    if first is None or last is None or not first.value.end < last.value.end:
        return ()
    months = 3 if "Q" in first.value.label + last.value.label else 12
    run = [first.value]
    while run[-1].end < last.value.end and len(run) <= _MOST:
        after = parse_period(f"{_later(run[-1].end, months):%m/%d/%Y}", form or ("941" if months == 3 else None))
        if after is None:
            return ()
        run.append(after.value)
    return tuple(run) if run[-1].end == last.value.end else ()


def _later(day: dt.date, months: int) -> dt.date:
    """The last day of the month that lies ``months`` after that of ``day``."""
    at = day.year * 12 + day.month + months
    return dt.date(at // 12, at % 12 + 1, 1) - dt.timedelta(days=1)
