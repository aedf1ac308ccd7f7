"""School grades of every notice's explanation, by two formulas of a library that count letters instead of syllables."""

import textstat

from irsletter.emit.explain import explain_code
from tests.unit.emit.explained import catalog, items

EASY = 8.0
"""The school grade that a reader needs at most."""


def test_every_notice_of_the_catalog_reads_at_grade_eight_or_below():
    for code in sorted(catalog().notices):
        told = explain_code(code, catalog()).explanation
        whole = " ".join(item.text for _, item in items(told) if item.text)
        assert textstat.automated_readability_index(whole) <= EASY, code
        assert textstat.coleman_liau_index(whole) <= EASY, code


def test_the_formulas_tell_hard_words():
    hard = "Notwithstanding administrative considerations, collection alternatives necessitate documentation."
    assert textstat.automated_readability_index(hard) > EASY
    assert textstat.coleman_liau_index(hard) > EASY
