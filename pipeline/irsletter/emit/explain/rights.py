"""The rights that the catalog lists for a notice, as items of its explanation."""

from __future__ import annotations

from irsletter.catalog.explanation_terms import Section
from irsletter.catalog.load import Catalog
from irsletter.catalog.notices import NoticeEntry
from irsletter.emit.explain.compose import holds
from irsletter.model.result import Item


def right_items(entry: NoticeEntry | None, facts: frozenset[str], catalog: Catalog, lang: str) -> tuple[Item, ...]:
    """Those of ``entry`` that no day has ended and that no text says more fully, in the catalog's order."""
    if entry is None:
        return ()
    template = catalog.explanations.words[lang].right
    texts = catalog.explanations.texts[Section.RIGHTS]
    covered = {right for text in texts if holds(text.entry, facts) for right in text.entry.covers}
    listed = [catalog.rights[each] for each in entry.rights if each not in covered]
    return tuple(
        Item(template.format(what=getattr(right.say, lang)), [], right.rule, right.source, right.checked_on)
        for right in listed
        if right.ends is None or f"{right.ends}:passed" not in facts
    )
