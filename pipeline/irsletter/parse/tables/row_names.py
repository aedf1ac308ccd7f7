"""What the label of a row of money means, its dates and years aside."""

from __future__ import annotations

from irsletter.catalog.fields import AmountRow, compile_phrase, fold
from irsletter.parse.labels.known import Spellings
from irsletter.parse.values.dates import find_dates
from irsletter.patterns import compile_pattern

_OF_YEAR = compile_pattern(
    r"\s+(?:for|of|de|del)\s+(?:tax\s+(?:year|period)\s+)?(?:19|20)[0-9]{2}\s*:?\s*$", ignore_case=True
)
"""The year at the end of a label tells whose amount it is, not what."""
_BEFORE_DATE = compile_pattern(
    r"\s+(?:for|ended|ending|(?:tax\s+)?(?:year|period)|the|de|del)\s*:?\s*$", ignore_case=True
)
"""What is left of ``for 12/31/2022`` once the date is gone."""
_HYPHENS = compile_pattern(r"(?<=\w)[-\u2010\u2011](?=\w)")
LEADER = compile_pattern(r"[\s.\u2026\u00b7_]*(?:\.\s?){3,}[\s.]*$|[\s_]*_{3,}\s*$|\s*\u2026+\s*$")
"""Dots that lead from a label to its amount."""


class RowNames:
    """What row labels mean: spellings first, exact, then nearly, then patterns."""

    def __init__(self, rows: dict[str, AmountRow]) -> None:
        self._spellings = Spellings(rows)
        self._patterns = tuple((compile_phrase(source), row) for row in rows.values() for source in row.patterns)

    def spelled(self, label: str, fuzzy: bool) -> tuple[AmountRow, bool] | None:
        """The entry that ``label`` spells, its dates aside, and whether letter by letter."""
        found = self._spellings.whole(fold(undated(label)), fuzzy)
        return (found[0], found[1] == 0) if found is not None else None

    def meant(self, label: str) -> AmountRow | None:
        """The entry whose pattern fits ``label``."""
        plain = " ".join(_HYPHENS.sub(" ", undated(LEADER.sub("", label))).split())
        return next((row for pattern, row in self._patterns if pattern.search(plain)), None)


def undated(label: str) -> str:
    """The words of a label or heading without the dates and years that tell whose or until when."""
    for date in reversed(find_dates(label)):
        label = label[: date.start] + " " + label[date.end :]
    return _OF_YEAR.sub("", _BEFORE_DATE.sub("", label))
