"""A letter's own figures explain its charges, or the difference is told; nothing is worked out from too little."""

import datetime as dt
from decimal import Decimal

import pytest

from irsletter.catalog.load import Catalog
from irsletter.model.kinds import AmountKind, ChargeOutcome
from irsletter.model.reading import Reading
from irsletter.validate.recomputed import charges_of, waiting_of
from tests.unit.validate.letters import field, money, period, reading

FILED = AmountKind.FAILURE_TO_FILE_PENALTY


def bill(catalog: Catalog, code: str = "CP14", billed: str = "2025-06-02", **charges: str) -> Reading:
    """$1,000.00 unpaid of 2024, due April 15, 2025."""
    rows = [money(AmountKind.TAX_OWED, "5000.00"), money(AmountKind.PAYMENTS_AND_CREDITS, "-4000.00")]
    rows += [money(AmountKind(kind), value) for kind, value in charges.items()]
    dated = {"notice_date": field(dt.date.fromisoformat(billed))}
    return reading(catalog, code, amounts=tuple(rows), tax_periods=(period("2024"),), fields=dated)


def outcomes(found: Reading, catalog: Catalog) -> dict[AmountKind, ChargeOutcome]:
    return {charge.kind: charge.outcome for charge in charges_of(found, catalog)}


def test_charges_that_the_law_gives_are_explained_to_the_cent(catalog: Catalog):
    # two days at 7 % of 365: 2 x 70 / 365 + a trifle = 0.38; one month begun: 0.5 %
    found = bill(catalog, billed="2025-04-17", failure_to_pay_penalty="5.00", interest="0.38")
    late, grown = charges_of(found, catalog)
    assert (late.outcome, late.computed, late.months) == (ChargeOutcome.EXPLAINED, Decimal("5.00"), 1)
    assert (grown.outcome, grown.counted_on) == (ChargeOutcome.EXPLAINED, Decimal("1000.00"))
    assert (grown.since, grown.until) == (dt.date(2025, 4, 15), dt.date(2025, 4, 17))


def test_interest_runs_on_the_penalty_for_filing_late_from_the_day_the_return_was_due(catalog: Catalog):
    # 48 days at 7 %: (1 + 0.07 / 365) ^ 48 - 1 = 0.0092469; on 1,000.00 it is 9.25, on 1,090.00 it is 10.08
    given = {"failure_to_file_penalty": "90.00", "failure_to_pay_penalty": "10.00"}
    explained = bill(catalog, **given, interest="10.08")
    assert outcomes(explained, catalog)[AmountKind.INTEREST] is ChargeOutcome.EXPLAINED
    without = charges_of(bill(catalog, **given, interest="9.25"), catalog)[-1]
    assert (without.outcome, without.computed) == (ChargeOutcome.DIFFERS, Decimal("10.08"))


@pytest.mark.parametrize(("penalty", "months"), [("45.00", 1), ("90.00", 2)])
def test_a_penalty_for_filing_late_tells_the_month_of_the_return(catalog: Catalog, penalty: str, months: int):
    found = bill(catalog, failure_to_file_penalty=penalty, failure_to_pay_penalty="10.00")
    charge = charges_of(found, catalog)[0]
    assert (charge.outcome, charge.months) == (ChargeOutcome.EXPLAINED, months)


def test_a_penalty_for_filing_late_that_fits_no_month_is_no_difference_since_no_letter_prints_the_day(catalog: Catalog):
    found = bill(catalog, failure_to_file_penalty="77.70", failure_to_pay_penalty="10.00")
    assert outcomes(found, catalog)[FILED] is ChargeOutcome.NOT_ENOUGH


