"""What a letter wants and why it came: asks, actions, forms, reasons, as catalog and text say."""

from __future__ import annotations

from collections.abc import Iterator

from irsletter.catalog.notices import NoticeEntry
from irsletter.model.kinds import Action, Ask, FormUse
from irsletter.model.reading import Field, Form
from irsletter.parse.evidence.choose import choose
from irsletter.parse.fields.contacts import cue_values
from irsletter.parse.page.marked import hits
from irsletter.parse.survey import Survey
from irsletter.parse.values.forms import tax_type_of
from irsletter.parse.values.ids import mask_ids

_MOST_REASONS = 2


def asks_of(survey: Survey, entry: NoticeEntry | None, *, pays: bool) -> tuple[tuple[Ask, ...], tuple[Action, ...]]:
    """What the catalog knows of the notice, and what the text adds where the catalog knows nothing.

    ``pays``: the letter prints an amount to be paid now."""
    asks = dict.fromkeys(entry.asks if entry is not None else ())
    actions = dict.fromkeys(entry.actions if entry is not None else ())
    for text, view in survey.texts():
        if view.position > 0:
            continue
        for cue in survey.rules.cues.values():
            if (cue.ask or cue.action) and next(hits(text, cue.patterns), None) is not None:
                if cue.ask is not None and (entry is None or not entry.asks):
                    asks[cue.ask] = None
                if cue.action is not None:
                    actions[cue.action] = None
    if pays and not asks:
        asks[Ask.PAYMENT] = None
    return tuple(asks), tuple(actions)


def forms_of(survey: Survey) -> tuple[Form, ...]:
    """Forms that the letter names, each once: enclosed before to use before filed. A return is to use only where the
    text says so of it."""
    found: dict[str, FormUse] = {}
    for number, use in _named(survey):
        if use is FormUse.TO_USE and tax_type_of(number) is not None:
            continue
        known = found.get(number)
        if known is None or _RANK[use] < _RANK[known]:
            found[number] = use
    return tuple(Form(number, use) for number, use in found.items())


_RANK = {FormUse.ENCLOSED: 0, FormUse.TO_USE: 1, FormUse.FILED: 2}


def _named(survey: Survey) -> Iterator[tuple[str, FormUse]]:
    for text, _ in survey.texts():
        for cue in survey.rules.cues.values():
            for hit in hits(text, cue.patterns) if cue.form is not None else ():
                if cue.form is not None:
                    yield hit["value"].upper(), cue.form


def reasons_of(survey: Survey) -> tuple[Field[str], ...]:
    """Why the letter came, in its own sentences, the first ones of page 1."""
    kept: list[Field[str]] = []
    first = survey.first_page[0].page if survey.first_page else None
    for one in cue_values(survey, "reason"):
        text = mask_ids(one.value)
        if one.page != first or any(text in other.value or other.value in text for other in kept if other.value):
            continue
        field = choose([one], survey.rules.confidence)
        if field is not None:
            kept.append(field)
    return tuple(kept[:_MOST_REASONS])
