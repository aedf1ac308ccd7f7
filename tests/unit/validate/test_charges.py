"""Interest and penalties to the cent: the worked examples of the regulations, and values derived by hand from the
statute, see each comment."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from irsletter.catalog.load import load_catalog
from irsletter.catalog.rates import QuarterRate
from irsletter.validate.charges import (
    accuracy,
    cost_of_a_month,
    failure_to_file,
    failure_to_pay,
    interest,
    least_for_filing_late,
    months_begun,
)

RATES = load_catalog().rates
TAX = Decimal("10000.00")
DUE = dt.date(2025, 4, 15)


def test_interest_of_one_quarter_is_compounded_daily():
    # 91 days at 7 %: 91 x 0.07/365 + 4095 x (0.07/365)^2 + 121485 x (0.07/365)^3 = 0.0176035
    assert interest(TAX, dt.date(2025, 3, 31), dt.date(2025, 6, 30), RATES) == Decimal("176.04")


def test_interest_of_one_day_uses_the_quarters_rate_and_the_years_days():
    assert interest(TAX, dt.date(2025, 3, 31), dt.date(2025, 4, 1), RATES) == Decimal("1.92")  # 700 / 365
    assert interest(TAX, dt.date(2024, 3, 31), dt.date(2024, 4, 1), RATES) == Decimal("2.19")  # 800 / 366, a leap year


def test_interest_across_quarters_takes_each_days_own_rate():
    # Dec 31, 2024 at 8 % of 366 days: 2.185792; Jan 1, 2025 at 7 % of 365 days on 10,002.185792: 1.918227
    assert interest(TAX, dt.date(2024, 12, 30), dt.date(2025, 1, 1), RATES) == Decimal("4.10")


def test_no_interest_runs_before_the_due_date_or_on_a_day_without_a_listed_rate():
    assert interest(TAX, DUE, DUE, RATES) == 0
    assert interest(TAX, DUE, dt.date(2026, 3, 31), RATES) is not None
    assert interest(TAX, DUE, dt.date(2026, 4, 1), RATES) is None
    assert interest(TAX, dt.date(2017, 4, 15), dt.date(2018, 4, 15), RATES) is None


@pytest.mark.parametrize(
    ("until", "months"),
    [
        ("2025-04-15", 0),
        ("2025-04-16", 1),
        ("2025-05-15", 1),
        ("2025-05-16", 2),
        ("2026-04-15", 12),
        ("2026-04-16", 13),
    ],
)
def test_a_part_of_a_month_counts_whole(until: str, months: int):
    assert months_begun(DUE, dt.date.fromisoformat(until)) == months


def test_a_month_that_is_shorter_ends_on_its_last_day():
    assert months_begun(dt.date(2025, 1, 31), dt.date(2025, 2, 28)) == 1
    assert months_begun(dt.date(2025, 1, 31), dt.date(2025, 3, 1)) == 2


def test_failure_to_pay_is_half_a_percent_a_month_up_to_a_quarter_of_the_tax():
    assert failure_to_pay(TAX, DUE, dt.date(2025, 6, 10), RATES) == Decimal("100.00")  # 2 months begun
    assert failure_to_pay(TAX, DUE, dt.date(2029, 6, 15), RATES) == Decimal("2500.00")  # 50 months: the cap
    assert failure_to_pay(TAX, DUE, dt.date(2035, 1, 1), RATES) == Decimal("2500.00")


def test_after_a_notice_of_intent_to_levy_only_months_that_begin_later_than_ten_days_count_double():
    # notice of Sep 5: the month of Sep 16 begins on the 11th day after it and counts 1 %; that of Aug 16 does not
    notice = dt.date(2025, 9, 5)
    assert failure_to_pay(TAX, DUE, dt.date(2025, 9, 15), RATES, notice) == Decimal("250.00")  # 5 x 0.5
    assert failure_to_pay(TAX, DUE, dt.date(2025, 9, 16), RATES, notice) == Decimal("350.00")  # + 1
    # one day later the month of Sep 16 begins on the 10th day, no more than 10 days after
    assert failure_to_pay(TAX, DUE, dt.date(2025, 9, 16), RATES, dt.date(2025, 9, 6)) == Decimal("300.00")


def test_months_of_an_instalment_plan_count_a_quarter_of_a_percent():
    # Derived from IRC 6651(h): due Apr 15, plan from Aug 10. The months of Apr, May, Jun and Jul 16 count 0.5 %, those
    # of Aug, Sep and Oct 16 begin under the plan and count 0.25 %: 2.75 % of 10,000.00
    plan = dt.date(2025, 8, 10)
    assert failure_to_pay(TAX, DUE, dt.date(2025, 11, 1), RATES, plan=plan) == Decimal("275.00")
    assert failure_to_pay(TAX, DUE, dt.date(2025, 11, 1), RATES) == Decimal("350.00")


def test_a_plan_after_a_notice_of_intent_to_levy_counts_by_its_own_rate():
    # Derived from IRC 6651(d), (h): notice Sep 5; 5 months at 0.5 %, those of Sep 16 and Oct 16 at 1 %, the plan of
    # Nov 1 lowers that of Nov 16: 2.5 + 2 + 0.25 = 4.75 %
    day, notice, plan = dt.date(2025, 12, 15), dt.date(2025, 9, 5), dt.date(2025, 11, 1)
    assert failure_to_pay(TAX, DUE, day, RATES, notice, plan) == Decimal("475.00")


def test_the_cap_is_a_quarter_of_the_tax_at_every_rate():
    # 5 x 0.5 % + 23 x 1 % is 25.5 %; a plan from the start reaches 25 % after 100 months
    assert failure_to_pay(TAX, DUE, dt.date(2027, 8, 10), RATES, dt.date(2025, 9, 5)) == Decimal("2500.00")
    assert failure_to_pay(TAX, DUE, dt.date(2033, 8, 15), RATES, plan=DUE) == Decimal("2500.00")
    assert failure_to_pay(TAX, DUE, dt.date(2033, 7, 15), RATES, plan=DUE) == Decimal("2475.00")


def test_a_year_of_interest_over_a_change_of_rate_is_that_of_its_parts():
    # Derived from IRC 6622(a): Oct 1, 2024 to Mar 31, 2025: 92 days at 8 % of 366, then 90 days at 7 % of 365.
    # (1 + 0.08/366)^92 = 1.02031060; (1 + 0.07/365)^90 = 1.01740841; the product less one: 0.03807259
    assert interest(TAX, dt.date(2024, 9, 30), dt.date(2025, 3, 31), RATES) == Decimal("380.73")
    first = interest(TAX, dt.date(2024, 9, 30), dt.date(2024, 12, 31), RATES)
    assert first == Decimal("203.11")


def test_both_penalties_together_end_at_forty_seven_and_a_half_percent():
    # Derived from IRC 6651(c)(1): five months at 4.5 % for filing late and fifty at 0.5 % for paying late
    late = failure_to_file(TAX, 60, RATES, paid_late=True) + failure_to_pay(TAX, DUE, dt.date(2031, 1, 1), RATES)
    assert late == Decimal("4750.00")


def test_failure_to_file_is_less_by_the_other_penalty_of_the_same_months_and_ends_after_five():
    assert failure_to_file(TAX, 2, RATES, paid_late=True) == Decimal("900.00")  # 2 x 4.5 %
    assert failure_to_file(TAX, 14, RATES, paid_late=True) == Decimal("2250.00")  # 5 x 4.5 %
    assert failure_to_file(TAX, 14, RATES, paid_late=False) == Decimal("2500.00")  # the cap
    assert failure_to_file(TAX, 0, RATES, paid_late=True) == 0


def test_a_return_over_sixty_days_late_costs_a_least_amount_but_never_more_than_the_tax():
    # IRC 6651(a), last sentence: the lesser of the tax and, for returns due in 2025, $510
    assert least_for_filing_late(TAX, 2025, RATES) == Decimal(510)
    assert least_for_filing_late(Decimal("120.00"), 2025, RATES) == Decimal("120.00")
    assert least_for_filing_late(TAX, 2015, RATES) is None


def test_carelessness_costs_a_fifth():
    assert accuracy(Decimal("3973.00"), RATES) == Decimal("794.60")


def test_the_example_of_the_regulation_on_late_filing_and_late_payment():
    # Treas. Reg. 301.6651-1, example: a return due April 15, 1970 is filed July 20; $100 of the tax shown is paid on
    # August 21; with a deficiency the net amount due was $300. Late payment: 2.5 % of $100 = $2.50. Late filing: 20 %
    # of $300 = $60, less the 2 % of $100 of those months = $58.
    due = dt.date(1970, 4, 15)
    assert months_begun(due, dt.date(1970, 8, 21)) == 5
    assert failure_to_pay(Decimal("100.00"), due, dt.date(1970, 8, 21), RATES) == Decimal("2.50")
    months = months_begun(due, dt.date(1970, 7, 20))
    assert months == 4
    filed = failure_to_file(Decimal("300.00"), months, RATES, paid_late=False)
    assert filed == Decimal("60.00")
    assert filed - failure_to_pay(Decimal("100.00"), due, dt.date(1970, 7, 20), RATES) == Decimal("58.00")


def test_the_example_of_the_regulation_on_daily_compounding():
    # Treas. Reg. 301.6622-1, example: $1,424.66 unpaid on December 31, 1982 grows at 16 % to $1,462.62 on March 1, 1983
    rates = replace(RATES, quarters={"1983-Q1": QuarterRate("1983-Q1", Decimal(16), "as in the example", "2026-11-28")})
    assert interest(Decimal("1424.66"), dt.date(1982, 12, 31), dt.date(1983, 3, 1), rates) == Decimal("37.96")


def test_a_month_of_waiting_costs_penalty_and_interest_until_the_cap():
    waiting = cost_of_a_month(TAX, Decimal(0), RATES)
    # 30 days at 7 %: 30 x 0.07/365 + 435 x (0.07/365)^2 + 4060 x (0.07/365)^3 = 0.00576945
    assert (waiting.penalty, waiting.interest, waiting.quarter) == (Decimal("50.00"), Decimal("57.69"), "2026-Q1")
    assert cost_of_a_month(TAX, Decimal(0), RATES, after_levy_notice=True).penalty == Decimal("100.00")
    assert cost_of_a_month(TAX, Decimal("2480.00"), RATES).penalty == Decimal("20.00")
    assert cost_of_a_month(TAX, Decimal("2500.00"), RATES).penalty == 0
