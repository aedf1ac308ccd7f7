"""The penalties and the interest that a letter prints, worked out again from its other figures where it gives enough.

A difference accuses nobody: late payments, extensions, disaster relief and abatements change the figures and stand on
no letter.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from irsletter.catalog.legal_days import last_legal_day
from irsletter.catalog.load import Catalog
from irsletter.catalog.rates import Rates
from irsletter.model.judged import Charge, Waiting
from irsletter.model.kinds import AmountKind, Category, ChargeOutcome, PeriodRole, TaxType
from irsletter.model.reading import Amount, Reading, TaxPeriod
from irsletter.validate.charges import (
    accuracy,
    cost_of_a_month,
    failure_to_file,
    failure_to_pay,
    interest,
    least_for_filing_late,
    months_begun,
)

_RULES = {
    AmountKind.FAILURE_TO_FILE_PENALTY: "IRC 6651(a)(1), (c)(1)",
    AmountKind.FAILURE_TO_PAY_PENALTY: "IRC 6651(a)(2)",
    AmountKind.ACCURACY_PENALTY: "IRC 6662(a)",
    AmountKind.INTEREST: "IRC 6601(a), (e)(2)(B), 6621(a)(2), 6622(a)",
}
_BEARING = (AmountKind.FAILURE_TO_FILE_PENALTY, AmountKind.ACCURACY_PENALTY)
"""Penalties on which interest runs from the day that the return was due (IRC 6601(e)(2)(B))."""
_FORMS = frozenset({"1040", "1040A", "1040EZ", "1040SR"})
"""Returns that are due on April 15 whoever files them."""
_MOST_MONTHS = 5


@dataclass(frozen=True, slots=True)
class _Basis:
    """``unpaid`` since ``due``, which no weekend moves for what was not paid in time (IRM 20.2.5.5, Rev. Rul. 81-269);
    ``last_day``: the same moved as IRC 7503 says. ``rise``: of the tax, where the letter proposes one."""

    unpaid: Decimal
    due: dt.date
    last_day: dt.date
    until: dt.date
    rise: Decimal | None = None


def charges_of(reading: Reading, catalog: Catalog) -> tuple[Charge, ...]:
    """One for each printed penalty for lateness or carelessness, and for interest, in the order of the letter."""
    basis = _first_bill(reading, catalog.rates) or _proposal(reading, catalog.rates)
    printed = [row for row in reading.amounts if row.kind in _RULES and row.field.value is not None]
    return tuple(_charge(row, printed, basis, catalog.rates) for row in printed)


def waiting_of(reading: Reading, catalog: Catalog) -> Waiting | None:
    """What each further month costs; None unless the unpaid tax itself is printed, on a first bill."""
    basis = _first_bill(reading, catalog.rates)
    if basis is None:
        return None
    late = [row.field for row in reading.amounts if row.kind is AmountKind.FAILURE_TO_PAY_PENALTY]
    if not all(field.accepted and field.value is not None for field in late):
        return None
    return cost_of_a_month(basis.unpaid, sum((field.value or Decimal(0) for field in late), Decimal(0)), catalog.rates)


def _charge(row: Amount, printed: list[Amount], basis: _Basis | None, rates: Rates) -> Charge:
    value, twice = row.field.value, sum(other.kind is row.kind for other in printed) > 1
    if basis is None or value is None or not row.field.accepted or twice:
        return Charge(row.kind, row.label, row.tax_period, ChargeOutcome.NOT_ENOUGH, value, rule=_RULES[row.kind])
    counted_on, tries = basis.unpaid, tuple[tuple[Decimal, int | None], ...]()
    if row.kind is AmountKind.INTEREST:
        bearing = [other.field for other in printed if other.kind in _BEARING]
        if all(field.accepted for field in bearing):
            counted_on += sum((field.value or Decimal(0) for field in bearing), Decimal(0))
            grown = interest(counted_on, basis.due, basis.until, rates)
            tries = () if grown is None else ((grown, None),)
    elif row.kind is AmountKind.FAILURE_TO_PAY_PENALTY:
        tries = tuple(_late_payment(basis, rates)) if basis.rise is None else ()
    elif row.kind is AmountKind.ACCURACY_PENALTY:
        bases = dict.fromkeys((basis.rise, basis.unpaid))
        tries = tuple((accuracy(base, rates), None) for base in bases if base is not None) if basis.rise else ()
    else:
        paid_late = any(other.kind is AmountKind.FAILURE_TO_PAY_PENALTY for other in printed)
        tries = tuple(_late_filing(basis, rates, paid_late=paid_late))
    return _held_against(row, tries, counted_on, basis)


def _held_against(
    row: Amount, tries: tuple[tuple[Decimal, int | None], ...], counted_on: Decimal, basis: _Basis
) -> Charge:
    value = row.field.value or Decimal(0)
    match = next((each for each in tries if _same(value, each[0])), None)
    if match is None and (not tries or row.kind is AmountKind.FAILURE_TO_FILE_PENALTY):
        # no letter prints the day on which the return came, so another number of months is no difference
        return Charge(row.kind, row.label, row.tax_period, ChargeOutcome.NOT_ENOUGH, value, rule=_RULES[row.kind])
    computed, months = match or tries[0]
    return Charge(
        kind=row.kind,
        label=row.label,
        tax_period=row.tax_period,
        outcome=ChargeOutcome.EXPLAINED if match else ChargeOutcome.DIFFERS,
        printed=value,
        computed=computed,
        months=months,
        counted_on=counted_on,
        since=basis.due,
        until=basis.until,
        rule=_RULES[row.kind],
    )


def _same(printed: Decimal, computed: Decimal) -> bool:
    """To the cent; to the dollar where the letter prints whole dollars."""
    return printed == computed or (printed == printed.to_integral_value() and abs(printed - computed) < Decimal("0.50"))


def _late_payment(basis: _Basis, rates: Rates) -> Iterable[tuple[Decimal, int]]:
    """From the day itself, and from the day to which a weekend moves it: the law's texts leave both open."""
    for day in dict.fromkeys((basis.due, basis.last_day)):
        yield failure_to_pay(basis.unpaid, day, basis.until, rates), months_begun(day, basis.until)


