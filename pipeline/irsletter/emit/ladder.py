"""The letters of one account under each other: each taxpayer and tax period, newest letter first.

What is owed is counted once, from the newest letter of each period. Letters that a newer one has overtaken, copies
(a spouse's, a representative's, a second scan) and doubted letters stand in their place and count nothing. Only values
that need no look are used; a letter that lacks one of them is named apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from irsletter.catalog.notices import NoticeEntry
from irsletter.emit.taxpayers import Taxpayer, one_each, taxpayer
from irsletter.emit.urgency import doubted
from irsletter.emit.wording import clean
from irsletter.model.kinds import (
    CHARGES,
    RIGHTS,
    AmountKind,
    Category,
    DeadlineKind,
    DeadlineState,
    FieldStatus,
    PeriodRole,
)
from irsletter.model.result import Field, Letter, Result, TaxPeriod

T = TypeVar("T")

_GROWN_BY = CHARGES | {AmountKind.PAYMENTS_AND_CREDITS, AmountKind.COLLECTION_COST}
"""Rows that can make a later letter's amount differ from an earlier one's."""
_COLLECTION = frozenset({Category.BALANCE_DUE, Category.LEVY, Category.LIEN, Category.COLLECTOR})
"""Letters of other kinds are not of this view: what they propose, or ask a plan's payment for, adds to no debt."""


class Role(StrEnum):
    """How a letter counts. ``overtaken``: a newer one of the same account has taken its place. ``newer``: it came later
    than the one that counts and asks for no amount."""

    CURRENT = "current"
    NEWER = "newer"
    OVERTAKEN = "overtaken"
    COPY = "copy"
    DOUBTED = "doubted"


@dataclass(frozen=True, slots=True)
class Growth:
    """From the amount of the letter before to this one's, in dollars, below zero where it fell. ``parts``: the rows of
    this letter that make it up to the cent, by their printed labels; empty where they don't."""

    by: Decimal
    since: str
    """Code of the letter before."""
    parts: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One letter. ``amount`` is asked for now, for ``periods``, of which there may be more than the account's own;
    ``lacking``: codes that usually come between the letter before and this one, and were not found."""

    letter_id: str
    code: str
    title: str
    date: dt.date
    role: Role
    amount: Decimal | None
    periods: tuple[str, ...]
    path: str
    growth: Growth | None = None
    lacking: tuple[str, ...] = ()
    rights: tuple[tuple[DeadlineKind, dt.date], ...] = ()
    """Rights that are still open on it, whatever came later, and their days."""


@dataclass(frozen=True, slots=True)
class Account:
    """One taxpayer's tax of one period. ``steps``: newest first."""

    name: str
    number: str
    """Masked."""
    period: str
    form: str | None
    steps: tuple[Step, ...]

    @property
    def current(self) -> Step | None:
        """The letter that counts."""
        return next((step for step in self.steps if step.role is Role.CURRENT), None)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A letter whose place can't be told: ``lacks`` names the fields that are missing or need a look."""

    letter_id: str
    code: str
    path: str
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """``total``: of what the current letters ask for now, each letter once; None where the letters of one taxpayer
    overlap so that no sum is certain."""

    accounts: tuple[Account, ...]
    unplaced: tuple[Unplaced, ...]
    total: Decimal | None


@dataclass(frozen=True, slots=True)
class _Found:
    letter: Letter
    path: str
    person: Taxpayer
    date: dt.date
    amount: Decimal | None


def ladder(results: Iterable[Result], notices: Mapping[str, NoticeEntry], lang: str = "en") -> Ladder:
    """The accounts of ``results``, which must be linked and dated, by name and period; notice titles in ``lang``."""
    shown = [
        _found(letter, result.source.path)
        for result in results
        for letter in result.letters
        if letter.notice is not None and letter.notice.category in _COLLECTION
    ]
    unplaced = [each for each in shown if isinstance(each, Unplaced)]
    letters = [each for each in shown if isinstance(each, _Found)]
    persons = one_each(each.person for each in letters)
    placed: dict[tuple[Taxpayer, str, str], list[_Found]] = {}
    for each in letters:
        for period in _subjects(each.letter):
            key = (persons[each.person], period.label, period.form or period.tax_type or "")
            placed.setdefault(key, []).append(each)
    accounts = [_account(key, found, notices, lang) for key, found in placed.items()]
    accounts.sort(key=lambda account: (account.name, account.number, account.period))
    return Ladder(tuple(accounts), tuple(sorted(unplaced, key=lambda each: each.path)), _total(accounts))


def _found(letter: Letter, path: str) -> _Found | Unplaced | None:
    """None for a copy that can't be placed: its original is told."""
    fields = letter.fields
    name, number = _sure(fields.get("taxpayer_name")), _sure(fields.get("taxpayer_id"))
    date, code = _sure(fields.get("notice_date")), _sure(fields.get("notice_code"))
    given = {"notice_code": code, "notice_date": date, "taxpayer_name": name, "taxpayer_id": number}
    lacks = [field for field, value in given.items() if value is None]
    subjects = _subjects(letter)
    if not subjects or any(period.field.status is not FieldStatus.ACCEPTED for period in subjects):
        lacks.append("periods")
    if lacks and letter.copy_of:
        return None
    if lacks or name is None or number is None or date is None:
        return Unplaced(letter.id, letter.notice.code if letter.notice else "", clean(path), tuple(lacks))
    amount = _sure(fields.get("amount_due"))
    asked = Decimal(amount) if amount is not None else None
    return _Found(letter, path, taxpayer(number, name), dt.date.fromisoformat(date), asked)


