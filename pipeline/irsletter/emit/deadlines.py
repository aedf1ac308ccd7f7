"""A deadline in words: what it is, its day, what the day rests on, what is lost with it."""

from __future__ import annotations

from irsletter.catalog.labels import Labels
from irsletter.emit.urgency import days_left
from irsletter.emit.wording import clean, days_away, plain, weekday
from irsletter.model.kinds import RIGHTS, DeadlineBasis, DeadlineKind, DeadlineState, FieldStatus
from irsletter.model.result import Deadline

_EVENTS = frozenset(
    {
        DeadlineKind.APPOINTMENT,
        DeadlineKind.LEVY_MAY_START,
        DeadlineKind.AGREEMENT_ENDS,
        DeadlineKind.PAYMENT_TURNED_OVER,
    }
)
"""Not acts that a day ends, but things that come on it."""


def title(deadline: Deadline, labels: Labels) -> str:
    """``Ask for a hearing``, ``A levy may start``: no date."""
    return labels.acts[deadline.what]


def sentence(deadline: Deadline, as_of: str, labels: Labels, *, doubted: bool) -> str:
    """One line with its day. ``doubted``: the letter's verdict is bad, so the line asks for nothing but a check."""
    said, act = labels.deadlines, title(deadline, labels)
    is_open = deadline.state is DeadlineState.OPEN
    if doubted:
        if deadline.date is None:
            return said.check_first
        return (said.check_open if is_open else said.check_passed).format(when=_when(deadline, as_of, labels))
    if deadline.date is None:
        return _undated(deadline, labels)
    if deadline.what in _EVENTS:
        form = said.event
    elif deadline.what is DeadlineKind.WAIT_UNTIL:
        form = said.wait
    else:
        form = said.act_open if is_open else said.act_passed
    return form.format(act=act, when=_when(deadline, as_of, labels))


def _undated(deadline: Deadline, labels: Labels) -> str:
    said, act = labels.deadlines, title(deadline, labels)
    if deadline.words:
        return said.words.format(act=act, words=clean(deadline.words))
    return (said.right_undated if deadline.what in RIGHTS else said.undated).format(act=act)


def _when(deadline: Deadline, as_of: str, labels: Labels) -> str:
    days = days_left(deadline, as_of)
    if deadline.date is None or days is None:
        return ""
    return labels.deadlines.when.format(day=weekday(deadline.date, labels), left=days_away(days, labels))


def basis(deadline: Deadline, labels: Labels) -> str:
    """``Printed on the letter.`` or by which rule it was counted; whether a person must check it."""
    said = labels.deadlines
    if deadline.date is None:
        return ""
    if deadline.basis is DeadlineBasis.PRINTED:
        parts = [said.printed]
    else:
        start = deadline.counted_from or "notice_date"
        parts = [said.counted.format(start=labels.words.names.get(start, plain(start)), rule=deadline.rule)]
    if deadline.last_legal_day and deadline.last_legal_day != deadline.date:
        parts.append(said.moved.format(day=weekday(deadline.last_legal_day, labels)))
    if deadline.status is FieldStatus.REVIEW:
        parts.append(said.check_date)
    return " ".join(parts)


def consequence(deadline: Deadline, labels: Labels) -> str:
    """What is lost with it and how it is met, or nothing."""
    lost = ""
    if deadline.right_lost:
        what = labels.rights_lost.get(deadline.what, "{said}").format(said=clean(deadline.right_lost).rstrip("."))
        lost = labels.deadlines.lost.format(what=what)
    met = labels.met_by.get(deadline.met_by, "") if deadline.date else ""
    return " ".join(part for part in (lost, met) if part)
