"""A deadline in words: what it is, its day, what the day rests on, what is lost with it."""

from __future__ import annotations

from irsletter.emit.urgency import days_left
from irsletter.emit.wording import clean, days_away, plain, weekday
from irsletter.model.kinds import RIGHTS, DeadlineBasis, DeadlineKind, DeadlineState, FieldStatus, MetBy
from irsletter.model.result import Deadline

_ACTS = {
    DeadlineKind.PAY: "Pay",
    DeadlineKind.RESPOND: "Answer",
    DeadlineKind.FILE_RETURN: "File the return, or say why not,",
    DeadlineKind.VERIFY_IDENTITY: "Verify your identity",
    DeadlineKind.SEND_INFORMATION: "Send the information",
    DeadlineKind.REQUEST_ABATEMENT: "Ask for the change to be reversed",
    DeadlineKind.APPEAL: "Appeal",
    DeadlineKind.PETITION: "Petition the Tax Court",
    DeadlineKind.HEARING: "Ask for a hearing",
    DeadlineKind.EQUIVALENT_HEARING: "Ask for an equivalent hearing",
    DeadlineKind.SUIT: "Sue for the refund",
}
_EVENTS = {
    DeadlineKind.APPOINTMENT: "Appointment",
    DeadlineKind.LEVY_MAY_START: "A levy may start",
    DeadlineKind.AGREEMENT_ENDS: "The payment plan ends",
    DeadlineKind.PAYMENT_TURNED_OVER: "The money held is handed over",
    DeadlineKind.WAIT_UNTIL: "Wait",
}
_MET_BY = {
    MetBy.RECEIVED: "It must have arrived by then.",
    MetBy.POSTMARKED: "The postmark counts.",
    MetBy.FILED_WITH_THE_COURT: "It must be filed with the court itself.",
    MetBy.CALL: "A call meets it.",
    MetBy.ONLINE: "It is met online.",
}


def title(deadline: Deadline) -> str:
    """``Ask for a hearing``, ``A levy may start``: no date."""
    if deadline.what in _ACTS:
        return _ACTS[deadline.what].rstrip(",")
    return _EVENTS[deadline.what]


def sentence(deadline: Deadline, as_of: str, *, doubted: bool) -> str:
    """One line with its day. ``doubted``: the letter's verdict is bad, so the line asks for nothing but a check."""
    if doubted:
        return _doubted(deadline, as_of)
    if deadline.date is None:
        return _undated(deadline)
    when = f"{weekday(deadline.date)} ({_away(deadline, as_of)})"
    if deadline.what in _ACTS:
        verb = "by" if deadline.state is DeadlineState.OPEN else "was due by"
        return f"{_ACTS[deadline.what]} {verb} {when}."
    verb = {DeadlineKind.WAIT_UNTIL: "until"}.get(deadline.what, "on")
    return f"{_EVENTS[deadline.what]} {verb} {when}."


def _doubted(deadline: Deadline, as_of: str) -> str:
    if deadline.date is None:
        return "Check whether this letter is real before you do anything that it asks."
    matters = "matters" if deadline.state is DeadlineState.OPEN else "mattered"
    return (
        f"Check whether this letter is real; if it is, {weekday(deadline.date)} ({_away(deadline, as_of)}) {matters}."
    )


def _undated(deadline: Deadline) -> str:
    act = title(deadline)
    if deadline.words:
        return f"{act}: “{clean(deadline.words)}”. The letter prints no date for it."
    if deadline.what in RIGHTS:
        return f"{act}: the letter offers it, but no date for it was found. See the date on your notice."
    return f"{act}: no date was found. See your notice."


def _away(deadline: Deadline, as_of: str) -> str:
    days = days_left(deadline, as_of)
    return days_away(days) if days is not None else ""


def basis(deadline: Deadline) -> str:
    """``Printed on the letter.`` or by which rule it was counted; whether a person must check it."""
    if deadline.date is None:
        return ""
    rule = f" ({deadline.rule})" if deadline.rule else ""
    if deadline.basis is DeadlineBasis.PRINTED:
        parts = ["Printed on the letter."]
    else:
        start = plain(deadline.counted_from or "letter")
        parts = [f"Counted from the {start}{rule}; not printed on the letter."]
    if deadline.last_legal_day and deadline.last_legal_day != deadline.date:
        parts.append(f"A weekend or holiday moves the last legal day to {weekday(deadline.last_legal_day)}.")
    if deadline.status is FieldStatus.REVIEW:
        parts.append("Please check this date on the letter.")
    return " ".join(parts)


def consequence(deadline: Deadline) -> str:
    """What is lost with it and how it is met, or nothing."""
    lost = f"After it you lose {clean(deadline.right_lost).rstrip('.')}." if deadline.right_lost else ""
    met = _MET_BY.get(deadline.met_by, "") if deadline.date else ""
    return " ".join(part for part in (lost, met) if part)
