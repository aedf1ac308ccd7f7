"""Any letter at all: reading it ends, and what is said of it keeps the promises of a Field."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from irsletter.catalog.load import load_catalog
from irsletter.model.document import Capture, Document, Page, Source, Word
from irsletter.model.geometry import Box
from irsletter.model.kinds import FieldStatus
from irsletter.model.reading import Field, Reading
from irsletter.parse import parse
from irsletter.validate import validate
from samples.fuzz import letter, main, pool_of

CATALOG = load_catalog()
POOL = pool_of(CATALOG)
WHOLE_ID = re.compile(r"(?<![\d-])(?:\d{3}-\d{2}-\d{4}|\d{2}-\d{7})(?![\d-])", re.ASCII)

places = st.floats(min_value=0.0, max_value=0.97, allow_nan=False)
texts = st.one_of(
    st.text(min_size=1, max_size=40).filter(str.strip),
    st.sampled_from((*POOL.labels[:400], "$1,075.21", "January 8, 2018", "12/31/2016", "XXX-XX-1234", "800-829-0922")),
)
words = st.builds(
    lambda text, x, y, size, sure, seen: Word(
        text,
        Box(x, y, min(x + size * max(len(text), 1), 1.0), min(y + 1.4 * size, 1.0)),
        confidence=sure if seen else 1.0,
        source=Source.OCR if seen else Source.TEXT_LAYER,
    ),
    texts,
    places,
    places,
    st.sampled_from((0.004, 0.009, 0.02)),
    st.floats(min_value=0.0, max_value=1.0),
    st.booleans(),
)


def fields_of(reading: Reading) -> list[Field]:
    rows = (*reading.tax_periods, *reading.amounts, *reading.printed_dates, *reading.contacts, *reading.references)
    people = [person.name for person in reading.taxpayers]
    return [*reading.fields.values(), *(row.field for row in rows), *people, *reading.reasons]


def keeps_its_promises(reading: Reading) -> None:
    for field in fields_of(reading):
        assert 0.0 <= field.confidence < 1.0
        assert field.value is not None or field.status is FieldStatus.REVIEW or field.raw is not None
        assert all(0.0 <= other.confidence <= 1.0 for other in field.alternatives)
        for proof in field.evidence:
            assert proof.box is None or (
                0 <= proof.box.x0 <= proof.box.x1 <= 1 and 0 <= proof.box.y0 <= proof.box.y1 <= 1
            )
            assert proof.page is None or proof.page in {page.number for page in reading.letter.pages}
            assert WHOLE_ID.search(proof.text) is None
        if field.accepted:
            assert field.evidence
        assert WHOLE_ID.search(field.raw or "") is None


@settings(max_examples=30, deadline=None)
@given(st.integers(min_value=0, max_value=2**40))
def test_letters_thrown_together_and_damaged_are_read(seed: int) -> None:
    for reading in parse(letter(seed, POOL), CATALOG):
        keeps_its_promises(reading)
        validate(reading, CATALOG)


@settings(max_examples=60, deadline=None)
@given(st.lists(words, max_size=30))
def test_any_words_anywhere_are_read(given_words: list[Word]) -> None:
    capture = Capture.SCAN if given_words else Capture.BLANK
    page = Page.of(1, 612, 792, capture, given_words)
    for reading in parse(Document(sources=(), pages=(page,)), CATALOG):
        keeps_its_promises(reading)
        validate(reading, CATALOG)


@given(st.integers(min_value=0, max_value=2**40))
@settings(max_examples=5, deadline=None)
def test_a_seed_always_gives_the_same_letter(seed: int) -> None:
    assert letter(seed, POOL) == letter(seed, POOL)


def test_the_fuzz_command_says_what_it_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--letters", "3", "--seed", "7"]) == 0
    assert capsys.readouterr().out.startswith("3 letters in ")
