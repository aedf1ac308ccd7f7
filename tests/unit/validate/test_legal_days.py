"""Days as the law counts them; every expected day was counted on a calendar."""

import datetime as dt

import pytest

from irsletter.catalog.deadlines import Span, Unit
from irsletter.catalog.legal_days import day_after, last_legal_day


@pytest.mark.parametrize(
    ("day", "open_day"),
    [
        ("2018-02-20", "2018-02-20"),  # a Tuesday
        ("2019-02-18", "2019-02-19"),  # Washington's Birthday, as the CP501 sample prints it
        ("2019-04-27", "2019-04-29"),  # a Saturday
        ("2025-04-16", "2025-04-17"),  # Emancipation Day, in the District of Columbia alone
        ("2017-04-15", "2017-04-18"),  # Saturday, Sunday, Emancipation Day kept on Monday
        ("2022-04-15", "2022-04-18"),  # Emancipation Day of a Saturday, kept on Friday
        ("2023-04-15", "2023-04-18"),  # a Saturday, then Emancipation Day of a Sunday, kept on Monday
        ("2025-01-20", "2025-01-21"),  # Inauguration Day, which the District keeps
        ("2021-01-20", "2021-01-21"),
        ("2021-06-18", "2021-06-21"),  # Juneteenth of a Saturday, kept on Friday in its first year
        ("2021-12-31", "2022-01-03"),  # New Year's Day 2022 kept on Friday, then a weekend
    ],
)
def test_a_last_day_moves_past_weekends_and_dc_holidays(day: str, open_day: str):
    assert last_legal_day(dt.date.fromisoformat(day)) == dt.date.fromisoformat(open_day)


@pytest.mark.parametrize(
    ("day", "span", "end"),
    [
        ("2018-01-30", Span(21), "2018-02-20"),
        ("2019-01-30", Span(30), "2019-03-01"),
        ("2018-01-30", Span(10, Unit.BUSINESS_DAYS), "2018-02-13"),
        ("2018-02-15", Span(10, Unit.BUSINESS_DAYS), "2018-03-02"),  # Washington's Birthday on the 19th does not count
        ("2023-03-10", Span(2, Unit.YEARS), "2025-03-10"),
        ("2024-02-29", Span(2, Unit.YEARS), "2026-02-28"),
    ],
)
def test_spans_begin_on_the_day_after(day: str, span: Span, end: str):
    assert day_after(dt.date.fromisoformat(day), span) == dt.date.fromisoformat(end)


SHUT = frozenset(
    dt.date.fromisoformat(day)
    for day in (
        *(
            "2025-01-01",
            "2025-01-20",
            "2025-02-17",
            "2025-04-16",
            "2025-05-26",
            "2025-06-19",
            "2025-07-04",
            "2025-09-01",
        ),
        *(
            "2025-10-13",
            "2025-11-11",
            "2025-11-27",
            "2025-12-25",
            "2026-01-01",
            "2026-01-19",
            "2026-02-16",
            "2026-04-16",
        ),
        *(
            "2026-05-25",
            "2026-06-19",
            "2026-07-03",
            "2026-07-04",
            "2026-09-07",
            "2026-10-12",
            "2026-11-11",
            "2026-11-26",
        ),
        *("2026-12-25", "2027-01-01"),
    )
)
"""The District's legal holidays of two years, by D.C. Code 28-2701, written down from a calendar."""


def test_over_two_years_each_day_moves_to_the_next_open_one_and_no_further():
    for count in range(730):
        day = dt.date(2025, 1, 1) + dt.timedelta(days=count)
        open_day = last_legal_day(day)
        skipped = [day + dt.timedelta(days=each) for each in range((open_day - day).days)]
        assert all(each.weekday() >= 5 or each in SHUT for each in skipped), day
        assert open_day.weekday() < 5, day
        assert open_day not in SHUT, day
