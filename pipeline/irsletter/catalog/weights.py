"""How sure a value is, measured on labelled letters: ``config/weights.toml``, written by ``make calibrate``.

A table holds for what was read one way: ``text`` for text layers, else the names of the engines that read the document,
joined by ``+``. A value's score is a sum of log odds; the bin that the score falls into says how sure it is.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from irsletter.catalog.section import read_toml, validate
from irsletter.errors import Fault

FILE = "weights.toml"
TEXT = "text"
"""The table for values of a text layer."""

TIERS = (0.0, 0.5, 0.65, 0.76, 0.81, 0.86, 0.9, 0.96, 0.975)
"""Where the tiers begin."""

SOUND = 0.74
"""The rules' figure for one place that is read whole, under a label that may be read badly."""

_STRICT = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Bin:
    """Values whose score is at least ``start``, and below the next bin's: ``right`` of ``count`` were right."""

    __pydantic_config__ = _STRICT
    start: float
    confidence: float
    """The one-sided 95 % Clopper-Pearson bound of ``right`` of ``count``; below 1.0."""
    count: int
    right: int


@dataclass(frozen=True, slots=True)
class Table:
    """Log odds by field (``group``), capture, ``tier`` of what the rules say with whether they accept the value, and
    field and tier together (``cell``). What is not named was seen too seldom and counts 0."""

    __pydantic_config__ = _STRICT
    letters: int
    intercept: float
    accept_from: float
    """Confidence below which a value needs a look, whatever the rules say; 0.0 where the rules stand alone."""
    promote_from: float
    """Confidence from which a value is accepted that the rules leave for review although nothing speaks against it;
    1.0 where none is."""
    group: Mapping[str, float]
    capture: Mapping[str, float]
    tier: Mapping[str, float]
    cell: Mapping[str, float]
    bins: tuple[Bin, ...]
    review: tuple[Bin, ...] = ()
    """Bins of the values that stay for review: among many more that are accepted their worth would not show."""

    def judge(self, group: str, capture: str, rules: float, *, accepted: bool) -> tuple[float, bool]:
        """The confidence of a value of ``group``, of which the rules say ``rules`` (0 to 1) and whether they accept it,
        and whether it is accepted."""
        tier = tier_of(rules, accepted=accepted)
        score = self.intercept + self.group.get(group, 0.0) + self.capture.get(capture, 0.0)
        score += self.tier.get(tier, 0.0) + self.cell.get(f"{group} {tier}", 0.0)
        sure = _bin(self.bins, score).confidence
        stands = sure >= self.accept_from if accepted else sure >= self.promote_from and promotable(group, rules)
        return (sure if stands or not self.review else min(sure, _bin(self.review, score).confidence)), stands


def _bin(bins: tuple[Bin, ...], score: float) -> Bin:
    return bins[max(bisect_right([one.start for one in bins], round(score, 4)) - 1, 0)]


def tier_of(rules: float, *, accepted: bool) -> str:
    """What the rules say, coarsely: one place alone, two that agree, more, a proved sum lie in tiers of their own."""
    return f"{TIERS[max(bisect_right(TIERS, rules) - 1, 0)]:.3f}{'' if accepted else ' review'}"


def promotable(group: str, rules: float) -> bool:
    """Whether a value for review may be accepted by its measured confidence: nothing speaks against it but that it
    stands at one place, or that a word of it was not read surely. A rival, a repair or a weak word gives a lower figure
    than ``SOUND``. Rows of tables are left for review for what they say, too: the sum fails, the label is unknown."""
    return group != "amounts" and rules >= SOUND


@dataclass(frozen=True, slots=True)
class Weights:
    """``code``: first 12 hex of the sha256 over the program text that the figures hold for."""

    __pydantic_config__ = _STRICT
    code: str
    source: str
    table: Mapping[str, Table]


def read_weights(root: Path, faults: list[Fault]) -> Weights | None:
    """The weights under ``root``; None without a file, which is no fault: the rules then stand alone."""
    if not (root / FILE).exists():
        return None
    weights = validate(Weights, dict(read_toml(root, FILE, faults)), FILE, "", faults)
    for name, table in weights.table.items() if weights else ():
        ladders = ([one.start for one in bins] for bins in (table.bins, table.review))
        if not table.bins or any(later <= one for starts in ladders for one, later in itertools.pairwise(starts)):
            faults.append(Fault(FILE, f"table.{name}.bins", "must be there, each starting above the one before"))
        if any(not 0 <= one.confidence < 1 or not 0 <= one.right <= one.count for one in (*table.bins, *table.review)):
            faults.append(
                Fault(FILE, f"table.{name}.bins", "a confidence is at least 0 and below 1, right at most count")
            )
    return weights
