"""The explanation says what holds for this letter, this reader and this day, and names what each sentence rests on."""

import json

import pytest

from irsletter.emit.explain import explain_code
from irsletter.model import result
from irsletter.model.kinds import Category, CheckStatus, DeadlineKind, LetterKind, TaxType, Verdict
from tests.unit.emit.explained import (
    SECTIONS,
    catalog,
    cp14,
    cp504,
    cp523,
    deadline,
    ein,
    explained,
    field,
    items,
    letter,
    lt11,
    period,
    texts,
    unsure,
)

TODAY = "2026-11-22"
FINAL_NOTICES = ("LT11", "Letter 1058", "CP90", "CP297")


def said(section: list[result.Item]) -> str:
    return "\n".join(item.text for item in section)


# --- the first bill -------------------------------------------------------------------------------------------------


def test_a_first_bill_states_amount_year_and_printed_date_with_the_fields_they_rest_on():
    told = explained(cp14(), TODAY)
    assert "$1,075.21" in told.headline.text
    assert "2024" in told.headline.text
    assert {"amount_due", "tax_periods.p2024"} <= set(told.headline.fields)
    assert "Nov 30, 2026 (8 days left)" in told.by_when.text
    assert {"due_date", "deadlines.pay"} <= set(told.by_when.fields)
    assert "not a levy notice" in told.not_yet.text
    assert "not an audit" in told.what_it_is.text
    assert "Tax you owed $1,000.00 and Interest charges $75.21" in told.why_you_got_it.text


def test_once_the_pay_date_has_passed_the_printed_amount_is_no_longer_what_is_owed():
    told = explained(cp14(), "2027-02-01")
    assert "has passed" in told.by_when.text
    assert "no longer what you owe" in said(told.if_date_passed)
    assert "by Nov 30, 2026" not in said(told.if_you_agree)


def test_on_the_last_day_itself_the_date_is_still_open():
    assert "(today)" in explained(cp14(), "2026-11-30").by_when.text
    assert "1 day left" in explained(cp14(), "2026-11-29").by_when.text


def test_without_amount_and_dates_nothing_is_invented_and_the_notice_is_pointed_to():
    bare = letter("CP14")
    told = explained(bare, TODAY)
    assert "$" not in told.headline.text + told.first_step.text + told.what_it_asks.text
    assert "See your notice" in told.by_when.text


def test_a_value_that_needs_a_look_is_said_with_please_check():
    told = explained(cp14(amount_due=unsure("1075.21")), TODAY)
    assert "$1,075.21" in told.headline.text
    assert "Please check the amount due on the paper" in told.headline.text
    assert "Please check" not in told.by_when.text


# --- CP504 ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["CP504", "CP504B"])
@pytest.mark.parametrize("day", ["2026-11-10", "2026-12-09", "2027-06-01"])
def test_a_notice_of_intent_to_levy_never_gets_a_pay_by_date(code: str, day: str):
    notice = cp504()
    told = explained(letter(code, deadlines=notice.deadlines, amount_due=field("9533.53")), day)
    assert "pay by" not in texts(told).lower()
    assert "due_date" not in {name for _, item in items(told) for name in item.fields}
    assert "prints no date" in told.by_when.text


def test_a_notice_of_intent_to_levy_counts_to_the_day_from_which_a_levy_may_start():
    told = explained(cp504(), TODAY)
    assert "Act before Dec 9, 2026 (17 days left)" in told.by_when.text
    assert "not printed" in told.by_when.text
    assert told.by_when.rule == "IRC 6331(d)(2)"
    assert "notice_date" in told.by_when.fields
    assert told.by_when.source
    assert told.by_when.checked_on


def test_a_levy_is_possible_on_the_thirtieth_day_itself():
    told = explained(cp504(), "2026-12-09")
    assert "Since Dec 9, 2026" in told.by_when.text
    assert "before Dec 9" not in texts(told)


