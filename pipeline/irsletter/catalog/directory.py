"""Published contacts, from ``config/directory/``: what genuine letters carry, what fakes carried, whom to tell.

A listed number proves nothing (a fake can copy it), and an unlisted one is no proof of fraud: the lists are incomplete.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from irsletter.catalog.section import day_flaw, read_table
from irsletter.errors import Fault

_STRICT = {"extra": "forbid"}

T = TypeVar("T")


class Grade(StrEnum):
    """``A``: agency page, agency sample or statute. ``B``: a named secondary source."""

    A = "A"
    B = "B"


class Standing(StrEnum):
    CURRENT = "current"
    RETIRED = "retired"
    """Was in use: normal on an older letter."""


@dataclass(frozen=True, slots=True)
class Phone:
    """``id`` is the E.164 number. ``notices``: codes of notices mailed by machine that are known to print it."""

    __pydantic_config__ = _STRICT
    id: str
    purpose: str
    owner: str
    grade: Grade
    source: str
    source_date: str
    checked_on: str
    standing: Standing = Standing.CURRENT
    notices: tuple[str, ...] = ()
    since: str = ""
    """ISO day on which it came into use; empty: not known."""
    answers: bool = True
    """Whether it answers questions about a letter."""
    until: str = ""
    """ISO day on which it went out of use; empty: still in use, or not known."""


@dataclass(frozen=True, slots=True)
class Host:
    """``id`` is the host. ``subdomains``: every host below it belongs to it too."""

    __pydantic_config__ = _STRICT
    id: str
    use: str
    grade: Grade
    source: str
    source_date: str
    checked_on: str
    subdomains: bool = False
    standing: Standing = Standing.CURRENT


@dataclass(frozen=True, slots=True)
class Payee:
    """``id`` is the wording. ``accepted``: a check to it goes to the Treasury."""

    __pydantic_config__ = _STRICT
    id: str
    accepted: bool
    note: str
    grade: Grade
    source: str
    source_date: str
    checked_on: str
    since: str = ""
    until: str = ""
    """ISO date of the last day at which checks were made out so."""


@dataclass(frozen=True, slots=True)
class Place:
    """A mail address of the IRS. ``line`` is the street or box, empty where the ZIP stands for the office. ``unique``:
    nobody else gets mail under its five digits. ``stub_for``: notices whose payment slip is known to bear it."""

    __pydantic_config__ = _STRICT
    id: str
    city: str
    state: str
    zip: str
    use: str
    grade: Grade
    source: str
    source_date: str
    checked_on: str
    line: str = ""
    standing: Standing = Standing.CURRENT
    unique: bool = False
    stub_for: tuple[str, ...] = ()
    since: str = ""
    """ISO day on which it came into use; empty: not known."""
    answers: bool = True
    """Whether it answers questions about a letter."""
    until: str = ""
    """ISO day on which it went out of use; empty: still in use, or not known."""


@dataclass(frozen=True, slots=True)
class Collector:
    """A private agency that collects for the IRS; it never takes payment to itself."""

    __pydantic_config__ = _STRICT
    id: str
    name: str
    phone: str
    address: str
    contract: str
    grade: Grade
    source: str
    source_date: str
    checked_on: str
    standing: Standing = Standing.CURRENT
    since: str = ""
    """ISO day on which its contract began; empty: not known."""
    until: str = ""
    """ISO day on which its contract ended; empty: under contract."""


@dataclass(frozen=True, slots=True)
class FakeName:
    """A name that no agency bears, or a title that no agency's letter has, reported by two sources at least."""

    __pydantic_config__ = _STRICT
    id: str
    seen: str
    sources: tuple[str, ...]
    source_date: str
    checked_on: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FakeForm:
    """A form number that does not exist."""

    __pydantic_config__ = _STRICT
    id: str
    fact: str
    source: str
    source_date: str
    checked_on: str


@dataclass(frozen=True, slots=True)
class FakePhone:
    """``id`` is the E.164 number that a documented fake printed. Numbers are given to others in time."""

    __pydantic_config__ = _STRICT
    id: str
    seen: str
    source: str
    source_date: str
    checked_on: str


