"""The answer on the terminal."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from rich.text import Text

from irsletter.emit.build import build_result
from irsletter.emit.screen import screens
from irsletter.errors import ErrorCode, ReadError
from irsletter.model import judged, kinds
from irsletter.model.reading import Alternative
from tests.unit.emit.faces import LABELS, to_terminal


def rows(text):
    """The first screen by label."""
    found, label = {}, None
    for line in "\n".join(text.split("\n\n")[1:3]).splitlines():
        label = line[:13].strip() or label
        found[label] = f"{found.get(label, '')} {line[13:].strip()}".strip()
    return found


def test_the_first_screen_says_the_essentials_in_order(make_result):
    text = to_terminal(make_result())
    assert text.startswith("CP504 · Notice of intent to levy · 2024 income tax (Form 1040) · dated Nov 9, 2026\n")
    lead, rest = ["IS IT REAL?", "WE SAW", "WANTS", "DATE", "DO FIRST"], ["NOT YET", "NEXT", "THEN", "HELP"]
    assert list(rows(text)) == lead + rest


def test_pages_amount_and_dates_are_told_with_what_they_rest_on(make_result):
    said = rows(to_terminal(make_result()))
    assert said["WE SAW"].startswith("Page 1 of 5.")
    assert "pages 2 to 5" in said["WE SAW"]
    assert "$9,533.53" in said["WANTS"]
    assert "agrees in 3 places" in said["WANTS"]
    assert "Dec 9, 2026 (17 days left)" in said["DATE"]
    assert "not printed" in said["DATE"]
    assert said["IS IT REAL?"] == "We can't tell from one page. We found nothing against it; that is not proof."
    assert said["DO FIRST"].startswith("Type irs.gov/account")
    assert said["THEN"].startswith("1. ")


def test_an_amount_to_be_checked_does_not_boast_of_its_copies(make_result, make):
    due = make.field(Decimal("9533.53"), "$9,533.53", copies=3, review=True)
    assert "agrees" not in to_terminal(make_result(fields={"amount_due": due}))


def test_every_field_has_its_mark_in_words(make_result):
    text = to_terminal(make_result())
    lines = {line.split("  ")[0]: line for line in text.splitlines()}
    assert lines["Amount due"].endswith("accepted")
    assert lines["Phone for questions"].endswith("please check")


def test_other_readings_of_an_unsure_value_are_named(make_result, make):
    other = Alternative(Decimal("1075.27"), "$1,075.27", 0.4)
    due = replace(make.field(Decimal("1075.21"), "$1,075.21", review=True), alternatives=(other,))
    text = to_terminal(make_result(fields={"amount_due": due}))
    assert "$1,075.21 (or $1,075.27)" in text


def test_a_value_that_could_not_be_read_is_said_to_be_so(make_result, make):
    due = replace(make.field(None, "", review=True), raw=None)
    assert "not readable" in to_terminal(make_result(fields={"amount_due": due}))


def test_reasons_for_a_look_stand_on_the_first_screen_and_the_rest_below(make_result):
    reasons = tuple(judged.ReviewReason(f"r{number}", f"reason {number}", None, 1) for number in range(1, 7))
    text = to_terminal(make_result(review=reasons))
    assert (
        rows(text)["CHECK"] == " ".join(f"Reason {number} (page 1)." for number in range(1, 5)) + " And 2 more, below."
    )
    assert "- Reason 6 (page 1)" in text


@pytest.mark.parametrize("width", [40, 80, 100])
def test_no_line_is_wider_than_asked(make_result, make, width):
    text = to_terminal(make_result(deadlines=(make.hearing, make.levy)), width=width)
    assert max(map(len, text.splitlines())) <= width


def test_plain_text_has_no_codes_and_colour_changes_no_word(make_result, make):
    whole = make_result(authenticity=make.fraud)
    plain, coloured = to_terminal(whole), to_terminal(whole, colour=True)
    assert "\x1b" not in plain
    assert "\x1b[" in coloured
    assert [line.rstrip() for line in Text.from_ansi(coloured).plain.splitlines()] == plain.rstrip("\n").splitlines()


def test_the_letters_own_words_can_not_steer_the_terminal(make_result, make):
    evil = "ROE\x1b]0;x\x07 \x1b[2J\u202egnp.exe\u2066"
    text = to_terminal(make_result(fields={"taxpayer_name": make.field(evil, evil)}), colour=False)
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\u202e" not in text


def test_markup_in_a_letter_is_text(make_result, make):
    name = "[bold]ROE[/bold] :warning:"
    assert name in to_terminal(make_result(fields={"taxpayer_name": make.field(name, name)}))


def test_a_doubted_letter_is_judged_with_its_own_words_and_never_says_pay_it(make_result, make):
    text = to_terminal(make_result(authenticity=make.fraud, deadlines=(make.pay_now, make.levy)))
    said = rows(text)
    assert said["IS IT REAL?"].startswith(
        "Strong signs of fraud. Asks to be paid with gift cards: “pay with gift cards"
    )
    assert "(page 1)" in said["IS IT REAL?"]
    assert said["DO FIRST"].startswith("Check first")
    assert "THEN" not in said
    for word in ("irs.gov/payments", "pay all", "agrees in"):
        assert word not in text
    assert "Amounts that the paper claims".upper() in text


@pytest.mark.parametrize("verdict", kinds.Verdict)
def test_no_verdict_says_that_a_letter_is_genuine(make_result, verdict):
    text = to_terminal(make_result(authenticity=judged.Authenticity(verdict, 0.0, 5.0)))
    said = rows(text)["IS IT REAL?"].lower()
    assert said
    assert not any(word in said for word in ("genuine", "authentic", "safe", "verified", "is real"))


def test_a_date_that_the_explanation_does_not_name_is_named_all_the_same(make_result, make):
    second = replace(make.hearing, date=dt.date(2026, 12, 18), last_legal_day=None, tax_periods=("p2",))
    said = rows(to_terminal(make_result(deadlines=(make.hearing, second))))["DATE"]
    assert "Nov 28, 2026" in said
    assert "Dec 18, 2026" in said


def test_a_letter_without_a_code_says_what_it_claims_to_be(make_result):
    text = to_terminal(make_result(notice=None, kind=kinds.LetterKind.STATE, tax_periods=(), fields={}))
    assert text.startswith("Letter from a state or local office\n")


def test_a_file_that_could_not_be_read_says_why_and_what_to_do():
    error = ReadError(ErrorCode.ENCRYPTED, "It is protected.", "Take the password off.")
    result = build_result(None, (), error, catalog_digest="", as_of=dt.date(2026, 11, 22))
    assert "It is protected." in to_terminal(result)
    assert "Take the password off." in to_terminal(result)


def test_an_empty_file_says_that_no_letter_was_found(make):
    result = build_result(make.document(), (), None, catalog_digest="", as_of=dt.date(2026, 11, 22))
    assert to_terminal(result) == "cp504.pdf: No letter was found in this file.\n"


def test_a_result_without_a_day_is_refused(make):
    doc = make.document()
    result = build_result(doc, (make.judged(doc),), None, catalog_digest="", as_of=dt.date(2026, 11, 22))
    with pytest.raises(ValueError, match="day"):
        screens(result, LABELS)
