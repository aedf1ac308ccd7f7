"""What single notices must say, by their statutes and pages: facts that a text of their category would get wrong."""

import re
from dataclasses import replace

import pytest

from irsletter.emit.explain import explain_code
from irsletter.model.kinds import AmountKind, Ask, Category, DeadlineKind, LetterKind, TaxType, Verdict
from irsletter.model.result import Waiting
from tests.unit.emit.explained import catalog, deadline, explained, field, letter, period, row, texts, unsure

DAY = "2026-11-22"


def told(code: str, lang: str = "en"):
    return explain_code(code, catalog(), lang).explanation


@pytest.mark.parametrize("code", ["CP92", "CP242", "CP297A", "CP297C"])
def test_a_hearing_that_comes_after_the_levy_leads(code: str):
    """IRC 6330(f): the levy comes first, so the form is the first step, not a look at the account."""
    said = told(code)
    assert "first send Form 12153" in said.first_step.text
    assert "within 30 days of the date of the letter" in said.by_when.text
    assert said.by_when.rule == "IRC 6330(f)"
    dated = explained(letter(code, deadlines=[deadline(DeadlineKind.HEARING, "2026-12-02")]), DAY)
    assert "by Dec 2, 2026" in dated.first_step.text
    late = explained(letter(code, deadlines=[deadline(DeadlineKind.HEARING, "2026-10-02")]), DAY)
    assert "Form 12153" not in late.first_step.text
    assert "ended on Oct 2, 2026" in late.headline.text


def test_the_clock_of_a_lien_hearing_is_told_as_the_law_counts_it():
    """IRC 6320(a)(2), (3)(B): 30 days after the five business days that follow the filing."""
    said = told("Letter 3172").by_when
    assert "30 days after the five business days that follow the filing" in said.text
    assert "often give" not in said.text


def test_a_refused_claim_names_the_two_years_for_court():
    said = told("105C")
    assert "two years" in said.by_when.text
    assert said.by_when.rule == "IRC 6532(a)(1)"
    assert "An appeal does not stop that clock." in said.first_step.text
    assert "two years" not in told("6577C").by_when.text


def test_a_proposed_trust_fund_penalty_names_both_counts():
    assert "60 days" in told("Letter 1153").by_when.text
    assert "75 if it was sent abroad" in told("Letter 1153").by_when.text


@pytest.mark.parametrize("code", ["CP12", "CP712"])
def test_a_corrected_refund_is_no_bill(code: str):
    assert "you owe" not in told(code).headline.text.lower()
    assert "asks you to pay" not in told(code).what_it_asks.text
    refund = letter(code, refund_amount=field("77.10"), periods=[period("2024")])
    assert "Your refund is now $77.10." in explained(refund, DAY).headline.text


def test_only_a_change_that_leaves_a_bill_speaks_of_collecting_it():
    assert "may not collect it" in told("CP11").not_yet.text
    assert "collect" not in told("CP13").not_yet.text


def test_an_inquiry_is_a_question_and_no_proposal():
    assert "not yet a change" in told("CP2501").what_it_is.text
    assert "proposed change" in told("CP2000").what_it_is.text


@pytest.mark.parametrize("code", ["CP14H", "CP501H", "CP503H", "CP523H"])
def test_a_health_coverage_debt_brings_no_levy(code: str):
    said = told(code)
    assert "no lien, makes no levy" in said.what_it_is.text
    assert "may not levy or file a lien" in said.not_yet.text
    assert "withheld" not in said.why_you_got_it.text
    assert "Letter 3172" not in said.what_comes_next.text


def test_a_return_that_lacks_a_part_is_not_called_missing():
    for code in ("12C", "324C", "CP180", "CP181"):
        said = told(code)
        assert "file now" not in said.first_step.text
        assert "Send what is missing" in said.first_step.text
        assert "not filing" not in said.if_you_cannot_pay[0].text


def test_a_change_that_the_reader_asked_for_is_told_so():
    assert "asked for a change" in told("CP21A").why_you_got_it.text
    assert "audit" in told("CP22E").why_you_got_it.text
    assert "left it to the IRS" in told("CP51A").why_you_got_it.text


def test_a_login_asks_for_an_answer_only_if_it_was_somebody_else():
    for code in ("CP301", "CP303"):
        assert "only if it was not you" in told(code).what_it_asks.text
        assert "return" not in told(code).what_comes_next.text


