"""Calendar dates as letters print them, US order (month before day). A date without a day is none.

Printed forms: ``January 8, 2018``, ``September 09, 2009``, ``Feb. 20, 2018``, ``JAN 27 2003``, ``8 January 2018``,
``02/10/2020``, ``08-10-18``, ``2018-01-08``, ``8 de enero de 2018``; blanks may be missing (``January30,2019``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

from irsletter.parse.values.found import Found, Parsed, apart
from irsletter.parse.values.misreads import DIGITLIKE, as_digits, has_digit, real_digits, tell
from irsletter.patterns import Match, compile_pattern

FIRST_YEAR, LAST_YEAR = 1990, 2100
_PIVOT = 70
"""Two-digit years below it belong to 2000, the others to 1900."""
_LONGEST = 60

_MONTHS = (
    ("january", "enero"),
    ("february", "febrero"),
    ("march", "marzo"),
    ("april", "abril"),
    ("may", "mayo"),
    ("june", "junio"),
    ("july", "julio"),
    ("august", "agosto"),
    ("september", "septiembre", "setiembre"),
    ("october", "octubre"),
    ("november", "noviembre"),
    ("december", "diciembre"),
)
_ABBREVIATIONS = {"sept": 9, "ene": 1, "abr": 4, "ago": 8, "dic": 12} | {
    names[0][:3]: number for number, names in enumerate(_MONTHS, 1)
}
_SHORTEST_FUZZY = 4
"""Letters from which a month's name may be off by one: shorter words would take in too many others."""
_MERGED = (("rn", "m"), ("ru", "m"), ("0", "o"), ("1", "l"), ("|", "l"))
"""Letters that recognisers merge or confuse, folded on both sides before names are compared."""

_YEAR = rf"(?P<year>[12lI|]{DIGITLIKE}{{3}})"
_DAY = rf"(?P<day>{DIGITLIKE}{{1,2}})"
_MONTH = rf"(?P<month>(?i:{'|'.join(name for names in _MONTHS for name in names)})|[A-Za-z01|]{{3,10}}?)"
_OWN_DAY = rf"(?:(?<=[\s.])|(?=[0-9])){_DAY}"
"""A day that begins with a letter must not be the end of the month's name: ``April1`` is no 11th."""
_GAP = r"\s{0,3}"
_AFTER = r"(?![\w/-]|[.,]\d)"
_GLUED = rf"(?<=[a-z:])(?P<month>[A-Z][a-z]{{2,8}}?)\.?{_GAP}{_OWN_DAY}{_GAP}[,.;]?{_GAP}{_YEAR}{_AFTER}"
"""A date at the end of a label from which its blank was lost: ``Notice dateJanuary 30, 2019``."""
_WORDED = (
    rf"(?<![A-Za-z0-9]){_MONTH}\.?{_GAP}{_OWN_DAY}(?:st|nd|rd|th)?{_GAP}[,.;]?{_GAP}{_YEAR}{_AFTER}",
    rf"(?<![\w/.-]){_DAY}(?:st|nd|rd|th)?{_GAP}(?:de{_GAP})?{_MONTH}\.?,?{_GAP}(?:del?{_GAP})?{_YEAR}{_AFTER}",
)
_SHORT = rf"(?P<month>{DIGITLIKE}{{1,2}})[ ]?(?P<sep>[/-])[ ]?(?P<day>{DIGITLIKE}{{1,2}})[ ]?(?P=sep)[ ]?"
_NUMERIC = (
    rf"(?<![\w/.-]){_SHORT}(?P<year>{DIGITLIKE}{{4}}|{DIGITLIKE}{{2}})(?![\w/-]|\.\d)",
    rf"(?<![\w/.-])(?P<month>{DIGITLIKE}{{1,2}})\.(?P<day>{DIGITLIKE}{{1,2}})\.{_YEAR}(?![\w/-]|\.\d)",
    rf"(?<![\w/.-]){_YEAR}-(?P<month>{DIGITLIKE}{{2}})-(?P<day>{DIGITLIKE}{{2}})(?![\w/-]|\.\d)",
)
_YEAR_OR_PAIR = compile_pattern(rf"{_YEAR}|{DIGITLIKE} ?[/-] ?{DIGITLIKE}")
"""What every date holds, most texts lack, and is found much sooner."""
_PATTERNS = tuple(
    compile_pattern(source, ignore_case=index == 1) for index, source in enumerate((*_WORDED, *_NUMERIC, _GLUED))
)


def parse_date(text: str) -> Parsed[dt.date] | None:
    """The date that all of ``text`` is (blanks and end punctuation aside), or None. Raises PatternTimeoutError."""
    bare = text.strip().rstrip(".,;:").rstrip()
    if len(text) > _LONGEST or not _may_hold_date(bare):
        return None
    for pattern in _PATTERNS:
        hit = pattern.fullmatch(bare)
        read = _read(hit) if hit else None
        if read is not None:
            return Parsed(read[0], text, read[1])
    return None


def find_dates(text: str) -> tuple[Found[dt.date], ...]:
    """All dates of a running text, line breaks inside them allowed. Raises PatternTimeoutError."""
    return apart(_all(text)) if _may_hold_date(text) else ()


def _may_hold_date(text: str) -> bool:
    return has_digit(text) and _YEAR_OR_PAIR.search(text) is not None


def month_number(word: str) -> tuple[int, str] | None:
    """1 to 12 for the name of a month, English or Spanish, whole or abbreviated, with the repair that it took."""
    return _month(word.strip(". ").lower())


def real_date(year: int, month: int, day: int) -> dt.date | None:
    """That day, or None where the calendar lacks it or the year is outside 1990 to 2100."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _all(text: str) -> Iterator[Found[dt.date]]:
    for pattern in _PATTERNS:
        for hit in pattern.finditer(text):
            read = _read(hit)
            if read is not None:
                yield Found(read[0], hit[0], hit.start(), hit.end(), read[1])


def _read(hit: Match[str]) -> tuple[dt.date, str] | None:
    day, day_notes = as_digits(hit["day"])
    year, year_notes = as_digits(hit["year"])
    if real_digits(hit["year"]) * 2 < len(hit["year"]):
        return None
    month = _month_of(hit["month"])
    if month is None or not day.isdecimal() or not year.isdecimal():
        return None
    full_year = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < _PIVOT else 1900)
    date = real_date(full_year, month[0], int(day))
    return None if date is None else (date, tell((month[1], *day_notes, *year_notes)))


def _month_of(printed: str) -> tuple[int, str] | None:
    digits, notes = as_digits(printed)
    if len(digits) <= 2:
        return (int(digits), tell(notes)) if digits.isdecimal() and real_digits(printed) else None
    return month_number(printed)


@lru_cache(maxsize=1024)
def _month(word: str) -> tuple[int, str] | None:
    for number, names in enumerate(_MONTHS, 1):
        if word in names:
            return number, ""
    if word in _ABBREVIATIONS:
        return _ABBREVIATIONS[word], ""
    if len(word) < _SHORTEST_FUZZY:
        return None
    folded = _folded(word)
    near = [
        (edits, number, name)
        for number, names in enumerate(_MONTHS, 1)
        for name in names
        if len(name) >= _SHORTEST_FUZZY and (edits := OSA.distance(folded, _folded(name), score_cutoff=1)) <= 1
    ]
    closest = [(number, name) for edits, number, name in near if edits == min(near)[0]]
    if len({number for number, _ in closest}) != 1:
        return None
    number, name = closest[0]
    return number, f"read {word} as {name}"


def _folded(word: str) -> str:
    for printed, plain in _MERGED:
        word = word.replace(printed, plain)
    return word
