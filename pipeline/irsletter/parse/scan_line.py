"""The machine line at the foot of a payment slip: id, period and amount once more, as a machine prints them.

The layout is known from a software-printed payment voucher; that notices print theirs alike is a guess. So a line is
believed only where its id or its amount is one that the letter prints; then what it says besides is a witness too, for
or against. A line that is not believed says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from irsletter.model.geometry import bounding_box
from irsletter.model.values import IdKind, Period, TaxpayerId
from irsletter.parse.amounts import Money
from irsletter.parse.candidates import Candidate, found_in
from irsletter.parse.labelled import candidates_of
from irsletter.parse.layout import Cell, Sheet
from irsletter.parse.survey import Survey
from irsletter.parse.values.periods import parse_period
from irsletter.patterns import compile_pattern

_FOOT = 0.8
"""Share of the page above the line."""
_LINE = compile_pattern(
    r"(?P<id>[0-9]{9})\s*(?P<check>[A-Z]{2})\s*(?P<control>[A-Z0-9&-]{1,4})\s+(?P<tax>[0-9]{2})\s*(?P<flag>[0-9])\s*"
    r"(?P<period>[0-9]{6})\s*(?P<code>[0-9]{3})(?:\s*(?P<cents>[0-9]{11}))?"
)
"""Number, check letters, name control, kind of tax, a digit, period as YYYYMM, transaction code, cents."""
_MISREAD = 2
"""Digits in which a line read from a picture may differ from the print before it says anything against it."""


@dataclass(frozen=True, eq=False)
class ScanLine:
    """What a believed line says: witnesses that agree with the letter's own values, or speak against them."""

    taxpayer_id: tuple[Candidate[TaxpayerId], ...] = ()
    amount: tuple[Candidate[Decimal], ...] = ()
    month: Candidate[str] | None = None
    """In which the period ends, ``YYYYMM``."""

    def period(self, printed: Sequence[Period], form: str | None) -> Iterator[Candidate[Period]]:
        """The one of the ``printed`` periods that ends in the line's month; another one, for the return ``form``, only
        where the letter names just one."""
        if self.month is None:
            return
        ends = {f"{period.end:%Y%m}": period for period in printed}
        period = ends.get(self.month.value)
        if period is None and len(ends) == 1 and not _nearly(self.month, ends):
            read = parse_period(self.month.value, form)
            period = read.value if read is not None else None
        if period is not None:
            yield Candidate(period, self.month.raw, self.month.page, self.month.words, self.month.way)


def scan_line_of(survey: Survey, money: Money) -> ScanLine:
    """What the machine line adds. Raises PatternTimeoutError."""
    ids = [one.value for one in candidates_of(survey, "taxpayer_id")]
    due = [one.value for one in money.singles.get("amount_due", ())]
    printed = {each.value for found in money.singles.values() for each in found}
    printed |= {row.value for table in money.tables for row in table.rows}
    printed |= {one.money.value for row in money.grid for one in row.amounts}
    for said in _read(survey):
        same_id = any(one.last4 == said.taxpayer_id.value.last4 for one in ids)
        same_amount = said.amount is not None and said.amount.value in printed
        if not (same_id or same_amount):
            continue
        number = said.taxpayer_id
        speaks = same_id or (bool(ids) and not _nearly(number, (one.last4 for one in ids)))
        amount = tuple(_amount(said.amount, due, printed)) if said.amount is not None else ()
        return ScanLine((number,) if speaks else (), amount, said.month)
    return ScanLine()


@dataclass(frozen=True, eq=False)
class _Said:
    taxpayer_id: Candidate[TaxpayerId]
    month: Candidate[str]
    amount: Candidate[Decimal] | None


def _amount(said: Candidate[Decimal], due: list[Decimal], printed: set[Decimal]) -> Iterator[Candidate[Decimal]]:
    """The amount where it is what is due, or none that the letter prints: slips of plans repeat other ones."""
    if not due or said.value == 0:
        return
    if said.value in due or not (said.value in printed or _nearly(said, (f"{one:.2f}" for one in due))):
        yield said


def _nearly(said: Candidate[Any], printed: Iterable[str]) -> bool:
    """Whether what a picture gave may be a misread of something printed."""
    digits = _digits(said.raw)
    return said.read_by_ocr and any(
        sum(one != two for one, two in zip(digits[-len(other) :], other, strict=False)) <= _MISREAD
        for other in map(_digits, printed)
    )


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _read(survey: Survey) -> Iterator[_Said]:
    for view in survey.views:
        for cell in view.sheet.cells:
            if cell.box.y0 > _FOOT and cell.text[:1].isdigit():
                line = _whole(cell, view.sheet)
                hit = _LINE.search(line.text)
                if hit is not None and hit.start() == 0:
                    number = TaxpayerId(IdKind.UNKNOWN, hit["id"])
                    cents = hit["cents"]
                    yield _Said(
                        _at(line, number, hit.span("id"), number.masked),
                        _at(line, hit["period"], hit.span("period"), hit["period"]),
                        _at(line, Decimal(cents).scaleb(-2), hit.span("cents"), cents) if cents else None,
                    )


def _at(line: Cell, value: Any, span: tuple[int, int], raw: str) -> Candidate[Any]:
    return found_in(line, value, *span, "scan_line", raw=raw)


def _whole(cell: Cell, sheet: Sheet) -> Cell:
    """``cell`` and all that stands to its right in its row."""
    cells = [cell, *(other for other in sheet.row_of(cell) if other.box.x0 >= cell.box.x1)]
    placed = tuple(one for each in cells for one in each.placed)
    return Cell(cell.page, placed, bounding_box(one.box for one in placed))
