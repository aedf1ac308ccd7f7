"""Values that need a type of their own: ids that can't leak, addresses, tax periods."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class IdKind(StrEnum):
    """What kind of taxpayer id it is, as far as its form tells."""

    SSN = "ssn"
    ITIN = "itin"
    EIN = "ein"
    UNKNOWN = "unknown"


class TaxpayerId:
    """A taxpayer id whose digits can't leak: repr, str and JSON are masked, pickling drops all but the last four.

    ``digits`` may hold nine digits, or only the last four of an id printed masked. Two ids compare by ``same_as``,
    which uses all digits that both still have. Raises ValueError for anything else.
    """

    __slots__ = ("_digits", "kind")

    def __init__(self, kind: IdKind, digits: str) -> None:
        if len(digits) not in (4, 9) or not digits.isdecimal():
            raise ValueError("a taxpayer id has nine digits, or its last four")
        self.kind = kind
        self._digits = digits

    @property
    def last4(self) -> str:
        return self._digits[-4:]

    @property
    def masked(self) -> str:
        """``***-**-1234``; an EIN ``**-***1234``."""
        return f"**-***{self.last4}" if self.kind is IdKind.EIN else f"***-**-{self.last4}"

    def reveal(self) -> str | None:
        """All nine digits, or None; only the ``read --show-ids`` command may ask for it."""
        return self._digits if len(self._digits) == 9 else None

    def same_as(self, other: TaxpayerId) -> bool:
        """Whether nothing speaks against both being one id."""
        length = min(len(self._digits), len(other._digits))
        return self._digits[-length:] == other._digits[-length:]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TaxpayerId) and (self.kind, self._digits) == (other.kind, other._digits)

    def __hash__(self) -> int:
        return hash((self.kind, self.last4))

    def __repr__(self) -> str:
        return f"TaxpayerId({self.masked})"

    def __str__(self) -> str:
        return self.masked

    def __reduce__(self) -> tuple[type[TaxpayerId], tuple[IdKind, str]]:
        return type(self), (self.kind, self.last4)


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address. ``lines`` are as printed without the city line, unless that line could not be parsed."""

    lines: tuple[str, ...]
    city: str | None = None
    state: str | None = None
    zip: str | None = None
    country: str = "US"


@dataclass(frozen=True, slots=True)
class Period:
    """A tax period: ``label`` is ``2017``, ``2023-Q1`` or ``2022-07/2023-06``; both days belong to it."""

    label: str
    start: dt.date
    end: dt.date