def _late_filing(basis: _Basis, rates: Rates, *, paid_late: bool) -> Iterable[tuple[Decimal, int]]:
    """Of a return that came in each of the months so far."""
    for months in range(1, min(months_begun(basis.due, basis.until), _MOST_MONTHS) + 1):
        yield failure_to_file(basis.unpaid, months, rates, paid_late=paid_late), months
    least = least_for_filing_late(basis.unpaid, basis.due.year, rates)
    if least is not None and (basis.until - basis.last_day).days > 60:
        yield least, months_begun(basis.due, basis.until)


def _first_bill(reading: Reading, rates: Rates) -> _Basis | None:
    """From the rows of a first bill: the tax, less what was paid and credited."""
    notice = reading.notice
    if notice is None or notice.stage != 1:
        return None
    tax = _rows(reading, AmountKind.TAX_OWED)
    paid = _rows(reading, AmountKind.PAYMENTS_AND_CREDITS)
    day = _date(reading, "notice_date")
    return _basis(reading, tax, paid, day, rates) if len(tax) == 1 else None


def _proposal(reading: Reading, rates: Rates) -> _Basis | None:
    """From the rows of a proposed change: the rise of the tax, less that of the payments."""
    if reading.notice is None or reading.notice.category is not Category.UNDERREPORTER:
        return None
    rise = _rows(reading, AmountKind.TAX_INCREASE)
    paid = _rows(reading, AmountKind.PAYMENT_CHANGE)
    day = _date(reading, "respond_by")  # such letters count interest to the day by which they want to be paid
    return _basis(reading, rise, paid, day, rates, proposed=True) if len(rise) == 1 else None


def _basis(
    reading: Reading,
    tax: list[Amount],
    paid: list[Amount],
    until: dt.date | None,
    rates: Rates,
    *,
    proposed: bool = False,
) -> _Basis | None:
    """None unless all is printed and sure, of one whole year, and of a return that is due on April 15."""
    period = _one_year(reading)
    fields = [row.field for row in (*tax, *paid)]
    if period is None or until is None or not all(field.accepted and field.value is not None for field in fields):
        return None
    unpaid = sum((field.value or Decimal(0) for field in fields), Decimal(0))
    year = period.period.end.year
    due = rates.postponed.get(str(year)) or dt.date(year + 1, 4, 15)
    if unpaid <= 0 or until <= due:
        return None
    return _Basis(unpaid, due, last_legal_day(due), until, tax[0].field.value if proposed else None)


def _one_year(reading: Reading) -> TaxPeriod | None:
    subjects = [period for period in reading.tax_periods if period.role is PeriodRole.SUBJECT]
    if len(subjects) != 1 or not subjects[0].field.accepted:
        return None
    found = subjects[0]
    start, end = found.period.start, found.period.end
    whole = (start, end) == (dt.date(end.year, 1, 1), dt.date(end.year, 12, 31))
    form = (found.form or "").replace("-", "").upper()
    return found if whole and form in _FORMS and found.tax_type in (TaxType.INCOME, None) else None


def _rows(reading: Reading, kind: AmountKind) -> list[Amount]:
    return [row for row in reading.amounts if row.kind is kind]


def _date(reading: Reading, name: str) -> dt.date | None:
    field = reading.fields.get(name)
    return field.value if field is not None and field.accepted else None
