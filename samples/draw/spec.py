"""The specification of one letter: ``samples/letters/NAME.toml``, checked when it is loaded.

Adding a letter needs a specification, a wording and perhaps a person; no Python.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, model_validator

from samples.draw.people import PEOPLE, Person
from samples.draw.places import OFFICES

ROOM = Path(__file__).parent.parent
"""The folder ``samples/``."""


class Entry(BaseModel):
    """A table of a specification: read-only, and a key that it does not know is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Period(Entry):
    """A tax period: ``2024``, or a quarter as ``2024-Q1``."""

    label: str
    form: str
    tax_type: str = "income"

    @property
    def start(self) -> dt.date:
        """First day."""
        year, _, quarter = self.label.partition("-Q")
        return dt.date(int(year), 3 * int(quarter) - 2 if quarter else 1, 1)

    @property
    def end(self) -> dt.date:
        """Last day."""
        year, _, quarter = self.label.partition("-Q")
        month = 3 * int(quarter) if quarter else 12
        return dt.date(int(year) + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


class Row(Entry):
    """A row of the billing summary. ``note`` is the small line below the label in layout c."""

    kind: str
    label: str
    amount: Decimal
    note: str = ""


class Detail(Entry):
    """One period of a letter about several: its three amounts, which make its total."""

    period: str
    owed: Decimal
    penalty: Decimal
    interest: Decimal

    @property
    def total(self) -> Decimal:
        """What this period costs."""
        return self.owed + self.penalty + self.interest


class Said(Entry):
    """An amount that stands in the running text as ``{word}`` and is not part of the sum."""

    word: str
    kind: str
    label: str
    amount: Decimal
    kinds_ok: tuple[str, ...] = ()


class Due(Entry):
    """A deadline that a right reading gives; ``word`` is its template name where only the text prints it."""

    what: str
    date: dt.date | None = None
    words: str | None = None
    basis: Literal["printed", "computed"] = "printed"
    rule: str | None = None
    word: str | None = None


class Scan(Entry):
    """An office scan: turned by ``skew`` degrees, clockwise."""

    skew: float
    quality: int = 40


class Photo(Entry):
    """A phone photo of page 1; ``turned`` leaves the pixels on their side with EXIF orientation 6."""

    turned: bool = False
    tilt: float = 0.05
    quality: int = 68


class Letter(Entry):
    """Everything that one letter says and how it looks."""

    name: str
    seed: int
    layout: Literal["b", "c", "typed", "state", "warrant"]
    wording: str
    person: str
    kind: Literal["irs", "state", "unknown"] = "irs"
    code: str | None = None
    printed_code: str | None = None
    category: str | None = None
    mentions: tuple[str, ...] = ()
    notice_date: dt.date
    due_date: dt.date | None = None
    respond_by: dt.date | None = None
    period: tuple[Period, ...] = ()
    row: tuple[Row, ...] = ()
    total_label: str
    amount_due: Decimal
    detail: tuple[Detail, ...] = ()
    said: tuple[Said, ...] = ()
    deadline: tuple[Due, ...] = ()
    tin_label: str = "Social security number"
    tin_whole: bool = False
    phone: str
    fax: str | None = None
    caller_id: str | None = None
    contact_name: str | None = None
    employee_id: str | None = None
    office: str | None = None
    remit: str | None = None
    payee: str | None = "United States Treasury"
    mark: str = ""
    mail_line: str = ""
    qr: str | None = None
    verdict_ok: tuple[str, ...]
    free: tuple[str, ...] = ()
    deadlines_free: tuple[str, ...] = ()
    scan: Scan
    photo: Photo
    notes: str = ""

    @property
    def who(self) -> Person:
        """The addressee."""
        return PEOPLE[self.person]

    @model_validator(mode="after")
    def _sound(self) -> Letter:
        faults = [
            f"{what} {name!r} is not known"
            for what, name, known in (
                ("person", self.person, PEOPLE),
                ("office", self.office, OFFICES),
                ("remit", self.remit, OFFICES),
            )
            if name is not None and name not in known
        ]
        if self.row and sum(row.amount for row in self.row) != self.amount_due:
            faults.append("the rows do not add up to amount_due")
        if self.detail and sum(one.total for one in self.detail) != self.amount_due:
            faults.append("the periods do not add up to amount_due")
        if not {one.period for one in self.detail} <= {one.label for one in self.period}:
            faults.append("a detail names a period that the letter lacks")
        if faults:
            raise ValueError("; ".join(faults))
        return self


def load(path: Path) -> Letter:
    """The letter specified in ``path``, named after the file. Raises pydantic.ValidationError."""
    data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    return Letter.model_validate({"name": path.stem} | _exact(data))


def load_all(folder: Path = ROOM / "letters") -> tuple[Letter, ...]:
    """Every letter of ``folder``, by name."""
    return tuple(load(path) for path in sorted(folder.glob("*.toml")))


def _exact(data: dict[str, Any]) -> dict[str, Any]:
    # TOML floats are read as Decimal so that money stays exact; the two settings that are no money become floats again
    return data | {
        name: {key: float(value) if isinstance(value, Decimal) else value for key, value in data[name].items()}
        for name in ("scan", "photo")
    }
