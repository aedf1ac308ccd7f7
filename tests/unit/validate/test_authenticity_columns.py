"""Where the words stand: sentences within one column, and quotes line by line with their boxes."""

import pytest

from irsletter.catalog.load import Catalog
from irsletter.model.document import Capture, Page, Word
from irsletter.model.geometry import Box
from tests.unit.validate.letters import BASIS, against, judge, page


def test_a_finding_quotes_the_words_line_by_line_with_page_and_box(catalog: Catalog):
    judged = judge(catalog, "Pay the whole amount with gift\ncards and call us.")
    (finding,) = [finding for finding in judged.findings if finding.rule == "PAY_GIFT_PREPAID"]
    assert [proof.text for proof in finding.evidence] == ["Pay the whole amount with gift", "cards"]
    first, second = finding.evidence
    assert (first.page, first.box and first.box.y0, second.box and second.box.y0) == (1, 0.05, 0.065)
    assert finding.source
    assert finding.checked_on


def test_whole_ids_stand_in_no_finding(catalog: Catalog):
    judged = judge(catalog, "Send 666-12-3456 and your password today.")
    assert "ASK_SECRETS" in against(judged)
    quoted = " ".join(proof.text for finding in judged.findings for proof in finding.evidence)
    assert "666-12" not in quoted
    assert "***-**-3456" in quoted


def side_by_side(left: list[str], right: list[str]) -> tuple[Word, ...]:
    """Two columns whose lines an engine reads across."""
    words: list[Word] = []
    for line, texts in enumerate(zip(left, right, strict=True)):
        for x0, text in zip((0.08, 0.56), texts, strict=True):
            x = x0
            for part in text.split():
                width = 0.009 * len(part)
                words.append(Word(part, Box(x, 0.1 + 0.016 * line, x + width, 0.111 + 0.016 * line), line=line))
                x += width + 0.006
    return tuple(words)


def two_columns(left: list[str], right: list[str]) -> Page:
    return Page.of(1, 612, 792, Capture.TEXT, side_by_side(left, right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (["The IRS will never ask you to", "pay with gift cards of any kind."], ["Billing Summary.", "Total $10.00"]),
        (["Make your check payable to the", "United States Treasury."], ["Interest charges", "Total $10.00"]),
        (["Make your check payable to the United", "States Treasury."], ["Interest charges", "Total $10.00"]),
    ],
)
def test_a_sentence_cut_by_another_column_is_not_held_against_a_letter(
    catalog: Catalog, left: list[str], right: list[str]
):
    assert against(judge(catalog, pages=(two_columns(left, right), page(BASIS, number=2)))) == []


def test_a_payee_on_a_line_that_reading_order_tore_away_is_not_guessed(catalog: Catalog):
    def line(text: str, number: int, x: float, y: float) -> list[Word]:
        spots = [(part, x + 0.05 * place) for place, part in enumerate(text.split())]
        return [Word(part, Box(left, y, left + 0.045, y + 0.011), line=number) for part, left in spots]

    words = (
        *line("Make your check payable to the", 1, 0.08, 0.1),
        *line("Interest charges", 2, 0.6, 0.13),
        *line("United States Treasury", 3, 0.08, 0.16),
    )
    torn = Page.of(1, 612, 792, Capture.TEXT, words)
    assert against(judge(catalog, pages=(torn, page(BASIS, number=2)))) == []


def test_a_demand_cut_by_another_column_is_found(catalog: Catalog):
    left = ["Make your check payable to", "Gold Tax Recovery and mail", "it to the address below."]
    right = ["Billing Summary", "Interest charges", "Total $10.00"]
    (finding,) = judge(catalog, pages=(two_columns(left, right), page(BASIS, number=2))).findings
    assert finding.rule == "PAYEE_NOT_TREASURY"
    assert [proof.text for proof in finding.evidence] == ["check payable to", "Gold Tax Recovery"]
