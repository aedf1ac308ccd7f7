"""What a Spanish reader gets carries no English label: terminal, Markdown, calendar and ladder alike."""

from dataclasses import fields, is_dataclass
from typing import Any

from click.testing import CliRunner

from irsletter.catalog.load import load_catalog
from irsletter.cli.main import main
from irsletter.emit.as_of import as_of_day
from irsletter.emit.ics import deadlines_ics
from irsletter.emit.markdown import to_markdown
from irsletter.emit.terminal import to_terminal
from irsletter.emit.wording import code_name
from irsletter.model import judged
from tests.unit.emit.conftest import TODAY

CATALOG = load_catalog()
ENGLISH, SPANISH = CATALOG.labels["en"], CATALOG.labels["es"]
PRINTED = {"Notice", "Amount", "Answer", "Amount due", "payment", "Taxpayer"}
"""Words of the letter itself, which stand in its rows and in the names of sources and offices (Taxpayer Advocate)."""


def texts(value: Any) -> list[str]:
    """Every label of a language that has no slot, and is long enough not to occur by chance."""
    if isinstance(value, str):
        return [value] if "{" not in value and len(value) > 5 else []
    if isinstance(value, dict):
        return [text for each in value.values() for text in texts(each)]
    if is_dataclass(value):
        return [text for each in fields(value) if each.name != "words" for text in texts(getattr(value, each.name))]
    return []


def spoken(make_result, make, **changes: Any):
    reason = judged.ReviewReason("field_uncertain", "please check contact phone: read as 800", "contact_phone", 1)
    given = {"deadlines": (make.hearing, make.levy, make.pay_now), "review": (reason,), **changes}
    return as_of_day(make_result(**given), TODAY, CATALOG, lang="es")


def test_no_english_label_is_left(make_result, make):
    english = set(texts(ENGLISH)) - set(texts(SPANISH)) - PRINTED
    for changes in ({}, {"authenticity": make.fraud}):
        whole = spoken(make_result, make, **changes)
        shown = to_terminal(whole, SPANISH, width=200, full=True) + to_markdown(whole, SPANISH)
        shown += deadlines_ics([whole], SPANISH).decode().replace("\r\n ", "")
        assert [text for text in english if text in shown or text.upper() in shown] == []


def test_a_reason_for_a_look_is_told_in_the_readers_language(make_result, make):
    shown = to_terminal(spoken(make_result, make), SPANISH, width=200)
    assert "Compruebe el número de teléfono: leímos “800-829-1040”" in shown
    assert "please check contact phone" not in shown


def test_every_rule_against_a_letter_has_its_title_in_spanish():
    assert CATALOG.rules.rules.keys() == SPANISH.findings.keys()
    titles = {rule.title for rule in CATALOG.rules.rules.values()}
    assert titles.isdisjoint(SPANISH.findings.values())


def test_letters_that_go_by_a_number_are_called_so_in_the_readers_language():
    assert code_name("Letter 1058", SPANISH.words) == "Carta 1058"
    assert code_name("CP504", SPANISH.words) == "CP504"
    said = CliRunner().invoke(main, ["explain", "Letter 1058", "--lang", "es"]).output
    assert said.startswith("Carta 1058: Aviso final de intención de embargar")
