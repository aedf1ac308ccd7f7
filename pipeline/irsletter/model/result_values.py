"""The values of the result format: evidence, fields and what stands in them.

``irsletter.emit.schema`` turns them into a JSON Schema and validates with pydantic, which reads the
``__pydantic_config__`` of each class and the ``Pattern`` marks. Money is a decimal string, a date ISO 8601, a phone
E.164.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Annotated, Any, Final, Generic, Literal, TypeVar

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
