"""Corrections flow into every output, survive a second reading, can be taken back and never collide unseen."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from irsletter.errors import UsageError
from irsletter.run.corrections.file import ConflictError, Corrections
from tests.e2e.review_server import batched

Run = Callable[..., Any]
NOW = dt.datetime(2025, 6, 10, 12, 0, tzinfo=dt.UTC)
DAY = ("--as-of", "2025-06-10")


@pytest.fixture(scope="module")
def read_once(run: Run, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corrections")
    (folder / "in").mkdir()
    shutil.copy(samples / "cp14.pdf", folder / "in")
    return batched(run, folder, *DAY)


@pytest.fixture
def folder(read_once: Path, tmp_path: Path) -> Path:
    return shutil.copytree(read_once, tmp_path / "batch")


def letter_of(folder: Path) -> dict[str, Any]:
    (line,) = (folder / "out" / "results.jsonl").read_text(encoding="utf-8").splitlines()
    return dict(json.loads(line)["letters"][0])


def row_of(folder: Path) -> dict[str, str]:
    (row,) = csv.DictReader(io.StringIO((folder / "out" / "summary.csv").read_text(encoding="utf-8")))
    return dict(row)


def setting(name: str, old: object, new: object) -> dict[str, Any]:
    return {"path": "cp14.pdf", "act": "set", "field": name, "old": old, "new": new}


def test_an_amount_reaches_every_output_and_survives_a_second_reading(folder: Path, run: Run) -> None:
    kept, letter = Corrections(folder / "out"), letter_of(folder)["id"]
    kept.add(letter, 0, "Ann", NOW, setting("amount_due", "1780.49", "1780.94"))
    for again in (("export", folder / "out"), ("batch", folder / "in", "--out", folder / "out", "--refresh")):
        done = run(*again, *DAY)
        assert done.returncode == 0, done.stderr
        assert row_of(folder)["amount_due"] == "1780.94"
        after = letter_of(folder)
        assert after["fields"]["amount_due"]["value"] == "1780.94"
        assert after["fields"]["amount_due"]["status"] == "accepted"
        assert after["fields"]["amount_due"]["alternatives"][0]["value"] == "1780.49"
        assert "1,780.94" in json.dumps(after["explanation"])
        # the rows still come to what was read: that is told, and nothing else says the old amount
        told = json.dumps(after["explanation"])
        assert told.count("1,780.49") == told.count("add up to $1,780.49, the printed total is $1,780.94") == 1
        assert "1,780.94" in (folder / "out" / "report.html").read_text(encoding="utf-8")


def test_a_corrected_notice_date_counts_the_days_anew(folder: Path, run: Run) -> None:
    before = letter_of(folder)
    counted = [each for each in before["deadlines"] if each["basis"] == "computed" and each["date"]]
    Corrections(folder / "out").add(before["id"], 0, "Ann", NOW, setting("notice_date", None, "2025-06-09"))
    assert run("export", folder / "out", *DAY).returncode == 0
    after = letter_of(folder)
    assert after["fields"]["notice_date"]["value"] == "2025-06-09"
    moved = dt.date(2025, 6, 9) - dt.date.fromisoformat(before["fields"]["notice_date"]["value"])
    for each in counted:
        (same,) = [other for other in after["deadlines"] if other["rule"] == each["rule"]]
        assert dt.date.fromisoformat(same["date"]) - dt.date.fromisoformat(each["date"]) == moved
        assert same["status"] == "accepted"


def test_a_correction_taken_back_leaves_what_was_read(folder: Path, run: Run) -> None:
    before = (folder / "out" / "results.jsonl").read_bytes()
    kept, letter = Corrections(folder / "out"), letter_of(folder)["id"]
    kept.add(letter, 0, "Ann", NOW, setting("due_date", "x", "2025-07-01"), setting("notice_code", "CP14", "CP503"))
    assert run("export", folder / "out", *DAY).returncode == 0
    assert letter_of(folder)["notice"]["code"] == "CP503"
    assert row_of(folder)["pay_by"] == "2025-07-01"
    for number in (1, 2):
        undo = {"path": "cp14.pdf", "act": "undo", "undoes": number}
        kept.add(letter, kept.version(letter), "Ben", NOW, undo)
    assert run("export", folder / "out", *DAY).returncode == 0
    assert (folder / "out" / "results.jsonl").read_bytes() == before
    assert [line.act for line in kept.lines()] == ["set", "set", "undo", "undo"]


def test_who_saw_an_older_state_overwrites_nothing(folder: Path) -> None:
    one, other = Corrections(folder / "out"), Corrections(folder / "out")
    letter = letter_of(folder)["id"]
    one.add(letter, 0, "Ann", NOW, setting("amount_due", "1780.49", "1.00"))
    with pytest.raises(ConflictError):
        other.add(letter, 0, "Ben", NOW, setting("amount_due", "1780.49", "2.00"))
    other.add("another-one", 0, "Ben", NOW, setting("amount_due", "1780.49", "2.00"))
    assert [line.new for line in Corrections(folder / "out").lines()] == ["1.00", "2.00"]
    assert stat.S_IMODE(one.path.stat().st_mode) == 0o600


def test_a_letter_looked_at_needs_no_look(folder: Path, run: Run) -> None:
    letter = letter_of(folder)["id"]
    Corrections(folder / "out").add(letter, 0, "Ann", NOW, {"path": "cp14.pdf", "act": "looked"})
    assert run("export", folder / "out", *DAY).returncode == 0
    assert letter_of(folder)["review"] == {"needed": False, "reasons": []}


@pytest.mark.parametrize("line", ["{", '{"version": 9, "act": "set"}', '{"version": 1, "act": "set"}', "[]"])
def test_a_broken_line_is_named_and_nothing_is_guessed(folder: Path, run: Run, line: str) -> None:
    (folder / "out" / "corrections.jsonl").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"corrections\.jsonl, line 1"):
        Corrections(folder / "out").lines()
    assert run("export", folder / "out", *DAY).returncode == 2


def test_nobody_corrects_without_a_name(folder: Path) -> None:
    with pytest.raises(UsageError):
        Corrections(folder / "out").add("a", 0, " ", NOW, setting("amount_due", None, "1.00"))
