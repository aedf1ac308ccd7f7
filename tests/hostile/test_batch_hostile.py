"""A folder where most files are broken or made to do harm: each gets its own error, the good ones are read."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "out"
EXPECTED = {
    "bomb.png": "too_large",
    "cut.jpg": "damaged",
    "empty.pdf": "empty",
    "encrypted.pdf": "encrypted",
    "endless.pdf": "too_large",
    "nonsense.pdf": "damaged",
    "text.pdf": "unsupported_type",
}
GOOD = {"cp14.pdf": "CP14", "no-extension": "LT11"}


def make_hostile(folder: Path) -> None:
    (folder / "empty.pdf").touch()
    (folder / "text.pdf").write_text("Dear Sir or Madam,\nthis is no PDF.\n")
    (folder / "nonsense.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 8)
    whole = BytesIO()
    Image.effect_noise((900, 1200), 60).convert("RGB").save(whole, "JPEG")
    (folder / "cut.jpg").write_bytes(whole.getvalue()[: len(whole.getvalue()) // 3])
    Image.new("1", (20_000, 20_000)).save(folder / "bomb.png")
    with pikepdf.open(SAMPLES / "cp14.pdf") as pdf:
        pdf.save(folder / "encrypted.pdf", encryption=pikepdf.Encryption(owner="owner", user="user"))
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(612, 792))
        for _ in range(4_999):
            pdf.pages.append(pdf.pages[0])
        pdf.save(folder / "endless.pdf")


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, dict[str, Any]], bytes]:
    """Results by path, and what was told on standard error."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "in").mkdir()
    make_hostile(folder / "in")
    shutil.copy(SAMPLES / "cp14.pdf", folder / "in")
    shutil.copy(SAMPLES / "lt11.pdf", folder / "in" / "no-extension")
    done = subprocess.run(
        [sys.executable, "-m", "irsletter", "batch", str(folder / "in"), "--out", str(folder / "out")],
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    lines = (folder / "out" / "results.jsonl").read_text(encoding="utf-8").splitlines()
    return {result["source"]["path"]: result for result in map(json.loads, lines)}, done.stderr


def test_every_file_gets_its_line(batch: tuple[dict[str, dict[str, Any]], bytes]) -> None:
    assert sorted(batch[0]) == sorted([*EXPECTED, *GOOD])


@pytest.mark.parametrize(("name", "code"), EXPECTED.items())
def test_each_fault_has_its_own_code(batch: tuple[dict[str, dict[str, Any]], bytes], name: str, code: str) -> None:
    result = batch[0][name]
    assert (result["status"], result["letters"], result["error"]["code"]) == ("error", [], code)
    assert len(result["source"]["sha256"]) == 64
    assert result["source"]["bytes"] is not None


def test_each_fault_has_its_own_words_and_advice(batch: tuple[dict[str, dict[str, Any]], bytes]) -> None:
    errors = [result["error"] for result in batch[0].values() if result["error"]]
    assert all(error["message"] and error["hint"] for error in errors)
    assert len({error["message"] for error in errors}) >= len({error["code"] for error in errors}) + 1
    assert not any("Traceback" in json.dumps(error) or "/" + "tmp" in json.dumps(error) for error in errors)


def test_the_good_files_are_read_all_the_same(batch: tuple[dict[str, dict[str, Any]], bytes]) -> None:
    for name, code in GOOD.items():
        assert [letter["notice"]["code"] for letter in batch[0][name]["letters"]] == [code], name


def test_the_failures_are_named_with_their_reason(batch: tuple[dict[str, dict[str, Any]], bytes]) -> None:
    told = batch[1].decode()
    for name, code in EXPECTED.items():
        assert f"{name}: {code}: " in told
    assert "Traceback" not in told


def test_a_password_opens_what_was_locked(tmp_path: Path) -> None:
    with pikepdf.open(SAMPLES / "cp14.pdf") as pdf:
        pdf.save(tmp_path / "a.pdf", encryption=pikepdf.Encryption(owner="owner", user="user"))
    command = [sys.executable, "-m", "irsletter", "read", str(tmp_path / "a.pdf"), "--format", "json"]
    locked = subprocess.run(command, capture_output=True, check=False)
    assert locked.returncode == 3
    opened = subprocess.run([*command, "--password", "user"], capture_output=True, check=False)
    assert opened.returncode == 0
    assert json.loads(opened.stdout)["letters"][0]["notice"]["code"] == "CP14"
