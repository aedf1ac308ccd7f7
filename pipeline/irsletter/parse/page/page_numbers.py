"""The pages that a letter counts: ``Page 2 of 6`` in a line of its own, in prose, or in two columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from irsletter.parse.page.layout import Cell, Sheet
from irsletter.parse.page.wide_lines import joined
from irsletter.parse.values.misreads import as_digits
from irsletter.patterns import compile_pattern

_MOST_PAGES = 200
_COUNT = compile_pattern(r"\w{1,3}\s*(?:of|de|/)\s*\w{1,3}", ignore_case=True)


@dataclass(frozen=True, eq=False)
class PageNumber:
    """``cell.text[start:end]`` says that this is page ``number`` of ``count``; ``notes`` are the letters that were
    taken for digits."""

    cell: Cell
    start: int
    end: int
    number: int
    count: int
    notes: tuple[str, ...]

    @property
    def alone(self) -> bool:
        """Whether it begins or ends its cell: no mention in the middle of a sentence."""
        return self.start == 0 or self.end == len(self.cell.text.rstrip())


def page_numbers(sheet: Sheet, patterns: Sequence[str]) -> Iterator[PageNumber]:
    """All that the page prints, in the order of its cells. ``patterns`` have the groups ``number`` and ``count``."""
    compiled = [compile_pattern(source, ignore_case=True) for source in patterns]
    for each in sheet.cells:
        cell = _with_label(each, sheet)
        for pattern in compiled:
            for hit in pattern.finditer(cell.text):
                # a 5 is read as an s of either case
                printed = (hit[group].replace("s", "S") for group in ("number", "count"))
                (number, notes), (count, more) = map(as_digits, printed)
                # the patterns take letters in either case, and not every one of them has its digit
                if number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count) <= _MOST_PAGES:
                    yield PageNumber(cell, hit.start(), hit.end(), int(number), int(count), (*notes, *more))


def _with_label(cell: Cell, sheet: Sheet) -> Cell:
    """``1 of 4`` with what stands before it in a column of its own; any other cell as it is."""
    left = sheet.left_of(cell) if _COUNT.fullmatch(cell.text) else None
    return joined([left, cell]) if left is not None else cell
