"""A candidate: one reading of one value at one place on paper, and the evidence that it becomes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Any, Generic, Protocol, TypeVar

from irsletter.model.document import Source, Word
from irsletter.model.geometry import Box, bounding_box
from irsletter.model.reading import Evidence
from irsletter.parse.values.ids import mask_ids

T = TypeVar("T")


class Span(Protocol):
    """Text that knows its words: a cell or a paragraph."""

    @property
    def page(self) -> int: ...
    @property
    def text(self) -> str: ...
    def words_between(self, start: int, end: int) -> tuple[Word, ...]: ...


@dataclass(frozen=True)
class Candidate(Generic[T]):
    """``way``: how it was found, a key of the confidence table. ``exact``: its label was read letter by letter."""

    value: T
    raw: str
    page: int
    words: tuple[Word, ...]
    way: str
    exact: bool = True
    repaired: str = ""
    proved: bool = False
    """Something other than its own print says the same: a sum, the law's count, a published list."""
    added: bool = False
    """The rows of its table add up to it, or it adds up with them: so it was read right, however faint it is."""
    refuted: bool = False
    """The sum that it is a part of fails: it stands for nothing alone."""

    @cached_property
    def box(self) -> Box:
        return bounding_box(word.box for word in self.words)

    @property
    def read_by_ocr(self) -> bool:
        return any(word.source is not Source.TEXT_LAYER for word in self.words)

    @property
    def least(self) -> float:
        """Lowest engine confidence among its words."""
        return min((word.confidence for word in self.words), default=0.0)

    def same_ink(self, other: Candidate[Any]) -> bool:
        """Whether both were read from one place on paper."""
        return self.page == other.page and any(
            one.box.overlap(two.box) > 0.5 for one in self.words for two in other.words
        )

    def as_proved(self) -> Candidate[T]:
        return replace(self, proved=True)

    def as_added(self) -> Candidate[T]:
        return replace(self, proved=True, added=True)

    def is_proved(self, reasonable_word: float) -> bool:
        """Whether it is proved, and read well enough for its proof. What the law counts or a list holds may be met by
        a misread word; the sum of other figures is not."""
        return self.added or (self.proved and self.least >= reasonable_word)

    def as_refuted(self) -> Candidate[T]:
        return replace(self, refuted=True)


def found_in(
    span: Span, value: T, start: int, end: int, way: str, *, exact: bool = True, repaired: str = "", raw: str = ""
) -> Candidate[T]:
    """The candidate that stands at ``span.text[start:end]``."""
    printed = raw or span.text[start:end].strip()
    return Candidate(value, mask_ids(printed), span.page, span.words_between(start, end), way, exact, repaired)


def evidence_of(candidate: Candidate[Any], copy: int = 1) -> tuple[Evidence, ...]:
    """One entry for each printed line."""
    return evidence_at(candidate.page, candidate.words, copy)


def evidence_at(page: int, words: Iterable[Word], copy: int = 1) -> tuple[Evidence, ...]:
    """One entry for each printed line of ``words``, ids masked."""
    lines = [tuple(line) for _, line in groupby(words, key=_line_key())]
    return tuple(
        Evidence(
            page,
            bounding_box(word.box for word in line).rounded(),
            mask_ids(" ".join(word.text for word in line)),
            line[0].source,
            copy,
        )
        for line in lines
    )


def _line_key() -> Any:
    """Numbers the printed lines of words that come in reading order: a word left of the one before begins a line."""
    state: dict[str, Any] = {"last": None, "line": 0}

    def key(word: Word) -> int:
        last: Word | None = state["last"]
        if last is not None and (word.box.x0 < last.box.x0 or not word.box.same_row(last.box, 0.2)):
            state["line"] += 1
        state["last"] = word
        return int(state["line"])

    return key
