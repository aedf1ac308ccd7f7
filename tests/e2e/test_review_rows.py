"""Tax periods and amounts corrected on the page: in every output, in the checks, as truth, after a second reading."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.browser.letters import DAY, WRONG_FILE, WRONG_ROW, batch_with_wrong_row
from tests.e2e.review_server import Served, letter_in, serving, serving_copy, started_over, written_anew

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def batch(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A letter whose rows don't come to its total: a penalty of $118.30 is printed as $51.50."""
    return batch_with_wrong_row(run, tmp_path_factory.mktemp("rows"))


@pytest.fixture(scope="module")
def changing(batch: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving_copy(batch, tmp_path_factory.mktemp("own"), "--as-of", DAY) as served:
        yield served


@pytest.fixture
def own(batch: Path, changing: Served) -> Served:
    """A server over a copy that the test may change, without corrections."""
    return started_over(changing, batch)


def forms(page: str) -> dict[str, str]:
    """What each row's form says that the row was, by its name."""
    found = re.findall(
        r'name="field" value="((?:amounts|tax_periods)-\d+)"><input type="hidden" name="was" value="([^"]*)"', page
    )
    return {name: unescape(was) for name, was in found}


def ask(served: Served, name: str, version: int = 0, act: str = "set", **more: str) -> Any:
    """Send the form of a row, as the page made it."""
    address = f"letter/{served.letter(WRONG_FILE)['id']}"
    was = forms(served.get(address).text)
    named = {"was": was[name]} if name in was else {}
    form = {"act": act, "field": name, "version": str(version), "who": "Ann"}
    return served.post(address, form | named | more)


def shown(served: Served) -> str:
    return served.get(f"letter/{served.letter(WRONG_FILE)['id']}").text


def test_a_row_put_right_makes_the_sum_right_and_proves_the_others(own: Served, run: Run) -> None:
    before = shown(own)
    assert "The rows of the table add up to $8,267.98, the printed total is $8,334.78" in before
    assert WRONG_ROW in before
    assert ask(own, "amounts-1", value="118.30").status_code == 303
    after = shown(own)
    assert "The rows of the table add up to $8,334.78" in after
    assert "Nothing: every field that matters is accepted." in after
    out = written_anew(own, run, DAY, "--format", "all")
    letter = letter_in(out, WRONG_FILE)
    assert [(row["field"]["value"], row["field"]["status"]) for row in letter["amounts"]] == [
        ("8120.41", "accepted"),
        ("118.30", "accepted"),
        ("96.07", "accepted"),
        ("8334.78", "accepted"),
    ]
    assert letter["amounts"][1]["field"]["alternatives"][0]["value"] == "51.50"
    checks = {each["id"]: each["status"] for each in letter["checks"]}
    assert checks["amounts_add_up"] == "pass"
    assert letter["review"] == {"needed": False, "reasons": []}
    (row,) = csv.DictReader(io.StringIO((out / "summary.csv").read_text(encoding="utf-8")))
    assert (row["penalties"], row["status"], row["review_reasons"]) == ("118.30", "ok", "")
    sheet = openpyxl.load_workbook(out / "summary.xlsx").worksheets[0]
    assert any(str(cell) in ("118.3", "118.30") for line in sheet.iter_rows(values_only=True) for cell in line)
    with sqlite3.connect(out / "letters.sqlite") as db:
        ((stored,),) = db.execute("SELECT amount FROM amounts WHERE kind = 'failure_to_pay_penalty'").fetchall()
    assert stored == "118.30"


def test_a_row_still_wrong_keeps_the_letter_waiting(own: Served) -> None:
    assert ask(own, "amounts-1", value="118.00").status_code == 303
    assert "The rows of the table add up to $8,334.48, the printed total is $8,334.78" in shown(own)
    assert "Nothing: every field that matters is accepted." not in shown(own)


def test_a_total_is_one_amount_wherever_it_stands(own: Served, run: Run) -> None:
    assert ask(own, "amounts-3", value="8267.98").status_code == 303
    assert "The rows of the table add up to $8,267.98" in shown(own)
    letter = letter_in(written_anew(own, run, DAY), WRONG_FILE)
    assert letter["fields"]["amount_due"]["value"] == "8267.98"
    assert "8,267.98" in json.dumps(letter["explanation"])
    assert "8,334.78" not in json.dumps(letter["explanation"])


def test_rows_are_added_and_taken_out_and_each_step_is_taken_back(own: Served, run: Run) -> None:
    plain = own.letter(WRONG_FILE)
    added = ask(own, "amounts-new", kind="interest", label="More interest", period="2022", value="66.80")
    assert added.status_code == 303
    assert "The rows of the table add up to $8,334.78" in shown(own)
    assert ask(own, "amounts-4", 1, value="66.81").status_code == 303
    assert "More interest" in shown(own)
    assert ask(own, "amounts-2", 2, act="absent").status_code == 303
    assert "Interest $96.07, 2022" in shown(own)  # in the log alone
    assert len(forms(shown(own))) == 1 + 4
    for number in (3, 2, 1):
        assert own.post("undo", {"number": str(number), "who": "Ann"}).status_code == 303
    assert letter_in(written_anew(own, run, DAY), WRONG_FILE) == plain


def test_a_tax_period_is_corrected_added_and_taken_out(own: Served, run: Run) -> None:
    assert ask(own, "tax_periods-0", value="December 31, 2021").status_code == 303
    assert "for 2021" in shown(own)
    added = ask(own, "tax_periods-new", 1, form="941", value="June 30, 2023", role="subject")
    assert added.status_code == 303
    out = written_anew(own, run, DAY)
    first, second = letter_in(out, WRONG_FILE)["tax_periods"]
    assert (first["id"], first["label"], first["start"], first["end"]) == ("p1", "2021", "2021-01-01", "2021-12-31")
    assert (first["form"], first["tax_type"], first["field"]["status"]) == ("1040", "income", "accepted")
    assert (second["id"], second["label"], second["tax_type"]) == ("p2", "2023-Q2", "employment")
    (row,) = csv.DictReader(io.StringIO((out / "summary.csv").read_text(encoding="utf-8")))
    assert row["tax_periods"] == "2021; 2023-Q2"
    assert ask(own, "tax_periods-0", 2, act="absent").status_code == 303
    letter = letter_in(written_anew(own, run, DAY), WRONG_FILE)
    assert [period["id"] for period in letter["tax_periods"]] == ["p2"]
    assert {row["tax_period"] for row in letter["amounts"]} == {None}
    assert all("p1" not in each["tax_periods"] for each in letter["deadlines"])


def test_what_the_grammar_refuses_is_not_kept(own: Served) -> None:
    for name, form in (
        ("amounts-1", {"value": "about twelve"}),
        ("amounts-1", {"value": "1.00", "kind": "bribe"}),
        ("amounts-1", {"value": "1.00", "period": "1999"}),
        ("amounts-9", {"value": "1.00"}),
        ("amounts-new", {"value": "1.00"}),
        ("tax_periods-0", {"value": "2O22"}),
        ("tax_periods-0", {"value": "May 2022"}),
        ("tax_periods-new", {"value": "2022", "form": "9465"}),
        ("tax_periods-new", {"value": "2022", "role": "victim"}),
    ):
        assert ask(own, name, **form).status_code == 400, (name, form)
    assert ask(own, "amounts-1", act="take", candidate="7").status_code == 400
    assert not (own.out / "corrections.jsonl").exists()


def test_a_row_that_moved_meanwhile_is_not_overwritten(own: Served) -> None:
    address = f"letter/{own.letter(WRONG_FILE)['id']}"
    stale = {"act": "set", "field": "amounts-1", "value": "118.30", "who": "Ben", "was": "other|row|2022|1.00"}
    assert own.post(address, stale | {"version": "0"}).status_code == 409
    assert ask(own, "amounts-1", value="118.30").status_code == 303
    late = own.post(address, stale | {"was": forms(shown(own))["amounts-1"], "value": "118.31", "version": "0"})
    assert late.status_code == 409
    assert "You wanted to keep: <strong>118.31</strong> as amount</p>" in late.text


def test_corrected_rows_survive_a_second_reading_and_become_truth(batch: Path, run: Run, tmp_path: Path) -> None:
    folder = shutil.copytree(batch, tmp_path / "batch")
    with serving(folder / "out", "--letters", str(folder / "in"), "--as-of", DAY) as served:
        assert ask(served, "amounts-1", value="118.30").status_code == 303
        assert ask(served, "tax_periods-0", 1, value="2021").status_code == 303
    out = folder / "out"
    again = run("batch", folder / "in", "--out", out, "--refresh", "--as-of", DAY)
    assert again.returncode == 0, again.stderr
    letter = json.loads((out / "results.jsonl").read_text(encoding="utf-8"))["letters"][0]
    assert letter["amounts"][1]["field"]["value"] == "118.30"
    assert letter["tax_periods"][0]["label"] == "2021"
    truth = tmp_path / "truth.jsonl"
    assert run("export", out, "--truth", truth, "--as-of", DAY).returncode == 0
    told = json.loads(truth.read_text(encoding="utf-8"))["letter"]
    assert [(row["kind"], row["value"]) for row in told["amounts"]] == [("failure_to_pay_penalty", "118.30")]
    assert [period["label"] for period in told["tax_periods"]] == ["2021"]
    # the program alone read both wrong, and nothing is held against it that nobody decided
    fresh = run("batch", folder / "in", "--out", tmp_path / "fresh", "--as-of", DAY)
    assert fresh.returncode == 0, fresh.stderr
    scored = run("score", "--truth", truth, "--results", tmp_path / "fresh" / "results.jsonl", "--format", "json")
    fields = json.loads(scored.stdout)["accuracy"]["fields"]["firm"]
    assert {name: (told["printed"], told["right"]) for name, told in fields.items()} == {
        "breakdown": (1, 0),
        "tax periods": (1, 0),
    }
