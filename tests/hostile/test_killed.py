"""Killed at random moments and started again, as often as it takes: every input once, the same bytes as undisturbed."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.hostile.poison import first_page

LETTERS = ("cp14", "cp501", "cp503", "cp504", "cp523", "lt11", "state-bill", "scam-cp504")
OUTPUTS = ("results.jsonl", "summary.csv", "report.html", "deadlines.ics")
KILLS = 4
pytestmark = pytest.mark.skipif(os.name == "nt", reason="process groups are killed")


def start(inbox: Path, out: Path) -> subprocess.Popen[bytes]:
    words = ["batch", str(inbox), "--out", str(out), "--as-of", "2025-10-01", "--quiet", "--workers", "2"]
    return subprocess.Popen(
        [sys.executable, "-m", "irsletter", *words], stderr=subprocess.DEVNULL, start_new_session=True
    )


def finished(ledger: Path) -> int:
    """How many answers are on the disk."""
    if not ledger.exists():
        return 0
    kept = sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)
    try:
        return int(kept.execute("SELECT count(*) FROM answers WHERE result IS NOT NULL").fetchone()[0])
    except sqlite3.OperationalError:  # killed before the tables were made
        return 0
    finally:
        kept.close()


def test_kills_at_random_moments_change_nothing(tmp_path: Path) -> None:
    inbox, alone, killed = tmp_path / "in", tmp_path / "alone", tmp_path / "killed"
    inbox.mkdir()
    for name in LETTERS:
        letter = first_page(name)
        for copy in range(3):
            (inbox / f"{name}-{copy}.pdf").write_bytes(letter + b"\n%% copy %d\n" % copy)
        shutil.copy(inbox / f"{name}-0.pdf", inbox / f"{name}-same.pdf")
    (inbox / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    different = 3 * len(LETTERS) + 1
    rng, kills, before = random.Random(8), 0, 0
    for turn in range(KILLS):
        with start(inbox, killed) as process:
            # wait for some progress, then for a moment that nobody chose
            goal = min(before + rng.randrange(5), different)
            end = time.monotonic() + 60
            while process.poll() is None and finished(killed / "ledger.sqlite3") < goal and time.monotonic() < end:
                time.sleep(0.02)
            time.sleep(rng.uniform(0.0, 0.4))
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                kills += 1
        after = finished(killed / "ledger.sqlite3")
        assert after >= before, f"turn {turn}: what was kept is gone"
        before = after
    assert kills >= 3
    for out in (killed, alone):
        with start(inbox, out) as process:
            assert process.wait(120) == 0
    paths = [json.loads(line)["source"]["path"] for line in (killed / "results.jsonl").read_text().splitlines()]
    assert paths == sorted(path.name for path in inbox.iterdir())
    for name in OUTPUTS:
        assert (killed / name).read_bytes() == (alone / name).read_bytes(), name
    assert {path.name for path in killed.iterdir()} == {*OUTPUTS, "ledger.sqlite3", "ledger.sqlite3.lock"}
    ledger = sqlite3.connect(killed / "ledger.sqlite3")
    states = ledger.execute("SELECT state, count(*) FROM answers GROUP BY state ORDER BY state").fetchall()
    assert states == [("failed", 1), ("read", different - 1)]
    ledger.close()
