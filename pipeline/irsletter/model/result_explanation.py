"""The explanation of a letter in the result format: sentences with what they rest on."""

from __future__ import annotations

from dataclasses import dataclass

_STRICT = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence of the explanation with the fields it rests on and the rule and source behind it."""

    __pydantic_config__ = _STRICT
    text: str
    fields: list[str]
    rule: str | None
    source: str | None
    checked_on: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    __pydantic_config__ = _STRICT
    headline: Item
    first_step: Item
    what_it_is: Item
    why_you_got_it: Item
    what_it_asks: Item
    by_when: Item
    not_yet: Item
    rights: list[Item]
    if_you_agree: list[Item]
    if_you_cannot_pay: list[Item]
    if_you_disagree: list[Item]
    if_already_paid: list[Item]
    if_not_yours: list[Item]
    if_date_passed: list[Item]
    gather: list[Item]
    what_comes_next: Item
    get_help: list[Item]
    how_to_verify: list[Item]
    not_seen: list[Item]
    disclaimer: Item
