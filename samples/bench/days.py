"""Dates of letters: when they are written, how they are printed, and days that roll past a weekend or D.C. holiday."""

from __future__ import annotations

import datetime as dt
import random
from functools import cache
from typing import Any

ERAS = {
    "a": (dt.date(2001, 2, 5), dt.date(2010, 6, 28)),
    "b": (dt.date(2011, 3, 7), dt.date(2026, 10, 26)),
    "c": (dt.date(2024, 6, 3), dt.date(2026, 11, 9)),
    "d": (dt.date(2009, 1, 12), dt.date(2026, 10, 26)),
    "e": (dt.date(2009, 1, 12), dt.date(2026, 10, 26)),
    "f": (dt.date(2003, 2, 3), dt.date(2026, 10, 26)),
    "m": (dt.date(2026, 12, 7), dt.date(2027, 9, 27)),
    "collector": (dt.date(2021, 10, 4), dt.date(2026, 10, 26)),
}
"""When each look was or is mailed; ``m`` is the math-error layout that the law asks for from December 2026."""


def written(look: str, rng: random.Random) -> dt.date:
    """A day on which such a letter may be dated; notices are dated on Mondays."""
    first, last = ERAS.get(look, ERAS["collector"])
    day = first + dt.timedelta(days=rng.randrange((last - first).days))
    return day - dt.timedelta(days=day.weekday()) if look in {"a", "b", "c", "m"} else next_workday(day)


def next_workday(day: dt.date) -> dt.date:
    """``day``, or the first one after it that is no weekend and no holiday in the District of Columbia (IRC 7503)."""
    while day.weekday() > 4 or day in _holidays(day.year):
        day += dt.timedelta(days=1)
    return day


def years_later(day: dt.date, years: int) -> dt.date:
    """The same day of another year; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def printed(day: dt.date, style: str) -> str:
    """``day`` as letters print it: long, padded, slash, dash, short (Jan. 05, 2023), stamp (JAN 05, 2023), spanish."""
    if style == "spanish":
        return f"{day.day} de {_MONTHS_ES[day.month - 1]} de {day.year}"
    return {
        "long": f"{day:%B} {day.day}, {day.year}",
        "padded": f"{day:%B %d, %Y}",
        "slash": f"{day:%m/%d/%Y}",
        "dash": f"{day:%m-%d-%Y}",
        "short": f"{_SHORT[day.month - 1]} {day:%d, %Y}",
        "stamp": f"{day:%b %d, %Y}".upper(),
    }[style]


_MONTHS_ES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
)  # fmt: skip
_SHORT = (
    "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
)  # fmt: skip


@cache
def _holidays(year: int) -> Any:
    import holidays

    return holidays.country_holidays("US", subdiv="DC", years=year)
