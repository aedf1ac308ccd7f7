"""Every verdict in every output and language: no word promises a real letter, and how to check stands there."""

import html
import re
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import pytest

from irsletter.catalog.load import load_catalog
from irsletter.emit.as_of import as_of_day
from irsletter.emit.html import to_html
from irsletter.emit.markdown import to_markdown
from irsletter.emit.schema import dump
from irsletter.emit.terminal import to_terminal
from irsletter.model.judged import Authenticity
from irsletter.model.kinds import Verdict
from irsletter.model.result import Result
from tests.unit.emit.conftest import TODAY

CATALOG = load_catalog()
FACES: dict[str, Callable[[Result, Any], str]] = {
    "terminal": to_terminal,
    "markdown": to_markdown,
    "html": to_html,
    "json": lambda result, _: dump(result),
}
PROMISES = {
    "en": re.compile(r"\b(?:genuine|authentic|safe|safely|verified|legitimate)\b"),
    "es": re.compile(r"\b(?:genuin[oa]|auténtic[oa]|segur[oa]|verificad[oa]|legítim[oa])\b"),
}
CHECKS = ("irs.gov/account", "irs.gov", "800-829-1040")


def told(make_result: Any, verdict: Verdict, language: str) -> Result:
    result = make_result(authenticity=Authenticity(verdict, 0.0, 5.0))
    return as_of_day(result, TODAY, CATALOG, lang=language)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize("face", FACES)
def test_no_output_promises_a_real_letter(make_result: Any, face: str, verdict: Verdict, language: str):
    result = told(make_result, verdict, language)
    shown = html.unescape(FACES[face](result, CATALOG.labels[language]))
    assert CATALOG.labels[language].verdicts[verdict.value].rstrip(".") in shown or verdict.value in shown
    unshown = r"<style.*?</style>|<script.*?</script>|\s(?:id|class|lang|style)=\"[^\"]*\""
    body = re.sub(unshown, "", shown, flags=re.DOTALL)
    assert not PROMISES[language].search(body.lower())


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("verdict", [each for each in Verdict if each is not Verdict.NOT_APPLICABLE])
def test_the_independent_checks_stand_in_their_order_and_take_nothing_from_the_letter(
    make_result: Any, verdict: Verdict, language: str
):
    (letter,) = told(make_result, verdict, language).letters
    assert letter.explanation is not None
    said = [item.text for item in letter.explanation.how_to_verify]
    account, page, line = (next(at for at, text in enumerate(said) if check in text) for check in CHECKS)
    assert account <= page < line
    printed = [str(contact.field.value) for contact in letter.contacts if contact.field.value]
    assert not any(value.removeprefix("+1") in text.replace("-", "") for value in printed for text in said)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("verdict", [Verdict.LIKELY_SCAM, Verdict.SUSPICIOUS])
def test_a_doubted_letter_is_warned_of_in_both_directions(make_result: Any, verdict: Verdict, language: str):
    (letter,) = told(make_result, verdict, language).letters
    assert letter.explanation is not None
    whole = str(asdict(letter.explanation))
    assert re.search(r"real, (?:[\w ,]+ matters|its dates count)|(?:verdadera|real|auténtica), ", whole.lower())
    assert "phishing@irs.gov" in whole or "tigta" in whole.lower()
