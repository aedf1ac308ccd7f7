"""Everything in a Result that depends on the day that counts as today: made here, and nowhere else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from irsletter.catalog.load import Catalog
from irsletter.emit.explain import explain as explain_letter
from irsletter.emit.explain.clock import read_clock
from irsletter.model.result import Explanation, Letter, Result

Explain = Callable[[Letter, dt.date, Catalog, str], Explanation]


def as_of_day(
    result: Result, today: dt.date, catalog: Catalog, explain: Explain = explain_letter, lang: str | None = "en"
) -> Result:
    """``result`` as it reads on ``today``: the state of every deadline, then the explanation and the notice's title in
    ``lang``, which is a language of the catalog, or None for each letter's own."""
    return replace(
        result,
        as_of=today.isoformat(),
        letters=[
            _letter(letter, today, catalog, explain, lang or own_language(letter, catalog)) for letter in result.letters
        ],
    )


def language_of(result: Result, catalog: Catalog) -> str:
    """The language that all letters of ``result`` are written in; English where they differ."""
    languages = {own_language(letter, catalog) for letter in result.letters}
    return languages.pop() if len(languages) == 1 else "en"


def own_language(letter: Letter, catalog: Catalog) -> str:
    """The language that ``letter`` is written in, where the catalog has it; else English."""
    return str(letter.language) if letter.language in catalog.explanations.words else "en"


def _letter(letter: Letter, today: dt.date, catalog: Catalog, explain: Explain, lang: str) -> Letter:
    deadlines = [replace(deadline, state=read_clock(deadline, today).state) for deadline in letter.deadlines]
    entry = catalog.notices.get(letter.notice.code) if letter.notice else None
    notice = letter.notice
    if notice and entry and notice.title in (entry.title, entry.title_es):
        notice = replace(notice, title=entry.title_in(lang))
    dated = replace(letter, notice=notice, deadlines=deadlines, explanation=None)
    return replace(dated, explanation=explain(dated, today, catalog, lang))
