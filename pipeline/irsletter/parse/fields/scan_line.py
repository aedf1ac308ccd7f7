"""The machine line at the foot of a payment slip: id, period and amount once more, as a machine prints them.

The layout is known from a software-printed payment voucher; that notices print theirs alike is a guess. So a line is
believed only where its id or its amount is one that the letter prints, and speaks against a value only where the two
others agree. A line that is not believed says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from irsletter.model.values import IdKind, Period, TaxpayerId
from irsletter.parse.evidence.candidates import Candidate, found_in
from irsletter.parse.fields.amounts import Money
from irsletter.parse.fields.labelled import candidates_of
from irsletter.parse.page.layout import Cell, Sheet
from irsletter.parse.page.wide_lines import joined
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
    may_differ: bool = False
    """Whether id and amount are the letter's own, so that another month is a doubt."""

    def period(self, printed: Period, form: str | None) -> Iterator[Candidate[Period]]:
        """``printed`` where it ends in the line's month, else another one for the return ``form``."""
        if self.month is None:
            return
        period: Period | None = printed
        if f"{printed.end:%Y%m}" != self.month.value:
            differs = self.may_differ and not _nearly(self.month, (f"{printed.end:%Y%m}",))
            read = parse_period(self.month.value, form) if differs else None
            period = read.value if read is not None else None
        if period is not None:
            yield Candidate(period, self.month.raw, self.month.page, self.month.words, self.month.way)


def scan_line_of(survey: Survey, money: Money) -> ScanLine:
    """What the machine line adds: of id, period and amount one speaks against the letter only where the other two agree
    with it. Raises PatternTimeoutError."""
    ids = [one.value.last4 for one in candidates_of(survey, "taxpayer_id")]
    months = {f"{one.value.end:%Y%m}" for one in candidates_of(survey, "tax_period")}
    due = {one.value for one in money.singles.get("amount_due", ())}
    printed = {each.value for found in money.singles.values() for each in found}
    printed |= {row.value for table in money.tables for row in table.rows}
    printed |= {one.money.value for row in money.grid for one in row.amounts}
    for said in _read(survey):
        number, amount = said.taxpayer_id, said.amount
        same_id, same_month = number.value.last4 in ids, said.month.value in months
        same_amount = amount is not None and amount.value != 0 and amount.value in printed
        if not (same_id or same_amount):
            continue
        other_id = bool(ids) and same_amount and same_month and not _nearly(number, ids)
        other_amount = (
            amount is not None
            and amount.value not in (0, *printed)  # slips of plans repeat other ones
            and bool(due)
            and same_id
            and same_month
            and not _nearly(amount, (f"{one:.2f}" for one in due))
        )
        return ScanLine(
            (number,) if same_id or other_id else (),
            (amount,) if amount is not None and (amount.value in due or other_amount) else (),
            said.month,
            same_id and same_amount,
        )
    return ScanLine()


@dataclass(frozen=True, eq=False)
class _Said:
    taxpayer_id: Candidate[TaxpayerId]
    month: Candidate[str]
    amount: Candidate[Decimal] | None


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
    return joined([cell, *(other for other in sheet.row_of(cell) if other.box.x0 >= cell.box.x1)])
