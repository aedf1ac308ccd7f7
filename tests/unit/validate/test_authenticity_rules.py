"""Rules as data: their own examples, the limits of a verdict, and a pattern that runs out of time."""

import re
import shutil
from pathlib import Path

from irsletter.catalog.load import Catalog, config_folder, load_catalog
from irsletter.model.document import Barcode
from irsletter.model.kinds import Verdict
from irsletter.validate import validate
from irsletter.validate.authenticity.examples import try_examples
from tests.unit.validate.letters import BASIS, HERE, judge, page, reading


def test_every_rule_keeps_its_examples(catalog: Catalog):
    assert try_examples(catalog) == ()


def test_an_example_that_its_rule_gets_wrong_is_a_fault_with_its_place(tmp_path: Path):
    config = Path(shutil.copytree(config_folder(), tmp_path / "config"))
    file = config / "authenticity" / "rules" / "money.toml"
    harmless = 'misses = ["Pay with gift cards.",'
    file.write_text(file.read_text(encoding="utf-8").replace("misses = [", harmless, 1), encoding="utf-8")
    (fault,) = try_examples(load_catalog(config))
    assert (fault.where, "must not hit" in fault.message) == ("rule.PAY_GIFT_PREPAID", True)


def test_a_contradiction_of_money_or_contact_is_enough_for_suspicion(tmp_path: Path):
    config = Path(shutil.copytree(config_folder(), tmp_path / "config"))
    file = config / "authenticity" / "rules" / "contact.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("weight = 3.5", "weight = 2.0"), encoding="utf-8")
    sender = config / "authenticity" / "rules" / "sender.toml"
    sender.write_text(sender.read_text(encoding="utf-8").replace("weight = 3.0", "weight = 2.0"), encoding="utf-8")
    catalog = load_catalog(config)
    foreign = page(BASIS, barcodes=(Barcode("https://bit.ly/cp53e", "QRCode", HERE),))
    assert judge(catalog, pages=(foreign,)).verdict is Verdict.SUSPICIOUS
    no_contact = judge(catalog, BASIS + "Complete Form W-9095.")
    assert (no_contact.score, no_contact.verdict) == (2.0, Verdict.NO_RED_FLAGS)


def test_a_rule_that_runs_out_of_time_puts_the_letter_to_review_and_never_makes_it_clean(tmp_path: Path):
    config = Path(shutil.copytree(config_folder(), tmp_path / "config"))
    endless = r"""
[rule.ENDLESS]
title = "Never ends"
why = "To see what happens."
group = "money"
weight = 1.0
source = "none"
checked_on = "2026-01-01"
hits = ["xxy"]
misses = ["z"]
[rule.ENDLESS.test]
kind = "text"
patterns = ['''(?:x+x+)+(?:x+x+)+y''']
"""
    (config / "authenticity" / "rules" / "endless.toml").write_text(endless, encoding="utf-8")
    catalog = load_catalog(config)
    judged = validate(reading(catalog, text=BASIS + "x" * 4000), catalog)
    assert "ENDLESS" in judged.authenticity.not_evaluated
    assert judged.authenticity.verdict is Verdict.CANNOT_TELL
    assert "rule_not_evaluated" in {reason.code for reason in judged.review}


def test_every_rule_names_a_page_to_open_for_its_source(catalog: Catalog):
    lacking = [rule.id for rule in catalog.rules.rules.values() if not re.search(r"https?://\w", rule.source)]
    assert lacking == []