def test_cp504_is_not_the_final_notice_but_an_old_one_may_have_come():
    told = explained(cp504(), TODAY)
    assert "not the final levy notice" in told.not_yet.text
    for code in FINAL_NOTICES:
        assert code in told.not_yet.text
    assert "years ago" in told.not_yet.text
    assert "no right to the hearing" in said(told.rights)
    assert "12153" not in texts(told)


def test_a_federal_refund_is_kept_and_the_penalty_doubles_after_cp504():
    told = explained(cp504(), TODAY)
    assert "federal refund is kept" in told.what_comes_next.text
    assert "1% a month" in told.what_comes_next.text
    assert told.what_comes_next.rule == "IRC 6651(d)"


# --- the final notices ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", FINAL_NOTICES)
def test_a_final_notice_leads_with_the_hearing(code: str):
    told = explained(letter(code, deadlines=lt11().deadlines, amount_due=field("21418.37")), TODAY)
    assert told.headline.text.startswith("You have a right to a hearing until Dec 2, 2026")
    assert "Form 12153" in told.first_step.text.split(". ")[0]
    assert told.by_when.text.startswith("Ask for a hearing by Dec 2, 2026 (10 days left)")
    assert "don't stop that clock" in told.by_when.text
    assert "hearing" in told.rights[0].text
    assert "12153" in told.if_you_disagree[0].text
    assert "12153" in told.if_you_cannot_pay[0].text


def test_a_hearing_date_without_print_is_said_to_be_counted():
    counted = deadline(DeadlineKind.HEARING, "2026-12-02", computed="IRC 6330(a)(3)(B)")
    told = explained(lt11(deadlines=[counted]), TODAY)
    assert "no printed date" in told.by_when.text
    assert "IRC 6330(a)(3)(B)" in (told.by_when.rule or "")


def test_a_hearing_date_that_could_not_be_read_is_never_left_out():
    told = explained(lt11(deadlines=[deadline(DeadlineKind.HEARING, None)]), TODAY)
    assert "See the date on your notice" in told.by_when.text
    assert "don't stop that clock" in told.by_when.text


def test_a_last_day_on_a_weekend_is_told_but_not_led_with():
    late = deadline(DeadlineKind.HEARING, "2026-12-05", last_legal_day="2026-12-07")
    told = explained(lt11(deadlines=[late]), TODAY)
    assert told.by_when.text.startswith("Ask for a hearing by Dec 5, 2026")
    assert "Dec 7, 2026" in told.by_when.text
    assert "has passed" not in explained(lt11(deadlines=[late]), "2026-12-07").by_when.text
    assert "has passed" in explained(lt11(deadlines=[late]), "2026-12-08").by_when.text


def test_a_missed_hearing_leaves_the_equivalent_one_for_a_year_and_never_nothing():
    told = explained(lt11(), "2027-01-22")
    assert told.headline.text.startswith("The time to ask for a hearing ended")
    assert "equivalent hearing" in said(told.if_date_passed)
    assert "within one year" in said(told.if_date_passed)
    assert "12153" not in told.first_step.text
    old = explained(lt11(), "2028-01-22")
    assert "most likely over" in said(old.if_date_passed)
    assert said(old.if_date_passed)


# --- plans, collectors, reminders -----------------------------------------------------------------------------------


def test_a_plan_in_default_ends_on_its_date_and_can_be_appealed():
    told = explained(cp523(), TODAY)
    assert told.by_when.text.startswith("Appeal by Dec 2, 2026")
    assert "On that day the payment plan may end" in told.by_when.text
    assert "$14,271.86, is due only if the plan ends" in told.what_it_asks.text
    assert "9423" in said(told.rights)
    assert "could end" in explained(cp523(), "2026-12-02").headline.text


def test_a_plan_payment_is_not_the_whole_debt():
    plan = letter("CP521", amount_due=field("390.00"), deadlines=[deadline(DeadlineKind.PAY, "2026-11-28")])
    told = explained(plan, TODAY)
    assert "$390.00 by Nov 28, 2026" in told.headline.text
    assert "not the whole debt" in told.what_it_asks.text


