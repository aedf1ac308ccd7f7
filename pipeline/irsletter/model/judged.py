"""What validate hands on: the reading with its checks, deadlines and the evidence about authenticity."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from irsletter.model.kinds import (
    AmountKind,
    ChargeOutcome,
    CheckStatus,
    DeadlineBasis,
    DeadlineKind,
    FieldStatus,
    MetBy,
    Verdict,
)
from irsletter.model.reading import Evidence, Reading


@dataclass(frozen=True, slots=True)
class Check:
    """One check of the letter against itself. ``blocking``: a failure puts the letter to review."""

    id: str
    status: CheckStatus
    blocking: bool
    detail: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that speaks against the letter (weight above zero) or for it (below)."""

    rule: str
    weight: float
    title: str
    why: str
    evidence: tuple[Evidence, ...]
    source: str
    checked_on: str


@dataclass(frozen=True, slots=True)
class Authenticity:
    verdict: Verdict
    score: float
    threshold: float
    findings: tuple[Finding, ...] = ()
    not_evaluated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date that matters. ``date`` is the unrolled day, ``last_legal_day`` is rolled past weekend and D.C. holiday."""

    what: DeadlineKind
    date: dt.date | None
    basis: DeadlineBasis
    confidence: float
    status: FieldStatus
    last_legal_day: dt.date | None = None
    words: str | None = None
    tax_periods: tuple[str, ...] = ()
    rule: str | None = None
    counted_from: str | None = None
    right_lost: str | None = None
    met_by: MetBy = MetBy.UNKNOWN
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Charge:
    """A printed penalty or interest held against the law's own. ``computed`` and what it rests on are None where the
    letter gives too little; ``months``, or parts of one, are those that were counted."""

    kind: AmountKind
    label: str
    tax_period: str | None
    outcome: ChargeOutcome
    printed: Decimal | None
    computed: Decimal | None = None
    months: int | None = None
    counted_on: Decimal | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What one more month costs, in dollars, of ``tax`` that stays unpaid. ``quarter``: of the rate used, the last
    one known."""

    tax: Decimal
    penalty: Decimal
    interest: Decimal
    quarter: str


@dataclass(frozen=True, slots=True)
class ReviewReason:
    code: str
    message: str
    field: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A reading with everything that the letter itself and the rules say about it."""

    reading: Reading
    checks: tuple[Check, ...]
    deadlines: tuple[Deadline, ...]
    authenticity: Authenticity
    review: tuple[ReviewReason, ...] = ()
    """Empty: the letter is ``ok``."""
    charges: tuple[Charge, ...] = ()
    waiting: Waiting | None = None
