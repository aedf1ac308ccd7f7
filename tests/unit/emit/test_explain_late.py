"""A right that has ended is not offered any more, and what is left to do is told."""

import pytest

from irsletter.emit.explain import explain_code
from irsletter.model.kinds import Category, DeadlineKind
from tests.unit.emit.explained import catalog, deadline, ein, explained, field, letter, period, texts

DAY = "2026-11-22"
DEFICIENCIES = sorted(code for code, entry in catalog().notices.items() if entry.category is Category.DEFICIENCY)
LOOK_UP = ("look up", "look it up", "look the letter up")
FREQUENT = (
    *("CP14", "CP161", "CP501", "CP503", "CP504", "CP504B", "LT11", "Letter 1058", "CP90", "CP297", "CP91", "CP92"),
    *("CP2000", "CP2501", "CP3219A", "CP3219N", "CP11", "CP12", "CP13", "CP16", "CP21A", "CP22A", "CP49", "CP71C"),
    *("CP521", "CP523", "CP59", "CP515", "CP518", "CP2566", "CP75", "CP40", "CP508C", "CP53E", "CP05", "CP01A"),
    *("5071C", "4883C", "5747C", "Letter 3172", "668-A", "668-W", "Letter 1153", "CP215"),
)


@pytest.mark.parametrize("code", DEFICIENCIES)
def test_after_the_last_day_nobody_is_sent_to_the_tax_court(code: str):
    late = letter(code, deadlines=[deadline(DeadlineKind.PETITION, "2026-08-03", last_legal_day="2026-08-03")])
    told = explained(late, DAY)
    assert "Aug 3, 2026" in told.headline.text
    assert "You can go to the Tax Court" not in texts(told)
    assert "no one can collect" not in texts(told)
    assert "petition in time" not in "\n".join(item.text for item in told.if_you_disagree)
    assert "lawyer or a tax clinic today" in told.first_step.text
    assert told.if_date_passed


@pytest.mark.parametrize("code", DEFICIENCIES)
def test_on_the_last_day_the_tax_court_comes_first(code: str):
    told = explained(letter(code, deadlines=[deadline(DeadlineKind.PETITION, DAY, last_legal_day=DAY)]), DAY)
    assert "You can go to the Tax Court before you pay" in told.headline.text
    assert "file a petition" in told.first_step.text


def test_an_appeal_against_a_proposed_personal_debt_comes_first_until_its_day():
    assert "A call is no appeal" in explain_code("Letter 1153", catalog()).explanation.first_step.text
    late = letter("Letter 1153", deadlines=[deadline(DeadlineKind.APPEAL, "2026-08-03", last_legal_day="2026-08-03")])
    assert "send a written appeal in time" not in texts(explained(late, DAY))


def test_a_business_whose_day_to_pay_has_passed_is_sent_to_the_business_line():
    bill = letter(
        "CP161",
        periods=[period("2024-Q1", form="941")],
        amount_due=field("3318.46"),
        taxpayer_id=ein(),
        deadlines=[deadline(DeadlineKind.PAY, "2026-08-05")],
    )
    assert "800-829-4933, for the sum of today" in texts(explained(bill, DAY))


@pytest.mark.parametrize("code", FREQUENT)
def test_a_frequent_notice_has_a_first_step_of_its_own(code: str):
    for lang in ("en", "es"):
        step = explain_code(code, catalog(), lang).explanation.first_step.text
        assert not any(words in step for words in (*LOOK_UP, f"busque {code}", "busque Carta")), step


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-11-27", "by Nov 28, 2026 (1 day left)"),
        ("2026-11-29", "by Nov 30, 2026 (1 day left)"),  # the Saturday has gone, the law's last day is Monday
        ("2026-12-01", "was Nov 28, 2026. It has passed."),
    ],
)
def test_between_the_printed_day_and_the_laws_last_one_the_latter_is_told(day: str, told: str):
    hearing = deadline(DeadlineKind.HEARING, "2026-11-28", last_legal_day="2026-11-30")
    assert told in explained(letter("LT11", deadlines=[hearing]), day).by_when.text


def test_a_missed_plan_payment_is_made_up_for_and_is_no_older_bill():
    missed = letter("CP521", amount_due=field("456.00"), deadlines=[deadline(DeadlineKind.PAY, "2026-11-10")])
    said = explained(missed, "2026-11-22")
    assert said.first_step.text.startswith("Check if you made this payment.")
    assert "interest has been added" not in " ".join(item.text for item in said.if_date_passed)
