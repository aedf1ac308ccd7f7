"""Rules about authenticity are data: whole, with examples, and every fault of theirs is told with its place."""

import shutil
from pathlib import Path

import pytest

from irsletter.catalog.authenticity import Group, RuleStatus
from irsletter.catalog.load import config_folder, find_faults, load_catalog

RULES = load_catalog().rules

FIRST_RULES = {
    "PAY_GIFT_PREPAID": 5,
    "PAYEE_NOT_TREASURY": 4,
    "HOST_LOOKALIKE": 4,
    "LINK_TEXT_MISMATCH": 4,
    "FAKE_AGENCY_NAME": 4,
    "ASK_SECRETS": 4,
    "SOLICITATION_FINEPRINT": 4,
    "LAYER_DISAGREE": 4,
    "INJECTION_TEXT": 4,
    "THREAT_ARREST_DEPORT": 3,
    "NO_BASIS_DEBT": 3,
    "TWO_GOVERNMENTS": 3,
}


@pytest.mark.parametrize(("rule_id", "weight"), FIRST_RULES.items())
def test_the_rules_that_matter_most_are_active_with_source_and_examples(rule_id: str, weight: float):
    rule = RULES.rules[rule_id]
    assert (rule.weight, rule.status) == (weight, RuleStatus.ACTIVE)
    assert rule.source
    assert rule.checked_on
    assert rule.hits
    assert rule.misses


def test_the_limits_of_the_verdicts():
    limits = RULES.limits
    assert (limits.likely_scam, limits.suspicious, limits.contradiction) == (5.0, 2.5, 2.0)
    assert (limits.good_floor, limits.good_yields) == (-2.0, 3.0)


def test_good_marks_together_could_never_hide_a_contradiction():
    good = sum(rule.weight for rule in RULES.rules.values() if rule.group is Group.GOOD)
    assert good > -RULES.limits.suspicious


def test_no_unlisted_contact_alone_makes_suspicion():
    alone = [RULES.rules[rule_id].weight for rule_id in ("PHONE_UNLISTED", "REMIT_ADDRESS_UNLISTED")]
    assert max(alone) < RULES.limits.contradiction
    assert sum(alone) < RULES.limits.suspicious


RULE = """
[rule.NEW]
title = "New"
why = "A test."
group = "threat"
weight = 1.0
source = "none"
checked_on = "2026-01-01"
hits = ["a"]
misses = ["b"]
[rule.NEW.test]
kind = "text"
patterns = ["a"]
"""


@pytest.mark.parametrize(
    ("old", "new", "where", "message"),
    [
        ('patterns = ["a"]', 'patterns = ["("]', "rule.NEW", "pattern"),
        ('kind = "text"', 'kind = "guess"', "rule.NEW.test.kind", "must be one of"),
        ('patterns = ["a"]', 'patterns = ["a"]\nguards = ["luck"]', "rule.NEW", "no guard is called luck"),
        ('patterns = ["a"]', 'patterns = ["a"]\ncolour = "red"', "rule.NEW.test.colour", "nexpected"),
        ('hits = ["a"]', "hits = []", "rule.NEW", "must hit"),
        ("weight = 1.0", "weight = -1.0", "rule.NEW", "below zero"),
        ('group = "threat"', 'group = "mood"', "rule.NEW.group", "Input should be"),
        ('kind = "text"', 'kind = "payee"', "rule.NEW", "group named payee"),
        ('title = "New"', "", "rule.NEW.title", "required"),
        ('source = "none"', 'source = ""', "rule.NEW", "needs a source"),
        ("2026-01-01", "lately", "rule.NEW", "must be a day"),
    ],
)
def test_a_fault_of_a_rule_is_told_with_its_place(tmp_path: Path, old: str, new: str, where: str, message: str):
    config = Path(shutil.copytree(config_folder(), tmp_path / "config"))
    assert old in RULE
    (config / "authenticity" / "rules" / "new.toml").write_text(RULE.replace(old, new, 1), encoding="utf-8")
    faults = [fault for fault in find_faults(config) if fault.file == "authenticity/rules/new.toml"]
    assert [fault.where for fault in faults] == [where]
    assert message in faults[0].message


def test_a_rule_that_stands_twice_is_a_fault(tmp_path: Path):
    config = Path(shutil.copytree(config_folder(), tmp_path / "config"))
    for name in ("new.toml", "newer.toml"):
        (config / "authenticity" / "rules" / name).write_text(RULE, encoding="utf-8")
    (fault,) = find_faults(config)
    assert (fault.file, fault.where) == ("authenticity/rules/newer.toml", "rule.NEW")


@pytest.mark.parametrize(("file", "table"), [("slots.toml", "slot.new"), ("guards.toml", "guard.new")])
def test_words_that_rules_share_have_a_source_and_the_day_it_was_checked(tmp_path: Path, file: str, table: str):
    config = Path(shutil.copytree(config_folder(), tmp_path / "config"))
    with (config / "authenticity" / file).open("a", encoding="utf-8") as shared:
        shared.write(f"\n[{table}]\nsource = ''\nchecked_on = 'once'\n")
    assert {(fault.where, fault.message) for fault in find_faults(config)} == {
        (table, "needs a source"),
        (table, "checked_on must be a day, YYYY-MM-DD"),
    }


def test_a_rule_names_a_notice_as_the_catalog_does():
    def plain(code: str) -> str:
        return code.removeprefix("Form ").removeprefix("Letter ").replace("-", "")

    spelt = {plain(code): code for code in load_catalog().notices}
    named = {code for rule in RULES.rules.values() for code in (*rule.except_codes, *rule.only_codes)}
    assert {code: spelt[plain(code)] for code in named if spelt.get(plain(code), code) != code} == {}