def _account(
    key: tuple[Taxpayer, str, str], found: list[_Found], notices: Mapping[str, NoticeEntry], lang: str
) -> Account:
    found = sorted(found, key=lambda each: (each.date, _stage(each), each.letter.copy_of is not None, each.path))
    counting = [each for each in found if not doubted(each.letter) and not each.letter.copy_of]
    current = max(counting, key=lambda each: (each.amount is not None, each.date, _stage(each)), default=None)
    asking = [each for each in counting if each.amount is not None]
    growth = {id(newer): _growth(older, newer) for older, newer in pairwise(asking)}
    lacking = {id(newer): _lacking(older, newer, notices) for older, newer in pairwise(counting)}
    steps = [
        Step(
            letter_id=each.letter.id,
            code=each.letter.notice.code if each.letter.notice else "",
            title=_title(each.letter, notices, lang),
            date=each.date,
            role=_role(each, current),
            amount=each.amount,
            periods=tuple(period.label for period in _subjects(each.letter)),
            path=clean(each.path),
            growth=growth.get(id(each)),
            lacking=lacking.get(id(each), ()),
            rights=() if doubted(each.letter) or each.letter.copy_of else _rights(each.letter),
        )
        for each in found
    ]
    newest = (current or found[-1]).letter
    name, number = newest.fields.get("taxpayer_name"), newest.fields.get("taxpayer_id")
    form = next((period.form for period in _subjects(newest) if period.label == key[1]), None)
    return Account(
        clean(name.value) if name and name.value else "",
        number.value.masked if number and number.value else "",
        key[1],
        form,
        tuple(reversed(steps)),
    )


def _role(each: _Found, current: _Found | None) -> Role:
    if doubted(each.letter):
        return Role.DOUBTED
    if each.letter.copy_of:
        return Role.COPY
    if each is current or current is None:
        return Role.CURRENT
    return Role.NEWER if (each.date, _stage(each)) > (current.date, _stage(current)) else Role.OVERTAKEN


def _rights(letter: Letter) -> tuple[tuple[DeadlineKind, dt.date], ...]:
    opened = [
        each for each in letter.deadlines if each.what in RIGHTS and each.state is DeadlineState.OPEN and each.date
    ]
    return tuple((each.what, dt.date.fromisoformat(each.date or "")) for each in opened)


def _growth(older: _Found, newer: _Found) -> Growth | None:
    """None where an amount is missing or the letters are of other periods."""
    same = {period.label for period in _subjects(older.letter)} == {period.label for period in _subjects(newer.letter)}
    if older.amount is None or newer.amount is None or not same:
        return None
    by = newer.amount - older.amount
    rows = [row for row in newer.letter.amounts if row.kind in _GROWN_BY]
    sure = all(row.field.status is FieldStatus.ACCEPTED and row.field.value is not None for row in rows)
    parts = tuple((clean(row.label), Decimal(row.field.value or 0)) for row in rows) if sure else ()
    adds_up = sum((value for _, value in parts), Decimal(0)) == by
    code = older.letter.notice.code if older.letter.notice else ""
    return Growth(by, code, parts if adds_up else ())


def _lacking(older: _Found, newer: _Found, notices: Mapping[str, NoticeEntry]) -> tuple[str, ...]:
    """The codes on the usual way from ``older`` to ``newer``."""
    start = older.letter.notice.code if older.letter.notice else ""
    goal = newer.letter.notice.code if newer.letter.notice else ""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while ways:
        longer: list[tuple[str, ...]] = []
        for way in ways:
            entry = notices.get(way[-1])
            for code in entry.usual_next if entry else ():
                if code == goal:
                    return way[1:]
                if code not in seen:
                    seen.add(code)
                    longer.append((*way, code))
        ways = longer
    return ()


def _total(accounts: list[Account]) -> Decimal | None:
    counted: dict[str, Decimal] = {}
    for account in accounts:
        step = account.current
        if step is not None and step.amount is not None:
            counted[step.letter_id] = step.amount
    for step in (account.current for account in accounts):
        # a letter of several periods counts whole, so none of its periods may have a newer letter of its own
        if step is not None and len(step.periods) > 1 and step.amount is not None:
            shared = (each for each in accounts if step.letter_id in {other.letter_id for other in each.steps})
            newest = [account.current for account in shared]
            if any(other is not None and other.letter_id != step.letter_id for other in newest):
                return None
    return sum(counted.values(), Decimal(0))


def _subjects(letter: Letter) -> list[TaxPeriod]:
    return [period for period in letter.tax_periods if period.role is PeriodRole.SUBJECT]


def _stage(found: _Found) -> int:
    return (found.letter.notice.stage if found.letter.notice else None) or 0


def _title(letter: Letter, notices: Mapping[str, NoticeEntry], lang: str) -> str:
    if letter.notice is None:
        return ""
    entry = notices.get(letter.notice.code)
    return entry.title_in(lang) if entry else letter.notice.title


def _sure(field: Field[T] | None) -> T | None:
    return field.value if field is not None and field.status is FieldStatus.ACCEPTED else None
