"""Photos that prove to be pages of one letter: what each prints of the letter agrees, and their page numbers fit.

A wrong join mixes two people's money, so a doubt keeps files apart: the code, the date, the last four digits and the
page count must stand on every page and be equal, no page may be there twice, and the files, read together, must give
one letter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from irsletter.model.kinds import PeriodRole
from irsletter.model.result import Letter, Result
from irsletter.run.store.ledger import FileLine


@dataclass(frozen=True, slots=True)
class _Leaf:
    """One photo of one page."""

    file: FileLine
    number: int
    count: int
    periods: frozenset[str]
    same: tuple[object, ...]
    """What must be equal on all pages of one letter."""


def find_groups(lines: Iterable[tuple[FileLine, Result]]) -> list[tuple[FileLine, ...]]:
    """Files that seem to be pages of one letter, each group in the order of its pages; ``lines`` sorted by path."""
    by_letter: dict[tuple[object, ...], list[_Leaf]] = {}
    known: set[str] = set()
    for file, result in lines:
        leaf = _leaf(file, result)
        if leaf is not None and file.sha256 is not None and file.sha256 not in known:
            known.add(file.sha256)  # the same bytes again are a copy of a page
            by_letter.setdefault(leaf.same, []).append(leaf)
    groups = [run for leaves in by_letter.values() for run in _runs(leaves)]
    return [tuple(leaf.file for leaf in run) for run in groups if len(run) > 1 and _one_period(run)]


def _runs(leaves: list[_Leaf]) -> list[list[_Leaf]]:
    """One letter, where each page is there once; several whole ones, where they were taken one after the other."""
    if len({leaf.number for leaf in leaves}) == len(leaves):
        return [sorted(leaves, key=lambda leaf: leaf.number)]
    count = leaves[0].count
    chunks = [leaves[start : start + count] for start in range(0, len(leaves), count)]
    whole = all([leaf.number for leaf in chunk] == list(range(1, count + 1)) for chunk in chunks)
    return chunks if whole else []


def _one_period(run: list[_Leaf]) -> bool:
    """Whether the tax periods speak for one letter: two letters of one day may differ in nothing else. A page that
    names none is taken where no page is missing."""
    told = {leaf.periods for leaf in run if leaf.periods}
    if len(run) == run[0].count:
        return not told or bool(frozenset.intersection(*told))
    return len(told) == 1 and all(leaf.periods for leaf in run)


def _leaf(file: FileLine, result: Result) -> _Leaf | None:
    source = result.source
    if len(result.letters) != 1 or source.pages != 1 or not (source.media_type or "").startswith("image/"):
        return None
    letter = result.letters[0]
    fields = letter.fields
    code, date = fields.get("notice_code"), fields.get("notice_date")
    person, count = fields.get("taxpayer_id"), fields.get("printed_page_count")
    last4 = person.value.last4 if person is not None and person.value is not None else None
    if not (code and code.value and date and date.value and last4 and count and count.value):
        return None
    number = _printed_number(letter, int(count.value))
    if number is None:
        return None
    folder = file.path.rpartition("/")[0]
    periods = frozenset(period.label for period in letter.tax_periods if period.role is PeriodRole.SUBJECT)
    return _Leaf(file, number, int(count.value), periods, (folder, code.value, date.value, last4, count.value))


def _printed_number(letter: Letter, count: int) -> int | None:
    """The number that the page bears: the one that is not missing."""
    there = set(range(1, count + 1)) - set(letter.missing_pages)
    return there.pop() if count > 1 and len(there) == 1 else None


def proves_one(result: Result, pages: int) -> bool:
    """Whether the files read together gave one letter of all their pages."""
    return (
        result.error is None
        and not result.source.unread_pages
        and [letter.pages for letter in result.letters] == [list(range(1, pages + 1))]
    )


def key_of(group: tuple[FileLine, ...]) -> str:
    """What the answer to the files read together is kept under."""
    return hashlib.sha256("".join(file.sha256 or "" for file in group).encode()).hexdigest()
