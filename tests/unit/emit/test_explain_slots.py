"""Over every notice, in both languages: no slot left open, no value without its field, no rule without its source."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest

from irsletter.emit.explain import explain, explain_code
from irsletter.model import result
from irsletter.model.kinds import AmountKind, DeadlineKind, FieldStatus
from tests.unit.emit.explained import SECTIONS, catalog, deadline, field, items, letter, period, row, ssn, unsure

LANGUAGES = ("en", "es")
DAY = dt.date(2026, 11, 22)
ODD = re.compile(r"[{}\[\]]|\bNone\b|  | [.,;:!?]|\.\.|,,|\( | \)|\(\)|: ?\.|\$(?!\d)")
ENDS = (".", "?", "!", "”")
MONEY = re.compile(r"\$[\d,]+\.\d\d")
"""Amounts of letters have cents; thresholds and fees in texts have none."""


def letters(code: str, year: str = "2024") -> Iterator[result.Letter]:
    """One with all that a letter can say, one whose values all need a look, one that says next to nothing."""
    kinds = (DeadlineKind.PAY, DeadlineKind.RESPOND, DeadlineKind.HEARING, DeadlineKind.REQUEST_ABATEMENT)
    yield letter(
        code,
        deadlines=[deadline(kind, "2026-12-05", last_legal_day="2026-12-07") for kind in kinds],
        periods=[period(year)],
        amounts=[row(AmountKind.TAX_OWED, "Tax you owed", "300.00"), row(AmountKind.INTEREST, "Interest", "10.25")],
        notice_date=field("2026-11-05"),
        amount_due=field("310.25"),
        refund_amount=field("77.10"),
        proposed_amount=field("88.20"),
        contact_phone=field("+15025550142"),
        taxpayer_id=ssn(),
    )
    doubtful = deadline(DeadlineKind.PETITION, "2026-10-05", status=FieldStatus.REVIEW)
    yield letter(code, deadlines=[doubtful], amount_due=unsure("310.25"), notice_date=unsure("2026-07-07"))
    yield letter(code, missing_pages=[1])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_slot_is_left_open_and_every_sentence_ends(lang: str):
    assert [said for said in _said(lang) if _flawed(said[-1].text)] == []


def _flawed(text: str) -> bool:
    starts = text[0].isupper() or text[0] in "“¿¡$0123456789"
    return bool(ODD.search(text.replace(" .gov", ""))) or not text.endswith(ENDS) or not starts


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_value_names_its_field_and_every_rule_its_source_and_day(lang: str):
    assert [said for said in _said(lang) if _unfounded(said[-1])] == []


def _unfounded(item: result.Item) -> bool:
    states_a_value = bool(MONEY.search(item.text)) or "2026" in item.text
    bare = states_a_value and not item.fields
    return bare or bool(item.rule and not item.source) or bool(item.source and not item.checked_on)


def _said(lang: str) -> Iterator[tuple[str, str, result.Item]]:
    """Each sentence once."""
    seen: set[tuple[str, str]] = set()
    for code in catalog().notices:
        for told in (explain_code(code, catalog(), lang).explanation, *_explained(code, lang)):
            for section, item in items(told):
                if item.text and (section, item.text) not in seen:
                    seen.add((section, item.text))
                    yield code, section, item


SHOWN = {
    "$310.25": "amount_due",
    "$77.10": "refund_amount",
    "$88.20": "proposed_amount",
    "2017": "tax_periods.p2017",
    "502-555-0142": "contact_phone",
    "$10.25": "amounts.interest",
    "$300.00": "amounts.tax_owed",
}
"""Values that stand in no text of the catalog, and the field of the letter that each comes from."""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sentence_names_the_very_field_of_each_value_that_it_states(lang: str):
    seen: set[str] = set()
    for code in catalog().notices:
        told = explain(next(letters(code, "2017")), DAY, catalog(), lang)
        for section, item in items(told):
            for value, name in SHOWN.items():
                if value in item.text:
                    seen.add(value)
                    assert name in item.fields, (code, section, item.text)
    assert seen == SHOWN.keys()


def test_both_languages_say_the_same_number_of_things_with_the_same_fields_and_rules():
    for code in catalog().notices:
        pairs = zip(_explained(code, "en"), _explained(code, "es"), strict=True)
        for english, spanish in pairs:
            for section in SECTIONS:
                first, second = getattr(english, section), getattr(spanish, section)
                for one, other in zip(
                    first if isinstance(first, list) else [first],
                    second if isinstance(second, list) else [second],
                    strict=True,
                ):
                    assert (one.rule, one.source, set(one.fields)) == (other.rule, other.source, set(other.fields)), (
                        code
                    )
                    assert bool(one.text) == bool(other.text), code


def _explained(code: str, lang: str) -> Iterator[result.Explanation]:
    return (explain(each, DAY, catalog(), lang) for each in letters(code))
