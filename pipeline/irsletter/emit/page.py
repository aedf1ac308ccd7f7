"""What a person is shown of a Result, before it is laid out for terminal, Markdown or HTML: sections of plain text.

One content, three faces: what is said is decided in ``screen`` and ``details``, the writers only lay it out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Point:
    """One statement, and in ``note`` the rule and source behind it."""

    text: str
    note: str = ""
    places: tuple[Place, ...] = ()
    """Where on the pages stands what it speaks of."""
    against: bool = False
    """Whether it speaks against the letter."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the first screen: ``WANTS`` and what it wants. Several points are numbered steps if ``steps``. Rows
    that ``lead`` are the three things that matter; they come before all others."""

    label: str
    points: tuple[Point, ...]
    steps: bool = False
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """``places`` holds, for each row, where its value stands on the pages; empty where that is not known."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    places: tuple[tuple[Place, ...], ...] = ()
    money: int | None = None
    """Which column is set right-aligned."""


@dataclass(frozen=True, slots=True)
class Place:
    """A box on a page, in page fractions. A value of several lines has one for each; they share ``copy``, which counts
    the places on paper where it is printed."""

    page: int
    box: tuple[float, float, float, float]
    copy: int = 1


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    points: tuple[Point, ...] = ()
    table: Table | None = None
    short: bool = False
    """Whether a report of many letters, and a terminal, show it unasked."""
    told: bool = False
    """Whether the first screen says all of it, so that a terminal need not say it twice."""


@dataclass(frozen=True, slots=True)
class Screen:
    """One letter: ``heading`` to ``rows`` are the first screen, ``sections`` the details; ``closing`` disclaims."""

    heading: str
    headline: str
    doubted: bool
    pages: tuple[int, ...]
    rows: tuple[Row, ...]
    sections: tuple[Section, ...]
    closing: str
    turns: Mapping[int, int] = field(default_factory=dict)
    """Quarter turns clockwise that set pages upright, for those that lie otherwise in the file."""

    @property
    def short(self) -> str:
        """``CP504 · dated Nov 9, 2026``: the first and the last part of its heading."""
        first, *others = self.heading.split(" · ")
        return " · ".join((first, *others[-1:]))

    def sources(self) -> tuple[str, ...]:
        """Every rule and source that something said rests on, each once."""
        said = (*(row.points for row in self.rows), *(section.points for section in self.sections))
        points = [point for points in said for point in points]
        return tuple(dict.fromkeys(point.note for point in points if point.note))