def test_a_letter_that_waits_for_an_answer_is_not_called_one_of_mere_facts():
    entries = catalog().notices.values()
    waiting = [each.id for each in entries if each.category is Category.INFORMATION and "response" in each.asks]
    assert len(waiting) >= 5
    for code in waiting:
        assert "waits for your answer" in told(code).not_yet.text, code
        assert "letter of facts" not in told(code).what_it_is.text, code


def test_what_is_left_after_the_day_is_told_before_it_comes():
    for code, words in (("LT11", "equivalent hearing"), ("CP3219A", "audit reconsideration"), ("CP11", "3 years")):
        assert words in " ".join(item.text for item in told(code).if_date_passed), code
    assert "equivalent" not in " ".join(item.text for item in told("CP501").if_date_passed)


def test_a_business_is_asked_for_its_own_papers():
    assert "W-2s" not in " ".join(item.text for item in told("CP161").gather)
    assert "payroll" in " ".join(item.text for item in told("CP161").gather)
    assert "W-2s" in " ".join(item.text for item in told("CP14").gather)


def test_what_a_month_of_waiting_costs_is_told_up_to_the_limit_of_the_penalty():
    known = replace(letter("CP14", amount_due=field("310.00")), waiting=Waiting("300.00", "1.50", "1.73", "2026-Q1"))
    capped = replace(known, waiting=Waiting("300.00", "0.00", "1.73", "2026-Q1"))
    said = explained(known, DAY).what_comes_next
    assert (
        "adds about $1.50 in penalty and at least $1.73 in interest, by the rate of the first quarter of 2026"
        in said.text
    )
    assert "waiting" in said.fields
    at_limit = explained(capped, DAY).what_comes_next.text
    assert "adds at least $1.73 in interest" in at_limit
    assert "reached its limit" in at_limit
    bare = explained(letter("CP503", amount_due=field("310.00")), DAY).what_comes_next.text
    assert "can't be told from this letter" in bare
    assert "$" not in bare


def first(items):
    return items[0].text


def test_what_to_answer_fits_the_letter():
    assert "send form 12153" in first(told("Letter 3172").if_you_disagree).lower()
    assert "12153" not in " ".join(item.text for item in told("668(Z)").if_you_disagree)
    assert "pay it" not in first(told("668(Z)").if_you_agree)
    assert "800-829-4933" in first(told("CP140").if_you_disagree)
    assert "signed return" not in " ".join(item.text for item in told("12C").if_you_disagree)
    assert "call the IRS today" in first(told("CP301").if_you_disagree)


def test_relief_of_three_clean_years_is_not_offered_where_the_law_has_none():
    """First-time abatement is for filing late, paying late and depositing late (IRM 20.1.1.3.3.2.1)."""
    for code in ("CP15B", "Letter 1153", "226J", "CP72", "CP30"):
        assert not any("three years before" in item.text for item in told(code).if_you_disagree), code
    assert any("three years before" in item.text for item in told("CP162").if_you_disagree)


def test_the_penalty_of_ten_times_is_not_told_of_forms_that_carry_no_tax():
    for code in ("CP403", "CP406", "Letter 5699", "CP259A"):
        assert not any("ten times" in item.text for item in told(code).if_you_cannot_pay), code
    assert any("ten times" in item.text for item in told("CP59").if_you_cannot_pay)


def test_a_code_known_by_its_kin_alone_says_so():
    for code in ("CP10T", "CP14A", "LT11D", "CP90C"):
        assert "only from lists" in told(code).not_seen[0].text
        assert "solo por listas" in told(code, "es").not_seen[0].text
    assert "lists" not in " ".join(item.text for item in told("CP14").not_seen)


STOCK = frozenset({Category.INFORMATION, Category.OTHER, Category.REFUND, Category.EIN, Category.CREDITS})
"""Categories whose notices have so little in common that one sentence on all of them says nothing."""


def test_the_headline_of_such_notices_is_their_own():
    stock = {
        text.entry.say["en"]
        for text in catalog().explanations.texts["headline"]
        if text.entry.all in {(f"category:{category}",) for category in STOCK}
    }
    assert len(stock) == len(STOCK)
    shared = {text.split("[")[0].rstrip(".") for text in stock}
    for entry in catalog().notices.values():
        if entry.category in STOCK and entry.id not in KNOWN_BY_NAME_ALONE:
            assert not any(told(entry.id).headline.text.startswith(each) for each in shared), entry.id


KNOWN_BY_NAME_ALONE = frozenset({"6577C"})


