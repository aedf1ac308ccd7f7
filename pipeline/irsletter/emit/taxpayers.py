"""Which letters are one taxpayer's: those with the same last digits whose names have a surname in common.

Spouses print their names in several ways (both names, one of them, two surnames), so a surname is enough. The last word
of a business (LLC, INC) tells it from no other, so there the whole name counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from irsletter.emit.wording import clean
from irsletter.model.result import TaxpayerId

_SUFFIXES = frozenset({"JR", "SR", "II", "III", "IV"})
_AND = frozenset({"&", "AND", "Y"})


@dataclass(frozen=True, slots=True)
class Taxpayer:
    """``digits``: the last four of the id. ``names``: surnames, or the whole name of a business."""

    digits: str
    business: bool
    names: frozenset[str]


def taxpayer(number: TaxpayerId, name: str) -> Taxpayer:
    words = clean(name).upper().replace(".", "").replace(",", " ").split()
    if number.kind == "ein":
        return Taxpayer(number.last4, business=True, names=frozenset({" ".join(words)}))
    return Taxpayer(number.last4, business=False, names=frozenset(_surnames(words)))


def _surnames(words: Sequence[str]) -> set[str]:
    people: list[list[str]] = [[]]
    for word in words:
        if word in _AND:
            people.append([])
        elif word not in _SUFFIXES:
            people[-1].append(word)
    # a part of one word before the last is a first name: in "ADA & BEN EXAMPLE" the surname stands once
    return {named[-1] for named in people[:-1] if len(named) > 1} | {named[-1] for named in people[-1:] if named}


def one_each(found: Iterable[Taxpayer]) -> dict[Taxpayer, Taxpayer]:
    """For each taxpayer the one that stands for all that are the same."""
    groups: list[list[Taxpayer]] = []
    for each in dict.fromkeys(found):
        same = [group for group in groups if any(_same(each, other) for other in group)]
        groups = [group for group in groups if group not in same]
        groups.append([*(other for group in same for other in group), each])
    return {each: group[0] for group in groups for each in group}


def _same(one: Taxpayer, other: Taxpayer) -> bool:
    return (one.digits, one.business) == (other.digits, other.business) and not one.names.isdisjoint(other.names)
