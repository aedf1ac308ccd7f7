"""What is loaded when: help is light, and who asks for a letter to be read never loads what reads it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "out"
ENGINES = {
    "tesserocr",
    "pytesseract",
    "cv2",
    "pypdfium2",
    "pypdfium2_raw",
    "pdfplumber",
    "pikepdf",
    "PIL",
    "zxingcpp",
    "pi_heif",
    "onnxruntime",
}
HEAVY = ENGINES | {
    "numpy",
    "pydantic",
    "starlette",
    "uvicorn",
    "distributed",
    "rich",
    "sqlite3",
    "jinja2",
    "pebble",
    "socket",
    "regex",
}


def loaded(script: str, *arguments: object) -> set[str]:
    """Top-level modules that a fresh interpreter holds after ``script``."""
    told = f"{script}\nimport json, sys; print(json.dumps(sorted({{name.split('.')[0] for name in sys.modules}})))"
    done = subprocess.run(
        [sys.executable, "-c", told, *map(str, arguments)], capture_output=True, check=True, timeout=120
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_help_loads_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "irsletter", "--help"], capture_output=True, check=True
    )
    names = {line.rsplit(b"|", 1)[-1].strip().decode().split(".")[0] for line in done.stderr.splitlines()}
    assert "click" in names
    assert not names & HEAVY


def test_importing_the_package_loads_none_of_its_rooms() -> None:
    assert not loaded("import irsletter") & (HEAVY | {"click"})
    script = "import irsletter, sys; print(sum(name.startswith('irsletter.') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout == b"0\n"


def test_the_call_loads_no_engine_into_the_caller() -> None:
    script = "import sys, irsletter; assert irsletter.read_letter(sys.argv[1]).letters"
    assert not loaded(script, SAMPLES / "cp14.pdf") & ENGINES


def test_a_batch_loads_no_engine_into_its_parent(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.pdf").write_bytes((SAMPLES / "cp14.pdf").read_bytes())
    script = (
        "import sys, datetime as dt; from pathlib import Path\n"
        "from irsletter.run.intake.batch import Batch, read_batch\n"
        "batch = Batch(Path(sys.argv[1]), Path(sys.argv[2]), dt.date(2025, 7, 1), workers=1)\n"
        "assert read_batch(batch).files == 1"
    )
    assert not loaded(script, tmp_path / "in", tmp_path / "out") & ENGINES


@pytest.mark.parametrize("name", ["read_letter", "read_folder", "Result", "Letter", "UsageError"])
def test_the_public_face_is_reachable(name: str) -> None:
    import irsletter

    assert name in irsletter.__all__
    assert getattr(irsletter, name).__name__ == name


def test_an_unknown_name_is_an_attribute_error() -> None:
    import irsletter

    with pytest.raises(AttributeError, match="read_latter"):
        _ = irsletter.read_latter


def test_the_typed_face_is_the_face() -> None:
    import irsletter

    stub = Path(irsletter.__file__).with_suffix(".pyi").read_text(encoding="utf-8")
    typed = sorted(line.rsplit(" as ", 1)[1] for line in stub.splitlines() if " as " in line)
    assert typed == sorted(irsletter.__all__)
