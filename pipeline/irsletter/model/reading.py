"""What parse hands on: one letter of a document with its fields, each with evidence and confidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Generic, TypeVar

from irsletter.model.document import Document, Page, Source
from irsletter.model.geometry import Box
from irsletter.model.kinds import (
    Action,
    AmountKind,
    Ask,
    Audience,
    Category,
    ContactKind,
    ContactRole,
    DeadlineKind,
    FieldStatus,
    FormUse,
    Language,
    LetterKind,
    PeriodRole,
    RecipientRole,
    ReferenceKind,
    TaxpayerRole,
    TaxType,
)
from irsletter.model.values import Address, Period

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One printed line that a value rests on. ``copy`` numbers the place on paper; ``page`` is None for file facts."""

    page: int | None
    box: Box | None
    text: str
    source: Source
    copy: int = 1


@dataclass(frozen=True, slots=True)
class Alternative(Generic[T]):
    """A losing candidate, kept and named."""

    value: T
    raw: str
    confidence: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """A value with its proof. ``confidence`` is the field's, a lower bound from 0 to below 1; value None means that
    only its label was seen."""

    value: T | None
    raw: str | None
    confidence: float
    status: FieldStatus
    evidence: tuple[Evidence, ...] = ()
    alternatives: tuple[Alternative[T], ...] = ()

    @property
    def accepted(self) -> bool:
        return self.status is FieldStatus.ACCEPTED and self.value is not None


@dataclass(frozen=True, slots=True)
class Notice:
    """Which notice the letter is, with what the catalog knows of it (category ``unknown`` where it knows nothing)."""

    code: str
    family: str
    title: str
    category: Category
    stage: int | None
    audience: Audience
    known: bool


@dataclass(frozen=True, slots=True)
class TaxPeriod:
    """A tax period that the letter names. ``id`` is ``p1``, ``p2``, ... in the order of the letter."""

    id: str
    role: PeriodRole
    period: Period
    form: str | None
    tax_type: TaxType | None
    field: Field[str]
    assessed_on: Field[dt.date] | None = None
    balance: Field[Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """One row of a money table. The field's value carries the sign of its effect on the total."""

    kind: AmountKind
    label: str
    field: Field[Decimal]
    tax_period: str | None = None
    as_of: dt.date | None = None
    spoken: bool = False
    """Named in a sentence: part of no table, and of no sum."""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One line of a proposed or made change to a return."""

    item: str
    tax_period: str | None = None
    payer: str | None = None
    as_filed: Field[Decimal] | None = None
    irs_figure: Field[Decimal] | None = None
    change: Field[Decimal] | None = None
    return_line: str | None = None
    code_section: str | None = None
    error_type: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    kind: ReferenceKind
    field: Field[str]


@dataclass(frozen=True, slots=True)
class Contact:
    """Where the letter tells the reader to turn to. The field's value is a str, or an Address for kind ``address``."""

    kind: ContactKind
    role: ContactRole
    field: Field[Any]


@dataclass(frozen=True, slots=True)
class Form:
    number: str
    why: FormUse


@dataclass(frozen=True, slots=True)
class Person:
    role: TaxpayerRole
    name: Field[str]


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom the letter is addressed."""

    role: RecipientRole
    name: Field[str] | None
    address: Field[Address] | None


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date, or the word that stands for one, by which something is asked. It becomes a Deadline in validate."""

    what: DeadlineKind
    field: Field[dt.date]
    words: str | None = None


@dataclass(frozen=True, slots=True)
class OfferedRight:
    """The letter's own text offers a right (hearing, petition, appeal, abatement), whatever its code says."""

    what: DeadlineKind
    evidence: Evidence
    days: int | None = None
    """Day count that the text itself prints, e.g. 30; None where it prints none."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What parse was not sure of, and where another look might settle it."""

    code: str
    message: str
    field: str | None = None
    page: int | None = None
    box: Box | None = None
    expects: str | None = None
    """What should stand in ``box``: ``money``, ``date``, ``code``, ``id``, ``phone`` or None."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The pages of one document that make one letter."""

    document: Document
    pages: tuple[Page, ...]
    missing_pages: tuple[int, ...] = ()

    @property
    def first_page(self) -> int:
        return self.pages[0].number


@dataclass(frozen=True, slots=True)
class Reading:
    """What one letter says. ``fields`` is keyed by the single-field names of the result format; an absent key means
    that the letter carries no such value."""

    letter: Letter
    kind: LetterKind
    language: Language
    notice: Notice | None
    fields: Mapping[str, Field[Any]]
    mentions: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    actions: tuple[Action, ...] = ()
    recipient: Recipient | None = None
    taxpayers: tuple[Person, ...] = ()
    tax_periods: tuple[TaxPeriod, ...] = ()
    amounts: tuple[Amount, ...] = ()
    reasons: tuple[Field[str], ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    references: tuple[Reference, ...] = ()
    contacts: tuple[Contact, ...] = ()
    forms: tuple[Form, ...] = ()
    printed_dates: tuple[PrintedDate, ...] = ()
    offered_rights: tuple[OfferedRight, ...] = ()
    doubts: tuple[Doubt, ...] = field(default=())
