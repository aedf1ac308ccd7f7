"""Words that tell what a line or a sentence is about, from ``config/fields/senses.toml``: a closed list of senses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

_STRICT = {"extra": "forbid"}


class Sense(StrEnum):
    OBJECTION = "objection"
    """Words of someone who objects."""
    TAKEN_UP = "taken_up"
    """Words that stand for what was named before."""
    NEXT_CLAUSE = "next_clause"
    """What follows says something of its own."""
    JOINED = "joined"
    """What stands between two verbs that ask alike."""
    UNABLE = "unable"
    """The verb that follows is what the reader can't do."""
    MONEY_MOVED = "money_moved"
    """A row tells of money moved between periods."""
    ANSWERS_GO_TO = "answers_go_to"
    """The words above an address that say that answers go there."""
    OF_TAXPAYER = "of_taxpayer"
    """The words above the address of the taxpayer in a letter to somebody else."""
    AGENCY = "agency"
    """The IRS or the Treasury; letters alone."""
    GREETING = "greeting"
    """With which the text of a letter opens."""
    OFFICE_PART = "office_part"
    """A part of an office that stands in its address: a unit, a section."""
    OFFICE_DIVISION = "office_division"
    """A division of the agency, which is no part of an address."""
    OFFICE_ADDRESS = "office_address"
    """A line of an office's address, or the one that leads to it."""
    BUSINESS_NAME = "business_name"
    """The name of a business, by its legal form."""
    OF_OTHERS = "of_others"
    """The words before a label that say that its value is the reader's or another party's."""
    DAY_COLUMN = "day_column"
    """The heading of a column that holds last days."""
    ESTATE_NAME = "estate_name"
    """The name of an estate or of who acts for it."""


@dataclass(frozen=True, slots=True)
class SenseWords:
    """The words of one sense, English and Spanish."""

    __pydantic_config__ = _STRICT
    id: Sense
    patterns: tuple[str, ...]
    source: str


Senses: TypeAlias = Mapping[Sense, SenseWords]
