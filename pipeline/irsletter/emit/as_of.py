"""Everything in a Result that depends on the day that counts as today: made here, and nowhere else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from irsletter.catalog.load import Catalog
from irsletter.emit.explain import explain as explain_letter
from irsletter.model.kinds import DeadlineKind, DeadlineState
from irsletter.model.result import Deadline, Explanation, Letter, Result

Explain = Callable[[Letter, dt.date, Catalog], Explanation]

_HAPPENS_ON_THE_DAY = frozenset(
    {
        DeadlineKind.LEVY_MAY_START,
        DeadlineKind.AGREEMENT_ENDS,
        DeadlineKind.PAYMENT_TURNED_OVER,
        DeadlineKind.WAIT_UNTIL,
    }
)
"""Not the last day for an act: on the day itself it is too late, or no longer needed, to act before it."""


def as_of_day(result: Result, today: dt.date, catalog: Catalog, explain: Explain = explain_letter) -> Result:
    """``result`` as it reads on ``today``: the state of every deadline, then the explanation."""
    return replace(
        result,
        as_of=today.isoformat(),
        letters=[_letter(letter, today, catalog, explain) for letter in result.letters],
    )


def _letter(letter: Letter, today: dt.date, catalog: Catalog, explain: Explain) -> Letter:
    deadlines = [replace(deadline, state=state_on(deadline, today)) for deadline in letter.deadlines]
    dated = replace(letter, deadlines=deadlines, explanation=None)
    return replace(dated, explanation=explain(dated, today, catalog))


def state_on(deadline: Deadline, today: dt.date) -> DeadlineState:
    """An act is in time until the end of its last legal day (IRC 7503); one without a date stays open."""
    if deadline.date is None:
        return DeadlineState.OPEN
    if deadline.what in _HAPPENS_ON_THE_DAY:
        passed = dt.date.fromisoformat(deadline.date) <= today
    else:
        passed = dt.date.fromisoformat(deadline.last_legal_day or deadline.date) < today
    return DeadlineState.PASSED if passed else DeadlineState.OPEN
