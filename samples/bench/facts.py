"""What one letter says: every value of it, before anything is drawn."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from samples.bench.case import Case
from samples.bench.people import Person
from samples.draw.spec import Period

__all__ = ["Cell", "Deadline", "Detail", "Facts", "Period", "Row", "Said"]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the billing summary."""

    kind: str
    label: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Cell:
    """A money cell of a table by period."""

    kind: str
    head: str
    amount: Decimal
    kinds_ok: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """One period of a letter about several; ``assessed`` and ``refile`` are dates that lien forms print."""

    period: Period
    cells: tuple[Cell, ...]
    assessed: dt.date | None = None
    refile: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A figure of the running text."""

    word: str
    kind: str
    label: str
    amount: Decimal
    kinds_ok: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline that a right reading gives; ``word`` names the template value that prints its date."""

    what: str
    date: dt.date | None
    basis: str
    rule: str | None
    words: str | None = None
    word: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """The values of a letter and the few choices of printing that change how a value reads."""

    set_name: str
    case: Case
    look: str
    person: Person
    code: str | None
    printed_code: str
    notice_date: dt.date
    date_style: str
    headline: str
    periods: tuple[Period, ...]
    rows: tuple[Row, ...] = ()
    total: Decimal | None = None
    total_label: str = ""
    total_field: str = "amount_due"
    details: tuple[Detail, ...] = ()
    said: tuple[Said, ...] = ()
    dates: dict[str, dt.date] = field(default_factory=dict)
    deadlines: tuple[Deadline, ...] = ()
    money_style: str = "first"
    tin_label: str = ""
    tin_whole: bool = False
    city_comma: bool = True
    phone: str = ""
    phone_word: str = ""
    fax: str | None = None
    caller_id: str | None = None
    contact_name: str | None = None
    employee_id: str | None = None
    office: tuple[str, ...] = ()
    remit: tuple[str, ...] = ()
    payee: str | None = None
    texts: dict[str, str] = field(default_factory=dict)
    references: tuple[tuple[str, str], ...] = ()
    mail_line: str = ""
    division: str = ""
    qr: str | None = None
    treasury: str = "Department of the Treasury"
    verdict_ok: tuple[str, ...] = ("no_red_flags", "cannot_tell")
    kind: str = "irs"
    free: tuple[str, ...] = ()
    adds_up: bool = True
    changed: dict[str, str] = field(default_factory=dict)
    added: tuple[str, ...] = ()
    notes: str = ""
