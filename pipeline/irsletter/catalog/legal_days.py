"""Days as the law counts them: weekends, the legal holidays of the District of Columbia, spans."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container
from functools import lru_cache

from irsletter.catalog.deadlines import Span, Unit

_ONE_DAY = dt.timedelta(days=1)


@lru_cache(maxsize=1)
def _holidays() -> Container[dt.date]:
    import holidays

    calendar: Container[dt.date] = holidays.country_holidays("US", subdiv="DC")
    return calendar


def is_business_day(day: dt.date) -> bool:
    """Neither Saturday, Sunday nor a legal holiday in the District of Columbia, Emancipation Day included."""
    return day.weekday() < 5 and day not in _holidays()


def last_legal_day(day: dt.date) -> dt.date:
    """``day``, or the next one that is neither weekend nor D.C. holiday (IRC 7503)."""
    while not is_business_day(day):
        day += _ONE_DAY
    return day


def day_after(day: dt.date, span: Span) -> dt.date:
    """The last day of ``span`` counted from ``day``, not rolled. 29 February plus years is 28 February."""
    if span.unit is Unit.DAYS:
        return day + dt.timedelta(days=span.count)
    if span.unit is Unit.YEARS:
        leap_day = (day.month, day.day) == (2, 29)
        return day.replace(year=day.year + span.count, day=28 if leap_day else day.day)
    for _ in range(span.count):
        day = last_legal_day(day + _ONE_DAY)
    return day
