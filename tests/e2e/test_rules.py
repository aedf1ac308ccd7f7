"""irsletter rules, and what catalog check says of rules and contacts."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]
CONFIG = Path(__file__).resolve().parents[2] / "config"


def test_every_rule_is_listed_with_its_source(run: Run) -> None:
    listed = json.loads(run("rules", "--format", "json").stdout)
    shown = run("rules").stdout.decode()
    assert len(listed) > 15
    assert all(rule["source"] and rule["id"] in shown for rule in listed)


def test_a_text_is_tried_and_a_warning_is_no_hit(run: Run, tmp_path: Path) -> None:
    text = tmp_path / "letter.txt"
    text.write_text("Pay today with iTunes gift cards.", encoding="utf-8")
    done = run("rules", "--test", text)
    assert done.returncode == 0
    assert b"PAY_GIFT_PREPAID" in done.stdout
    assert b"iTunes gift cards" in done.stdout
    text.write_text("We never ask you to pay with iTunes gift cards.", encoding="utf-8")
    assert b"PAY_GIFT_PREPAID" not in run("rules", "--test", text).stdout


def test_catalog_check_tries_the_examples_and_names_contacts_not_checked_for_a_year(
    run_alone: Run, tmp_path: Path
) -> None:
    mine = tmp_path / "config"
    shutil.copytree(CONFIG, mine)
    phones = mine / "directory" / "phones.toml"
    told = phones.read_text(encoding="utf-8")
    phones.write_text(told.replace('checked_on = "2026-11-22"', 'checked_on = "2020-01-02"', 1), encoding="utf-8")
    done = run_alone("catalog", "check", "--config", mine)
    assert done.returncode == 0
    assert b"phones: +18008291040" in done.stderr
    money = mine / "authenticity" / "rules" / "money.toml"
    broken = money.read_text(encoding="utf-8").replace("misses = [", 'misses = ["Pay with gift cards.",', 1)
    money.write_text(broken, encoding="utf-8")
    done = run_alone("catalog", "check", "--config", mine)
    assert done.returncode == 2
    assert b"PAY_GIFT_PREPAID: must not hit" in done.stdout
