"""By what a letter is known, from ``config/fields/kinds.toml``: whose paper it is, and where its code stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from irsletter.catalog.section import read_toml, validate
from irsletter.errors import Fault
from irsletter.model.kinds import Language, LetterKind
from irsletter.patterns import PatternError, compile_pattern

_STRICT = {"extra": "forbid"}
_FILE = "fields/kinds.toml"


class MarkPlace(StrEnum):
    """Where a mark counts."""

    LETTERHEAD = "letterhead"
    """Short lines in the top quarter of the first page."""
    FIRST_PAGE = "first_page"
    ANYWHERE = "anywhere"


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that speak for one kind of letter. The weight counts once, however many of the phrases are met."""

    __pydantic_config__ = _STRICT
    kind: LetterKind
    place: MarkPlace
    phrases: tuple[str, ...]
    weight: float
    source: str


@dataclass(frozen=True, slots=True)
class KindWeights:
    """How much other knowledge counts beside the marks, and from which sum on a kind is believed."""

    __pydantic_config__ = _STRICT
    code: float
    """The letter prints a notice code as its own: speaks for the IRS."""
    collector_name: float
    """The letterhead names an agency that collects for the IRS."""
    fake_name: float
    """The letterhead names an agency that is known to be invented."""
    enough: float


@dataclass(frozen=True, slots=True)
class PrintedLabels:
    """Labels of the header box that identification and splitting rest on."""

    __pydantic_config__ = _STRICT
    code: tuple[str, ...]
    letter_number: tuple[str, ...]
    """Labels behind which a bare number is a letter's."""
    date: tuple[str, ...]
    next: tuple[str, ...]
    """Labels that may follow a code on its line."""
    companions: tuple[str, ...]
    """Words beside a code at the foot of a page: revision, catalog number, web address."""
    page: tuple[str, ...]
    """Patterns of the page count, with groups ``number`` and ``count``."""


@dataclass(frozen=True, slots=True)
class LetterMarks:
    __pydantic_config__ = _STRICT
    weights: KindWeights
    labels: PrintedLabels
    stop_words: Mapping[Language, tuple[str, ...]]
    mark: Mapping[str, Mark]


def read_letter_marks(root: Path, faults: list[Fault]) -> LetterMarks | None:
    """The marks, or None with the faults noted; a pattern of the page count that can't be compiled is one."""
    marks = validate(LetterMarks, dict(read_toml(root, _FILE, faults)), _FILE, "", faults)
    for pattern in marks.labels.page if marks else ():
        try:
            groups = compile_pattern(pattern, ignore_case=True).compiled.groupindex
        except PatternError as error:
            faults.append(Fault(_FILE, "labels.page", str(error)))
            continue
        if not {"number", "count"} <= set(groups):
            faults.append(Fault(_FILE, "labels.page", f"{pattern!r} needs the groups number and count"))
    return marks
