"""What confidence is worth, counted on labelled letters: ``config/weights.toml``, which a measurement writes.

The rules of parse claim a confidence by judgement; this table says which share of such claims was right. Without the
file the claims stand as they are.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path

from irsletter.catalog.section import read_toml, validate
from irsletter.errors import Fault

_STRICT = {"extra": "forbid"}
_FILE = "weights.toml"


@dataclass(frozen=True, slots=True)
class Step:
    """Claims from ``claim`` up to the next step: of ``count`` values ``right`` were right, so that the share is at
    least ``at_least`` (Clopper-Pearson, 95 %)."""

    __pydantic_config__ = _STRICT
    claim: float
    at_least: float
    count: int
    right: int


@dataclass(frozen=True, slots=True)
class Weights:
    """``text`` holds for values read from a text layer, ``ocr`` for those read off a picture; steps rise in both."""

    __pydantic_config__ = _STRICT
    measured_on: str = ""
    """ISO date."""
    code: str = ""
    """Digest of the code that read the letters: other code, other claims."""
    letters: dict[str, int] = field(default_factory=dict)
    """Letters counted, by capture level."""
    text: tuple[Step, ...] = ()
    ocr: tuple[Step, ...] = ()

    def worth(self, claim: float, *, by_ocr: bool) -> float:
        """The calibrated confidence of a ``claim``, both 0 to 1. One below all that were counted is worth no more than
        the lowest step."""
        steps = self.ocr if by_ocr else self.text
        if not steps or not claim:
            return claim
        place = bisect_right([step.claim for step in steps], claim) - 1
        return steps[place].at_least if place >= 0 else min(claim, steps[0].at_least)


def read_weights(root: Path, faults: list[Fault]) -> Weights:
    """The table, or an empty one where there is none."""
    if not (root / _FILE).is_file():
        return Weights()
    read = validate(Weights, dict(read_toml(root, _FILE, faults)), _FILE, "", faults)
    if read is None:
        return Weights()
    for name, steps in (("text", read.text), ("ocr", read.ocr)):
        claims = [step.claim for step in steps]
        worths = [step.at_least for step in steps]
        if claims != sorted(set(claims)) or worths != sorted(worths):
            faults.append(Fault(_FILE, name, "steps must rise"))
    return read