def test_a_collector_is_announced_by_the_irs_and_never_paid():
    told = explained(letter("CP40"), TODAY)
    assert "10-digit number" in told.first_step.text
    assert "Pay only the U.S. Treasury" in told.what_it_asks.text
    assert "asks for none" in told.by_when.text


def test_the_yearly_reminder_is_no_new_step():
    assert "no new step" in explained(letter("CP71C"), TODAY).what_it_is.text


# --- readers --------------------------------------------------------------------------------------------------------


def test_the_reader_is_told_by_form_and_id_not_by_the_catalog():
    firm = cp504(taxpayer_id=ein(), periods=[period("2024-Q1", "941", TaxType.EMPLOYMENT)])
    told = explained(firm, TODAY)
    assert "800-829-4933" in told.first_step.text
    assert "the first quarter of 2024" in told.headline.text
    assert "payroll deposits" in said(told.if_you_agree)
    assert "spouse" not in texts(told)
    assert "Low Income" not in texts(told)


def test_where_id_and_form_disagree_both_lines_are_named():
    told = explained(cp504(taxpayer_id=ein()), TODAY)
    assert "800-829-4933" in said(told.how_to_verify)
    assert "800-829-1040" in said(told.how_to_verify)


# --- letters that are not what they say -----------------------------------------------------------------------------


@pytest.mark.parametrize("verdict", [Verdict.LIKELY_SCAM, Verdict.SUSPICIOUS])
@pytest.mark.parametrize("make", [cp14, cp504, lt11, cp523])
def test_nobody_is_told_to_pay_or_to_call_on_the_strength_of_a_doubted_letter(make, verdict: Verdict):
    told = explained(make(verdict=verdict, contact_phone=field("+12025550143")), TODAY)
    everything = texts(told)
    assert told.first_step.text.startswith("Check first")
    assert "irs.gov" in told.first_step.text
    assert "pay" not in (told.first_step.text + told.what_it_asks.text + told.by_when.text).lower()
    assert told.if_you_agree == []
    assert told.if_you_cannot_pay == []
    assert "202-555-0143" not in everything
    assert "amount_due" not in {name for _, item in items(told) for name in item.fields}


def test_a_doubted_letter_still_tells_that_a_right_would_matter():
    told = explained(lt11(verdict=Verdict.LIKELY_SCAM), TODAY)
    assert "If the letter turns out to be real, Dec 2, 2026 matters" in told.by_when.text
    assert "last day to ask for a hearing" in told.by_when.text
    assert "don't throw it away" in told.not_yet.text


def test_what_speaks_against_a_letter_is_named():
    against = result.Finding("PAY_GIFT", 5.0, "It asks for gift cards", "…", [], "IRS Tax Tip 2019-134", "2026-11-22")
    told = explained(cp14(verdict=Verdict.LIKELY_SCAM, findings=[against]), TODAY)
    assert "It asks for gift cards" in told.what_it_is.text
    assert told.what_it_is.source == "IRS Tax Tip 2019-134"


@pytest.mark.parametrize("kind", [LetterKind.STATE, LetterKind.SOLICITATION, LetterKind.COLLECTOR, LetterKind.UNKNOWN])
def test_paper_from_others_is_not_explained_as_an_irs_letter(kind: LetterKind):
    told = explained(letter(None, kind=kind, amount_due=field("812.00")), TODAY)
    assert told.if_you_agree == []
    assert "12153" not in texts(told)
    assert told.headline.text != explained(letter(None, amount_due=field("812.00")), TODAY).headline.text


def test_a_state_letter_is_said_to_be_from_a_state():
    assert "not from the IRS" in explained(letter(None, kind=LetterKind.STATE), TODAY).headline.text


# --- unknown notices, missing pages, failing checks -----------------------------------------------------------------


