"""The day counts that may become a date, from ``config/deadlines.toml``: a closed list, one rule for each kind.

Every other number of days that is known of a notice stays a remark; only these ever turn into a computed deadline.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from irsletter.catalog.section import duplicates, read_toml, validate
from irsletter.errors import Fault
from irsletter.model.kinds import DeadlineKind, MetBy

_STRICT = {"extra": "forbid"}
_FILE = "deadlines.toml"


class Unit(StrEnum):
    DAYS = "days"
    BUSINESS_DAYS = "business_days"
    """Neither Saturday, Sunday nor a legal holiday in the District of Columbia."""
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class Span:
    """So much time after the day counted from, which itself is not counted."""

    __pydantic_config__ = _STRICT
    count: int
    unit: Unit = Unit.DAYS


@dataclass(frozen=True, slots=True)
class LargeAmount:
    """Another span where the amount due is ``at_least`` so many dollars."""

    __pydantic_config__ = _STRICT
    at_least: Decimal
    span: Span


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """One count of the law. ``abroad`` holds where the letter is addressed outside of the United States."""

    __pydantic_config__ = _STRICT
    id: str
    what: DeadlineKind
    span: Span
    rule: str
    """The citation, e.g. ``IRC 6330(a)(3)(B)``."""
    source: str
    checked_on: str
    counted_from: str = "notice_date"
    """Name of the single field that the count starts at."""
    abroad: Span | None = None
    large: LargeAmount | None = None
    right_lost: str | None = None
    """What is lost with this notice's date; else that of the kind."""


@dataclass(frozen=True, slots=True)
class KindFacts:
    """What holds for every deadline of one kind. ``rolls``: a last day on a weekend or D.C. holiday moves on to the
    next day that is none (IRC 7503)."""

    __pydantic_config__ = _STRICT
    source: str
    rolls: bool = False
    met_by: MetBy = MetBy.UNKNOWN
    right_lost: str | None = None


@dataclass(frozen=True, slots=True)
class DeadlineRules:
    """``rules`` by id; ``kinds`` has an entry for each kind of deadline."""

    __pydantic_config__ = _STRICT
    rules: dict[str, DeadlineRule]
    kinds: dict[DeadlineKind, KindFacts]


def read_deadlines(root: Path, faults: list[Fault]) -> DeadlineRules | None:
    """The rules, or None with the faults noted."""
    tables = read_toml(root, _FILE, faults)
    rules = tables.get("rule", {})
    raw = {
        **{key: value for key, value in tables.items() if key not in ("rule", "kind")},
        "rules": {rule_id: {"id": rule_id, **rule} for rule_id, rule in rules.items()},
        "kinds": tables.get("kind", {}),
    }
    read = validate(DeadlineRules, raw, _FILE, "", faults)
    if read is None:
        return None
    twice = duplicates(rule.what for rule in read.rules.values())
    faults.extend(Fault(_FILE, "rule", f"two rules of the kind {kind}") for kind in twice)
    missing = [kind for kind in DeadlineKind if kind not in read.kinds]
    faults.extend(Fault(_FILE, f"kind.{kind}", "is missing") for kind in missing)
    return read
