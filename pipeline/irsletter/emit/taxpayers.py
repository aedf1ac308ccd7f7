"""Which letters are one taxpayer's: those with the same last digits that name a person in common.

A joint letter names two people, so it joins the letters that name one of them. People of one surname that no letter
names together stay apart. The last word of a business (LLC, INC) tells it from no other, so its whole name counts.
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
    """``digits``: the last four of the id. ``names``: first and last of each person, or the whole one of a business."""

    digits: str
    business: bool
    names: frozenset[str]


def taxpayer(number: TaxpayerId, name: str) -> Taxpayer:
    words = clean(name).upper().replace(".", "").replace(",", " ").split()
    if number.kind == "ein":
        return Taxpayer(number.last4, business=True, names=frozenset({" ".join(words)}))
    return Taxpayer(number.last4, business=False, names=frozenset(_people(words)))


def _people(words: Sequence[str]) -> set[str]:
    parts: list[list[str]] = [[]]
    for word in words:
        if word in _AND:
            parts.append([])
        elif word not in _SUFFIXES and (len(word) > 1 or not parts[-1]):
            parts[-1].append(word)  # but no middle initial
    named = [part for part in parts if part]
    # in "ADA R & BEN EXAMPLE" the surname stands once, behind the last
    return {f"{part[0]} {part[-1] if len(part) > 1 else named[-1][-1]}" for part in named}


def one_each(found: Iterable[Taxpayer]) -> dict[Taxpayer, Taxpayer]:
    """For each taxpayer the one that stands for all that are the same."""
    buckets: dict[tuple[str, bool], list[list[Taxpayer]]] = {}
    for each in dict.fromkeys(found):
        groups = buckets.setdefault((each.digits, each.business), [])
        same = [group for group in groups if any(not each.names.isdisjoint(other.names) for other in group)]
        groups[:] = [group for group in groups if group not in same]
        groups.append([*(other for group in same for other in group), each])
    return {each: group[0] for groups in buckets.values() for group in groups for each in group}
