"""A hundred files, five of them poisoned: each of these is named with its reason, and no good file is lost."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from tests.hostile.poison import first_page, poison, short_limits

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "out"
GOOD = {"cp14": "CP14", "cp501": "CP501", "cp504": "CP504", "cp503": "CP503", "cp523": "CP523"}
COPIES = 19
"""Of each good letter, told apart by their bytes."""
POISONED = {
    "010 hang.pdf": "timed_out",
    "030 crash.pdf": "internal",
    "050 bomb.png": "too_large",
    "070 encrypted.pdf": "encrypted",
    "090 truncated.pdf": "damaged",
}


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, dict[str, Any]], str]:
    """Results by path, and what was told on standard error."""
    folder = tmp_path_factory.mktemp("poisoned")
    inbox = folder / "in"
    inbox.mkdir()
    for place, name in enumerate(GOOD):
        letter = first_page(name)
        for copy in range(COPIES):
            (inbox / f"{copy * 5 + place:03d} {name}.pdf").write_bytes(letter + b"\n%% copy %d\n" % copy)
    poison(inbox / "010 hang.pdf", "hang")
    poison(inbox / "030 crash.pdf", "crash")
    Image.new("1", (20_000, 20_000)).save(inbox / "050 bomb.png")
    with pikepdf.open(SAMPLES / "cp14.pdf") as pdf:
        pdf.save(inbox / "070 encrypted.pdf", encryption=pikepdf.Encryption(owner="owner", user="user"))
    (inbox / "090 truncated.pdf").write_bytes((SAMPLES / "cp14.pdf").read_bytes()[:700])
    command = [sys.executable, "-m", "irsletter", "batch", str(inbox), "--out", str(folder / "out")]
    done = subprocess.run(
        [*command, "--config", str(short_limits(folder)), "--engine", "fault", "--workers", "2", "--quiet"],
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    shutil.rmtree(inbox)
    lines = (folder / "out" / "results.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(GOOD) * COPIES + len(POISONED)
    return {result["source"]["path"]: result for result in map(json.loads, lines)}, done.stderr.decode()


def test_each_poisoned_file_is_named_with_its_reason(batch: tuple[dict[str, dict[str, Any]], str]) -> None:
    results, told = batch
    assert {path: results[path]["error"]["code"] for path in POISONED} == POISONED
    for path, code in POISONED.items():
        assert f"{path}: {code}: " in told
    assert "Traceback" not in told


def test_no_good_file_is_lost(batch: tuple[dict[str, dict[str, Any]], str]) -> None:
    good = {path: result for path, result in batch[0].items() if path not in POISONED}
    assert len(good) == len(GOOD) * COPIES
    for path, result in good.items():
        assert result["error"] is None, path
        (letter,) = result["letters"]
        assert letter["notice"]["code"] == GOOD[path.split()[1].removesuffix(".pdf")]
        assert letter["fields"]["amount_due"]["value"] is not None
