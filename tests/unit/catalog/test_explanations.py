"""Texts are data: each fault in them is found before anything is said, with its place."""

import shutil
from pathlib import Path

import pytest

from irsletter.catalog.explanation_terms import SINGLE, Section, Standing
from irsletter.catalog.load import config_folder, find_faults, load_catalog
from irsletter.catalog.template import parse_template
from irsletter.model.kinds import DeadlineKind


def faults_with(tmp_path: Path, text: str) -> list[str]:
    config = Path(shutil.copytree(config_folder(), tmp_path / "config"))
    (config / "explanations" / "texts" / "zz.toml").write_text(text, encoding="utf-8")
    return [str(fault) for fault in find_faults(config)]


def test_a_slot_takes_its_value_and_brackets_fall_away_without_one():
    template = parse_template("It asks for {amount_due}[ by {due_date}].")
    assert template.fill({"amount_due": "$5.00", "due_date": "Jan 2, 2026"}) == (
        "It asks for $5.00 by Jan 2, 2026.",
        ("amount_due", "due_date"),
    )
    assert template.fill({"amount_due": "$5.00"}) == ("It asks for $5.00.", ("amount_due",))
    assert template.fill({"due_date": "Jan 2, 2026"}) is None


def test_a_text_that_begins_with_a_bracket_or_is_one():
    assert parse_template("[{code}: ]Read it.").fill({}) == ("Read it.", ())
    assert parse_template("[{code}]").fill({"code": "CP14"}) == ("CP14", ("code",))


@pytest.mark.parametrize("broken", ["[a", "a]", "[a[b]]", "{}", "{amount:>9}", "{amount!r}", "{open", "[{open]"])
def test_brackets_and_braces_must_pair_up(broken: str):
    with pytest.raises(ValueError, match=r".+"):
        parse_template(broken)


def test_a_new_text_needs_no_python(tmp_path: Path):
    said = 'say.en = "You may ask {contact_name}."\nsay.es = "Puede preguntar a {contact_name}."\n'
    text = f'[text.new]\nsection = "rights"\nall = ["has:contact_name"]\n{said}'
    assert faults_with(tmp_path, text) == []


@pytest.mark.parametrize(
    ("say", "line", "told"),
    [
        ("Pay {sum}.", "", "'sum' is no slot"),
        ("Pay [now.", "", "brackets must pair up"),
        ("Pay.", 'all = ["code:CP9999"]', "CP9999 is no notice"),
        ("Pay.", 'any = ["hearing:over"]', "'hearing' can't be 'over'"),
        ("Pay.", 'none = ["weather:fine"]', "'weather' is no subject"),
        ("Pay.", 'none = ["levy"]', "must be written subject:value"),
        ("Pay.", 'source = "nowhere"', "nowhere stands not in sources.toml"),
        ("Pay.", 'rule = "IRC 1"', "a rule needs its source"),
        ("Pay.", 'colour = "red"', "colour"),
    ],
)
def test_each_fault_of_a_text_is_told(tmp_path: Path, say: str, line: str, told: str):
    text = f'[text.new]\nsection = "rights"\n{line}\nsay.en = "{say}"\nsay.es = "{say}"\n'
    assert any("text.new" in fault and told in fault for fault in faults_with(tmp_path, text))


@pytest.mark.parametrize(("said", "lacks"), [('say.es = "Pague."', "en"), ('say.en = "Pay."', "es")])
def test_a_text_that_lacks_a_language_is_a_fault(tmp_path: Path, said: str, lacks: str):
    faults = faults_with(tmp_path, f'[text.new]\nsection = "rights"\n{said}\n')
    assert any(f"lacks '{lacks}'" in fault for fault in faults)


def test_a_section_that_could_stay_empty_is_a_fault(tmp_path: Path):
    config = Path(shutil.copytree(config_folder(), tmp_path / "config"))
    (config / "explanations" / "texts" / "fallbacks.toml").unlink()
    faults = [str(fault) for fault in find_faults(config)]
    assert any("disclaimer: no text for plain that can always be said" in fault for fault in faults)


def test_a_missing_month_is_a_fault(tmp_path: Path):
    config = Path(shutil.copytree(config_folder(), tmp_path / "config"))
    words = config / "explanations" / "words.toml"
    words.write_text(words.read_text(encoding="utf-8").replace('"Jan", ', ""), encoding="utf-8")
    assert any("needs 12 months" in str(fault) for fault in find_faults(config))


def test_the_texts_cover_every_section_and_every_standing():
    texts = load_catalog().explanations.texts
    assert set(texts) == set(Section)
    for section in SINGLE:
        assert {standing for text in texts[section] for standing in text.entry.standing} == set(Standing)


def test_every_source_is_used():
    explanations = load_catalog().explanations
    used = {text.entry.source for texts in explanations.texts.values() for text in texts}
    named = load_catalog().explanations.sources
    assert set(named) - used == set()


def test_nothing_about_paying_is_said_of_a_doubted_letter():
    texts = load_catalog().explanations.texts
    for section in (Section.IF_YOU_AGREE, Section.IF_YOU_CANNOT_PAY):
        assert all(Standing.DOUBTED not in text.entry.standing for text in texts[section])


def test_every_deadline_has_a_name_in_words():
    names = load_catalog().explanations.words["en"].names
    assert {f"{kind}_date" for kind in DeadlineKind} <= names.keys()