def test_the_least_penalty_explains_a_return_over_sixty_days_late(catalog: Catalog):
    late = bill(catalog, billed="2025-07-21", failure_to_file_penalty="510.00", failure_to_pay_penalty="20.00")
    assert outcomes(late, catalog)[FILED] is ChargeOutcome.EXPLAINED
    early = bill(catalog, billed="2025-06-02", failure_to_file_penalty="510.00", failure_to_pay_penalty="10.00")
    assert outcomes(early, catalog)[FILED] is ChargeOutcome.NOT_ENOUGH


def test_a_postponed_day_counts_for_the_year_that_it_was_postponed_for(catalog: Catalog):
    # Notice 2020-23: 2019 was due July 15, 2020; two days at 3 % of 366: 2 x 30 / 366 = 0.16
    rows = (money(AmountKind.TAX_OWED, "1000.00"), money(AmountKind.INTEREST, "0.16"))
    dated = {"notice_date": field(dt.date(2020, 7, 17))}
    found = reading(catalog, "CP14", amounts=rows, tax_periods=(period("2019"),), fields=dated)
    assert outcomes(found, catalog) == {AmountKind.INTEREST: ChargeOutcome.EXPLAINED}


def test_a_weekend_moves_no_day_from_which_interest_runs(catalog: Catalog):
    # April 15, 2023 was a Saturday, and the 17th Emancipation Day: paid by the 18th is in time, but what is not paid by
    # then bears interest from the 15th (IRM 20.2.5.5): five days at 7 % of 365: 0.96
    rows = (money(AmountKind.TAX_OWED, "1000.00"), money(AmountKind.INTEREST, "0.96"))
    dated = {"notice_date": field(dt.date(2023, 4, 20))}
    found = reading(catalog, "CP14", amounts=rows, tax_periods=(period("2022"),), fields=dated)
    assert outcomes(found, catalog) == {AmountKind.INTEREST: ChargeOutcome.EXPLAINED}


def test_a_proposal_in_whole_dollars_is_explained_to_the_dollar(catalog: Catalog):
    # 20 % of 3,973.00 = 794.60; 31 days at 7 %: 0.0059624 x (3,973.00 + 795.00) = 28.43
    rows = (
        money(AmountKind.TAX_INCREASE, "3973.00"),
        money(AmountKind.ACCURACY_PENALTY, "795.00"),
        money(AmountKind.INTEREST, "28.00"),
    )
    dated = {"notice_date": field(dt.date(2025, 4, 16)), "respond_by": field(dt.date(2025, 5, 16))}
    found = reading(catalog, "CP2000", amounts=rows, tax_periods=(period("2024"),), fields=dated)
    assert set(outcomes(found, catalog).values()) == {ChargeOutcome.EXPLAINED}
    assert waiting_of(found, catalog) is None


@pytest.mark.parametrize(
    "found",
    [
        {"code": "CP503"},  # what it calls owed holds old penalties and interest
        {"billed": "2018-01-30"},  # before the return was due, as on the official sample
        {"billed": "2026-05-04"},  # no rate is listed for that quarter
    ],
)
def test_too_little_is_not_worked_out(catalog: Catalog, found: dict[str, str]):
    (charge,) = charges_of(bill(catalog, **found, interest="75.00"), catalog)
    assert (charge.outcome, charge.computed, charge.since) == (ChargeOutcome.NOT_ENOUGH, None, None)


def test_a_month_of_waiting_is_told_only_where_the_unpaid_tax_is_printed(catalog: Catalog):
    waiting = waiting_of(bill(catalog, failure_to_pay_penalty="10.00"), catalog)
    assert waiting is not None
    # 0.5 % of 1,000.00; 30 days at 7 % = 0.576945 %
    assert (waiting.tax, waiting.penalty, waiting.interest) == (Decimal("1000.00"), Decimal("5.00"), Decimal("5.77"))
    capped = waiting_of(bill(catalog, failure_to_pay_penalty="250.00"), catalog)
    assert capped is not None
    assert capped.penalty == 0
    assert waiting_of(bill(catalog, "CP503", failure_to_pay_penalty="10.00"), catalog) is None