@dataclass(frozen=True, slots=True)
class Report:
    """Where to report a fake letter."""

    __pydantic_config__ = _STRICT
    id: str
    name: str
    how: str
    grade: Grade
    source: str
    source_date: str
    checked_on: str


@dataclass(frozen=True, slots=True)
class Directory:
    phones: Mapping[str, Phone]
    hosts: Mapping[str, Host]
    payees: Mapping[str, Payee]
    addresses: Mapping[str, Place]
    collectors: Mapping[str, Collector]
    fake_names: Mapping[str, FakeName]
    fake_forms: Mapping[str, FakeForm]
    fake_phones: Mapping[str, FakePhone]
    reporting: Mapping[str, Report]


_STALE = dt.timedelta(days=366)
_LINGERS = dt.timedelta(days=366)
"""How long a contact may still be printed after it went out of use: old stationery, delayed mail, forwarding."""


def in_use(entry: Phone | Place | Collector | Payee, day: dt.date | None) -> bool:
    """Whether a letter of ``day`` may bear this contact; a letter without a day may bear any."""
    if day is None:
        return True
    begun = not entry.since or day >= dt.date.fromisoformat(entry.since)
    return begun and (not entry.until or day <= dt.date.fromisoformat(entry.until) + _LINGERS)


def stale_entries(directory: Directory, today: dt.date) -> tuple[str, ...]:
    """``list: entry`` of every entry that was last checked more than a year before ``today``."""
    return tuple(
        f"{part.name}: {entry.id}"
        for part in fields(directory)
        for entry in getattr(directory, part.name).values()
        if today - dt.date.fromisoformat(entry.checked_on) > _STALE
    )


def read_directory(root: Path, faults: list[Fault]) -> Directory:
    """The directory; a wrongly written number, host or ZIP and a fake name with fewer than two sources are faults."""

    def read(name: str, key: str, kind: type[T], flaw: Callable[[T], str] | None = None) -> dict[str, T]:
        file = f"directory/{name}.toml"
        entries = read_table(root, file, key, kind, faults)
        for entry_id, entry in entries.items():
            days = (getattr(entry, key, "") for key in ("checked_on", "since", "until"))
            if message := day_flaw(filter(None, days)):
                faults.append(Fault(file, f"{key}.{entry_id}.checked_on", message))
        if flaw is not None:
            found = {entry_id: flaw(entry) for entry_id, entry in entries.items()}
            faults.extend(Fault(file, f"{key}.{entry_id}", message) for entry_id, message in found.items() if message)
        return entries

    return Directory(
        phones=read("phones", "phone", Phone, lambda entry: _phone_flaw(entry.id)),
        hosts=read("hosts", "host", Host, _host_flaw),
        payees=read("payees", "payee", Payee),
        addresses=read("addresses", "address", Place, _zip_flaw),
        collectors=read("collectors", "collector", Collector, lambda entry: _phone_flaw(entry.phone)),
        fake_names=read("fake_names", "name", FakeName, _sources_flaw),
        fake_forms=read("fake_forms", "form", FakeForm),
        fake_phones=read("fake_phones", "phone", FakePhone, lambda entry: _phone_flaw(entry.id)),
        reporting=read("reporting", "office", Report),
    )


def _phone_flaw(number: str) -> str:
    e164 = number.startswith("+1") and number[1:].isdecimal() and len(number) == 12
    return "" if e164 else "must be +1 and 10 digits"


def _host_flaw(entry: Host) -> str:
    return "" if entry.id == entry.id.lower().strip(".") and "/" not in entry.id else "must be a host in lower case"


def _zip_flaw(entry: Place) -> str:
    digits = entry.zip.replace("-", "", 1)
    return "" if digits.isdecimal() and len(digits) in (5, 9) else "the ZIP needs 5 or 9 digits"


def _sources_flaw(entry: FakeName) -> str:
    return "" if len(set(entry.sources)) >= 2 else "a fake name needs two sources"
