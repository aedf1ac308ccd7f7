"""Letters whose wording no rule was written for: what is found must not fall, and no honest wording may be doubted."""

import pytest

from irsletter.catalog.load import Catalog
from samples.unseen.__main__ import BAD, judge, letters_of

HONEST = letters_of("honest")
LETTERS = letters_of("dev")
FOUND_OF_BLIND = 0.85
"""Of the blind half, as counted when the rules about meanings were new; a rule of another meaning may raise it."""


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_letter_in_hard_wording_is_not_doubted(catalog: Catalog, name: str):
    told = judge(HONEST[name], catalog)
    assert told.verdict not in BAD, told.findings


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_that_the_rules_were_written_for_is_found(catalog: Catalog, name: str):
    told = judge(LETTERS[name], catalog)
    assert told.verdict in BAD
    assert any(finding.evidence and finding.source for finding in told.findings if finding.weight > 0)


def test_letters_that_nobody_looked_at_are_mostly_found(catalog: Catalog):
    verdicts = [judge(text, catalog).verdict for text in letters_of("blind").values()]
    assert sum(verdict in BAD for verdict in verdicts) >= FOUND_OF_BLIND * len(verdicts)
