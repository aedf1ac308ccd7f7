"""What a ledger of another version of the program means for the review page."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import ROOT
from tests.e2e.review_server import serving

Run = Callable[..., Any]


@pytest.fixture
def out(run: Run, samples: Path, tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    shutil.copy(samples / "state-bill.pdf", tmp_path / "in")
    assert run("batch", tmp_path / "in", "--out", tmp_path / "out", "--as-of", "2025-06-10").returncode == 0
    return tmp_path / "out"


def test_an_old_ledger_is_brought_up_to_date(out: Path) -> None:
    shutil.copy(ROOT / "tests/unit/run/ledgers/version-1.sqlite3", out / "ledger.sqlite3")
    with serving(out) as page:
        assert page.get("?show=all").status_code == 200


def test_a_ledger_of_a_newer_program_is_told_at_once(out: Path) -> None:
    ledger = sqlite3.connect(out / "ledger.sqlite3")
    ledger.execute("PRAGMA user_version = 99")
    ledger.close()
    done = subprocess.run(
        [sys.executable, "-m", "irsletter.review", str(out)], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 2
    assert "newer irsletter" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_fault_that_comes_later_is_told_in_words(out: Path) -> None:
    with serving(out) as page:
        ledger = sqlite3.connect(out / "ledger.sqlite3")
        ledger.execute("PRAGMA user_version = 99")
        ledger.close()
        answer = page.get("?show=all")
        assert answer.status_code == 409
        assert "newer irsletter" in answer.text
