"""Running text with its dates, amounts, phones and ids marked by one character each, so that phrases are short and a
misprinted month can't hide a deadline."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from irsletter.catalog.fields import Mark, compile_phrase
from irsletter.model.document import Word
from irsletter.parse.page.layout import Paragraph
from irsletter.parse.values.dates import find_dates
from irsletter.parse.values.found import Found
from irsletter.parse.values.ids import find_ids
from irsletter.parse.values.money import find_money
from irsletter.parse.values.phones import find_phones
from irsletter.patterns import Match, compile_pattern

_STOP = compile_pattern(
    r"[•·]|!(?=\s)|(?<!\b(?:u\.s|i\.e|e\.g|d\.c|p\.o|ee\.uu|no|nos|rev|st|ave|mr|mrs|ms|dr|jr|sr|inc|co|sec|pub|cat))\.(?=\s)"
    r"(?!(?<=\b[ap]\.m\.)\s+(?:[^A-Z]|[ECMP]S?T\b|Eastern|Central|Mountain|Pacific))",
    ignore_case=True,
)
"""What ends a sentence. A question mark does not: "Do you disagree? Write to us by" asks for one thing."""
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u00b4": "'", "`": "'"})


@dataclass(frozen=True, eq=False)
class MarkedText:
    """``text`` has one mark for each value; ``values`` by the mark's place. Offsets lead back to the paragraph."""

    paragraph: Paragraph
    text: str
    values: dict[int, Found[Any]]
    _marked: tuple[int, ...]
    _printed: tuple[int, ...]

    def printed_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the paragraph's text that ``text[start:end]`` stands for."""
        return self._back(start), self._back(end)

    def words_between(self, start: int, end: int) -> tuple[Word, ...]:
        first, last = self.printed_span(start, end)
        return self.paragraph.words_between(first, last)

    def printed(self, start: int, end: int) -> str:
        first, last = self.printed_span(start, end)
        return self.paragraph.text[first:last]

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Where each sentence begins and ends; bullets end one, abbreviations and points within a word don't."""
        ends = [hit.end() for hit in _STOP.finditer(self.text)]
        return tuple(pairwise(dict.fromkeys((0, *ends, len(self.text)))))

    def sentence(self, start: int, end: int) -> str:
        """The whole sentence around ``text[start:end]``."""
        first = max((one for one, _ in self.sentences if one <= start), default=0)
        last = min((one for _, one in self.sentences if one >= end), default=len(self.text))
        return self.text[first:last]

    def _back(self, at: int) -> int:
        index = bisect_right(self._marked, at) - 1
        return self._printed[index] + at - self._marked[index] if index >= 0 else at


def mark(paragraph: Paragraph) -> MarkedText:
    """The paragraph with its values marked. Raises PatternTimeoutError."""
    printed = paragraph.text
    digits = any(char.isdigit() for char in printed)
    found: list[tuple[Mark, Found[Any]]] = []
    if digits:
        found = [
            *((Mark.DATE, one) for one in find_dates(printed)),
            *((Mark.MONEY, one) for one in find_money(printed)),
            *((Mark.PHONE, one) for one in find_phones(printed)),
            *((Mark.ID, one) for one in find_ids(printed)),
        ]
    pieces: list[str] = []
    values: dict[int, Found[Any]] = {}
    marked, origin = [0], [0]
    at = length = 0
    for kind, one in sorted(found, key=lambda pair: (pair[1].start, -pair[1].end)):
        if one.start < at:
            continue
        plain = printed[at : one.start]
        pieces += (plain, kind.value)
        length += len(plain)
        values[length] = one
        length += 1
        at = one.end
        marked.append(length)
        origin.append(at)
    pieces.append(printed[at:])
    return MarkedText(paragraph, "".join(pieces).translate(_APOSTROPHES), values, tuple(marked), tuple(origin))


def hits(marked: MarkedText, patterns: tuple[str, ...], unless: tuple[str, ...] = ()) -> Iterator[Match[str]]:
    """Every match of ``patterns`` whose sentence holds none of ``unless``. Raises PatternTimeoutError."""
    for source in patterns:
        for hit in compile_phrase(source).finditer(marked.text):
            if unless:
                sentence = marked.sentence(hit.start(), hit.end())
                if any(compile_phrase(other).search(sentence) for other in unless):
                    continue
            yield hit


def values_in(marked: MarkedText, hit: Match[str], kind: Mark) -> Iterator[Found[Any]]:
    """The values of ``kind`` inside a match, in order."""
    for at in range(hit.start(), hit.end()):
        if marked.text[at] == kind.value:
            yield marked.values[at]
