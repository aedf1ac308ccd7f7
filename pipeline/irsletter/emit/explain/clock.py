"""Where the deadlines of a letter stand on one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from irsletter.model import result
from irsletter.model.kinds import DeadlineKind, DeadlineState, FieldStatus

_HAPPENS_ON_THE_DAY = frozenset(
    {
        DeadlineKind.LEVY_MAY_START,
        DeadlineKind.AGREEMENT_ENDS,
        DeadlineKind.PAYMENT_TURNED_OVER,
        DeadlineKind.WAIT_UNTIL,
    }
)
"""Not the last day for an act: on the day itself the time to act before it is over."""


@dataclass(frozen=True, slots=True)
class Clock:
    """One deadline as of one day. ``days`` to the day to speak of: the last legal day once the date itself has gone;
    negative when that has gone too, None where there is no date."""

    deadline: result.Deadline
    date: dt.date | None
    last_day: dt.date | None
    """Only where it differs from ``date``."""
    days: int | None
    state: DeadlineState
    until: dt.date | None
    """The day to speak of."""

    @property
    def sure(self) -> bool:
        return self.deadline.status is FieldStatus.ACCEPTED


def read_clock(deadline: result.Deadline, as_of: dt.date) -> Clock:
    date = dt.date.fromisoformat(deadline.date) if deadline.date else None
    if date is None:
        return Clock(deadline, None, None, None, DeadlineState.OPEN, None)
    if deadline.what in _HAPPENS_ON_THE_DAY:
        state = DeadlineState.PASSED if as_of >= date else DeadlineState.OPEN
        return Clock(deadline, date, None, (date - as_of).days, state, date)
    last = max(date, dt.date.fromisoformat(deadline.last_legal_day)) if deadline.last_legal_day else date
    state = DeadlineState.PASSED if as_of > last else DeadlineState.OPEN
    until = last if date < as_of <= last else date
    return Clock(deadline, date, last if last != date else None, (until - as_of).days, state, until)


def read_clocks(deadlines: Iterable[result.Deadline], as_of: dt.date) -> dict[DeadlineKind, Clock]:
    """The one deadline of each kind to speak of: the next open one with a date, else the latest that has passed, else
    one without a date."""
    clocks: dict[DeadlineKind, Clock] = {}
    for deadline in deadlines:
        clock = read_clock(deadline, as_of)
        known = clocks.get(deadline.what)
        if known is None or _rank(clock) < _rank(known):
            clocks[deadline.what] = clock
    return clocks


def _rank(clock: Clock) -> tuple[int, int]:
    if clock.date is None:
        return (2, 0)
    if clock.state is DeadlineState.OPEN:
        return (0, clock.date.toordinal())
    return (1, -clock.date.toordinal())
