"""Interest rates by quarter and penalty rates by month, from ``config/rates.toml``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from irsletter.catalog.section import read_toml, validate
from irsletter.errors import Fault

T = TypeVar("T")

_STRICT = {"extra": "forbid"}
_FILE = "rates.toml"
_TABLES = frozenset({"quarter", "penalty", "postponed", "least", "share"})
PENALTIES = frozenset(
    {"failure_to_file", "failure_to_pay", "failure_to_pay_after_levy_notice", "failure_to_pay_in_plan"}
)


@dataclass(frozen=True, slots=True)
class QuarterRate:
    """``percent`` a year in one calendar quarter (``2026-Q1``)."""

    __pydantic_config__ = _STRICT
    id: str
    percent: Decimal
    source: str
    checked_on: str


@dataclass(frozen=True, slots=True)
class PenaltyRate:
    """``monthly`` and ``cap``: percent of the unpaid tax, for each month or part of one, and in all."""

    __pydantic_config__ = _STRICT
    id: str
    monthly: Decimal
    cap: Decimal
    rule: str
    source: str
    checked_on: str


@dataclass(frozen=True, slots=True)
class Postponed:
    """``id``: a tax year; ``day``: the day to which its returns and payments were postponed for everybody."""

    __pydantic_config__ = _STRICT
    id: str
    day: dt.date
    source: str
    checked_on: str


@dataclass(frozen=True, slots=True)
class Least:
    """``id``: the year in which a return was due; ``amount``: the least penalty where it is over 60 days late."""

    __pydantic_config__ = _STRICT
    id: str
    amount: Decimal
    source: str
    checked_on: str


@dataclass(frozen=True, slots=True)
class Share:
    """``percent`` of the underpayment, once."""

    __pydantic_config__ = _STRICT
    id: str
    percent: Decimal
    rule: str
    source: str
    checked_on: str


@dataclass(frozen=True, slots=True)
class Rates:
    quarters: Mapping[str, QuarterRate]
    penalties: Mapping[str, PenaltyRate]
    postponed: Mapping[str, dt.date]
    """By tax year."""
    least: Mapping[str, Decimal]
    """By the year in which the return was due."""
    accuracy: Decimal
    """Percent of the underpayment."""

    def percent_on(self, day: dt.date) -> Decimal | None:
        """The yearly interest rate on ``day``; None outside of the quarters that are listed."""
        rate = self.quarters.get(f"{day.year}-Q{(day.month + 2) // 3}")
        return rate.percent if rate else None


def read_rates(root: Path, faults: list[Fault]) -> Rates | None:
    """All rates, or None with the faults noted: a quarter that is none, a penalty that is missing or unknown."""
    before = len(faults)
    tables = read_toml(root, _FILE, faults)
    faults.extend(Fault(_FILE, name, "is no table of rates") for name in tables.keys() - _TABLES)
    quarters = _entries(QuarterRate, tables, "quarter", faults)
    penalties = _entries(PenaltyRate, tables, "penalty", faults)
    faults.extend(Fault(_FILE, f"quarter.{name}", "is no quarter") for name in quarters if not _is_quarter(name))
    faults.extend(Fault(_FILE, f"penalty.{name}", "is missing or unknown") for name in PENALTIES ^ penalties.keys())
    postponed = _entries(Postponed, tables, "postponed", faults)
    least = _entries(Least, tables, "least", faults)
    shares = _entries(Share, tables, "share", faults)
    faults.extend(Fault(_FILE, f"share.{name}", "is missing or unknown") for name in {"accuracy"} ^ shares.keys())
    if len(faults) > before:
        return None
    return Rates(
        quarters,
        penalties,
        {year: entry.day for year, entry in postponed.items()},
        {year: entry.amount for year, entry in least.items()},
        shares["accuracy"].percent,
    )


def _entries(kind: type[T], tables: Mapping[str, Any], table: str, faults: list[Fault]) -> dict[str, T]:
    read = {
        name: validate(kind, {"id": name, **entry}, _FILE, f"{table}.{name}", faults)
        for name, entry in tables.get(table, {}).items()
    }
    return {name: rate for name, rate in read.items() if rate is not None}


def _is_quarter(name: str) -> bool:
    year, _, quarter = name.partition("-Q")
    return len(year) == 4 and year.isdecimal() and quarter in ("1", "2", "3", "4")
