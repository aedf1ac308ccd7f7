"""The letters keep the rules of the notices that they imitate, and invent everything that could belong to someone."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import holidays
import pypdfium2
import pytest
from pydantic import ValidationError

from samples.draw.people import PEOPLE
from samples.draw.places import OFFICES
from samples.draw.spec import ROOM, Letter, Period, load, load_all

LETTERS = load_all()
GENUINE_PHONES = {"800-829-1040", "800-829-0922", "800-829-7650", "800-829-3676", "877-777-4778"}
AMOUNT_KINDS = {
    "tax_owed", "previous_balance", "payments_and_credits", "failure_to_file_penalty", "failure_to_pay_penalty",
    "estimated_tax_penalty", "other_penalty", "interest", "tax_increase", "past_due_installments", "monthly_payment",
    "conditional_balance",
}  # fmt: skip


def by_code(*codes: str) -> list[Letter]:
    return [letter for letter in LETTERS if letter.code in codes and "likely_scam" not in letter.verdict_ok]


def test_ladder_and_outsiders_are_there() -> None:
    """Six steps of the ladder in both modern looks, a typed letter, a false one, one that is not from the IRS."""
    assert {"CP14", "CP501", "CP503", "CP504", "LT11", "CP523", "Letter 1058"} <= {letter.code for letter in LETTERS}
    assert {letter.layout for letter in by_code("CP14")} == {"b", "c"}
    assert {letter.layout for letter in by_code("CP504")} == {"b", "c"}
    assert {letter.kind for letter in LETTERS} == {"irs", "state", "unknown"}


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.name)
def test_rows_and_periods_add_up_to_the_cent(letter: Letter) -> None:
    if letter.row:
        assert sum(row.amount for row in letter.row) == letter.amount_due
    if letter.detail:
        assert sum(one.owed + one.penalty + one.interest for one in letter.detail) == letter.amount_due
    assert letter.amount_due.as_tuple().exponent == -2
    assert {row.kind for row in letter.row} | {said.kind for said in letter.said} <= AMOUNT_KINDS


def test_summary_of_several_periods_is_the_sum_of_its_columns() -> None:
    (letter,) = by_code("LT11")
    columns = [sum(getattr(one, name) for one in letter.detail) for name in ("owed", "penalty", "interest")]
    assert columns == [row.amount for row in letter.row]


@pytest.mark.parametrize("letter", by_code("CP14", "CP501", "CP503"), ids=lambda letter: letter.name)
def test_pay_by_date_is_21_days_later_and_a_working_day(letter: Letter) -> None:
    """IRC 6601(e)(3), 6651(a)(3); the reminders follow the same count."""
    assert letter.due_date is not None
    assert (letter.due_date - letter.notice_date).days == 21
    closed = holidays.country_holidays("US", subdiv="DC", years=range(2024, 2028))
    assert letter.due_date.weekday() < 5
    assert letter.due_date not in closed
    assert letter.notice_date not in closed


@pytest.mark.parametrize("letter", by_code("LT11", "Letter 1058", "CP504", "CP523"), ids=lambda letter: letter.name)
def test_thirty_day_clocks(letter: Letter) -> None:
    """IRC 6330(a)(3)(B) hearing, 6331(d)(2) levy, 6159(b)(5) end of a plan: each 30 days after the notice date."""
    thirty = letter.notice_date + dt.timedelta(days=30)
    assert letter.due_date is None
    assert {due.date for due in letter.deadline} == {thirty}
    assert letter.respond_by in {None, thirty}


def test_printed_phones_and_numbers_belong_to_no_one() -> None:
    """Read from the finished letters, not from the lists they were made of."""
    for letter in LETTERS:
        document = pypdfium2.PdfDocument(ROOM / "out" / f"{letter.name}.pdf")
        text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
        for phone in re.findall(r"\b\d{3}-\d{3}-\d{4}\b", text):
            assert phone in GENUINE_PHONES or re.search(r"-555-01\d\d$", phone), (letter.name, phone)
        for whole in re.findall(r"\b\d{3}-\d{2}-\d{4}\b|\b\d{9}\b", text):
            digits = whole.replace("-", "")
            assert never_issued(digits[:3], int(digits[3:5])), (letter.name, whole)


def test_invented_numbers_come_from_ranges_that_are_never_issued() -> None:
    for key, person in PEOPLE.items():
        if person.business:
            assert re.fullmatch(r"00-\d{7}", person.tin), key
        else:
            first, middle, _ = person.tin.split("-")
            assert never_issued(first, int(middle)), key


def never_issued(first: str, middle: int) -> bool:
    """000 and 666 are no area numbers; of 9xx the middle digits 50-65, 70-88, 90-99 (ITIN, ATIN) and the internal
    numbers 01-10, 17-19, 28-29, 37-39 are in use."""
    if first in {"000", "666"}:
        return True
    used = {*range(50, 66), *range(70, 89), *range(90, 100), *range(1, 11), *range(17, 20), 28, 29, *range(37, 40)}
    return first.startswith("9") and middle not in used


def test_money_of_the_false_letter_does_not_go_to_the_treasury() -> None:
    false = [letter for letter in LETTERS if "likely_scam" in letter.verdict_ok]
    assert len(false) >= 2
    for letter in LETTERS:
        assert (letter.payee == "United States Treasury") == (letter.kind == "irs" and letter not in false)


def test_faults_of_a_specification_are_named(tmp_path: object) -> None:
    good = (ROOM / "letters" / "cp14.toml").read_text(encoding="utf-8")
    path = ROOM.__class__(str(tmp_path)) / "bad.toml"
    for old, new, told in (
        ("amount_due = 1780.49", "amount_due = 1780.48", "the rows do not add up"),
        ('person = "eldergrass"', 'person = "nobody"', "person 'nobody' is not known"),
        ("seed = 1401", "seed = 1401\ncolour = 1", "colour"),
    ):
        path.write_text(good.replace(old, new), encoding="utf-8")
        with pytest.raises(ValidationError, match=told):
            load(path)


def test_period_ends() -> None:
    assert (Period(label="2024-Q2", form="941").start, Period(label="2024-Q2", form="941").end) == (
        dt.date(2024, 4, 1),
        dt.date(2024, 6, 30),
    )
    assert Period(label="2024", form="1040").end == dt.date(2024, 12, 31)
    assert Period(label="2024-Q4", form="941").end == dt.date(2024, 12, 31)


def test_offices_of_genuine_letters_are_the_published_ones() -> None:
    zips = {"11742-9019", "11742-0480", "64999-0010", "19255-0010", "73301-0030", "45999-0149", "84201-0114"}
    for letter in LETTERS:
        if letter.kind == "irs" and "likely_scam" not in letter.verdict_ok and letter.layout != "typed":
            for place in (letter.office, letter.remit):
                assert place is not None
                assert OFFICES[place][-1].rpartition(" ")[2] in zips


def test_amounts_are_exact() -> None:
    assert load(ROOM / "letters" / "cp14.toml").row[1].amount == Decimal("-4915.00")
