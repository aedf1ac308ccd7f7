"""The one door to the ``regex`` package: compiled patterns with a time limit, so that no letter can hang the program.

Patterns come from ``config/`` as much as from code; a pattern that runs out of time raises ``PatternTimeoutError`` (the
caller fails closed: the letter goes to review), never "no match".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import regex

_T = TypeVar("_T")

TIME_LIMIT = 0.5
"""Seconds that one search of one text may take."""
_BRIEF = 20
"""Letters up to which no clock is asked: looking at it takes eight times as long as such a text, and half of all texts
are so brief; what a hopeless pattern costs there, the limit of a page ends."""

Match = regex.Match


class PatternTimeoutError(Exception):
    """A pattern did not finish within its time limit."""


class PatternError(ValueError):
    """A pattern can't be compiled; the message says where."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern. Build it with ``compile_pattern``."""

    source: str
    compiled: regex.Pattern[str]

    def search(self, text: str, pos: int = 0) -> Match[str] | None:
        """First match at or after ``pos``. Raises PatternTimeoutError."""
        return self._run(lambda: self.compiled.search(text, pos=pos, timeout=_limit(text)))

    def match(self, text: str) -> Match[str] | None:
        """Match at the start of ``text``. Raises PatternTimeoutError."""
        return self._run(lambda: self.compiled.match(text, timeout=_limit(text)))

    def fullmatch(self, text: str) -> Match[str] | None:
        """Match of the whole ``text``. Raises PatternTimeoutError."""
        return self._run(lambda: self.compiled.fullmatch(text, timeout=_limit(text)))

    def finditer(self, text: str) -> Iterator[Match[str]]:
        """All matches, left to right. Raises PatternTimeoutError."""
        try:
            yield from self.compiled.finditer(text, timeout=_limit(text))
        except TimeoutError as error:
            raise PatternTimeoutError(self.source) from error

    def sub(self, replacement: str | Callable[[Match[str]], str], text: str) -> str:
        """``text`` with every match replaced. Raises PatternTimeoutError."""
        return self._run(lambda: self.compiled.sub(replacement, text, timeout=_limit(text)))

    def split(self, text: str) -> list[str]:
        """``text`` cut at every match. Raises PatternTimeoutError."""
        return [part or "" for part in self._run(lambda: self.compiled.split(text, timeout=_limit(text)))]

    def _run(self, act: Callable[[], _T]) -> _T:
        try:
            return act()
        except TimeoutError as error:
            raise PatternTimeoutError(self.source) from error


def _limit(text: str) -> float | None:
    return TIME_LIMIT if len(text) > _BRIEF else None


@lru_cache(maxsize=4096)
def compile_pattern(source: str, *, ignore_case: bool = False) -> Pattern:
    """Compile ``source`` (``regex`` syntax, fuzzy quantifiers included). Raises PatternError."""
    try:
        return Pattern(source, regex.compile(source, regex.IGNORECASE if ignore_case else 0))
    except regex.error as error:
        raise PatternError(f"{error} in {source!r}") from error


def escape(text: str) -> str:
    """``text`` as a pattern that matches just it."""
    return regex.escape(text, special_only=True)
