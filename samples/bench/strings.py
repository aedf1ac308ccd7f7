"""Strings that look like a value, whatever they mean: what eyes must find on a page, and must not invent.

Amounts with cents, days in words or figures, telephone numbers, numbers of notices and letters, ZIP+4. Numbers of
taxpayers are left out, for no truth prints one whole; whether they are read is told by the field itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)
_SHAPES = re.compile(
    rf"""
      (?<![\d.,])\d{{1,3}}(?:,\d{{3}})*\.\d{{2}}(?![\d.,]?\d)         # amounts
    | (?<!\d)\d{{4,}}\.\d{{2}}(?!\d)                                  # amounts without commas
    | \b(?:{_MONTHS})\.?\s+\d{{1,2}},\s+\d{{4}}\b                     # days in words
    | \b\d{{1,2}}\s+de\s+(?:{_MONTHS})\s+de\s+\d{{4}}\b
    | (?<![\d/-])\d{{1,2}}([/-])\d{{1,2}}\1\d{{4}}(?!\d)              # days in figures
    | (?<![\d-])(?:1-)?\(?\d{{3}}\)?[-\s]\s?\d{{3}}-\d{{4}}(?!\d)     # telephone numbers
    | \b(?:CP|LT)\s?\d{{2,4}}[A-Z]?\b | \bLetter\s+\d{{2,4}}\b        # notices
    | (?<=[A-Z]{{2}}\s)\d{{5}}-\d{{4}}(?!\d)                          # ZIP+4 behind its state
    """,
    re.VERBOSE,
)
_BLANKS = re.compile(r"\s+")


def field_strings(text: str) -> set[str]:
    """The distinct strings of ``text`` that look like a value, blanks taken out, letters in lower case."""
    return {squeezed(found.group()) for found in _SHAPES.finditer(text)}


def squeezed(text: str) -> str:
    return _BLANKS.sub("", text).casefold()


def invented(read: str, printed: Iterable[str]) -> set[str]:
    """Strings that look like a value and that no part of ``printed`` holds."""
    known = set(printed)
    return {one for one in field_strings(read) - known if not any(one in whole for whole in known)}
