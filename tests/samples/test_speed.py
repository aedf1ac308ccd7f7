"""The measuring of speed: processes are measured with what they start, rivals do what they are said to do."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from samples.speed.naive import fields_of
from samples.speed.process import measured

ROOT = Path(__file__).resolve().parents[2]


def test_time_and_memory_of_a_started_process_count() -> None:
    burn = "x = bytearray(200 << 20); import time\nwhile time.process_time() < 0.5: pass"
    run = measured((sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}])"))
    assert run.cpu >= 0.5
    assert run.memory >= 200


def test_the_memory_of_who_measures_does_not_count() -> None:
    own = b"x" * (100 << 20)
    assert measured((sys.executable, "-ISc", "pass")).memory < 60
    del own


def test_a_process_that_fails_is_no_measurement() -> None:
    with pytest.raises(RuntimeError, match="not today"):
        measured((sys.executable, "-c", "raise SystemExit('not today')"))


def test_the_naive_script_reads_a_plain_bill() -> None:
    text = "Notice CP14\nNotice date June 2, 2025\nAmount due: $1,780.49\nPay by June 23, 2025 or call 800-829-0922\n"
    assert fields_of(text + "Your social security number XXX-XX-4821") == {
        "notice_code": "CP14",
        "notice_date": "2025-06-02",
        "amount_due": "1780.49",
        "due_date": "2025-06-23",
        "taxpayer_id": {"kind": "ssn", "last4": "4821"},
        "contact_phone": "+18008290922",
    }


def test_text_letters_are_counted_by_the_page_after_the_warm_up(tmp_path: Path) -> None:
    for number in range(5):
        shutil.copy(ROOT / "samples" / "out" / "cp14.pdf", tmp_path / f"{number}.pdf")
    told = json.loads(measured((sys.executable, "-m", "samples.speed.text", "line", tmp_path)).output)
    assert told["pages"] == 3  # three pages each: four letters until ten are passed, then one is counted
    assert told["cpu"] > 0
