import datetime as dt

import pytest

from irsletter.parse.values.dates import find_dates, parse_date


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("January 8, 2018", dt.date(2018, 1, 8)),
        ("September 09, 2009", dt.date(2009, 9, 9)),
        ("02/10/2020", dt.date(2020, 2, 10)),
        ("08-10-18", dt.date(2018, 8, 10)),
        ("12/31/99", dt.date(1999, 12, 31)),
        ("January30,2019", dt.date(2019, 1, 30)),
        ("April1,2000", dt.date(2000, 4, 1)),
        ("JAN 27 2003", dt.date(2003, 1, 27)),
        ("JAN 272003", dt.date(2003, 1, 27)),
        ("Feb. 20, 2018", dt.date(2018, 2, 20)),
        ("8 January 2018", dt.date(2018, 1, 8)),
        ("2018-01-08", dt.date(2018, 1, 8)),
        ("8 de enero de 2018", dt.date(2018, 1, 8)),
        ("8 de septiembre del 2018", dt.date(2018, 9, 8)),
        ("December\n31, 2016", dt.date(2016, 12, 31)),
        ("February 29, 2024.", dt.date(2024, 2, 29)),
    ],
)
def test_dates_as_printed_need_no_repair(text: str, value: dt.date) -> None:
    parsed = parse_date(text)
    assert parsed is not None
    assert (parsed.value, parsed.repaired) == (value, "")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Febmary 20, 2018", dt.date(2018, 2, 20)),
        ("Januarv 8, 2018", dt.date(2018, 1, 8)),
        ("Decernber 31, 2016", dt.date(2016, 12, 31)),
        ("Ju1y 4, 2019", dt.date(2019, 7, 4)),
        ("January 3O, 2018", dt.date(2018, 1, 30)),
        ("January l0, 2O18", dt.date(2018, 1, 10)),
    ],
)
def test_misread_dates_tell_that_they_were_repaired(text: str, value: dt.date) -> None:
    parsed = parse_date(text)
    assert parsed is not None
    assert parsed.value == value
    assert parsed.repaired.startswith("read ")


@pytest.mark.parametrize(
    "text",
    [
        "", "January 2018", "February 30, 2018", "February 29, 2023", "13/01/2018", "7:00 a.m.", "Juny 4, 2019",
        "123-45-6789", "remember 12, 2018", "December 31, 1989", "January 1, 2101", "11/2004", "12-3456789",
        "800-829-1040",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text) is None


def test_dates_in_prose() -> None:
    text = (
        "for the year ended December\n31, 2017 (Form 1040). Rev. 11/2004, 7:00 a.m.; by January 29, 2018, or 3/31/21."
    )
    assert [found.value for found in find_dates(text)] == [
        dt.date(2017, 12, 31),
        dt.date(2018, 1, 29),
        dt.date(2021, 3, 31),
    ]


def test_a_date_glued_to_its_label() -> None:
    (found,) = find_dates("Notice dateJanuary30,2019")
    assert (found.value, found.raw) == (dt.date(2019, 1, 30), "January30,2019")
