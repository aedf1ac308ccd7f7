"""The letter held against itself; a check says what it saw, and blocks only where a wrong value could go on."""

import datetime as dt
from decimal import Decimal

import pytest

from irsletter.catalog.load import Catalog
from irsletter.model.geometry import Box
from irsletter.model.judged import Check, Judged
from irsletter.model.kinds import AmountKind, Ask, CheckStatus, DeadlineKind, LetterKind
from irsletter.model.reading import Field
from irsletter.validate import validate
from irsletter.validate.sums import amounts_add_up
from tests.unit.validate.letters import by, field, money, other_reading, period, reading, unread

DAY = dt.date.fromisoformat
CP14_ROWS = (
    money(AmountKind.TAX_OWED, "3183.00"),
    money(AmountKind.PAYMENTS_AND_CREDITS, "-3328.00"),
    money(AmountKind.FAILURE_TO_FILE_PENALTY, "318.30"),
    money(AmountKind.FAILURE_TO_PAY_PENALTY, "633.30"),
    money(AmountKind.INTEREST, "145.00"),
    money(AmountKind.ESTIMATED_TAX_PENALTY, "123.61"),
    money(AmountKind.AMOUNT_DUE, "1075.21"),
)


def check(judged: Judged, check_id: str) -> Check:
    (found,) = [check for check in judged.checks if check.id == check_id]
    return found


def test_the_rows_of_a_bill_add_up_to_the_cent(catalog: Catalog):
    found = amounts_add_up(reading(catalog, amounts=CP14_ROWS))
    assert found.status is CheckStatus.PASS
    assert "$1,075.21" in found.detail


def test_a_sum_that_fails_by_a_cent_blocks_and_names_both_amounts(catalog: Catalog):
    rows = (*CP14_ROWS[:-1], money(AmountKind.AMOUNT_DUE, "1075.22"))
    found = amounts_add_up(reading(catalog, amounts=rows))
    assert (found.status, found.blocking) == (CheckStatus.FAIL, True)
    assert "$1,075.21" in found.detail
    assert "$1,075.22" in found.detail


def test_a_sum_that_fails_though_every_row_stands_alike_in_two_places_does_not_block(catalog: Catalog):
    # the published CP71C sample: 8,450.00 + 550.00 + 9.99 is 9,009.99, printed 9,999.99
    rows = (
        money(AmountKind.PREVIOUS_BALANCE, "8450.00", copies=2),
        money(AmountKind.FAILURE_TO_PAY_PENALTY, "550.00", copies=2),
        money(AmountKind.INTEREST, "9.99", copies=2),
        money(AmountKind.AMOUNT_DUE, "9999.99", copies=3),
    )
    found = amounts_add_up(reading(catalog, amounts=rows))
    assert (found.status, found.blocking) == (CheckStatus.FAIL, False)


def test_the_rows_of_a_payment_plan_are_no_sum(catalog: Catalog):
    rows = (money(AmountKind.PREVIOUS_BALANCE, "5000.00"), money(AmountKind.MONTHLY_PAYMENT, "150.00"))
    assert amounts_add_up(reading(catalog, "CP521", amounts=rows)).status is CheckStatus.NOT_APPLICABLE


def test_without_rows_there_is_nothing_to_add_up(catalog: Catalog):
    assert amounts_add_up(reading(catalog)).status is CheckStatus.NOT_APPLICABLE


def test_a_row_that_could_not_be_read_blocks(catalog: Catalog):
    lost = money(AmountKind.INTEREST, "0.00")
    unreadable: Field[Decimal] = unread()
    rows = (CP14_ROWS[0], type(lost)(lost.kind, lost.label, unreadable, "p1"), CP14_ROWS[-1])
    found = amounts_add_up(reading(catalog, amounts=rows))
    assert (found.status, found.blocking) == (CheckStatus.FAIL, True)


@pytest.mark.parametrize(("total", "status"), [("330.00", CheckStatus.PASS), ("331.00", CheckStatus.FAIL)])
def test_several_periods_add_up_each_and_together(catalog: Catalog, total: str, status: CheckStatus):
    rows = (
        money(AmountKind.ASSESSED_BALANCE, "100.00", "p1"),
        money(AmountKind.INTEREST, "10.00", "p1"),
        money(AmountKind.AMOUNT_DUE, "110.00", "p1"),
        money(AmountKind.ASSESSED_BALANCE, "200.00", "p2"),
        money(AmountKind.INTEREST, "20.00", "p2"),
        money(AmountKind.AMOUNT_DUE, total, None),
    )
    periods = (period("2016", 1), period("2017", 2, balance="220.00"))
    assert amounts_add_up(reading(catalog, "LT11", amounts=rows, tax_periods=periods)).status is status


def test_a_wrong_period_is_found_though_the_whole_adds_up(catalog: Catalog):
    rows = (
        money(AmountKind.ASSESSED_BALANCE, "101.00", "p1"),
        money(AmountKind.AMOUNT_DUE, "110.00", "p1"),
        money(AmountKind.ASSESSED_BALANCE, "220.00", "p2"),
        money(AmountKind.AMOUNT_DUE, "330.00", None),
    )
    found = amounts_add_up(reading(catalog, "LT11", amounts=rows, tax_periods=(period("2016", 1), period("2017", 2))))
    assert found.status is CheckStatus.FAIL
    assert "tax period 2016" in found.detail


def with_rival(confidence: float, box: Box) -> Field[Decimal]:
    due = field(Decimal("1075.21"), copies=2)
    rival = other_reading(Decimal("1075.27"), confidence, box)
    return Field(due.value, "$1,075.21", due.confidence, due.status, due.evidence, (rival,))


