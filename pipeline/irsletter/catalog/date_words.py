"""What sentences say of a date, from ``config/fields/``: whole phrases, and the words that other sentences are made of.

A sentence asks for something by a day with three kinds of word: a *relation* that makes the date a last day (``no later
than``), a *verb* of what the reader is to do or what has to reach the office (``send``, ``we must receive``), and a
*topic* that tells what it is about (``hearing``, ``documents``). *Office* words say what the office does or did, or
when something happened: dates that hang on them ask for nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from irsletter.model.kinds import DeadlineKind

_STRICT = {"extra": "forbid"}


class WordRole(StrEnum):
    RELATION = "relation"
    VERB = "verb"
    OFFICE = "office"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """Words that say what has to be done by a date."""

    __pydantic_config__ = _STRICT
    id: str
    what: DeadlineKind
    patterns: tuple[str, ...]
    source: str
    unless: tuple[str, ...] = ()
    words: str = ""
    """The word that stands for a date where the pattern has none, e.g. ``immediately``."""


@dataclass(frozen=True, slots=True)
class DateWord:
    """One kind of word. ``patterns`` of a relation hold the ``{date}``."""

    __pydantic_config__ = _STRICT
    id: str
    role: WordRole
    patterns: tuple[str, ...]
    source: str
    what: DeadlineKind | None = None
    """What a verb asks for by itself, what a topic is about, what an office word leaves to wait for."""
    about: tuple[DeadlineKind, ...] = ()
    """Topics that a verb may take up: one may call about a hearing, but not pay about it. A relation that has some
    (``the last day for your answer is``) can do without a verb."""
    borrows: bool = False
    """A verb that says nothing by itself (``send it``): its topic may stand in the sentence before."""
    stands_alone: bool = False
    """A relation that needs no verb; without a topic it says nothing."""
    before_verb: bool = False
    """A relation whose verb follows the date: ``you have until {date} to``."""
