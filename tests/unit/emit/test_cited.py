"""Addresses of sources can be opened from every face; those that a letter prints never become links."""

from typing import Any

from irsletter.catalog.load import load_catalog
from irsletter.emit.as_of import as_of_day
from irsletter.emit.cited import cited
from irsletter.emit.html import to_html
from irsletter.emit.markdown import to_markdown
from irsletter.emit.schema import dump
from irsletter.emit.terminal import to_terminal
from irsletter.model.document import Source
from irsletter.model.judged import Authenticity, Finding
from irsletter.model.kinds import Verdict
from irsletter.model.reading import Evidence
from tests.unit.emit.conftest import TODAY

ADDRESS = "https://www.irs.gov/help/how-to-know-its-the-irs"
PRINTED = "https://pay-irs.example/now"


def test_an_address_ends_before_the_mark_that_ends_its_phrase():
    source = "IR-1, https://www.irs.gov/a_b.pdf, and (https://uscode.house.gov/view.xhtml?req=x&n=1); see irs.gov."
    pieces = list(cited(source))
    assert "".join(piece for piece, _ in pieces) == source
    assert [piece for piece, is_address in pieces if is_address] == [
        "https://www.irs.gov/a_b.pdf",
        "https://uscode.house.gov/view.xhtml?req=x&n=1",
    ]


def test_the_source_of_a_finding_can_be_opened_from_every_face_and_the_site_that_a_letter_prints_from_none(
    make_result: Any,
):
    proof = Evidence(1, None, PRINTED, Source.TEXT_LAYER)
    finding = Finding("URL_NOT_IRS", 3.5, "A site", "Why.", (proof,), f"{ADDRESS}; a list", "2026-11-22")
    told = make_result(authenticity=Authenticity(Verdict.SUSPICIOUS, 3.5, 5.0, (finding,)))
    catalog = load_catalog()
    result = as_of_day(told, TODAY, catalog, lang="en")
    labels = catalog.labels["en"]
    page, plain = to_html(result, labels), to_markdown(result, labels)
    assert f'<a href="{ADDRESS}" rel="noopener noreferrer">' in page
    assert f"<{ADDRESS}>; a list" in plain
    assert ADDRESS in dump(result)
    assert ADDRESS in to_terminal(result, labels, full=True)
    assert f'href="{PRINTED}' not in page
    assert PRINTED not in plain
