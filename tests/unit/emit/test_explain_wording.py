"""How explanations are worded: plain enough to read, tied to what was read, and never a promise."""

import re
from collections.abc import Iterator

import pytest

from irsletter.model import result
from irsletter.model.kinds import DeadlineKind, TaxType, Verdict
from tests.unit.emit.explained import (
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
)

FORBIDDEN = frozenset({"genuine", "authentic", "safe", "safely", "verified", "guarantee", "guaranteed", "certainly"})
EASY = 8.0
"""The school grade that a reader needs at most."""
OTHERS = (
    *("CP501", "CP503", "CP503C", "CP504B", "CP90", "CP297", "CP71C", "CP40", "CP161", "CP14H", "CP15", "CP21A"),
    *("CP59", "CP2000", "CP3219N", "CP12", "CP75", "5071C", "Letter 3172", "CP508C", "668-W", "CP49", "CP9999"),
)
DAYS = ("2026-11-22", "2027-01-22", "2028-06-01")


def letters() -> Iterator[result.Letter]:
    yield from (cp14(), cp504(), lt11(), cp523())
    yield cp504(taxpayer_id=ein(), periods=[period("2024-Q1", "941", TaxType.EMPLOYMENT)])
    yield lt11(deadlines=[deadline(DeadlineKind.HEARING, "2026-12-05", computed="IRC 6330(a)(3)(B)")])
    yield cp504(verdict=Verdict.LIKELY_SCAM, missing_pages=[2, 3])
    shared = {"amount_due": field("1234.50"), "notice_date": field("2026-11-02"), "periods": [period("2023")]}
    for code in OTHERS:
        yield letter(code, **shared, deadlines=[deadline(DeadlineKind.PAY, "2026-11-30")])
    yield letter("CP521", **shared, deadlines=[deadline(DeadlineKind.PAY, "2026-11-30")])
    yield letter("Letter 1058", **shared, deadlines=[deadline(DeadlineKind.HEARING, None)])


def explanations() -> Iterator[result.Explanation]:
    yield from (explained(each, day) for each in letters() for day in DAYS)


WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
SENTENCE_END = re.compile(r"[.!?](?=\s|$|”)")
VOWELS = re.compile(r"[aeiouy]+")


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end and the mute ending of the past tense."""
    bare = word.lower().replace("'", "").replace("’", "")
    count = len(VOWELS.findall(bare))
    silent_e = bare.endswith("e") and not bare.endswith(("le", "ee"))
    mute_ending = bare.endswith("ed") and bare[-3:-2] not in ("t", "d")
    if silent_e or mute_ending:
        count -= 1
    return max(count, 1)


def grade(text: str) -> float:
    """Flesch-Kincaid grade level: 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid and others, 1975)."""
    words = WORD.findall(text)
    sentences = max(len(SENTENCE_END.findall(text)), 1)
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def test_the_measure_tells_plain_from_hard_words():
    counted = {"levy": 2, "notice": 2, "hearing": 2, "asked": 1, "wanted": 2, "the": 1, "table": 2}
    assert {word: syllables(word) for word in counted} == counted
    assert grade("The cat sat on the mat. It was fat.") < 2
    assert (
        grade("Notwithstanding administrative considerations, collection alternatives necessitate documentation.") > 15
    )


def test_every_explanation_as_a_whole_reads_at_grade_eight_or_below():
    for told in explanations():
        whole = " ".join(item.text for _, item in items(told))
        assert grade(whole) <= EASY, (grade(whole), told.headline.text)


def test_the_parts_that_are_read_first_are_easy_too():
    for told in explanations():
        for part in (told.first_step, told.what_it_is, told.by_when, told.not_yet, told.what_comes_next):
            assert grade(part.text) <= EASY + 2, (grade(part.text), part.text)


def test_no_sentence_runs_on():
    for told in explanations():
        for name, item in items(told):
            for sentence in SENTENCE_END.split(item.text):
                assert len(WORD.findall(sentence)) <= 34, (name, sentence)


def test_no_text_says_that_a_letter_is_real_or_promises_anything():
    for texts in catalog().explanations.texts.values():
        for text in texts:
            for said in text.entry.say.values():
                assert FORBIDDEN.isdisjoint(word.lower() for word in WORD.findall(said)), text.entry.id


MONEY = re.compile(r"\$[\d,]+\.\d{2}")
DATE = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{1,2}, \d{4}")


def test_every_sentence_that_states_an_amount_or_a_date_names_the_fields_it_rests_on():
    seen = 0
    for told in explanations():
        for name, item in items(told):
            if MONEY.search(item.text) or DATE.search(item.text):
                seen += 1
                assert item.fields, (name, item.text)
    assert seen > 100


def test_every_rule_has_its_source_and_the_day_it_was_checked():
    seen = 0
    for told in explanations():
        for name, item in items(told):
            if item.rule is not None:
                seen += 1
                assert item.source, (name, item.text)
            assert (item.source is None) == (item.checked_on is None), (name, item.text)
    assert seen > 100


PERCENT = re.compile(r"\d%")
FIGURE = re.compile(r"\$\d")


def test_fees_and_limits_carry_their_year_and_no_interest_rate_is_stated():
    """Amounts fixed in the texts themselves: fees change each year, limits of plans and of the law seldom do."""
    for texts in catalog().explanations.texts.values():
        for text in texts:
            for said in text.entry.say.values():
                for sentence in said.split(". "):
                    if PERCENT.search(sentence):
                        assert "interest" not in sentence.lower() or "penalty" in sentence.lower(), text.entry.id
                if FIGURE.search(said) and any(word in said for word in ("cost", "fee is", "passport", "large")):
                    assert "as of 2024" in said.lower(), text.entry.id
                    assert "check" in said.lower(), text.entry.id


@pytest.mark.parametrize("day", DAYS)
def test_a_day_changes_only_what_depends_on_it(day: str):
    told, today = explained(cp504(), day), explained(cp504(), DAYS[0])
    assert told.what_it_is == today.what_it_is
    assert told.gather == today.gather
    assert told.disclaimer == today.disclaimer
