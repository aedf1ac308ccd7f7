"""Labels stand in every language, with the same keys and slots; a gap is a fault with its place."""

import re
import shutil
from pathlib import Path

import pytest

from irsletter.catalog.labels import slots_of
from irsletter.catalog.load import config_folder, find_faults, load_catalog


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('lost = "Después pierde {what}."', "", "deadlines.lost"),
        ("{what}.", "{that}.", "deadlines.lost"),
        ('pay = "Pague"', 'pay = "Pague"\nplay = "Juegue"', "acts.play"),
        ('excise = "impuesto especial"\n', "", "taxes.excise"),
        ('charges = "Recargos calculados otra vez"', "", "sections.charges"),
        ('"sábado", ', "", "weekdays"),
    ],
)
def test_a_gap_is_a_fault_with_its_place(tmp_path: Path, old: str, new: str, where: str):
    shutil.copytree(config_folder(), tmp_path / "config")
    file = tmp_path / "config" / "labels" / "es.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    faults = find_faults(tmp_path / "config")
    assert any(fault.file == "labels/es.toml" and where in fault.where for fault in faults), faults


def test_every_check_and_reason_of_the_program_has_words_in_spanish():
    labels, source = load_catalog().labels["es"], Path(__file__).resolve().parents[3] / "pipeline" / "irsletter"
    text = "\n".join(path.read_text(encoding="utf-8") for path in (source / "validate").glob("*.py"))
    checks = set(re.findall(r'(?:Check|_passed|_idle)\("(\w+)"', text)) | set(re.findall(r'\nID = "(\w+)"', text))
    reasons = set(re.findall(r'ReviewReason\(\s*"(\w+)"', text))
    assert checks
    assert reasons
    assert checks <= labels.checks_pass.keys() & labels.checks_fail.keys()
    assert reasons <= labels.reasons.keys()


def test_titles_of_rules_in_spanish_are_of_rules_that_there_are():
    catalog = load_catalog()
    assert catalog.labels["es"].findings.keys() <= set(catalog.rules.rules)


def test_slots_are_the_names_in_braces():
    assert slots_of("{a} and {b}.") == {"a", "b"}
