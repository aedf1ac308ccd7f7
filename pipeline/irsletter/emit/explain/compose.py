"""Chooses the texts that hold for one situation and fills them: facts and values in, Items out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from irsletter.catalog.explanation_terms import SINGLE, Section, Standing
from irsletter.catalog.explanations import Explanations, Text, TextEntry, Words
from irsletter.emit.explain.slots import Value
from irsletter.emit.wording import listed
from irsletter.model.result import Explanation, Item


@dataclass(frozen=True, slots=True)
class Situation:
    """All that decides what is said."""

    standing: Standing
    facts: frozenset[str]
    slots: Mapping[str, Value]
    rights: tuple[Item, ...] = ()
    """What the catalog lists of the notice's rights, said after the texts on rights but for the last of them."""


def compose(situation: Situation, known: Explanations, language: str) -> Explanation:
    words = known.words[language]
    said = {
        section: _section(known.texts[section], situation, words, language, joined=section in SINGLE)
        for section in Section
    }
    said[Section.RIGHTS][-1:-1] = situation.rights
    one = {section: items[0] for section, items in said.items() if section in SINGLE}
    return Explanation(
        headline=one[Section.HEADLINE],
        first_step=one[Section.FIRST_STEP],
        what_it_is=one[Section.WHAT_IT_IS],
        why_you_got_it=one[Section.WHY_YOU_GOT_IT],
        what_it_asks=one[Section.WHAT_IT_ASKS],
        by_when=one[Section.BY_WHEN],
        not_yet=one[Section.NOT_YET],
        rights=said[Section.RIGHTS],
        if_you_agree=said[Section.IF_YOU_AGREE],
        if_you_cannot_pay=said[Section.IF_YOU_CANNOT_PAY],
        if_you_disagree=said[Section.IF_YOU_DISAGREE],
        if_already_paid=said[Section.IF_ALREADY_PAID],
        if_not_yours=said[Section.IF_NOT_YOURS],
        if_date_passed=said[Section.IF_DATE_PASSED],
        gather=said[Section.GATHER],
        what_comes_next=one[Section.WHAT_COMES_NEXT],
        get_help=said[Section.GET_HELP],
        how_to_verify=said[Section.HOW_TO_VERIFY],
        not_seen=said[Section.NOT_SEEN],
        disclaimer=one[Section.DISCLAIMER],
    )


def _section(texts: Iterable[Text], situation: Situation, words: Words, language: str, *, joined: bool) -> list[Item]:
    drafts: dict[str, _Draft] = {}
    for text in texts:
        if text.group in drafts or (text.entry.fallback and drafts):
            continue
        if situation.standing in text.entry.standing and holds(text.entry, situation.facts):
            draft = _fill(text, situation.slots, words, language)
            if draft is not None:
                drafts[text.group] = draft
    if joined:
        return [_item(tuple(drafts.values()), words)]
    return [_item((draft,), words) for draft in drafts.values()]


def holds(entry: TextEntry, facts: frozenset[str]) -> bool:
    """Whether the conditions of a text are met."""
    return (
        facts.issuperset(entry.all)
        and (not entry.any or not facts.isdisjoint(entry.any))
        and facts.isdisjoint(entry.none)
    )


@dataclass(frozen=True, slots=True)
class _Draft:
    text: str
    values: Mapping[str, Value]
    rules: tuple[str, ...]
    sources: tuple[str, ...]
    checked_on: tuple[str, ...]


def _fill(text: Text, slots: Mapping[str, Value], words: Words, language: str) -> _Draft | None:
    filled = text.templates[language].fill({name: value.text for name, value in slots.items()})
    if filled is None:
        return None
    said, used = filled
    values = {name: slots[name] for name in used}
    own, cited = text.source, values.values()
    return _Draft(
        _contracted(said, words),
        values,
        _known((text.entry.rule, *(value.rule for value in cited))),
        _known((own.cite if own else None, *(value.source for value in cited))),
        _known((own.checked_on if own else None, *(value.checked_on for value in cited))),
    )


def _contracted(said: str, words: Words) -> str:
    for apart, one in words.contractions.items():
        said = said.replace(f" {apart} ", f" {one} ")
    return said


def _item(drafts: Sequence[_Draft], words: Words) -> Item:
    values = {name: value for draft in drafts for name, value in draft.values.items()}
    doubtful = dict.fromkeys(_name(name, words) for name, value in values.items() if not value.sure)
    sentences = [draft.text for draft in drafts]
    if doubtful:
        sentences.append(words.please_check.format(what=listed(list(doubtful), words.conjunction)))
    return Item(
        text=" ".join(sentences),
        fields=list(dict.fromkeys(field for value in values.values() for field in value.fields)),
        rule=_joined(rule for draft in drafts for rule in draft.rules),
        source=_joined(source for draft in drafts for source in draft.sources),
        checked_on=min((day for draft in drafts for day in draft.checked_on), default=None),
    )


def _name(slot: str, words: Words) -> str:
    stem = slot.removesuffix("_days").removesuffix("_last_day").removesuffix("_until")
    for name in (slot, f"{stem}_date"):
        if name in words.names:
            return words.names[name]
    return words.names["value"]


def _known(parts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(part for part in parts if part)


def _joined(parts: Iterable[str]) -> str | None:
    return "; ".join(dict.fromkeys(parts)) or None
