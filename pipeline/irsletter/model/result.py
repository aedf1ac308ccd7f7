"""The result format, version 1: plain frozen records that are written as JSON and read back from it.

``irsletter.emit.schema`` turns them into a JSON Schema and validates with pydantic, which reads the
``__pydantic_config__`` of each class and the ``Pattern`` marks. Money is a decimal string, a date ISO 8601, a phone
E.164.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Annotated, Any, Final, Generic, Literal, TypeVar

from irsletter.errors import ErrorCode
from irsletter.model import kinds

if sys.version_info >= (3, 12):
    from typing import TypedDict
else:  # pydantic can't read the one in typing before 3.12; this package comes with pydantic
    from typing_extensions import TypedDict

SCHEMA_VERSION: Final = "1.0"

T = TypeVar("T")


class Pattern:
    """Marks a string that must match ``pattern``; understood by pydantic without importing it here."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        schema = handler(source)
        schema["pattern"] = self.pattern
        return schema


Money = Annotated[str, Pattern(r"^-?\d+\.\d{2}$")]
Date = Annotated[str, Pattern(r"^\d{4}-\d{2}-\d{2}$")]
Phone = Annotated[str, Pattern(r"^\+\d{7,15}$")]

_STRICT = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Evidence:
    __pydantic_config__ = _STRICT
    page: int | None
    box: tuple[float, float, float, float] | None
    text: str
    source: Literal["text_layer", "ocr", "barcode", "annotation", "hidden", "file"]
    copy: int


@dataclass(frozen=True, slots=True)
class Alternative(Generic[T]):
    __pydantic_config__ = _STRICT
    value: T
    raw: str
    confidence: float
    evidence: list[Evidence]


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    __pydantic_config__ = _STRICT
    value: T | None
    raw: str | None
    confidence: float
    status: kinds.FieldStatus
    evidence: list[Evidence]
    alternatives: list[Alternative[T]]


@dataclass(frozen=True, slots=True)
class TaxpayerId:
    __pydantic_config__ = _STRICT
    kind: Literal["ssn", "itin", "ein", "unknown"]
    last4: Annotated[str, Pattern(r"^\d{4}$")]
    masked: str


@dataclass(frozen=True, slots=True)
class Address:
    __pydantic_config__ = _STRICT
    lines: list[str]
    city: str | None
    state: str | None
    zip: str | None
    country: str


class Fields(TypedDict, total=False):
    """The single fields; an absent key means that the letter carries no such value."""

    notice_code: Field[str]
    notice_date: Field[Date]
    due_date: Field[Date]
    respond_by: Field[Date]
    amount_due: Field[Money]
    refund_amount: Field[Money]
    proposed_amount: Field[Money]
    taxpayer_name: Field[str]
    taxpayer_address: Field[Address]
    taxpayer_id: Field[TaxpayerId]
    contact_phone: Field[Phone]
    contact_fax: Field[Phone]
    contact_name: Field[str]
    caller_id: Field[str]
    employee_id: Field[str]
    return_address: Field[Address]
    remit_to: Field[Address]
    respond_to: Field[Address]
    payee: Field[str]
    printed_page_count: Field[int]


Fields.__pydantic_config__ = _STRICT  # type: ignore[attr-defined]


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
class Item:
    """One sentence of the explanation with the fields it rests on and the rule and source behind it."""

    __pydantic_config__ = _STRICT
    text: str
    fields: list[str]
    rule: str | None
    source: str | None
    checked_on: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    __pydantic_config__ = _STRICT
    headline: Item
    first_step: Item
    what_it_is: Item
    why_you_got_it: Item
    what_it_asks: Item
    by_when: Item
    not_yet: Item
    rights: list[Item]
    if_you_agree: list[Item]
    if_you_cannot_pay: list[Item]
    if_you_disagree: list[Item]
    if_already_paid: list[Item]
    if_not_yours: list[Item]
    if_date_passed: list[Item]
    gather: list[Item]
    what_comes_next: Item
    get_help: list[Item]
    how_to_verify: list[Item]
    not_seen: list[Item]
    disclaimer: Item


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


@dataclass(frozen=True, slots=True)
class UnreadPage:
    __pydantic_config__ = _STRICT
    page: int
    code: ErrorCode
    message: str


@dataclass(frozen=True, slots=True)
class SourceFile:
    __pydantic_config__ = _STRICT
    name: str
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True)
class Source:
    __pydantic_config__ = _STRICT
    name: str
    path: str
    sha256: str | None
    media_type: str | None
    bytes: int | None
    pages: int | None
    unread_pages: list[UnreadPage]
    files: list[SourceFile]


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
