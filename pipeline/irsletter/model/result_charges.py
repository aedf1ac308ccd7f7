"""Printed charges held against the law's own figures, and what waiting costs, as results hold them."""

from __future__ import annotations

from dataclasses import dataclass

from irsletter.model import kinds
from irsletter.model.result_values import Date, Money

_STRICT = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Charge:
    """``computed`` and what it rests on are null where the letter gives too little. A difference accuses nobody."""

    __pydantic_config__ = _STRICT
    kind: kinds.AmountKind
    label: str
    tax_period: str | None
    outcome: kinds.ChargeOutcome
    printed: Money | None
    computed: Money | None
    months: int | None
    """Months, or parts of one, that were counted."""
    counted_on: Money | None
    since: Date | None
    """The day after which it runs."""
    until: Date | None
    rule: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """What one more month costs of ``tax`` that stays unpaid, at the rate of ``quarter``, the last one known."""

    __pydantic_config__ = _STRICT
    tax: Money
    penalty: Money
    interest: Money
    quarter: str
