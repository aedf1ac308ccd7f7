"""Candidates become one Field: places on paper are witnesses, the value with most weight wins, losers are kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from irsletter.catalog.fields import Confidence
from irsletter.model.kinds import FieldStatus
from irsletter.model.reading import Alternative, Evidence, Field
from irsletter.parse.evidence.candidates import Candidate, evidence_of
from irsletter.parse.evidence.confidence import confidence_of, sure_alone, weight_of

T = TypeVar("T")

HIGHEST = 0.99
"""Confidence is a lower bound and never certainty."""
_HELD = 0.5
"""Confidence of what is held for a person at most: below the least that measured confidences promote from."""


@dataclass(frozen=True)
class Party:
    """All candidates for one value, the best of each place on paper first."""

    witnesses: tuple[Candidate[Any], ...]
    weight: float

    @property
    def best(self) -> Candidate[Any]:
        return self.witnesses[0]


def choose(
    candidates: Iterable[Candidate[T]], rules: Confidence, same: Callable[[T], Hashable] = lambda value: str(value)
) -> Field[T] | None:
    """The field that ``candidates`` make, None where there are none. ``same`` tells which values are one."""
    parties = parties_of(candidates, rules, same)
    if not parties:
        return None
    winner, others = parties[0], parties[1:]
    confidence = confidence_of(winner.witnesses, rules)
    rivals = [other for other in others if _rivals(winner, other, rules)]
    accepted = _proved(winner, rules) and not rivals
    if rivals:
        confidence *= 0.6
    return Field(
        value=winner.best.value,
        raw=winner.best.raw,
        confidence=round(min(confidence, HIGHEST), 4),
        status=FieldStatus.ACCEPTED if accepted else FieldStatus.REVIEW,
        evidence=copies(winner.witnesses),
        alternatives=tuple(
            Alternative(
                other.best.value,
                other.best.raw,
                round(min(_as_loser(winner, other), confidence), 4),
                copies(other.witnesses),
            )
            for other in others
        ),
    )


def parties_of(
    candidates: Iterable[Candidate[T]], rules: Confidence, same: Callable[[T], Hashable] = lambda value: str(value)
) -> list[Party]:
    """The values with their witnesses, the weightiest first (ties: the one that stands first on the pages)."""
    by_value: dict[Hashable, list[Candidate[T]]] = {}
    for candidate in candidates:
        by_value.setdefault(same(candidate.value), []).append(candidate)
    parties = []
    for group in by_value.values():
        witnesses = _one_each(sorted(group, key=lambda one: (-weight_of(one, rules), one.page, one.box.y0, one.box.x0)))
        doubt = 1.0
        for witness in witnesses:
            doubt *= 1 - weight_of(witness, rules)
        # what a sum or the law's own count proves outweighs any number of places that it does not
        proof = any(one.is_proved(rules.reasonable_word) for one in witnesses)
        parties.append(Party(tuple(witnesses), max(1 - doubt, rules.proved) if proof else 1 - doubt))
    return sorted(parties, key=lambda party: (-party.weight, party.best.page, party.best.box.y0, party.best.box.x0))


def held(field: Field[T]) -> Field[T]:
    """``field`` for review, with a figure that no measured confidence accepts: what it says speaks against it, however
    well it was read."""
    return replace(field, status=FieldStatus.REVIEW, confidence=min(field.confidence, _HELD))


def nothing_read(evidence: tuple[Evidence, ...]) -> Field[Any]:
    """The field of a value that is printed but could not be read; ``evidence`` stands at its label."""
    return Field(None, None, 0.0, FieldStatus.REVIEW, evidence)


def copies(witnesses: Iterable[Candidate[Any]]) -> tuple[Evidence, ...]:
    """The evidence of all witnesses, numbered by place; the first gave the value."""
    return tuple(line for number, one in enumerate(witnesses, 1) for line in evidence_of(one, number))


def _one_each(ordered: list[Candidate[T]]) -> list[Candidate[T]]:
    """Of several readings of the same ink the best; of two as good, found the same way, the surer one."""
    kept: list[Candidate[T]] = []
    for one in ordered:
        same = next((at for at, other in enumerate(kept) if one.same_ink(other)), None)
        if same is None:
            kept.append(one)
        elif _kind(one) == _kind(kept[same]) and one.least > kept[same].least:
            kept[same] = one
    return kept


def _kind(one: Candidate[Any]) -> tuple[Any, ...]:
    return one.way, one.exact, bool(one.repaired), one.proved, one.refuted


def _proved(winner: Party, rules: Confidence) -> bool:
    if any(one.is_proved(rules.reasonable_word) for one in winner.witnesses):
        return True
    sound = [one for one in winner.witnesses if one.least >= rules.reasonable_word and not one.repaired]
    return len(sound) >= 2 or (bool(sound) and any(sure_alone(one, rules) for one in sound))


def _rivals(winner: Party, other: Party, rules: Confidence) -> bool:
    """Whether ``other`` is weighty enough to keep the winner in review."""
    return _as_loser(winner, other) >= rules.disagreement * winner.weight


def _as_loser(winner: Party, other: Party) -> float:
    """How sure the other value is, beside the winner. A misread copy of the winner lends it little."""
    if _misread(winner, other):
        return other.weight * 0.3
    if all(any(one.same_ink(two) for two in winner.witnesses) for one in other.witnesses):
        # a second look at the same ink: it counts by what it has ahead of the reading that won
        return other.weight * (0.45 if len(winner.witnesses) >= 2 else 1.0)
    return other.weight


def _misread(winner: Party, other: Party) -> bool:
    """One place on a picture against three, or against a proved sum, and but one character apart."""
    if not all(one.read_by_ocr for one in other.witnesses) or len(other.witnesses) > 1:
        return False
    if len(winner.witnesses) < 3 and not any(one.proved for one in winner.witnesses):
        return False
    one, two = other.best.raw.strip(" .,;:"), winner.best.raw.strip(" .,;:")
    return abs(len(one) - len(two)) <= 2 and _distance(one, two) <= 2


def _distance(one: str, two: str) -> int:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(one, two)
