"""A first bill's own figures explain its charges, or the difference is told; it never counts against the letter."""

import datetime as dt
from decimal import Decimal

from irsletter.catalog.load import Catalog
from irsletter.model.kinds import AmountKind, CheckStatus
from irsletter.validate.charges_check import charges_explained
from tests.unit.validate.letters import field, money, period, reading


def bill(catalog: Catalog, late: str, interest: str, code: str = "CP14"):
    # $1,000.00 unpaid of 2024, due April 15, 2025, billed April 17: two days at 7 %, one month begun
    rows = (
        money(AmountKind.TAX_OWED, "5000.00"),
        money(AmountKind.PAYMENTS_AND_CREDITS, "-4000.00"),
        money(AmountKind.FAILURE_TO_PAY_PENALTY, late),
        money(AmountKind.INTEREST, interest),
        money(AmountKind.AMOUNT_DUE, str(Decimal("1000.00") + Decimal(late) + Decimal(interest))),
    )
    dated = {"notice_date": field(dt.date(2025, 4, 17))}
    return reading(catalog, code, amounts=rows, tax_periods=(period("2024"),), fields=dated)


def test_charges_that_the_law_gives_are_explained_to_the_cent(catalog: Catalog):
    found = charges_explained(bill(catalog, "5.00", "0.38"), catalog)  # 2 x 70 / 365 = 0.3836
    assert found.status is CheckStatus.PASS
    assert "interest: explained to the cent" in found.detail
    assert "$1,000.00 from 2025-04-15 to 2025-04-17" in found.detail


def test_a_difference_is_told_and_never_a_failure(catalog: Catalog):
    found = charges_explained(bill(catalog, "5.00", "0.50"), catalog)
    assert (found.status, found.blocking) == (CheckStatus.NOT_APPLICABLE, False)
    assert "interest: differs by $0.12" in found.detail
    assert "late payment penalty: explained to the cent" in found.detail


def test_a_reminder_prints_too_little(catalog: Catalog):
    found = charges_explained(bill(catalog, "5.00", "0.38", "CP503"), catalog)
    assert (found.status, found.detail) == (
        CheckStatus.NOT_APPLICABLE,
        "not enough on the letter to work the charges out again",
    )
