"""What people settled becomes labelled truth, and the program is held against it."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from irsletter.run.corrections.file import Corrections

Run = Callable[..., Any]
NOW = dt.datetime(2025, 6, 10, 12, 0, tzinfo=dt.UTC)
DAY = ("--as-of", "2025-06-10")


@pytest.fixture(scope="module")
def folder(run: Run, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three letters read; one is settled with a corrected amount, of one the notice date alone was decided."""
    folder = tmp_path_factory.mktemp("truth")
    (folder / "in").mkdir()
    for name in ("cp14.pdf", "cp501.pdf", "cp503.pdf"):
        shutil.copy(samples / name, folder / "in")
    assert run("batch", folder / "in", "--out", folder / "out", *DAY).returncode == 0
    shutil.copytree(folder / "out", folder / "plain")
    kept = Corrections(folder / "out")
    ids = {}
    for line in (folder / "out" / "results.jsonl").read_text(encoding="utf-8").splitlines():
        result = json.loads(line)
        ids[result["source"]["path"]] = result["letters"][0]["id"]
    amount = {"path": "cp14.pdf", "act": "set", "field": "amount_due", "old": "1780.49", "new": "1780.94"}
    kept.add(ids["cp14.pdf"], 0, "Ann", NOW, amount, {"path": "cp14.pdf", "act": "looked"})
    date = {"path": "cp501.pdf", "act": "set", "field": "notice_date", "old": "2025-07-21", "new": "2025-07-21"}
    kept.add(ids["cp501.pdf"], 0, "Ann", NOW, date)
    return folder


def test_settled_letters_become_truth_that_score_takes(folder: Path, run: Run) -> None:
    written = folder / "truth.jsonl"
    done = run("export", folder / "out", "--truth", written, *DAY)
    assert done.returncode == 0, done.stderr
    assert done.stderr.decode().split() == [str(written)]  # no other output is written
    truths = {next(iter(one["files"])): one for one in map(json.loads, written.read_text("utf-8").splitlines())}
    assert set(truths) == {"cp14.pdf", "cp501.pdf"}
    whole, part = (truths[name]["letter"] for name in ("cp14.pdf", "cp501.pdf"))
    assert whole["fields"]["amount_due"]["value"] == "1780.94"
    assert whole["fields"]["notice_date"]["value"] == "2025-06-02"
    assert set(part["fields"]) == {"notice_date"}
    assert "amount_due" in part["free"]
    assert "amount_due" not in whole["free"]
    assert truths["cp14.pdf"]["boxes"]["cp14.pdf"]["notice_date"][0]["page"] == 1

    # what the program read alone is wrong in the one value that was corrected, and right in all others
    scored = run("score", "--truth", written, "--results", folder / "plain" / "results.jsonl", "--format", "json")
    assert scored.returncode in (0, 5), scored.stderr
    fields = json.loads(scored.stdout)["accuracy"]["fields"]["firm"]
    counts = {name: (fields[name]["printed"], fields[name]["right"]) for name in ("amount_due", "notice_date", "kind")}
    assert counts == {"amount_due": (1, 0), "notice_date": (2, 2), "kind": (1, 1)}
    assert all(told["printed"] == told["right"] for name, told in fields.items() if name != "amount_due")


def test_without_the_option_every_output_is_written(folder: Path, run: Run) -> None:
    done = run("export", folder / "out", "--out", folder / "all", *DAY)
    assert done.returncode == 0, done.stderr
    assert not list((folder / "all").glob("*truth*"))
    assert (folder / "all" / "summary.csv").exists()
