"""Interest and late penalties worked out again from the law's rates, in cents, between dates."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum

from irsletter.catalog.rates import Rates

_CENT = Decimal("0.01")
_DAY = dt.timedelta(days=1)


class Outcome(StrEnum):
    """How a printed charge compares with ours. A difference accuses nobody: letters seldom print all that counts."""

    EXPLAINED = "explained to the cent"
    DIFFERS = "differs"
    NOT_ENOUGH = "not enough on the letter"


@dataclass(frozen=True, slots=True)
class Comparison:
    """``difference``: printed less computed, in dollars; None where nothing could be computed."""

    outcome: Outcome
    printed: Decimal | None
    computed: Decimal | None
    difference: Decimal | None


def compare(printed: Decimal | None, computed: Decimal | None) -> Comparison:
    if printed is None or computed is None:
        return Comparison(Outcome.NOT_ENOUGH, printed, computed, None)
    difference = printed - computed
    return Comparison(Outcome.DIFFERS if difference else Outcome.EXPLAINED, printed, computed, difference)


def interest(principal: Decimal, due: dt.date, until: dt.date, rates: Rates) -> Decimal | None:
    """Interest on ``principal`` from the day after ``due`` through ``until``, compounded daily at each quarter's rate
    over a year of 365 or 366 days (IRC 6601(a), 6621(a)(2), 6622(a)). None where a day has no listed rate."""
    with localcontext() as context:
        context.prec = 40
        balance, day = principal, due + _DAY
        while day <= until:
            percent = rates.percent_on(day)
            if percent is None:
                return None
            balance += balance * percent / 100 / (366 if calendar.isleap(day.year) else 365)
            day += _DAY
        return _cents(balance - principal)


def months_begun(due: dt.date, until: dt.date) -> int:
    """Months or parts of one after ``due`` up to and with ``until`` (Treas. Reg. 301.6651-1(b)): the first begins on
    the day after ``due``, each ends on the same day of a later month, or on its last day where it is shorter."""
    count = 0
    while _months_after(due, count) < until:
        count += 1
    return count


def failure_to_pay(
    tax: Decimal, due: dt.date, until: dt.date, rates: Rates, levy_notice: dt.date | None = None
) -> Decimal:
    """IRC 6651(a)(2) on ``tax`` unpaid from ``due`` through ``until``. Months that begin more than 10 days after the
    notice of intent to levy of ``levy_notice`` count at the higher rate of 6651(d)."""
    usual, raised = rates.penalties["failure_to_pay"], rates.penalties["failure_to_pay_after_levy_notice"]
    percent = Decimal(0)
    for month in range(months_begun(due, until)):
        begins = _months_after(due, month) + _DAY
        late = levy_notice is not None and begins > levy_notice + 10 * _DAY
        percent += (raised if late else usual).monthly
    return _cents(tax * min(percent, usual.cap) / 100)


def failure_to_file(tax: Decimal, due: dt.date, filed: dt.date, rates: Rates) -> Decimal:
    """IRC 6651(a)(1) on ``tax`` unpaid on ``due``, less the failure-to-pay penalty of the same months (6651(c)(1)).
    The minimum of returns more than 60 days late is not applied: its amount changes each year."""
    file, pay = rates.penalties["failure_to_file"], rates.penalties["failure_to_pay"]
    months = min(months_begun(due, filed), int(file.cap / file.monthly))
    return _cents(tax * months * (file.monthly - pay.monthly) / 100)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What one more month costs, in dollars. ``quarter``: of the rate used, which may not be that of today."""

    penalty: Decimal
    interest: Decimal
    quarter: str


def cost_of_a_month(tax: Decimal, penalised: Decimal, rates: Rates, *, after_levy_notice: bool = False) -> Waiting:
    """Of leaving ``tax`` unpaid for 30 more days at the last rate known. ``penalised``: failure-to-pay penalty so far,
    which its cap counts; interest on penalties and earlier interest is left out."""
    rate = rates.penalties["failure_to_pay_after_levy_notice" if after_levy_notice else "failure_to_pay"]
    left = max(tax * rate.cap / 100 - penalised, Decimal(0))
    quarter = max(rates.quarters)
    daily = rates.quarters[quarter].percent / 100 / 365
    return Waiting(_cents(min(tax * rate.monthly / 100, left)), _cents(tax * ((1 + daily) ** 30 - 1)), quarter)


def _months_after(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, ROUND_HALF_UP)
