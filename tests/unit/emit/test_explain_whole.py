"""Every notice of the catalog is explained whole: no section without an answer, nothing said twice."""

from irsletter.emit.explain import explain_code
from irsletter.model import result
from irsletter.model.kinds import DeadlineKind, Verdict
from tests.unit.emit.explained import catalog, deadline, explained, field, items, letter

DAY = "2026-11-22"
CODES = sorted(catalog().notices)
SEEN_WHOLE = "not_seen"
"""Empty for a letter of which all was seen."""


def test_no_section_of_a_notice_is_empty():
    for code in CODES:
        told = explain_code(code, catalog()).explanation
        said = {name for name, item in items(told) if item.text}
        assert said == set(result.Explanation.__dataclass_fields__), code


def test_no_section_of_a_letter_is_empty():
    dated = deadline(DeadlineKind.RESPOND, "2026-12-05")
    for code in CODES:
        for each in (letter(code), letter(code, amount_due=field("310.00"), deadlines=[dated])):
            said = {name for name, item in items(explained(each, DAY)) if item.text}
            assert said >= set(result.Explanation.__dataclass_fields__) - {SEEN_WHOLE}, code


def test_no_title_is_repeated_and_no_sentence_comes_twice_in_a_section():
    for code in CODES:
        explained_code = explain_code(code, catalog())
        told = [(name, item.text) for name, item in items(explained_code.explanation)]
        assert all(explained_code.notice.title not in text for _, text in told), code
        assert len(told) == len(set(told)), code


def test_a_letter_without_debt_says_that_there_is_nothing_to_pay():
    for code in ("CP575", "CP2005", "5071C", "CP2057"):
        told = explain_code(code, catalog()).explanation
        assert "nothing to pay" in told.if_you_cannot_pay[0].text, code


def test_rights_of_the_catalog_are_items_with_rule_and_source_and_end_with_their_day():
    told = explain_code("CP12", catalog()).explanation
    reversal = next(item for item in told.rights if "reversed on request" in item.text)
    assert reversal.rule == "IRC 6213(b)(2)"
    assert reversal.source
    late = letter("CP12", deadlines=[deadline(DeadlineKind.REQUEST_ABATEMENT, "2026-01-05")])
    assert not any("reversed on request" in item.text for item in explained(late, DAY).rights)
    assert any("claim the money back" in item.text for item in explained(late, DAY).rights)


def test_usual_days_are_a_remark_only_where_no_date_is_known():
    told = explain_code("CP75", catalog()).explanation
    assert "often give 30 days" in told.by_when.text
    assert "see the date on your letter" in told.by_when.text
    dated = letter("CP75", deadlines=[deadline(DeadlineKind.RESPOND, "2026-12-05")])
    assert "often give" not in explained(dated, DAY).by_when.text


def test_a_doubted_letter_is_offered_no_rights_of_the_catalog():
    told = explained(letter("CP503", verdict=Verdict.LIKELY_SCAM), DAY)
    assert not any("Open to you" in item.text for item in told.rights)
