from decimal import Decimal

import pytest

from irsletter.parse.values.money import find_money, parse_money


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$1,075.21", "1075.21"),
        ("-3,328.00", "-3328.00"),
        ("$ 13,192", "13192.00"),
        ("(45.00)", "-45.00"),
        ("($1,045.00)", "-1045.00"),
        ("45.00 CR", "-45.00"),
        ("45.00-", "-45.00"),
        ("-$45.00", "-45.00"),
        ("$-45.00", "-45.00"),
        ("$.00", "0.00"),
        ("0.00", "0.00"),
        ("$100", "100.00"),
        ("$1,583,045.37", "1583045.37"),
        ("$9,533.53.", "9533.53"),
    ],
)
def test_amounts_as_printed_need_no_repair(text: str, value: str) -> None:
    parsed = parse_money(text)
    assert parsed is not None
    assert (parsed.value, parsed.raw, parsed.repaired) == (Decimal(value), text, "")


@pytest.mark.parametrize(
    ("text", "value", "told"),
    [
        ("$1,O75.21", "1075.21", "read O as 0"),
        ("$l,075.21", "1075.21", "read l as 1"),
        ("S1,075.21", "1075.21", "read S as $"),
        ("$16, 981", "16981.00", "closed a gap"),
        ("1,075 .21", "1075.21", "closed a gap"),
        ("$9,533 53", "9533.53", "gap as the decimal point"),
        ("1.075.21", "1075.21", "point as a thousands comma"),
        ("$1,075,21", "1075.21", "comma as the decimal point"),
    ],
)
def test_misread_amounts_tell_what_was_repaired(text: str, value: str, told: str) -> None:
    parsed = parse_money(text)
    assert parsed is not None
    assert parsed.value == Decimal(value)
    assert told in parsed.repaired


@pytest.mark.parametrize(
    "text",
    [
        "",
        "$",
        "2017",
        "1040",
        "12345",
        "12345-6789",
        "800-829-1040",
        "25%",
        "6.5",
        "1,07.21",
        "007.50",
        "SOS",
        "(45.00",
        "--45.00",
    ],
)
def test_other_numbers_are_no_amounts(text: str) -> None:
    assert parse_money(text) is None


def test_prose_gives_only_what_is_marked_as_money() -> None:
    text = (
        "Call 800-829-1040 by 7.30 a.m.; ZIP 12345-6789, 2017, page 3, 25.00%, 0.5 percent, a $5 million cap. "
        "Pay $1,075.21: tax 1,040.00 less -3,328.00, over $100,000."
    )
    assert [str(found.value) for found in find_money(text)] == ["1075.21", "1040.00", "-3328.00", "100000.00"]


def test_parentheses_are_a_minus_only_at_the_end_of_a_row() -> None:
    assert [found.value for found in find_money("Payments and credits (45.00)")] == [Decimal("-45.00")]
    assert [found.value for found in find_money("the rest ($45.00) is due")] == [Decimal("45.00")]


def test_a_hyphen_between_two_amounts_is_no_minus() -> None:
    assert [found.value for found in find_money("from $10.00-$20.00")] == [Decimal("10.00")]


def test_a_number_of_days_after_an_amount_is_not_its_cents() -> None:
    assert [found.value for found in find_money("pay $9,533 30 days from now")] == [Decimal("9533.00")]


def test_amounts_do_not_reach_over_a_line_end() -> None:
    assert [found.raw for found in find_money("$1,075\n.21 and 34\n.98")] == ["$1,075"]
