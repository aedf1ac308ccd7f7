"""``irsletter watch --on-letter``: the firm's own program is told of each letter."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.watching import quick_config, watching

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the programs are written for POSIX")

NOTES = """
import json, os, pathlib, sys
result = json.load(sys.stdin)
assert pathlib.Path(result["source"]["path"]).is_file()
assert "IRSLETTER_PASSWORD" not in os.environ
codes = [letter["notice"]["code"] for letter in result["letters"]]
with open(sys.argv[1], "a") as notes:
    print(json.dumps([result["source"]["path"], codes]), file=notes)
sys.exit(int(sys.argv[2]))
"""
SLEEPS = """
import pathlib, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
pathlib.Path(sys.argv[1]).write_text(str(child.pid))
time.sleep(600)
"""


def command(folder: Path, script: str, *arguments: object) -> str:
    program = folder / "told.py"
    program.write_text(script)
    return shlex.join([sys.executable, str(program), *map(str, arguments)])


@pytest.fixture
def inbox(samples: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(samples / "cp14.pdf", folder / "$(touch harm).pdf")
    shutil.copy(samples / "cp14.pdf", folder / "the same.pdf")
    (folder / "no letter.pdf").write_bytes(b"nothing")
    return folder


def test_each_letter_is_told_once_and_a_failed_telling_is_made_good(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IRSLETTER_PASSWORD", "secret")
    notes, options = tmp_path / "notes", ("--file", "move", "--config", quick_config(tmp_path))
    out = tmp_path / "out"
    with watching(inbox, out, *options, "--on-letter", command(tmp_path, NOTES, notes, 3)) as watch:
        warned = watch.until(lambda line: "--on-letter" in line)
        watch.summary()
    assert "exit 3" in warned
    assert {path.name for path in inbox.iterdir()} == {"$(touch harm).pdf", "the same.pdf"}  # not told: not put away
    told = notes.read_text().splitlines()
    notes.unlink()
    with watching(inbox, out, *options, "--on-letter", command(tmp_path, NOTES, notes, 0)) as watch:
        watch.files(2)
        watch.summary()
    assert not list(inbox.iterdir())
    assert json.loads(told[0]) == ["$(touch harm).pdf", ["CP14"]]
    # the same bytes hold the same letter: it is told once
    assert [json.loads(line) for line in notes.read_text().splitlines()] == [["$(touch harm).pdf", ["CP14"]]]
    assert not list(tmp_path.rglob("harm"))


def test_a_program_that_hangs_is_ended_with_all_it_started(inbox: Path, tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    config = quick_config(tmp_path, hook_seconds=1.0)
    with watching(inbox, tmp_path / "out", "--config", config, "--on-letter", command(tmp_path, SLEEPS, pid)) as watch:
        assert "did not end within 1 seconds" in watch.until(lambda line: "--on-letter" in line)
        watch.summary()
    child, end = int(pid.read_text()), time.monotonic() + 10
    while alive(child) and time.monotonic() < end:
        time.sleep(0.05)
    assert not alive(child)


def alive(pid: int) -> bool:
    """Whether a process runs; one that nobody waited for is dead too."""
    try:
        return b") Z" not in Path(f"/proc/{pid}/stat").read_bytes()
    except FileNotFoundError:
        return False
