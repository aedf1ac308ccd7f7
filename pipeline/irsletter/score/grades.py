"""How one value of a letter compares with the truth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from irsletter.model.kinds import FieldStatus


class Grade(StrEnum):
    ACCEPTED_RIGHT = "accepted-right"
    ACCEPTED_WRONG = "accepted-WRONG"
    """The worst outcome: a wrong value that claims to need no look."""
    REVIEW_RIGHT = "review-right"
    REVIEW_WRONG = "review-wrong"
    MISSING = "missing"
    """In the truth, not in the answer."""
    SPURIOUS = "spurious"
    """In the answer, neither in the truth nor among what may be given or not."""


RIGHT = frozenset({Grade.ACCEPTED_RIGHT, Grade.REVIEW_RIGHT})


@dataclass(frozen=True, slots=True)
class FieldScore:
    """One value held against the truth. ``exact``: its raw text is as printed, too. ``accepted``: the answer stands
    behind it. ``hit``: its first evidence lies on a true place; None where there is nothing to compare. ``confidence``:
    what the answer claims, 0 to 1; None where it claims none."""

    name: str
    grade: Grade
    expected: str
    got: str
    accepted: bool = False
    exact: bool = False
    hit: bool | None = None
    confidence: float | None = None

    @property
    def right(self) -> bool:
        return self.grade in RIGHT

    @property
    def wrongly_accepted(self) -> bool:
        return self.grade is Grade.ACCEPTED_WRONG or (self.grade is Grade.SPURIOUS and self.accepted)

    def __str__(self) -> str:
        return f"{self.name}: {self.grade}, expected {self.expected or 'nothing'}, got {self.got or 'nothing'}"


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over many scores. ``hits`` of ``placed`` values with known places were found where they are printed."""

    grades: dict[Grade, int]
    exact: int
    hits: int
    placed: int
    wrongly_accepted: int

    @property
    def expected(self) -> int:
        return sum(self.grades.values()) - self.grades[Grade.SPURIOUS]

    @property
    def right(self) -> int:
        return sum(self.grades[grade] for grade in RIGHT)


def summarise(scores: Iterable[FieldScore]) -> Summary:
    """Counts of every grade, those that did not occur too."""
    kept = tuple(scores)
    counted = Counter(score.grade for score in kept)
    return Summary(
        grades={grade: counted[grade] for grade in Grade},
        exact=sum(score.exact for score in kept),
        hits=sum(score.hit is True for score in kept),
        placed=sum(score.hit is not None for score in kept),
        wrongly_accepted=sum(score.wrongly_accepted for score in kept),
    )


def graded(right: bool, status: FieldStatus | str) -> Grade:
    """The grade of a value that is in truth and answer."""
    if status == FieldStatus.ACCEPTED:
        return Grade.ACCEPTED_RIGHT if right else Grade.ACCEPTED_WRONG
    return Grade.REVIEW_RIGHT if right else Grade.REVIEW_WRONG
