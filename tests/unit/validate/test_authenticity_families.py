"""Letters in the manner of documented fakes, from text to verdict: none may pass."""

import tomllib
from pathlib import Path

import pytest

from irsletter.catalog.load import Catalog
from irsletter.model.document import Document, SourceFile
from irsletter.model.kinds import Verdict
from irsletter.parse import parse
from irsletter.validate import validate
from tests.unit.validate.letters import page

LETTERS = tomllib.loads((Path(__file__).parent / "scam_letters.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_in_the_manner_of_a_documented_fake_is_found(catalog: Catalog, name: str):
    source = SourceFile("letter.pdf", "letter.pdf", "0" * 64, "application/pdf", 1, 1)
    (letter,) = parse(Document((source,), (page(LETTERS[name]["text"]),)), catalog)
    judged = validate(letter, catalog).authenticity
    assert judged.verdict in {Verdict.LIKELY_SCAM, Verdict.SUSPICIOUS}
    assert all(finding.evidence and finding.source for finding in judged.findings if finding.weight > 0)
