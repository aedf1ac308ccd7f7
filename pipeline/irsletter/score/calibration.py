"""Whether confidences mean what they say: claimed confidence held against the share that was right."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from irsletter.score.grades import FieldScore

BINS = 15


@dataclass(frozen=True, slots=True)
class Bin:
    """Values of like confidence: how many, their mean confidence, and the share that was right."""

    count: int
    claimed: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """``error``: the expected calibration error over bins of equal mass (Naeini and others 2015), 0 to 1; None where
    no value carried a confidence."""

    error: float | None
    bins: tuple[Bin, ...]


def calibration(scores: Iterable[FieldScore], *, review_only: bool = False) -> Calibration:
    """Over all values that carry a confidence; with ``review_only`` over those alone that a person must look at."""
    right: dict[float, list[bool]] = defaultdict(list)
    for score in scores:
        if score.confidence is not None and score.got and not (review_only and score.accepted):
            right[score.confidence].append(score.right)
    if not right:
        return Calibration(None, ())
    # values of one confidence share their mean, else the order within a tie would make gaps that are not there
    pairs = [(claim, sum(seen) / len(seen)) for claim, seen in sorted(right.items()) for _ in seen]
    number = min(BINS, len(pairs))
    edges = [round(step * len(pairs) / number) for step in range(number + 1)]
    bins = tuple(_bin(pairs[start:end]) for start, end in itertools.pairwise(edges))
    error = sum(one.count * abs(one.claimed - one.right) for one in bins) / len(pairs)
    return Calibration(error, bins)


def _bin(pairs: list[tuple[float, float]]) -> Bin:
    return Bin(len(pairs), sum(pair[0] for pair in pairs) / len(pairs), sum(pair[1] for pair in pairs) / len(pairs))


@dataclass(frozen=True, slots=True)
class Risk:
    """If all values of at least this confidence were taken: the share taken, and the share of these that is wrong."""

    confidence: float
    coverage: float
    wrong: float


def risks(scores: Iterable[FieldScore]) -> tuple[Risk, ...]:
    """The risk-coverage curve (El-Yaniv and Wiener 2010) over all values that carry a confidence, surest first."""
    right: dict[float, list[bool]] = defaultdict(list)
    for score in scores:
        if score.confidence is not None and score.got:
            right[score.confidence].append(score.right)
    whole = sum(len(seen) for seen in right.values())
    taken = wrong = 0
    curve = []
    for claim, seen in sorted(right.items(), reverse=True):
        taken += len(seen)
        wrong += seen.count(False)
        curve.append(Risk(claim, taken / whole, wrong / taken))
    return tuple(curve)
