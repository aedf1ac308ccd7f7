"""Interest and late penalties worked out again from the law's rates, in cents, between dates."""

from __future__ import annotations

import calendar
import datetime as dt
from decimal import ROUND_HALF_UP, Decimal, localcontext

from irsletter.catalog.rates import Rates
from irsletter.model.judged import Waiting

_CENT = Decimal("0.01")
_DAY = dt.timedelta(days=1)


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
    tax: Decimal,
    due: dt.date,
    until: dt.date,
    rates: Rates,
    levy_notice: dt.date | None = None,
    plan: dt.date | None = None,
) -> Decimal:
    """IRC 6651(a)(2) on ``tax`` unpaid from ``due`` through ``until``. Months that begin more than 10 days after the
    notice of intent to levy of ``levy_notice`` count at the higher rate of 6651(d); months that begin on or after the
    day ``plan``, from which an individual who filed in time pays by instalments, at the lower one of 6651(h)."""
    usual, raised = rates.penalties["failure_to_pay"], rates.penalties["failure_to_pay_after_levy_notice"]
    lowered = rates.penalties["failure_to_pay_in_plan"]
    percent = Decimal(0)
    for month in range(months_begun(due, until)):
        begins = _months_after(due, month) + _DAY
        if plan is not None and begins >= plan:
            percent += lowered.monthly
        elif levy_notice is not None and begins > levy_notice + 10 * _DAY:
            percent += raised.monthly
        else:
            percent += usual.monthly
    return _cents(tax * min(percent, usual.cap) / 100)


def failure_to_file(tax: Decimal, months: int, rates: Rates, *, paid_late: bool) -> Decimal:
    """IRC 6651(a)(1) on ``tax`` unpaid when the return was due, for so many ``months`` or parts of one, five at most;
    less the failure-to-pay penalty of the same months (6651(c)(1)) where ``paid_late``."""
    file, pay = rates.penalties["failure_to_file"], rates.penalties["failure_to_pay"]
    counted = min(months, int(file.cap / file.monthly))
    return _cents(tax * counted * (file.monthly - (pay.monthly if paid_late else 0)) / 100)


def least_for_filing_late(tax: Decimal, year: int, rates: Rates) -> Decimal | None:
    """The penalty for a return due in ``year`` that is more than 60 days late: the tax or the year's amount, whichever
    is less (IRC 6651(a), last sentence). None for a year that is not listed."""
    least = rates.least.get(str(year))
    return None if least is None else min(tax, least)


def accuracy(underpayment: Decimal, rates: Rates) -> Decimal:
    """IRC 6662(a)."""
    return _cents(underpayment * rates.accuracy / 100)


def cost_of_a_month(tax: Decimal, penalised: Decimal, rates: Rates, *, after_levy_notice: bool = False) -> Waiting:
    """Of leaving ``tax`` unpaid for 30 more days at the last rate known. ``penalised``: failure-to-pay penalty so far,
    which its cap counts; interest on penalties and earlier interest is left out."""
    rate = rates.penalties["failure_to_pay_after_levy_notice" if after_levy_notice else "failure_to_pay"]
    left = max(tax * rate.cap / 100 - penalised, Decimal(0))
    quarter = max(rates.quarters)
    daily = rates.quarters[quarter].percent / 100 / 365
    penalty = _cents(min(tax * rate.monthly / 100, left))
    return Waiting(tax, penalty, _cents(tax * ((1 + daily) ** 30 - 1)), quarter)


def _months_after(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, ROUND_HALF_UP)