@pytest.mark.parametrize(
    ("confidence", "box", "status", "blocking"),
    [
        (0.8, Box(0.7, 0.9, 0.9, 0.92), CheckStatus.FAIL, True),
        (0.1, Box(0.7, 0.9, 0.9, 0.92), CheckStatus.FAIL, False),
        (0.8, Box(0.1, 0.1, 0.3, 0.12), CheckStatus.PASS, False),  # another reading of the same ink
    ],
)
def test_copies_that_disagree(catalog: Catalog, confidence: float, box: Box, status: CheckStatus, blocking: bool):
    judged = validate(reading(catalog, fields={"amount_due": with_rival(confidence, box)}), catalog)
    found = check(judged, "copies_agree")
    assert (found.status, found.blocking) == (status, blocking)
    assert ("copies_agree" in {reason.code for reason in judged.review}) is blocking


def test_a_date_before_the_notice_date_is_told_and_does_not_block(catalog: Catalog):
    # the published CP21A sample: due 2017-02-20, notice of 2019-01-30
    fields = {"notice_date": field(DAY("2019-01-30")), "due_date": field(DAY("2017-02-20"))}
    judged = validate(reading(catalog, "CP21A", fields=fields), catalog)
    found = check(judged, "dates_in_order")
    assert (found.status, found.blocking) == (CheckStatus.FAIL, False)
    assert "February 20, 2017" in found.detail
    assert "dates_in_order" not in {reason.code for reason in judged.review}


def test_a_due_date_that_the_law_does_not_give_is_a_weak_sign(catalog: Catalog):
    judged = validate(reading(catalog, fields={"due_date": field(DAY("2018-02-10"))}), catalog)
    found = check(judged, "due_date_by_rule")
    assert (found.status, found.blocking) == (CheckStatus.FAIL, False)
    assert judged.review == ()


def test_a_due_date_rolled_past_a_holiday_is_as_the_law_gives_it(catalog: Catalog):
    fields = {"notice_date": field(DAY("2019-01-28")), "due_date": field(DAY("2019-02-19"))}
    assert check(validate(reading(catalog, fields=fields), catalog), "due_date_by_rule").status is CheckStatus.PASS


@pytest.mark.parametrize(("missing", "blocking_id"), [((2, 3), None), ((1,), "first_page_there")])
def test_a_missing_later_page_does_not_block_a_missing_first_one_does(catalog: Catalog, missing, blocking_id):
    judged = validate(reading(catalog, missing=missing), catalog)
    assert check(judged, "pages_complete").status is CheckStatus.FAIL
    failed = [found.id for found in judged.checks if found.blocking and found.status is CheckStatus.FAIL]
    assert failed == ([blocking_id] if blocking_id else [])


def test_all_pages_there(catalog: Catalog):
    judged = validate(reading(catalog, fields={"printed_page_count": field(1)}), catalog)
    assert check(judged, "pages_complete").status is CheckStatus.PASS


@pytest.mark.parametrize(
    ("code", "kind", "status"),
    [
        ("CP14", LetterKind.IRS, CheckStatus.PASS),
        ("CP9999", LetterKind.IRS, CheckStatus.FAIL),
        (None, LetterKind.UNKNOWN, CheckStatus.FAIL),
        (None, LetterKind.STATE, CheckStatus.NOT_APPLICABLE),
    ],
)
def test_the_code_must_be_known_where_there_must_be_one(catalog: Catalog, code, kind: LetterKind, status: CheckStatus):
    assert check(validate(reading(catalog, code, kind=kind), catalog), "code_known").status is status


def test_a_bill_without_a_period_is_told(catalog: Catalog):
    judged = validate(reading(catalog, asks=(Ask.PAYMENT,), tax_periods=()), catalog)
    assert check(judged, "period_present").status is CheckStatus.FAIL
    assert check(validate(reading(catalog), catalog), "period_present").status is CheckStatus.PASS
    other = validate(reading(catalog, None, kind=LetterKind.OTHER, asks=(Ask.PAYMENT,), tax_periods=()), catalog)
    assert check(other, "period_present").status is CheckStatus.NOT_APPLICABLE


def test_a_notice_that_carries_a_right_must_offer_it_in_its_text(catalog: Catalog):
    silent = validate(reading(catalog, "LT11"), catalog)
    assert check(silent, "text_and_catalog_agree_on_rights").blocking
    one_page = validate(reading(catalog, "LT11", missing=(2, 3)), catalog)
    assert check(one_page, "text_and_catalog_agree_on_rights").status is CheckStatus.NOT_APPLICABLE
    spoken = validate(reading(catalog, "LT11", printed_dates=(by(DeadlineKind.HEARING, "2018-03-01"),)), catalog)
    assert check(spoken, "text_and_catalog_agree_on_rights").status is CheckStatus.PASS


@pytest.mark.parametrize(("total", "status"), [("3396.00", CheckStatus.PASS), ("3400.00", CheckStatus.NOT_APPLICABLE)])
def test_what_a_refund_is_made_of_may_pass_and_never_fails(catalog: Catalog, total: str, status: CheckStatus):
    rows = (
        money(AmountKind.PAYMENTS_AND_CREDITS, "6755.00"),
        money(AmountKind.OTHER, "-3359.00"),
        money(AmountKind.REFUND, total),
    )
    found = amounts_add_up(reading(catalog, fields={"amount_due": None}, amounts=rows))
    assert found.status is status
    assert not found.blocking
