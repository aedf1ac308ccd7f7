"""How soon a letter needs someone, and which way it goes: derived from its deadlines, category and asks.

Call only for letters that ``irsletter.emit.as_of`` has dated.
"""

from __future__ import annotations

import datetime as dt

from irsletter.model.kinds import RIGHTS, Action, Ask, Category, DeadlineKind, DeadlineState, Verdict
from irsletter.model.result import Deadline, Letter

BAD_VERDICTS = frozenset({Verdict.LIKELY_SCAM, Verdict.SUSPICIOUS})

_TAKING = frozenset({DeadlineKind.LEVY_MAY_START, DeadlineKind.AGREEMENT_ENDS, DeadlineKind.PAYMENT_TURNED_OVER})
_SOON = 7
"""Days."""


def doubted(letter: Letter) -> bool:
    """Whether the verdict is a bad one: nobody may be told to pay on the strength of this paper."""
    return letter.authenticity.verdict in BAD_VERDICTS


def days_left(deadline: Deadline, as_of: str) -> int | None:
    """Days to the printed or counted day; once that is over, to the last legal day. None where there is no date."""
    if deadline.date is None:
        return None
    today = dt.date.fromisoformat(as_of)
    date = dt.date.fromisoformat(deadline.date)
    if date < today and deadline.state is DeadlineState.OPEN and deadline.last_legal_day:
        date = dt.date.fromisoformat(deadline.last_legal_day)
    return (date - today).days


def in_order(letter: Letter) -> list[Deadline]:
    """Open deadlines first, rights before all others, then by date; those without a date after those with one."""
    return sorted(
        letter.deadlines,
        key=lambda each: (
            each.state is DeadlineState.PASSED,
            each.what not in RIGHTS,
            each.date is None,
            each.date or "",
            each.what,
        ),
    )


def next_deadline(letter: Letter) -> Deadline | None:
    """The earliest open date (a right first where two fall on one day), else an open one without a date, else the
    latest that has passed."""
    opened = [each for each in letter.deadlines if each.state is DeadlineState.OPEN]
    dated = [each for each in opened if each.date]
    if dated:
        return min(dated, key=lambda each: (each.date or "", each.what not in RIGHTS, each.what))
    if opened:
        return min(opened, key=lambda each: (each.what not in RIGHTS, each.what))
    return max(letter.deadlines, key=lambda each: each.date or "", default=None)


def urgency(letter: Letter, as_of: str) -> int:
    """From 1, first, to 5, nothing to do.

    1: a right can still be lost, or a levy is in place · 2: a levy or the end of a plan comes or has come, a right's
    date has passed, or any date is within seven days · 3: any other date, passed or to come, or an examination or
    identity check · 4: something is asked without a date, or a person must look · 5: the rest, and copies.
    """
    if letter.copy_of:
        return 5
    opened = [each for each in letter.deadlines if each.state is DeadlineState.OPEN]
    if any(each.what in RIGHTS for each in opened) or {Action.WITHHOLD, Action.TURN_OVER} & set(letter.actions):
        return 1
    left = [days for each in opened if (days := days_left(each, as_of)) is not None]
    if any(each.what in _TAKING or each.what in RIGHTS for each in letter.deadlines) or min(left, default=99) <= _SOON:
        return 2
    if any(each.date for each in letter.deadlines) or _category(letter) in (Category.EXAM, Category.IDENTITY):
        return 3
    asked = set(letter.asks) - {Ask.NOTHING}
    return 4 if asked or letter.review.needed or doubted(letter) else 5


def route(letter: Letter) -> str:
    """``right``, ``levy``, ``identity``, ``exam``, ``pay``, ``reply`` or ``info``: the first that holds.

    A letter with a bad verdict never goes to ``pay`` but to ``reply``: someone must find out whether it is real.
    """
    whats = {each.what for each in letter.deadlines if each.state is DeadlineState.OPEN}
    category = _category(letter)
    asks_to_pay = DeadlineKind.PAY in whats or Ask.PAYMENT in letter.asks or "amount_due" in letter.fields
    if whats & RIGHTS:
        return "right"
    if category is Category.LEVY or _TAKING & {each.what for each in letter.deadlines}:
        return "levy"
    if category in (Category.IDENTITY, Category.EXAM):
        return category.value
    if asks_to_pay and not doubted(letter):
        return "pay"
    return "reply" if doubted(letter) or set(letter.asks) - {Ask.NOTHING} else "info"


def _category(letter: Letter) -> Category | None:
    return letter.notice.category if letter.notice else None