def test_an_unknown_code_is_told_as_such_and_the_letter_speaks_for_itself():
    told = explained(letter("CP9999", amount_due=field("55.10"), reasons=["You still owe."]), TODAY)
    assert "CP9999" in told.headline.text
    assert "$55.10" in told.headline.text
    assert "We don't know CP9999" in told.what_it_is.text
    assert "You still owe" in told.why_you_got_it.text
    assert "irs.gov" in told.first_step.text


def test_a_right_offered_by_an_unknown_letter_leads_all_the_same():
    told = explained(letter("CP9999", deadlines=[deadline(DeadlineKind.PETITION, "2026-12-01")]), TODAY)
    assert "Dec 1, 2026" in told.headline.text
    assert "Dec 1, 2026" in told.first_step.text
    assert told.by_when.text.startswith("File a petition with the U.S. Tax Court by Dec 1, 2026")
    assert "Tax Court itself" in said(told.if_you_disagree)


def test_the_code_of_a_listed_notice_without_facts_borrows_nothing_from_its_family():
    told = explained(letter("CP12A"), TODAY)
    assert "We don't know CP12A" in told.what_it_is.text
    assert "60 days" not in texts(told)


def test_missing_pages_are_named_and_page_one_weighs_more():
    told = explained(cp504(missing_pages=[2, 3, 4, 5]), TODAY)
    assert "pages 2 to 5" in said(told.not_seen)
    assert "missing_pages" in told.not_seen[0].fields
    assert "Page 1 holds the amount" in said(explained(cp504(missing_pages=[1, 3]), TODAY).not_seen)
    assert "pages 1 and 3" in said(explained(cp504(missing_pages=[1, 3]), TODAY).not_seen)
    assert explained(cp504(), TODAY).not_seen == []


def test_a_field_whose_place_was_seen_but_not_read_is_told():
    told = explained(cp14(amount_due=unsure(None)), TODAY)
    assert "the amount due" in said(told.not_seen)
    assert "$1,075.21" not in told.headline.text


def test_a_failing_check_stands_in_the_explanation():
    check = result.Check("amounts_add_up", CheckStatus.FAIL, False, "the rows give $10.00 less", ["amount_due"])
    told = explained(cp14(checks=[check]), TODAY)
    assert "the rows give $10.00 less" in said(told.not_seen)


# --- codes without a letter -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("spelling", ["CP504", "cp 504", "Notice CP-504", " cp504 "])
def test_a_code_is_explained_in_any_spelling(spelling: str):
    told = explain_code(spelling, catalog())
    assert told.notice.code == "CP504"
    assert told.notice.category is Category.LEVY
    assert "30 days" in told.explanation.by_when.text
    assert "$" not in told.explanation.headline.text
    assert "CP90" in told.usual_next
    assert told.sources


def test_letters_and_their_aliases_are_found():
    assert explain_code("ltr 1058", catalog()).notice.code == "Letter 1058"
    assert explain_code("Letter 5071C", catalog()).notice.code == "5071C"


def test_a_code_that_nobody_knows_says_so_and_points_to_the_irs():
    told = explain_code("cp 98765", catalog())
    assert told.notice.category is Category.UNKNOWN
    assert "don't know CP 98765" in told.explanation.what_it_is.text
    assert "irs.gov" in told.explanation.first_step.text
    assert told.sources == []


# --- every notice of the catalog ------------------------------------------------------------------------------------


def test_every_section_of_one_item_has_a_text_for_every_notice_and_kind_of_letter():
    known = catalog()
    for code in known.notices:
        letters = [letter(code), letter(code, verdict=Verdict.SUSPICIOUS), letter(code, kind=LetterKind.OTHER)]
        for told in [explain_code(code, known).explanation, *(explained(each, TODAY) for each in letters)]:
            assert all(item.text for _, item in items(told)), code
            assert not any(mark in texts(told) for mark in "{}[]"), code


def test_the_same_letter_and_day_give_the_same_explanation_whatever_it_said_before():
    assert explained(cp504(), TODAY) == explained(cp504(), TODAY)
    assert json.dumps([item.text for _, item in items(explained(lt11(), TODAY))])
    assert len(SECTIONS) == 20