def test_nearly_every_explained_notice_says_what_it_asks():
    silent = [
        entry.id
        for entry in catalog().notices.values()
        if entry.category is not Category.UNKNOWN and "can't tell what it asks" in told(entry.id).what_it_asks.text
    ]
    assert len(silent) <= 16, silent


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("code", ["CP131", "CP21C", "CP11", "CP14", "CP215"])
def test_nobody_is_asked_to_pay_nothing(code: str, lang: str):
    """Some notices print an amount due of $0.00."""
    asks = [Ask.PAYMENT]
    zero = replace(letter(code, amount_due=field("0.00"), periods=[period("2024")]), asks=asks)
    said = explained(zero, DAY, lang)
    assert "$0.00" in said.headline.text
    assert not [each for each in (said.what_it_asks, said.first_step, said.what_comes_next) if "$0.00" in each.text]
    assert not re.search("asks you to pay|Le pide que pague", said.what_it_asks.text)
    owed = explained(replace(letter(code, amount_due=field("8.00"), periods=[period("2024")]), asks=asks), DAY, lang)
    assert "$8.00" in owed.headline.text + owed.what_it_asks.text


def test_an_amount_due_of_nothing_that_is_unsure_is_still_told():
    said = explained(letter("CP131", amount_due=unsure("0.00"), periods=[period("2024")]), DAY)
    assert "there is nothing to pay" not in said.headline.text
    assert "Please check the amount due" in said.headline.text


def test_what_is_proposed_is_told_at_once():
    for code in ("CP2000", "CP3219A", "Letter 525", "226J"):
        assert "$77.10" in explained(letter(code, proposed_amount=field("77.10")), DAY).headline.text, code
    lien = letter("Letter 3172", periods=[period("2024")], amounts=[row(AmountKind.LIEN_AMOUNT, "On lien", "88.20")])
    assert "a tax lien of $88.20 on public record for 2024" in explained(lien, DAY).headline.text


def test_the_day_to_disagree_by_comes_before_a_later_day_to_pay():
    days = [deadline(DeadlineKind.PAY, "2026-12-08"), deadline(DeadlineKind.RESPOND, "2026-11-28")]
    said = explained(letter("CP102", deadlines=days), DAY)
    assert said.by_when.text.startswith("If you disagree, say so by Nov 28, 2026")
    assert "by Nov 28, 2026" in said.first_step.text


def test_a_bounced_payment_is_not_the_size_of_its_penalty():
    said = explained(letter("CP57", amount_due=field("5208.72")), DAY)
    assert "Due now: $5,208.72." in said.headline.text
    assert said.first_step.rule == "IRC 6657"


@pytest.mark.parametrize("code", ["5071C", "CP5071", "CP5071C", "CP5071F"])
def test_every_notice_of_the_identity_check_sends_to_its_page(code: str):
    assert "irs.gov/verifyreturn" in told(code).first_step.text


def test_a_paper_that_is_no_tax_letter_is_not_called_a_step():
    for kind in (LetterKind.OTHER, LetterKind.STATE, LetterKind.SOLICITATION):
        said = explained(letter(None, kind=kind, verdict=Verdict.NOT_APPLICABLE), DAY)
        assert "which step this is" not in said.not_yet.text, kind
        assert "what you need to do" not in said.what_it_asks.text, kind


def test_years_in_a_row_are_told_as_a_run():
    years = [period(str(year)) for year in (2014, 2016, 2017, 2018)]
    assert "for 2014 and 2016 to 2018." in explained(letter("668(Y)(c)", periods=years), DAY).headline.text
    quarters = [period(label, "941", TaxType.EMPLOYMENT) for label in ("2004-Q4", "2005-Q1", "2005-Q2")]
    levied = explained(letter("668-A", periods=quarters), DAY, "es").headline.text
    assert "del cuarto trimestre de 2004 al segundo trimestre de 2005" in levied


def test_what_stands_for_no_form_is_not_called_one():
    penalty = [period("2024", "CIVPEN", TaxType.CIVIL_PENALTY)]
    assert "CIVPEN" not in texts(explained(letter("CP215", periods=penalty, amount_due=field("8.00")), DAY))


def test_a_time_that_is_given_in_words_is_quoted_and_not_replaced_by_the_usual_one():
    """A letter that says "within 30 days" and prints no day: its own words and date, never a day made of them."""
    within = deadline(DeadlineKind.VERIFY_IDENTITY, None, words="within 45 days")
    asked = letter("5071C", deadlines=[within], notice_date=field("2026-11-02"))
    by_when = explained(asked, DAY).by_when
    assert by_when.text == "The letter prints no day. It says “within 45 days” and is dated Nov 2, 2026."
    assert set(by_when.fields) == {"deadlines.verify_identity", "notice_date"}
    assert "often give" in explained(letter("5071C"), DAY).by_when.text
