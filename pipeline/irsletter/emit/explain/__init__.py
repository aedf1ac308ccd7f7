"""What a letter means and what to do about it, composed from the texts of ``config/explanations/`` alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from irsletter.catalog.explanation_terms import Standing
from irsletter.catalog.load import Catalog
from irsletter.catalog.notices import find_notice
from irsletter.emit.explain.clock import read_clocks
from irsletter.emit.explain.compose import Situation, compose
from irsletter.emit.explain.facts import entry_facts, letter_facts, standing_of
from irsletter.emit.explain.rights import right_items
from irsletter.emit.explain.slots import Value, entry_slots, letter_slots, spell
from irsletter.model import result
from irsletter.model.kinds import Audience, Category

__all__ = ["CodeExplanation", "explain", "explain_code"]

LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class CodeExplanation:
    """What is known of a notice without a letter. ``notice`` has the category ``unknown`` where the catalog has no
    explanation; ``sources`` were read on ``checked_on`` (ISO date)."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 - read by pydantic from the class
    notice: result.Notice
    rights: list[str]
    """What its reader may do, in words."""
    usual_days: int | None
    """Days that its readers are often given; None where the law counts them, or nothing is known."""
    forms: list[str]
    usual_next: list[str]
    sources: list[str]
    checked_on: str | None
    explanation: result.Explanation


def explain(letter: result.Letter, as_of: dt.date, catalog: Catalog, lang: str = LANGUAGE) -> result.Explanation:
    """The explanation of ``letter`` on the day ``as_of``; whatever ``letter.explanation`` holds is not looked at.

    ``lang`` must be a language of the catalog's words; else KeyError.
    """
    labels = catalog.labels[lang]
    clocks = read_clocks(letter.deadlines, as_of)
    slots = letter_slots(letter, clocks, as_of, labels, catalog.deadline_rules)
    entry = catalog.notices.get(letter.notice.code) if letter.notice else None
    if entry is not None:
        slots.update(entry_slots(entry, labels.words))
    standing, facts = standing_of(letter), letter_facts(letter, entry, clocks, as_of)
    rights = right_items(entry, facts, catalog, lang) if standing is Standing.PLAIN else ()
    return compose(Situation(standing, facts, slots, rights), catalog.explanations, lang)


def explain_code(code: str, catalog: Catalog, lang: str = LANGUAGE) -> CodeExplanation:
    """What the notice ``code`` (in any spelling) means. A code that the catalog lacks is explained as such."""
    words = catalog.explanations.words[lang]
    entry = find_notice(code, catalog.notices)
    shown = entry.id if entry else " ".join(code.upper().split())
    slots = {"code": Value(spell(shown, words)), **(entry_slots(entry, words) if entry else {})}
    facts = entry_facts(entry)
    situation = Situation(Standing.PLAIN, facts, slots, right_items(entry, facts, catalog, lang))
    explanation = compose(situation, catalog.explanations, lang)
    if entry is None:
        notice = result.Notice(shown, shown, "", Category.UNKNOWN, None, Audience.UNKNOWN)
        return CodeExplanation(notice, [], None, [], [], [], None, explanation)
    notice = result.Notice(
        entry.id, entry.family or entry.id, entry.title_in(lang), entry.category, entry.stage, entry.audience
    )
    return CodeExplanation(
        notice=notice,
        rights=[getattr(catalog.rights[right].say, lang) for right in entry.rights],
        usual_days=entry.usual_days,
        forms=list(entry.forms),
        usual_next=list(entry.usual_next),
        sources=list(entry.sources),
        checked_on=entry.checked_on,
        explanation=explanation,
    )
