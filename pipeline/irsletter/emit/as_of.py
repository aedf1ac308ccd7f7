"""Everything in a Result that depends on the day that counts as today: made here, and nowhere else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from irsletter.catalog.load import Catalog
from irsletter.emit.explain import explain as explain_letter
from irsletter.emit.explain.clock import read_clock
from irsletter.model.result import Explanation, Letter, Result

Explain = Callable[[Letter, dt.date, Catalog], Explanation]


def as_of_day(result: Result, today: dt.date, catalog: Catalog, explain: Explain = explain_letter) -> Result:
    """``result`` as it reads on ``today``: the state of every deadline, then the explanation."""
    return replace(
        result,
        as_of=today.isoformat(),
        letters=[_letter(letter, today, catalog, explain) for letter in result.letters],
    )


def _letter(letter: Letter, today: dt.date, catalog: Catalog, explain: Explain) -> Letter:
    deadlines = [replace(deadline, state=read_clock(deadline, today).state) for deadline in letter.deadlines]
    dated = replace(letter, deadlines=deadlines, explanation=None)
    return replace(dated, explanation=explain(dated, today, catalog))
