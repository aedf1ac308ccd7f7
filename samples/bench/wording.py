"""What a letter of a set says around its values: ``wording/SET.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pydantic import Field

from samples.bench.data import SETS, Entry, table
from samples.bench.facts import Facts


class Section(Entry):
    """A heading with paragraphs; ``- `` opens a bullet."""

    heading: str
    body: tuple[str, ...]


class Bank(Entry):
    """The texts of one set: why by group of letters, what to do by nature of the total, sections by name."""

    why: dict[str, tuple[str, ...]]
    act: dict[str, tuple[str, ...]]
    section: dict[str, Section] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of one letter as templates."""

    why: tuple[str, ...]
    act: tuple[str, ...]
    sections: tuple[Section, ...]


DEFAULT_SECTIONS = {
    "due": ("plan", "disagree", "penalty", "interest", "more"), "immediate": ("plan", "penalty", "interest", "more"),
    "owing": ("plan", "disagree", "penalty", "interest", "more"), "proposed": ("agree_or_not", "interest", "more"),
    "refund": ("more",), "zero": ("more",), "none": ("more",), "plan": ("more",), "form": (),
}  # fmt: skip


PASSPORT_FIGURES = 2024
"""The texts on passports name the limits of 2023 and 2024; no earlier letter can."""


@cache
def bank(set_name: str) -> Bank:
    """The texts of ``set_name``. Raises pydantic.ValidationError."""
    return Bank.model_validate(table(f"wording/{set_name}"))


def wording_of(facts: Facts) -> Wording:
    """The texts of one letter; ``facts.changed`` maps a phrase of them to the one that was put in its place,
    ``facts.added`` are bullets of its own."""
    texts, case = bank(facts.set_name), facts.case
    if case.foreign:
        return Wording(case.body[SETS.index(facts.set_name)], (), ())
    act = texts.act["es" if case.language == "es" else case.nature] if case.nature != "form" else ()
    names = DEFAULT_SECTIONS[case.nature] if case.sections is None else case.sections
    if facts.look in {"d", "f", "collector"}:
        names = ()
    if facts.notice_date.year < PASSPORT_FIGURES:
        names = tuple(name for name in names if name != "passport")
    if facts.look == "e":
        names = tuple(name for name in names if name not in {"penalty", "interest"})
    sections = tuple(
        Section(heading=texts.section[name].heading, body=_changed(texts.section[name].body, facts)) for name in names
    )
    return Wording(_changed(texts.why[case.group], facts), (*_changed(act, facts), *facts.added), sections)


def _changed(texts: tuple[str, ...], facts: Facts) -> tuple[str, ...]:
    for before, after in facts.changed.items():
        texts = tuple(text.replace(before, after) for text in texts)
    return texts
