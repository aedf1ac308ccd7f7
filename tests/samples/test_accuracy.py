"""The measuring command, run for real on two letters, and what ``irsletter score`` says of the same files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from samples.accuracy import main

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("measured")
    words = ["--level", "pdf_text", "--count", "2", "--seed", "3", "--workers", "1", "--folder", str(folder)]
    done = subprocess.run(
        [sys.executable, "-m", "samples.accuracy", *words], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return folder, done.stdout


def test_two_letters_are_drawn_read_and_counted(measured: tuple[Path, str]) -> None:
    folder, said = measured
    counted = json.loads((folder / "tune.json").read_text(encoding="utf-8"))
    assert counted["accuracy"]["letters"]["pdf_text"]["count"] == 2
    assert counted["accuracy"]["key"]["pdf_text"]["printed"] > 0
    assert "KEY FIELDS" in said
    assert counted["accuracy"]["faults"] == []


def test_score_counts_the_same_from_the_lines_alone(measured: tuple[Path, str]) -> None:
    folder, said = measured
    lines = ["--truth", str(folder / "tune.truth.jsonl"), "--results", str(folder / "tune.results.jsonl")]
    done = subprocess.run(
        [sys.executable, "-m", "irsletter", "score", *lines], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert said.startswith(done.stdout.strip())
    assert "What was seen" in said.removeprefix(done.stdout.strip())


def test_score_wants_a_folder_or_both_files(measured: tuple[Path, str]) -> None:
    folder, _ = measured
    words = ["score", "--truth", str(folder / "tune.truth.jsonl")]
    done = subprocess.run([sys.executable, "-m", "irsletter", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--results" in done.stderr


def test_the_failures_of_the_other_sets_are_not_shown() -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["--set", "report", "--failures"])
