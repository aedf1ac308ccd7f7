"""summary.csv."""

import csv
import datetime as dt
import io
from dataclasses import replace
from decimal import Decimal

import pytest

from irsletter.emit.csv import summary_csv
from irsletter.emit.schema import summary_columns
from irsletter.model import kinds, reading


def table(*results, work=None):
    return list(csv.DictReader(io.StringIO(summary_csv(results, work).decode())))


def test_one_row_a_letter_under_the_fixed_columns(make_result, make):
    text = summary_csv([make_result(), make_result()]).decode()
    header, *lines = text.splitlines()
    assert header == ",".join(summary_columns)
    assert len(lines) == 2
    assert "\r" not in text


def test_a_letter_in_cells(make_result):
    (row,) = table(make_result())
    expected = {
        "urgency": "2",
        "route": "levy",
        "next_what": "levy_may_start",
        "next_date": "2026-12-09",
        "next_basis": "computed",
        "next_status": "accepted",
        "days_left": "17",
        "taxpayer_names": "ADA EXAMPLE",
        "id_kind": "ssn",
        "id_last4": "1234",
        "notice_code": "CP504",
        "stage": "4",
        "forms": "1040",
        "tax_periods": "2024",
        "levy_may_start": "2026-12-09",
        "pay_by": "",
        "amount_due": "9533.53",
        "amount_nature": "owed",
        "tax": "",
        "penalties": "34.98",
        "interest": "54.48",
        "forms_to_use": "9465",
        "contact_phone": "+18008291040",
        "missing_pages": "2; 3; 4; 5",
        "file": "2026/cp504.pdf",
        "status": "ok",
        "notes": "",
    }
    assert {column: row[column] for column in expected} == expected


def test_a_right_comes_before_all_and_says_what_is_lost(make_result, make):
    (row,) = table(make_result(deadlines=(make.levy, make.hearing)))
    assert (row["urgency"], row["route"], row["hearing_by"]) == ("1", "right", "2026-11-28")
    assert row["right_lost"] == "the collection due process hearing"


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (dt.date(2026, 11, 28), "0"),
        (dt.date(2026, 11, 29), "1"),  # the printed Saturday is over, the law gives until Monday
        (dt.date(2026, 12, 2), "-4"),
    ],
)
def test_days_left_count_to_the_printed_day_then_to_the_last_legal_one(make_result, make, today, left):
    (row,) = table(make_result(today, deadlines=(make.hearing,)))
    assert row["days_left"] == left


def test_a_doubted_letter_counts_in_no_sum_and_never_goes_to_pay(make_result, make):
    (row,) = table(make_result(authenticity=make.fraud, deadlines=(make.pay_now,), notice=None))
    amounts = ("amount_due", "tax", "penalties", "interest", "proposed_amount", "refund_amount")
    assert [row[column] for column in amounts] == [""] * 6
    assert (row["amount_nature"], row["route"], row["verdict"]) == ("none", "reply", "likely_scam")
    assert row["top_finding"] == "Asks to be paid with gift cards"


def amount(make, kind, value, period):
    return reading.Amount(kind, "row", make.field(Decimal(value), value), period)


def test_rows_of_single_periods_are_not_added_to_rows_of_all(make_result, make):
    penalty = kinds.AmountKind.FAILURE_TO_PAY_PENALTY
    rows = tuple(amount(make, penalty, value, period) for value, period in (("100.00", None), ("60.00", "p1")))
    assert table(make_result(amounts=rows))[0]["penalties"] == "100.00"


def test_the_same_row_on_two_pages_counts_once_and_kinds_add_up(make_result, make):
    late, estimated = kinds.AmountKind.FAILURE_TO_PAY_PENALTY, kinds.AmountKind.ESTIMATED_TAX_PENALTY
    rows = (amount(make, late, "34.98", "p1"), amount(make, late, "34.98", "p1"), amount(make, estimated, "5.02", "p1"))
    assert table(make_result(amounts=rows))[0]["penalties"] == "40.00"


def test_a_row_that_could_not_be_read_leaves_the_sum_empty(make_result, make):
    unread = replace(make.field(None, "", review=True), raw=None)
    rows = (
        amount(make, kinds.AmountKind.INTEREST, "1.00", "p1"),
        reading.Amount(kinds.AmountKind.INTEREST, "Interest", unread, "p1"),
    )
    assert table(make_result(amounts=rows))[0]["interest"] == ""


@pytest.mark.parametrize("evil", ["=1+1", "+1+1", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x","y")', "\t=1+1", "\r=1"])
def test_no_cell_is_a_formula(make_result, make, evil):
    (row,) = table(make_result(fields={"contact_name": make.field(evil, evil)}))
    assert row["contact_name"].startswith("'")


def test_a_cell_is_one_line(make_result, make):
    (row,) = table(make_result(fields={"contact_name": make.field("A\nB\r\nC", "A")}))
    assert row["contact_name"] == "A B C"


def test_what_the_firm_wrote_is_kept(make_result):
    whole = make_result()
    (row,) = table(whole, work={whole.letters[0].id: {"assigned_to": "KL", "notes": "=called"}})
    assert (row["assigned_to"], row["notes"]) == ("KL", "'=called")


@pytest.mark.parametrize(
    ("changes", "urgency"),
    [
        ({"deadlines": (), "asks": ()}, "5"),
        ({"deadlines": (), "asks": (kinds.Ask.NOTHING,)}, "5"),
        ({"deadlines": (), "asks": (kinds.Ask.INFORMATION,)}, "4"),
        ({"deadlines": (), "asks": (), "actions": (kinds.Action.WITHHOLD,)}, "1"),
    ],
)
def test_urgency_without_dates(make_result, changes, urgency):
    assert table(make_result(**changes))[0]["urgency"] == urgency


@pytest.mark.parametrize(
    ("today", "urgency"),
    [(dt.date(2026, 11, 1), "3"), (dt.date(2026, 12, 2), "2"), (dt.date(2026, 12, 20), "3")],
)
def test_urgency_of_a_date_to_pay(make_result, make, today, urgency):
    pay = replace(make.levy, what=kinds.DeadlineKind.PAY)
    assert table(make_result(today, deadlines=(pay,)))[0]["urgency"] == urgency


def test_a_copy_needs_nothing(make_result, make):
    whole = make_result(deadlines=(make.hearing,))
    copy = replace(whole, letters=[replace(whole.letters[0], copy_of="a" * 12)])
    assert table(copy)[0]["urgency"] == "5"


@pytest.mark.parametrize(
    ("changes", "nature"),
    [
        ({"fields": {}, "amounts": ()}, "none"),
        ({"fields": {"proposed_amount": "10.00"}, "amounts": ()}, "proposed"),
        ({"fields": {"refund_amount": "10.00"}, "amounts": ()}, "refund"),
    ],
)
def test_the_nature_of_an_amount(make_result, make, changes, nature):
    fields = {name: make.field(Decimal(value), value) for name, value in changes["fields"].items()}
    assert table(make_result(**{**changes, "fields": fields}))[0]["amount_nature"] == nature
