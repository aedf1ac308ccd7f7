"""What the reader of a notice may do, from ``config/rights.toml``: a closed list that each notice chooses from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from irsletter.catalog.section import read_table
from irsletter.errors import Fault
from irsletter.model.kinds import DeadlineKind

_STRICT = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Said:
    """One text in both languages."""

    __pydantic_config__ = _STRICT
    en: str
    es: str


@dataclass(frozen=True, slots=True)
class Right:
    """One thing that a reader may do. A right that ends with a date has its count in ``config/deadlines.toml``."""

    __pydantic_config__ = _STRICT
    id: str
    say: Said
    """What it is, to follow "you may": no capital, no full stop."""
    source: str
    checked_on: str
    """ISO date at which the source was read."""
    rule: str | None = None
    """The citation where the law names it, e.g. ``IRC 6330``."""
    ends: DeadlineKind | None = None
    """The kind of deadline by which a letter offers it and with which it is gone: past that day the explanation no
    longer offers it."""


def read_rights(root: Path, faults: list[Fault]) -> dict[str, Right]:
    """All rights by id."""
    return read_table(root, "rights.toml", "right", Right, faults)
