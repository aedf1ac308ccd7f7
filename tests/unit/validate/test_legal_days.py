"""Days as the law counts them; every expected day was counted on a calendar."""

import datetime as dt

import pytest

from irsletter.catalog.deadlines import Span, Unit
from irsletter.validate.legal_days import day_after, last_legal_day


@pytest.mark.parametrize(
    ("day", "open_day"),
    [
        ("2018-02-20", "2018-02-20"),  # a Tuesday
        ("2019-02-18", "2019-02-19"),  # Washington's Birthday, as the CP501 sample prints it
        ("2019-04-27", "2019-04-29"),  # a Saturday
        ("2025-04-16", "2025-04-17"),  # Emancipation Day, in the District of Columbia alone
        ("2017-04-15", "2017-04-18"),  # Saturday, Sunday, Emancipation Day kept on Monday
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
