"""The notices are data: faults are found with their places, and the facts are those that the law and the IRS state."""

import shutil
from pathlib import Path

import pytest

from irsletter.catalog.load import config_folder, find_faults, load_catalog
from irsletter.catalog.notices import find_notice, fold_code
from irsletter.model.kinds import Ask, Category

ENTRY = """
[notice."CP9901"]
title = "A notice"
category = "balance_due"
audience = "individual"
sources = ["somewhere"]
checked_on = "2026-01-01"
"""


def faults_with(tmp_path: Path, text: str) -> set[tuple[str, str]]:
    config = Path(shutil.copytree(config_folder(), tmp_path / "config"))
    (config / "notices" / "zz.toml").write_text(text, encoding="utf-8")
    return {(fault.where, fault.message) for fault in find_faults(config)}


def test_a_new_notice_needs_no_python(tmp_path: Path):
    config = Path(shutil.copytree(config_folder(), tmp_path / "config"))
    (config / "notices" / "zz.toml").write_text(ENTRY, encoding="utf-8")
    assert load_catalog(config).notices["CP9901"].title == "A notice"


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ('family = "CP9900"', "family"),
        ('spanish = "CP9900"', "spanish"),
        ('usual_next = ["CP9900"]', "usual_next"),
        ('required = ["amount"]', "required"),
        ('deadlines = ["some_day"]', "deadlines"),
        ('rights = ["a_better_world"]', "rights"),
    ],
)
def test_a_name_that_nothing_bears_is_a_fault(tmp_path: Path, line: str, where: str):
    assert any(place == f"notice.CP9901.{where}" for place, _ in faults_with(tmp_path, ENTRY + line + "\n"))


def test_two_notices_that_one_printed_code_could_mean_are_a_fault(tmp_path: Path):
    found = faults_with(tmp_path, ENTRY + 'aliases = ["Notice CP-14"]\n')
    assert ("notice.CP9901", "CP14 could also mean CP14") in found


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("CP 504", "CP504"),
        ("cp-504b", "CP504B"),
        ("Notice CP14", "CP14"),
        ("Letter LT11", "LT11"),
        ("LTR 5071C", "5071C"),
        ("Letter 226-J", "226J"),
        ("L1058", "Letter 1058"),
        ("Form 668-A(ICS)", "668-A"),
        ("Letter 3219A", "CP3219A"),
    ],
)
def test_printed_spellings_find_their_notice(printed: str, code: str):
    found = find_notice(printed, load_catalog().notices)
    assert found is not None
    assert found.id == code


@pytest.mark.parametrize("printed", ["", "Notice", "CP99999", "1040"])
def test_what_is_no_code_finds_nothing(printed: str):
    assert find_notice(printed, load_catalog().notices) is None


def test_codes_that_differ_by_a_letter_stay_apart():
    notices = load_catalog().notices
    assert len({fold_code(code) for code in notices}) == len(notices)
    assert {"CP504", "CP504B", "CP01", "CP01A", "CP14", "CP14IA", "CP71C", "CP3219N"} <= notices.keys()


def test_the_ladder_of_bills_stands_in_its_order():
    notices = load_catalog().notices
    assert [notices[code].stage for code in ("CP14", "CP501", "CP503", "CP504", "LT11")] == [1, 2, 3, 4, 5]
    assert notices["CP14"].usual_next == ("CP501",)
    assert notices["CP501"].usual_next == ("CP503",)
    assert notices["CP503"].usual_next == ("CP504",)
    assert {"LT11", "CP90", "Letter 1058"} <= set(notices["CP504"].usual_next)


def test_cp504_starts_the_levy_clock_and_asks_for_no_date():
    for code in ("CP504", "CP504B"):
        notice = load_catalog().notices[code]
        assert notice.category is Category.LEVY
        assert notice.deadlines == ("levy_may_start_after_intent",)
        assert "due_date" not in notice.required
        assert "amount_due" in notice.required


def test_each_final_notice_starts_the_clock_of_the_hearing_and_needs_form_12153():
    for code in ("LT11", "Letter 1058", "CP90", "CP297"):
        notice = load_catalog().notices[code]
        assert notice.deadlines == ("hearing_after_levy_notice",)
        assert "12153" in notice.forms
        assert "due_date" not in notice.required
        assert notice.stage == 5


def test_proposals_name_no_amount_to_be_paid_now():
    for code in ("CP2000", "CP3219A", "CP3219N"):
        assert load_catalog().notices[code].states_amount_due is False


def test_the_health_coverage_bills_belong_to_their_series():
    notices = load_catalog().notices
    assert {code: notices[code].family for code in ("CP14H", "CP501H", "CP503H", "CP523H")} == {
        "CP14H": "CP14",
        "CP501H": "CP501",
        "CP503H": "CP503",
        "CP523H": "CP523",
    }
    assert notices["CP14IA"].family == ""


def test_a_code_that_is_only_listed_claims_nothing():
    listed = [notice for notice in load_catalog().notices.values() if notice.category is Category.UNKNOWN]
    assert listed
    for notice in listed:
        assert "no explanation" in notice.title
        assert (notice.asks, notice.deadlines, notice.forms, notice.usual_next) == ((), (), (), ())
        assert notice.states_amount_due is None


def test_nothing_is_asked_beside_something():
    for notice in load_catalog().notices.values():
        assert Ask.NOTHING not in notice.asks or len(notice.asks) == 1, notice.id


def test_every_notice_has_a_source_and_the_day_it_was_read():
    for notice in load_catalog().notices.values():
        assert notice.sources
        assert notice.title
        assert notice.checked_on.startswith("2026-")


def test_rights_and_remarks_of_days_are_those_of_the_law_and_the_letters():
    notices = load_catalog().notices
    for code in ("LT11", "CP90", "Letter 1058", "CP297"):
        assert "hearing" in notices[code].rights
    for code in ("CP501", "CP503", "CP504", "CP504B"):
        assert "hearing" not in notices[code].rights  # the hearing comes with the final notice alone
        assert "collection_appeal" in notices[code].rights
    assert "petition" in notices["CP3219A"].rights
    assert "petition" not in notices["CP2000"].rights  # a proposal: the court comes later
    assert notices["5071C"].usual_days == 30
    assert notices["LT11"].usual_days is None  # the law counts these days, so no remark stands in their place


def test_every_right_is_chosen_by_a_notice_and_said_in_both_languages():
    catalog = load_catalog()
    assert {right for entry in catalog.notices.values() for right in entry.rights} == set(catalog.rights)
    for right in catalog.rights.values():
        assert right.say.en != right.say.es
        for said in (right.say.en, right.say.es):
            assert said[-1:].isalnum() or said.endswith(")")  # it follows "you may": no full stop, never empty
