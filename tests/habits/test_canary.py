"""A planted person is found nowhere: whole ids in no output at all, name and street in no log."""

from __future__ import annotations

import base64
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

SSN, EIN = "666-45-7803", "00-8642097"
WHOLE = [SSN, SSN.replace("-", ""), SSN.replace("-", " "), EIN, EIN.replace("-", "")]
PERSON = ("QUILLON", "ZARATHEE", "VEXMOOR")


def draw(path: Path) -> None:
    """A small CP14 with the id whole in the header box, the prose, the coupon and the scan line."""
    canvas = Canvas(str(path), pagesize=(612, 792), invariant=True)
    canvas.setFont("Helvetica", 10)
    lines = {
        750: (40, "Department of the Treasury"),
        738: (40, "Internal Revenue Service"),
        700: (40, "QUILLON ZARATHEE"),
        688: (40, "77 VEXMOOR LN"),
        676: (40, "TAMBER FALLS, IA 51790"),
        751: (400, "Notice CP14"),
        739: (400, "Tax year 2023"),
        727: (400, "Notice date June 2, 2025"),
        715: (400, f"Social Security number {SSN}"),
        630: (40, "You have unpaid taxes for 2023"),
        610: (40, "Amount due: $1,234.56"),
        590: (40, f"Our records for {SSN} and for the employer number {EIN} show that you owe $1,234.56."),
        570: (40, "Pay $1,234.56 by June 23, 2025."),
        200: (40, f"Notice CP14  Notice date June 2, 2025  Social Security number {SSN}"),
        180: (40, "Amount due by June 23, 2025  $1,234.56"),
        120: (40, f"{SSN.replace('-', '')} ZV VEXM 30 0 202312 670 00000123456"),
    }
    for y, (x, text) in lines.items():
        canvas.drawString(x, y, text)
    canvas.save()


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[bytes]]:
    folder = tmp_path_factory.mktemp("canary")
    (folder / "in").mkdir()
    (folder / "tmp").mkdir()
    draw(folder / "in" / "letter.pdf")
    (folder / "in" / "broken.pdf").write_bytes((folder / "in" / "letter.pdf").read_bytes()[:700] + SSN.encode())
    done = subprocess.run(
        [sys.executable, "-m", "irsletter", "batch", str(folder / "in"), "--out", str(folder / "out")],
        capture_output=True,
        check=False,
        timeout=120,
        env={**os.environ, "TMPDIR": str(folder / "tmp")},
    )
    assert done.returncode == 0, done.stderr
    return folder, done


def test_the_letter_was_read(batch: tuple[Path, subprocess.CompletedProcess[bytes]]) -> None:
    lines = (batch[0] / "out" / "results.jsonl").read_bytes()
    assert b"***-**-7803" in lines


def test_whole_ids_are_in_no_output(batch: tuple[Path, subprocess.CompletedProcess[bytes]]) -> None:
    folder, done = batch
    files = [path for path in (folder / "out").rglob("*") if path.is_file()]
    assert len(files) >= 5
    for path in files:
        for text in WHOLE:
            assert text.encode() not in path.read_bytes(), path.name
    assert not any(text.encode() in done.stderr + done.stdout for text in WHOLE)


def test_name_and_street_are_in_no_log(batch: tuple[Path, subprocess.CompletedProcess[bytes]]) -> None:
    folder, done = batch
    assert not any(word.encode() in done.stderr for word in PERSON)
    assert list((folder / "tmp").iterdir()) == []


@pytest.mark.parametrize("form", ["terminal", "json", "html", "markdown"])
def test_whole_ids_are_in_no_answer(batch: tuple[Path, subprocess.CompletedProcess[bytes]], form: str) -> None:
    letter = batch[0] / "in" / "letter.pdf"
    done = subprocess.run(
        [sys.executable, "-m", "irsletter", "read", str(letter), "--format", form], capture_output=True, check=False
    )
    assert done.returncode == 0
    plain = re.sub(rb"data:image/[a-z]+;base64,[A-Za-z0-9+/=]+", b"", done.stdout)
    assert not any(text.encode() in plain + done.stderr for text in WHOLE)


def test_no_picture_shows_an_id(batch: tuple[Path, subprocess.CompletedProcess[bytes]], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "irsletter", "read"]
    letter = batch[0] / "in" / "letter.pdf"
    html = subprocess.run([*command, str(letter), "--format", "html"], capture_output=True, check=True).stdout
    (picture,) = re.findall(rb"data:image/webp;base64,([A-Za-z0-9+/=]+)", html)
    with Image.open(io.BytesIO(base64.b64decode(picture))) as image:
        image.save(tmp_path / "page.png")
    seen = subprocess.run([*command, str(tmp_path / "page.png"), "--format", "json"], capture_output=True, check=True)
    assert b"ZARATHEE" in seen.stdout  # the picture can be read
    assert b"7803" not in seen.stdout
    assert b"2097" not in seen.stdout


def test_show_ids_is_the_one_way_to_see_it(batch: tuple[Path, subprocess.CompletedProcess[bytes]]) -> None:
    letter = batch[0] / "in" / "letter.pdf"
    command = [sys.executable, "-m", "irsletter", "read", str(letter), "--format", "json", "--show-ids"]
    assert SSN.encode() in subprocess.run(command, capture_output=True, check=True).stdout
    refused = subprocess.run(
        [sys.executable, "-m", "irsletter", "batch", str(letter.parent), "--out", str(letter.parent), "--show-ids"],
        capture_output=True,
        check=False,
    )
    assert refused.returncode == 2
