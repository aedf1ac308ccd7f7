import pytest

from irsletter.catalog.load import load_catalog
from irsletter.catalog.notices import NoticeEntry
from irsletter.parse.values.codes import find_codes, normalise_code


@pytest.fixture(scope="module")
def lexicon() -> dict[str, NoticeEntry]:
    return dict(load_catalog().notices)


def test_every_code_of_the_catalog_reads_as_itself(lexicon: dict[str, NoticeEntry]) -> None:
    wrong = {
        code: parsed for code in lexicon if (parsed := normalise_code(code, lexicon)) is None or parsed.value != code
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CP504", "CP504"),
        ("CP 504", "CP504"),
        ("CP-504", "CP504"),
        ("cP14", "CP14"),
        ("CP14IA", "CP14IA"),
        ("CP01A", "CP01A"),
        ("CP504B", "CP504B"),
        ("CP3219N", "CP3219N"),
        ("3219N", "CP3219N"),
        ("Notice 3219N", "CP3219N"),
        ("CP 575 A", "CP575A"),
        ("CP523 (SP)", "CP623"),
        ("CP2000 (Rev.11/2004)", "CP2000"),
        ("LT11", "LT11"),
        ("LT 11", "LT11"),
        ("Letter 11", "LT11"),
        ("Letter 1058", "Letter 1058"),
        ("L1058", "Letter 1058"),
        ("LTR 2645C", "2645C"),
        ("LTR 0086C", "86C"),
        ("Letter 2205-A", "Letter 2205"),
        ("Letter 226-J", "226J"),
        ("5071C", "5071C"),
        ("12 C", "12C"),
        ("Letter 3172 (DO)", "Letter 3172"),
        ("Form 668-A(ICS)", "668-A"),
        ("668(Y)(c)", "668(Y)(c)"),
    ],
)
def test_printed_spellings(text: str, code: str, lexicon: dict[str, NoticeEntry]) -> None:
    parsed = normalise_code(text, lexicon)
    assert parsed is not None
    assert (parsed.value, parsed.repaired) == (code, "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CP9999", "CP9999"),
        ("CP14SP", "CP14SP"),
        ("LTR 3858C", "3858C"),
        ("Letter 4903", "Letter 4903"),
        ("LT99", "LT99"),
    ],
)
def test_unknown_codes_are_kept_in_their_usual_form(text: str, code: str, lexicon: dict[str, NoticeEntry]) -> None:
    parsed = normalise_code(text, lexicon)
    assert parsed is not None
    assert parsed.value == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CPSO4", "CP504"),
        ("CPl4", "CP14"),
        ("CPO1A", "CP01A"),
        ("CP5O4B", "CP504B"),
        ("LT1l", "LT11"),
        ("CP14lA", "CP14IA"),
        ("GP504", "CP504"),
    ],
)
def test_misread_codes_are_repaired_against_the_catalog(text: str, code: str, lexicon: dict[str, NoticeEntry]) -> None:
    parsed = normalise_code(text, lexicon)
    assert parsed is not None
    assert parsed.value == code
    assert parsed.repaired


@pytest.mark.parametrize(
    "text", ["", "CP", "Notice 746", "Notice 1444-B", "Form 12153", "Publication 594", "1040A", "2017", "CPA"]
)
def test_what_is_no_code(text: str, lexicon: dict[str, NoticeEntry]) -> None:
    assert normalise_code(text, lexicon) is None


def test_no_known_code_is_turned_into_another(lexicon: dict[str, NoticeEntry]) -> None:
    for code in lexicon:
        assert {found.value for found in find_codes(f"Notice {code}.", lexicon)} <= {code}


def test_codes_in_prose_stand_apart_from_forms_and_addresses(lexicon: dict[str, NoticeEntry]) -> None:
    text = (
        "See irs.gov/cp503 and www.irs.gov/cp14, Notice 746, Form 12153, Publication 594, Form 1040, Apt 12C, "
        "CPA firm, letter 30 days. You did not answer our CP14 or Letter 1058; LT11/CP90 and LTR 2645C follow "
        "CP504's text."
    )
    assert [found.value for found in find_codes(text, lexicon)] == [
        "CP14",
        "Letter 1058",
        "LT11",
        "CP90",
        "2645C",
        "CP504",
    ]


def test_a_small_letter_after_a_code_is_doubted(lexicon: dict[str, NoticeEntry]) -> None:
    parsed = normalise_code("CP14a", lexicon)
    assert parsed is not None
    assert parsed.repaired == "read a as A in CP14A"


@pytest.mark.parametrize(("printed", "code"), [("CPS504", "CP504"), ("CP5O4", "CP504"), ("CP5S04", "CP504")])
def test_a_glyph_read_twice_is_mended_and_said(printed: str, code: str, lexicon: dict[str, NoticeEntry]) -> None:
    read = normalise_code(printed, lexicon)
    assert read is not None
    assert (read.value, bool(read.repaired)) == (code, True)


def test_a_code_that_the_catalog_lacks_stays_itself(lexicon: dict[str, NoticeEntry]) -> None:
    read = normalise_code("CP5504", lexicon)
    assert read is not None
    assert (read.value, read.repaired) == ("CP5504", "")
