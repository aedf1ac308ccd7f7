"""The list of day counts is closed, complete and tied to the notices."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from irsletter.catalog.deadlines import Span, Unit
from irsletter.catalog.load import config_folder, find_faults, load_catalog
from irsletter.model.kinds import DeadlineKind

CLOSED_LIST = {
    "first_demand_pay": (DeadlineKind.PAY, Span(21)),
    "hearing_after_levy_notice": (DeadlineKind.HEARING, Span(30)),
    "levy_may_start_after_intent": (DeadlineKind.LEVY_MAY_START, Span(30)),
    "abatement_after_math_error": (DeadlineKind.REQUEST_ABATEMENT, Span(60)),
    "petition_after_deficiency": (DeadlineKind.PETITION, Span(90)),
    "appeal_after_trust_fund_proposal": (DeadlineKind.APPEAL, Span(60)),
    "agreement_ends_after_default": (DeadlineKind.AGREEMENT_ENDS, Span(30)),
    "suit_after_refund_denial": (DeadlineKind.SUIT, Span(2, Unit.YEARS)),
}


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return Path(shutil.copytree(config_folder(), tmp_path / "config"))


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_only_the_counts_of_the_law_may_become_a_date():
    rules = load_catalog().deadline_rules.rules
    assert {rule_id: (rule.what, rule.span) for rule_id, rule in rules.items()} == CLOSED_LIST


def test_the_longer_counts_abroad_and_the_shorter_one_of_large_amounts():
    rules = load_catalog().deadline_rules.rules
    assert rules["petition_after_deficiency"].abroad == Span(150)
    assert rules["appeal_after_trust_fund_proposal"].abroad == Span(75)
    large = rules["first_demand_pay"].large
    assert large is not None
    assert (large.at_least, large.span) == (Decimal(100000), Span(10, Unit.BUSINESS_DAYS))


def test_the_day_from_which_the_irs_may_act_is_never_moved():
    kinds = load_catalog().deadline_rules.kinds
    still = {DeadlineKind.LEVY_MAY_START, DeadlineKind.AGREEMENT_ENDS, DeadlineKind.PAYMENT_TURNED_OVER}
    assert not any(kinds[kind].rolls for kind in still)
    assert all(kinds[kind].rolls for kind in (DeadlineKind.PAY, DeadlineKind.HEARING, DeadlineKind.PETITION))


def test_a_second_rule_of_a_kind_and_a_missing_kind_are_faults(config: Path):
    file = config / "deadlines.toml"
    change(file, 'what = "appeal"', 'what = "petition"')
    change(file, "[kind.wait_until]", "[kind.pay.extra]")
    places = {(fault.file, fault.where) for fault in find_faults(config)}
    assert ("deadlines.toml", "kinds.pay.extra") in places
    change(file, "[kind.pay.extra]\nsource", "# source")
    messages = {(fault.where, fault.message) for fault in find_faults(config)}
    assert ("rule", "two rules of the kind petition") in messages
    assert ("kind.wait_until", "is missing") in messages


def test_a_notice_that_names_an_unknown_rule_is_a_fault(config: Path):
    change(config / "deadlines.toml", "[rule.first_demand_pay]", "[rule.first_demand]")
    assert any(fault.where == "notice.CP14.deadlines" for fault in find_faults(config))
