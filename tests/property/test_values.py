"""Readers of values: what is printed is read back, found spans hold their text, and no text makes them raise."""

import datetime as dt
import re
import string
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from irsletter.catalog.load import load_catalog
from irsletter.parse.values.addresses import looks_like_city_line, parse_address
from irsletter.parse.values.codes import find_codes, normalise_code
from irsletter.parse.values.dates import find_dates, parse_date
from irsletter.parse.values.forms import find_forms
from irsletter.parse.values.ids import find_ids, mask_ids
from irsletter.parse.values.money import find_money, parse_money
from irsletter.parse.values.periods import find_periods, parse_period
from irsletter.parse.values.phones import find_phones, parse_phone

LEXICON = load_catalog().notices
WHOLE_ID = re.compile(r"(?<!\d)(?:\d{9}|\d{3}-\d{2}-\d{4}|\d{2}-\d{7})(?!\d)", re.ASCII)
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip

cents = st.integers(min_value=-999_999_999_99, max_value=999_999_999_99).map(lambda number: Decimal(number) / 100)
days = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2100, 12, 31))
letter_like = st.text(alphabet=string.ascii_letters + string.digits + " $.,-/()#*:\n\u00a0\u2013OlISB", max_size=120)
any_text = st.one_of(letter_like, st.text(max_size=80))


def test_the_lexicon_is_there() -> None:
    assert "CP504" in LEXICON


@given(
    cents,
    st.sampled_from(["${:,.2f}", "{:,.2f}", "$ {:,.2f}", "{:.2f}", "${:.2f}"]),
    st.sampled_from(["-{}", "({})", "{} CR"]),
)
def test_money_is_read_back(amount: Decimal, form: str, minus: str) -> None:
    printed = form.format(abs(amount))
    parsed = parse_money(minus.format(printed) if amount < 0 else printed)
    assert parsed is not None
    assert (parsed.value, parsed.repaired) == (amount, "")


@given(cents)
def test_money_is_found_in_prose(amount: Decimal) -> None:
    printed = f"${abs(amount):,.2f}"
    (found,) = find_money(f"Pay {printed} by May.")
    assert (found.value, found.raw) == (abs(amount), printed)


@given(
    days,
    st.sampled_from(
        ["{m} {d}, {y}", "{m} {d:02}, {y}", "{m}{d},{y}", "{n}/{d}/{y}", "{n:02}-{d:02}-{y}", "{y}-{n:02}-{d:02}"]
    ),
)
def test_dates_are_read_back(day: dt.date, form: str) -> None:
    printed = form.format(m=MONTHS[day.month - 1], d=day.day, y=day.year, n=day.month)
    parsed = parse_date(printed)
    assert parsed is not None
    assert (parsed.value, parsed.repaired) == (day, "")


@given(
    st.integers(2, 9),
    st.integers(0, 99),
    st.integers(2, 9),
    st.integers(0, 999999),
    st.sampled_from(["{}-{}-{}", "({}) {}-{}", "1-{}-{}-{}", "{}.{}.{}"]),
)
def test_phones_are_read_back(area: int, rest: int, exchange: int, line: int, form: str) -> None:
    digits = f"{area}{rest:02}{exchange}{line:06}"
    parsed = parse_phone(form.format(digits[:3], digits[3:6], digits[6:]))
    assert parsed is not None
    assert (parsed.value, parsed.repaired) == (f"+1{digits}", "")


@settings(max_examples=300)
@given(any_text)
def test_found_spans_hold_the_printed_text(text: str) -> None:
    everything = (*find_money(text), *find_dates(text), *find_phones(text), *find_periods(text), *find_forms(text))
    for found in (*everything, *find_codes(text, LEXICON)):
        assert text[found.start : found.end] == found.raw


@settings(max_examples=300)
@given(any_text)
def test_no_text_makes_a_reader_raise(text: str) -> None:
    for read in (parse_money, parse_date, parse_phone, parse_period, looks_like_city_line, find_ids):
        read(text)
    normalise_code(text, LEXICON)
    parse_address(tuple(text.split("\n")))


@given(any_text, st.from_regex(r"[0-9]{3}-[0-9]{2}-[0-9]{4}|[0-9]{9}|[0-9]{2}-[0-9]{7}", fullmatch=True), any_text)
def test_masking_leaves_no_whole_id(before: str, number: str, after: str) -> None:
    text = f"{before}{number}{after}"
    masked = mask_ids(text)
    assert WHOLE_ID.search(masked) is None
    assert all(found.value.reveal() is None for found in find_ids(masked))


@pytest.mark.parametrize(
    "text", ["1" * 5000, "$" * 3000 + "1,1" * 1000, "January " * 800, "(" * 3000, "CP" + "O" * 4000, "a" * 20000]
)
def test_long_texts_are_read_in_time(text: str) -> None:
    for find in (find_money, find_dates, find_phones, find_ids, find_periods, find_forms):
        find(text)
    find_codes(text, LEXICON)
