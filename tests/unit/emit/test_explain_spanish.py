"""Spanish says all that English says, from the same values."""

import datetime as dt
import re
from dataclasses import replace

from irsletter.emit.as_of import as_of_day
from irsletter.emit.explain import explain, explain_code
from irsletter.model import result
from irsletter.model.kinds import DeadlineKind, Language
from tests.unit.emit.explained import catalog, cp504, deadline, field, items, letter, lt11, period

DAY = dt.date(2026, 11, 22)
ENGLISH = re.compile(
    r"\b(?:the|your|you|and|pay|by|letter|notice|if|is|Jan|Aug|Dec|January|August|December|Form|Letter)\b"
)
MEANT = re.compile(r"“[^”]*”|irs\.gov/\S+|\([A-Z]+\)")
"""Quoted names in English, addresses, and codes in brackets."""


def test_every_text_stands_in_both_languages_with_the_same_values():
    for texts in catalog().explanations.texts.values():
        for text in texts:
            assert set(text.templates) == {"en", "es"}, text.entry.id
            english, spanish = text.templates["en"], text.templates["es"]
            assert english.slots == spanish.slots, text.entry.id
            assert english.needs == spanish.needs, text.entry.id
            assert text.entry.say["en"] != text.entry.say["es"], text.entry.id


def test_both_languages_have_the_same_words():
    words = catalog().explanations.words
    assert words["en"].names.keys() == words["es"].names.keys()
    assert words["en"].headings.keys() == words["es"].headings.keys()


def test_no_section_of_a_notice_is_empty_in_spanish_and_none_is_left_in_english():
    for code in sorted(catalog().notices):
        told = explain_code(code, catalog(), "es").explanation
        said = {name for name, item in items(told) if item.text}
        assert said == set(result.Explanation.__dataclass_fields__), code
        for _, item in items(told):
            assert not ENGLISH.search(MEANT.sub("", item.text)), item.text


def test_both_languages_rest_on_the_same_fields_rules_and_sources():
    for each in (cp504(), lt11(), letter("CP2000", amount_due=field("10.00")), letter("CP12")):
        english, spanish = (items(explain(each, DAY, catalog(), lang)) for lang in ("en", "es"))
        for (name, one), (other_name, other) in zip(english, spanish, strict=True):
            assert (name, one.fields, one.rule, one.source) == (other_name, other.fields, other.rule, other.source)


def test_dates_days_lists_and_money_are_put_in_spanish():
    dated = deadline(DeadlineKind.HEARING, "2026-12-02")
    owed = {"amount_due": field("21418.37"), "periods": [period("2022"), period("2023")]}
    told = explain(letter("LT11", deadlines=[dated], **owed), DAY, catalog(), "es")
    assert "hasta el 2 de diciembre de 2026" in told.headline.text
    assert "$21,418.37" in told.headline.text
    assert "2022 y 2023" in told.headline.text
    assert "(quedan 10 días)" in told.by_when.text
    assert "Formulario 12153" in told.first_step.text


def test_words_that_melt_into_one_do():
    quarter = {"periods": [period("2024-Q1", "941")], "amount_due": field("10.00")}
    for code in sorted(catalog().notices):
        told = explain(letter(code, **quarter), DAY, catalog(), "es")
        assert not [item.text for _, item in items(told) if re.search(r"\b(?:de|a) el\b", item.text)], code
    assert (
        "$10.00 del primer trimestre de 2024" in explain(letter("CP504", **quarter), DAY, catalog(), "es").headline.text
    )


def test_a_letter_in_spanish_is_explained_in_spanish_where_no_language_is_asked_for(make_result):
    english = make_result(DAY)
    spanish = replace(english, letters=[replace(each, language=Language.ES) for each in english.letters])
    assert as_of_day(english, DAY, catalog(), lang=None) == english
    own = as_of_day(spanish, DAY, catalog(), lang=None).letters[0].explanation
    asked = as_of_day(spanish, DAY, catalog()).letters[0].explanation
    assert own
    assert "El IRS dice que piensa tomar bienes" in own.headline.text
    assert asked
    assert "The IRS says it intends" in asked.headline.text


def test_every_title_stands_in_both_languages():
    for entry in catalog().notices.values():
        assert entry.title_es, entry.id
        assert entry.title_es != entry.title, entry.id
        assert not ENGLISH.search(MEANT.sub("", entry.title_es)), entry.title_es
        assert set(re.findall(r"\d[\d,.-]*\d", entry.title)) == set(re.findall(r"\d[\d,.-]*\d", entry.title_es)), (
            entry.id
        )
