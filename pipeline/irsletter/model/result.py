"""The result format, version 1: plain frozen records that are written as JSON and read back from it.

``irsletter.emit.schema`` turns them into a JSON Schema and validates with pydantic, which reads the
``__pydantic_config__`` of each class. The values that stand in fields are in ``result_values`` and named here too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from irsletter.errors import ErrorCode
from irsletter.model import kinds
from irsletter.model.result_charges import Charge, Waiting
from irsletter.model.result_explanation import Explanation, Item
from irsletter.model.result_source import Source, SourceFile, TurnedPage, UnreadPage
from irsletter.model.result_values import (
    SCHEMA_VERSION,
    Address,
    Alternative,
    Date,
    Evidence,
    Field,
    Fields,
    Money,
    Pattern,
    Phone,
    TaxpayerId,
)

__all__ = [
    "SCHEMA_VERSION", "Address", "Adjustment", "Alternative", "Amount", "Authenticity", "Charge", "Check", "Contact",
    "Date", "Deadline", "Engine", "Error", "Evidence", "Explanation", "Field", "Fields", "Finding", "Form",
    "Generator", "Item", "Letter", "Money", "Notice", "Pattern", "Phone", "Recipient", "Reference", "Result",
    "Review", "ReviewReason", "Source", "SourceFile", "TaxPeriod", "Taxpayer", "TaxpayerId", "TurnedPage", "UnreadPage",
    "Waiting",
]  # fmt: skip

_STRICT = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Notice:
    __pydantic_config__ = _STRICT
    code: str
    family: str
    title: str
    category: kinds.Category
    stage: int | None
    audience: kinds.Audience


@dataclass(frozen=True, slots=True)
class Recipient:
    __pydantic_config__ = _STRICT
    role: kinds.RecipientRole
    name: Field[str] | None
    address: Field[Address] | None


@dataclass(frozen=True, slots=True)
class Taxpayer:
    __pydantic_config__ = _STRICT
    role: kinds.TaxpayerRole
    name: Field[str]


@dataclass(frozen=True, slots=True)
class TaxPeriod:
    __pydantic_config__ = _STRICT
    id: str
    role: kinds.PeriodRole
    label: str
    start: Date
    end: Date
    form: str | None
    tax_type: kinds.TaxType | None
    assessed_on: Field[Date] | None
    balance: Field[Money] | None
    field: Field[str]


@dataclass(frozen=True, slots=True)
class Amount:
    __pydantic_config__ = _STRICT
    kind: kinds.AmountKind
    label: str
    tax_period: str | None
    as_of: Date | None
    field: Field[Money]


@dataclass(frozen=True, slots=True)
class Adjustment:
    __pydantic_config__ = _STRICT
    tax_period: str | None
    item: str
    payer: str | None
    as_filed: Field[Money] | None
    irs_figure: Field[Money] | None
    change: Field[Money] | None
    return_line: str | None
    code_section: str | None
    error_type: str | None


@dataclass(frozen=True, slots=True)
class Reference:
    __pydantic_config__ = _STRICT
    kind: kinds.ReferenceKind
    field: Field[str]


@dataclass(frozen=True, slots=True)
class Contact:
    __pydantic_config__ = _STRICT
    kind: kinds.ContactKind
    role: kinds.ContactRole
    field: Field[str] | Field[Address]


@dataclass(frozen=True, slots=True)
class Form:
    __pydantic_config__ = _STRICT
    number: str
    why: kinds.FormUse


@dataclass(frozen=True, slots=True)
class Deadline:
    __pydantic_config__ = _STRICT
    what: kinds.DeadlineKind
    date: Date | None
    last_legal_day: Date | None
    words: str | None
    tax_periods: list[str]
    basis: kinds.DeadlineBasis
    rule: str | None
    counted_from: str | None
    right_lost: str | None
    met_by: kinds.MetBy
    state: kinds.DeadlineState
    confidence: float
    status: kinds.FieldStatus
    evidence: list[Evidence]


@dataclass(frozen=True, slots=True)
class Check:
    __pydantic_config__ = _STRICT
    id: str
    status: kinds.CheckStatus
    blocking: bool
    detail: str
    fields: list[str]


@dataclass(frozen=True, slots=True)
class Finding:
    __pydantic_config__ = _STRICT
    rule: str
    weight: float
    title: str
    why: str
    evidence: list[Evidence]
    source: str
    checked_on: str


@dataclass(frozen=True, slots=True)
class Authenticity:
    __pydantic_config__ = _STRICT
    verdict: kinds.Verdict
    score: float
    threshold: float
    findings: list[Finding]
    not_evaluated: list[str]


@dataclass(frozen=True, slots=True)
class ReviewReason:
    __pydantic_config__ = _STRICT
    code: str
    field: str | None
    page: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Review:
    __pydantic_config__ = _STRICT
    needed: bool
    reasons: list[ReviewReason]


@dataclass(frozen=True, slots=True)
class Letter:
    """``charges`` and ``waiting`` may be missing only in what an older version wrote."""

    __pydantic_config__ = _STRICT
    id: str
    pages: list[int]
    missing_pages: list[int]
    copy_of: str | None
    superseded_by: str | None
    kind: kinds.LetterKind
    language: kinds.Language
    notice: Notice | None
    mentions: list[str]
    asks: list[kinds.Ask]
    actions: list[kinds.Action]
    recipient: Recipient | None
    taxpayers: list[Taxpayer]
    fields: Fields
    tax_periods: list[TaxPeriod]
    amounts: list[Amount]
    reasons: list[Field[str]]
    adjustments: list[Adjustment]
    references: list[Reference]
    contacts: list[Contact]
    forms: list[Form]
    deadlines: list[Deadline]
    checks: list[Check]
    authenticity: Authenticity
    explanation: Explanation | None
    """None only inside the program, before the explanation for one ``as_of`` is composed."""
    review: Review
    charges: list[Charge] = field(default_factory=list)
    waiting: Waiting | None = None


@dataclass(frozen=True, slots=True)
class Engine:
    __pydantic_config__ = _STRICT
    name: str
    version: str
    model: str


@dataclass(frozen=True, slots=True)
class Generator:
    __pydantic_config__ = _STRICT
    name: str
    version: str
    catalog: str
    engines: list[Engine]


@dataclass(frozen=True, slots=True)
class Error:
    __pydantic_config__ = _STRICT
    code: ErrorCode
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Result:
    """One for each input file."""

    __pydantic_config__ = _STRICT
    schema_version: Literal["1.0"]
    generator: Generator
    as_of: Date
    source: Source
    status: kinds.ResultStatus
    letters: list[Letter]
    joined_into: str | None
    error: Error | None
