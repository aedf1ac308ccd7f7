"""Nothing leaves the machine: the main job runs where every name look-up and internet socket is refused."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples" / "out"


def offline(tmp_path: Path, *arguments: object) -> tuple[subprocess.CompletedProcess[bytes], int]:
    """Run ``irsletter ARGS`` with the network refused in it and all its children; also gives how many interpreters
    were guarded."""
    log = tmp_path / "log"
    log.touch()
    done = subprocess.run(
        [sys.executable, "-m", "irsletter", *map(str, arguments)],
        capture_output=True,
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent / "offline"), "OFFLINE_LOG": str(log)},
    )
    assert log.read_text() == ""
    return done, len(list(tmp_path.glob("log.*")))


def test_the_guard_guards(tmp_path: Path) -> None:
    log = tmp_path / "log"
    done = subprocess.run(
        [sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent / "offline"), "OFFLINE_LOG": str(log)},
    )
    assert done.returncode == 1
    assert log.read_text().startswith("socket.")


def test_reading_a_letter_asks_nobody(tmp_path: Path) -> None:
    done, guarded = offline(tmp_path, "read", SAMPLES / "cp504-scan.pdf", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["letters"]
    assert guarded >= 2  # the command and its reader


def test_a_batch_asks_nobody(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("cp14.pdf", "scam-cp504.pdf"):
        shutil.copy(SAMPLES / name, tmp_path / "in")
    done, guarded = offline(tmp_path, "batch", tmp_path / "in", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert guarded >= 3
