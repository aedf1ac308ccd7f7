"""Tax periods: calendar years (``2017``), quarters (``2023-Q1``) and fiscal years (``2022-07/2023-06``).

Letters name a period by its year, by its last day or as YYYYMM. A last day that is no 31 December is a quarter for the
quarterly returns and a fiscal year for the yearly ones; without a form a quarter's end is taken for a quarter, and the
result says so.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator

from irsletter.model.values import Period
from irsletter.parse.values.dates import FIRST_YEAR, LAST_YEAR, find_dates, parse_date
from irsletter.parse.values.forms import find_forms
from irsletter.parse.values.found import Found, Parsed, apart
from irsletter.parse.values.misreads import DIGITLIKE, as_digits, has_digit, real_digits, tell
from irsletter.patterns import Match, compile_pattern

_LONGEST = 80
_QUARTERLY = frozenset({"941", "941E", "941M", "941PR", "941SS", "941X", "720", "720X"})
_PENALTIES = frozenset({"6672", "CIVPEN"})
"""Penalties that stand beside the return of a quarter as often as that of a year."""
_NEAR = 60
"""Characters around a period in prose within which its form stands."""
_ASSUMED = "took the period to be a quarter: no form stands beside it"

_Y = rf"(?P<year>(?:19|20|l9|2O|2o)(?:{DIGITLIKE}){{2}})"
_NTH = {
    "first": 1, "1st": 1, "q1": 1, "primer": 1, "second": 2, "2nd": 2, "q2": 2, "segundo": 2,
    "third": 3, "3rd": 3, "q3": 3, "tercer": 3, "fourth": 4, "4th": 4, "q4": 4, "cuarto": 4,
}  # fmt: skip
_MFT = {"01": "941", "02": "1120", "03": "720", "06": "1065", "10": "940", "11": "943", "14": "944", "16": "945",
        "30": "1040", "31": "1040", "35": "1040", "55": "CIVPEN", "65": "CIVPEN"}  # fmt: skip
"""Master file tax codes that stand after a YYYYMM period (IRS Document 6209, section 2)."""

_NTH_QUARTER = rf"(?P<nth>{'|'.join(sorted(_NTH, key=len, reverse=True))})[\s-]*(?:quarter|qtr\.?|trimestre)?"
_QUARTERS = (
    rf"{_NTH_QUARTER}[\s,]*(?:(?:of|de|del)\s+)?{_Y}",
    rf"{_Y}\s*[-/]?\s*(?P<nth>q[1-4])",
)
_YEAR_ALONE = compile_pattern(
    rf"\s*(?:(?:calendar|tax|a[n\u00f1]o)\s*(?:year|period|contributivo|tributario)?:?)?\s*{_Y}\.?\s*", ignore_case=True
)
_QUARTER_ALONE = tuple(compile_pattern(rf"\s*(?:{source})\.?\s*", ignore_case=True) for source in _QUARTERS)
_YEAR_MONTH = compile_pattern(r"\s*(?P<year>(?:19|20)[0-9]{2})[-/]?(?P<month>0[1-9]|1[0-2])\s*")
_MONTHS_RANGE = compile_pattern(r"\s*([0-9]{4})-([0-9]{2})\s*/\s*([0-9]{4})-([0-9]{2})\s*")

_LIST = rf"{_Y}(?:(?:\s*,\s*(?:and\s+)?|\s+(?:and|or|y|e)\s+|\s*[&-]\s*){_Y})*(?![\w%]|[.,/-]\d)"
_NO_YEAR = r"(?!\s+(?:[A-Z][a-z]+\s+)?(?:days?|dollars?|percent|hours?|st(?:reet)?\b|ave))"
_OF_TAX = (
    r"(?:(?:federal|individual|income|original|amended|u\.?s\.?)\s+)*"
    r"(?:tax(?:es)?\b|returns?\b|forms?\b|account\b|liability\b|refund\b)"
)
_IN_PROSE = tuple(
    compile_pattern(source, ignore_case=True)
    for source in (
        rf"tax\s*(?:year|period)\s*\(?s?\)?\s*:?\s*\(?\s*{_LIST}",
        rf"a[n\u00f1]os?\s*(?:contributivos?|tributarios?|fiscal(?:es)?)\s*:?\s*{_LIST}",
        rf"\bfor\s+(?:the\s+)?(?:tax\s+)?(?:calendar\s+)?(?:year\s+)?{_LIST}{_NO_YEAR}",
        rf"\b(?:your|the|our|a)\s+{_LIST}\s+(?={_OF_TAX})",
        rf"(?<![\w/.$-]){_Y}\s*(?=form\s*[0-9])",
        rf"(?<![\w/.$-]){_Y}\s+(?=tax\s+(?:increase|return|year)\b)",
        *(rf"(?<![\w/.-])(?:{source})(?![\w/-])" for source in _QUARTERS),
    )
)
_BEFORE_END = compile_pattern(
    r"(?:tax\s*)?(?P<what>year|period|quarter|a[n\u00f1]o|per[i\u00ed]odo|trimestre)\s*\(?s?\)?\s*(?:tributario\s*|contributivo\s*)?"
    r"(?:that\s+)?(?:end(?:ed|ing|s)?|terminad[oa]|que\s+termin\w+)\s*:?\s*(?:on\s+|el\s+)?\Z|"
    r"tax\s*period\s*\(?s?\)?\s*:?\s*\Z",
    ignore_case=True,
)
_GOES_ON = compile_pattern(r"\s*(?:,|;|&|and|or|y)\s*(?:and\s+)?", ignore_case=True)
_BEFORE_FORM = compile_pattern(r"\s*\(?\s*form\s*[0-9]", ignore_case=True)
_WITH_MFT = compile_pattern(
    r"(?<![\w/.-])(?P<year>(?:19|20)[0-9]{2})(?P<month>0[1-9]|1[0-2])\s{1,3}(?P<mft>[0-9]{2})(?!\w)"
)


def parse_period(text: str, form: str | None = None) -> Parsed[Period] | None:
    """The period that all of ``text`` names, for the return ``form`` where it is known. Raises PatternTimeoutError."""
    if len(text) > _LONGEST or not has_digit(text):
        return None
    year = _YEAR_ALONE.fullmatch(text)
    if year is not None:
        return _parsed(_year(year["year"]), text)
    for pattern in _QUARTER_ALONE:
        quarter = pattern.fullmatch(text)
        if quarter is not None:
            return _parsed(_quarter(quarter), text)
    span = _MONTHS_RANGE.fullmatch(text)
    if span is not None:
        first, last = _day(span[1], span[2], 1), _day(span[3], span[4])
        return _parsed(_between(first, last) if first and last else None, text)
    year_month = _YEAR_MONTH.fullmatch(text)
    if year_month is not None:
        return _parsed(_ending(_day(year_month["year"], year_month["month"]), form), text)
    dates = find_dates(text)
    if len(dates) == 2:
        return _parsed(_between(dates[0].value, dates[1].value), text)
    date = parse_date(text)
    return _parsed(_ending(date.value, form, date.repaired), text) if date else None


def fits_form(period: Period, form: str | None) -> bool:
    """Whether the return ``form``, where it is known, fits such a period: a return of the year has no quarters."""
    return "Q" not in period.label or form is None or form in _QUARTERLY or form in _PENALTIES


def find_periods(text: str) -> tuple[Found[Period], ...]:
    """The periods that a running text names as such: not every year or date in it is one.

    Raises PatternTimeoutError.
    """
    return apart((*_by_year(text), *_by_last_day(text), *_by_tax_code(text))) if has_digit(text) else ()


def _by_year(text: str) -> Iterator[Found[Period]]:
    for pattern in _IN_PROSE:
        for hit in pattern.finditer(text):
            if "nth" in hit.groupdict():
                yield from _found(_quarter(hit), text, hit.start(), hit.end())
                continue
            for (start, end), printed in zip(hit.spans("year"), hit.captures("year"), strict=True):
                yield from _found(_year(printed), text, start, end)


def _by_last_day(text: str) -> Iterator[Found[Period]]:
    what: str | None = None
    at = 0
    for date in find_dates(text):
        lead = _BEFORE_END.search(text[max(date.start - _NEAR, 0) : date.start])
        if lead is not None:
            what = (lead["what"] or "period").lower()
        elif _BEFORE_FORM.match(text[date.end : date.end + _NEAR]):
            what = "period"
        elif not _GOES_ON.fullmatch(text[at : date.start]):
            what = None
        at = date.end
        if what is not None:
            form = _form_near(text, date.start, date.end, what)
            yield from _found(_ending(date.value, form, date.repaired), text, date.start, date.end)


def _form_near(text: str, start: int, end: int, what: str) -> str | None:
    # a form after the date is the period's own; one before it may belong to another sentence
    after = find_forms(text[end : end + _NEAR])
    before = find_forms(text[max(start - _NEAR, 0) : start])
    form = after[0].value if after else before[-1].value if before else None
    if what in ("quarter", "trimestre"):
        return form if form in _QUARTERLY else "941"
    return "1040" if form is None and what in ("year", "a\u00f1o", "ano") else form


def _by_tax_code(text: str) -> Iterator[Found[Period]]:
    for hit in _WITH_MFT.finditer(text):
        if hit["mft"] in _MFT:
            period = _ending(_day(hit["year"], hit["month"]), _MFT[hit["mft"]])
            yield from _found(period, text, hit.start(), hit.end("month"))


def _found(period: tuple[Period, str] | None, text: str, start: int, end: int) -> Iterator[Found[Period]]:
    if period is not None:
        yield Found(period[0], text[start:end], start, end, period[1])


def _parsed(period: tuple[Period, str] | None, text: str) -> Parsed[Period] | None:
    return None if period is None else Parsed(period[0], text, period[1])


def _year(printed: str) -> tuple[Period, str] | None:
    digits, notes = as_digits(printed)
    if real_digits(printed) < 2 or not FIRST_YEAR <= int(digits) <= LAST_YEAR:
        return None
    year = int(digits)
    return Period(str(year), dt.date(year, 1, 1), dt.date(year, 12, 31)), tell(notes)


def _quarter(hit: Match[str]) -> tuple[Period, str] | None:
    year = _year(hit["year"])
    if year is None:
        return None
    return _quarter_of(year[0].start.year, _NTH[hit["nth"].lower()]), year[1]


def _quarter_of(year: int, number: int) -> Period:
    last = 3 * number
    end = dt.date(year, last, calendar.monthrange(year, last)[1])
    return Period(f"{year}-Q{number}", dt.date(year, last - 2, 1), end)


def _day(year: str, month: str, day: int | None = None) -> dt.date | None:
    """That day of the month, its last where none is given; None for a month or year out of range."""
    if not 1 <= int(month) <= 12 or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return None
    return dt.date(int(year), int(month), day or calendar.monthrange(int(year), int(month))[1])


def _ending(last: dt.date | None, form: str | None, repaired: str = "") -> tuple[Period, str] | None:
    """The period of ``form`` that ends on ``last``; None where no period ends there."""
    if last is None or (last + dt.timedelta(days=1)).day != 1:
        return None
    quarter_end = last.month % 3 == 0
    if form in _QUARTERLY:
        return (_quarter_of(last.year, last.month // 3), repaired) if quarter_end else None
    if last.month == 12:
        return Period(str(last.year), dt.date(last.year, 1, 1), last), repaired
    if form is None or form in _PENALTIES:
        assumed = _ASSUMED if form is None else ""
        return (_quarter_of(last.year, last.month // 3), tell((repaired, assumed))) if quarter_end else None
    first = dt.date(last.year - 1, last.month + 1, 1)
    return Period(f"{first:%Y-%m}/{last:%Y-%m}", first, last), repaired


def _between(first: dt.date, last: dt.date) -> tuple[Period, str] | None:
    """The year or quarter that begins on ``first`` and ends on ``last``; None where it is neither."""
    after = last + dt.timedelta(days=1)
    months = (after.year - first.year) * 12 + after.month - first.month
    if first.day != 1 or after.day != 1 or months not in (3, 12):
        return None
    return _ending(last, "941" if months == 3 else "1040")
