"""A redacted copy is read again by both engines and searched byte for byte: nothing that was planted is left."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageFilter
from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.pdfgen.canvas import Canvas

from irsletter.catalog.load import load_catalog
from irsletter.cli.redact import KEPT
from irsletter.extract import ReadOptions, open_files
from irsletter.redact import KINDS

Run = Callable[..., Any]
SSN = "666-45-7803"
NAMES, STREET = ("QUILLON", "ZARATHEE"), ("VEXMOOR", "TAMBER", "51790")
NUMBERS = (SSN, SSN.replace("-", ""), "7803", "00000123456")
IN_CODE = "planted-in-the-code-666457803"


def draw(path: Path) -> None:
    """A CP14 of two pages with name, address and number in every place where letters print them."""
    canvas = Canvas(str(path), pagesize=(612, 792), invariant=True)
    canvas.setAuthor("Quillon Zarathee")
    canvas.setTitle(f"Letter for {SSN}")
    canvas.setFont("Helvetica", 11)
    for x, y, text in (
        (40, 750, "Department of the Treasury"),
        (40, 736, "Internal Revenue Service"),
        (40, 690, "QUILLON ZARATHEE"),
        (40, 676, "77 VEXMOOR LN"),
        (40, 662, "TAMBER FALLS, IA 51790-2214"),
        (380, 751, "Notice CP14"),
        (380, 737, "Tax year 2023"),
        (380, 723, "Notice date June 2, 2025"),
        (380, 709, f"Social Security number {SSN}"),
        (40, 620, "You have unpaid taxes for 2023"),
        (40, 604, "Amount due: $1,234.56"),
        (40, 580, f"Dear Quillon Zarathee, our records for {SSN} show that you owe $1,234.56."),
        (40, 560, "Pay $1,234.56 by June 23, 2025. Make your check payable to the United States Treasury."),
        (40, 220, "Quillon Zarathee"),
        (40, 206, "77 Vexmoor Ln"),
        (40, 192, "Tamber Falls, IA 51790-2214"),
        (380, 220, f"Social Security number {SSN}"),
        (40, 160, "Amount due by June 23, 2025  $1,234.56"),
        (40, 110, f"{SSN.replace('-', '')} ZV ZARA 30 0 202312 670 00000123456"),
    ):
        canvas.drawString(x, y, text)
    code = QrCodeWidget(IN_CODE)
    drawing = Drawing(90, 90)
    drawing.add(code)
    renderPDF.draw(drawing, canvas, 460, 480)
    canvas.showPage()
    canvas.setFont("Helvetica", 11)
    for x, y, text in (
        (40, 750, "QUILLON ZARATHEE"),
        (380, 751, "Notice CP14"),
        (380, 737, "Notice date June 2, 2025"),
        (380, 723, f"Social Security number {SSN}"),
        (40, 680, "If you disagree with the amount due, call 800-829-0922."),
    ):
        canvas.drawString(x, y, text)
    canvas.save()


def scanned(source: Path, path: Path) -> None:
    """The pages as pictures alone, a little crooked."""
    with pypdfium2.PdfDocument(source) as document:
        pages = [page.render(scale=200 / 72).to_pil().convert("L") for page in document]
    turned = [page.rotate(0.6, fillcolor=255, resample=Image.Resampling.BICUBIC) for page in pages]
    turned[0].save(path, "PDF", save_all=True, append_images=turned[1:], resolution=200)


def photographed(source: Path, path: Path) -> None:
    """Page 1 on a dark table, from an angle, a little out of focus."""
    with pypdfium2.PdfDocument(source) as document:
        page = document[0].render(scale=250 / 72).to_pil().convert("RGB")
    size = page.width + 500, page.height + 500
    # how a point of the photo is found on the page: the paper's corners lie at (180, 140), (w + 230, 220), ...
    corners = np.array([(180, 140), (size[0] - 270, 220), (size[0] - 170, size[1] - 170), (120, size[1] - 240)], float)
    wanted = np.array([(0, 0), (page.width, 0), page.size, (0, page.height)], float)
    rows = []
    for (x, y), (u, v) in zip(corners, wanted, strict=True):
        rows += [(x, y, 1, 0, 0, 0, -u * x, -u * y), (0, 0, 0, x, y, 1, -v * x, -v * y)]
    bend = tuple(np.linalg.solve(np.array(rows), wanted.ravel()))
    seen = page.transform(size, Image.Transform.PERSPECTIVE, bend, Image.Resampling.BICUBIC, fillcolor=(72, 58, 44))
    seen.filter(ImageFilter.GaussianBlur(0.8)).save(path, quality=88)


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("planted")
    draw(folder / "text.pdf")
    scanned(folder / "text.pdf", folder / "scan.pdf")
    photographed(folder / "text.pdf", folder / "photo.jpg")
    return {"text": folder / "text.pdf", "scan": folder / "scan.pdf", "photo": folder / "photo.jpg"}


@pytest.fixture(scope="module")
def redacted(run: Run, letters: dict[str, Path]) -> dict[str, tuple[Path, str]]:
    """The copy of each, and what was said of it."""
    made = {}
    for kind, letter in letters.items():
        copy = letter.with_name(f"copy-of-{kind}.pdf")
        done = run("redact", letter, "-o", copy)
        assert (done.returncode, done.stdout) == (0, b""), done.stderr
        made[kind] = copy, done.stderr.decode()
    return made


def seen(copy: Path, engine: str) -> tuple[str, list[str]]:
    """All that ``engine`` reads on the copy, and the bar codes on it."""
    with open_files((copy,), load_catalog().settings, ReadOptions(engine=engine)) as opened:
        document = opened.read()
    words = "\n".join(page.text for page in document.pages)
    return words, [code.payload for page in document.pages for code in page.barcodes]


def searched(copy: Path) -> bytes:
    """Every byte of the file, its streams unpacked too."""
    found = io.BytesIO(copy.read_bytes())
    with pikepdf.open(found) as document:
        for each in document.objects:
            if isinstance(each, pikepdf.Stream) and each.get("/Filter") != "/DCTDecode":
                found.seek(0, io.SEEK_END)
                found.write(each.read_bytes())
    return found.getvalue().upper()


@pytest.mark.parametrize("kind", ["text", "scan", "photo"])
def test_nothing_planted_can_be_read_on_the_copy(redacted: dict[str, tuple[Path, str]], kind: str) -> None:
    copy, told = redacted[kind]
    assert not any(word in told.upper() for word in (*NAMES, *STREET, "7803"))
    stored = searched(copy)
    for engine in ("tesserocr", "pytesseract"):
        words, codes = seen(copy, engine)
        assert "Amount due" in words  # the copy can be read
        assert "1,234.56" in words
        assert [word for word in (*NAMES, *STREET, *NUMBERS) if word in words.upper()] == []
        assert codes == []
    assert [word for word in (*NAMES, *STREET, *NUMBERS, IN_CODE.upper()) if word.encode() in stored] == []


def test_what_is_kept_can_be_read_and_the_rest_can_not(run: Run, letters: dict[str, Path], tmp_path: Path) -> None:
    copy = tmp_path / "copy.pdf"
    assert run("redact", letters["text"], "-o", copy, "--keep", "name").returncode == 0
    words, _ = seen(copy, "tesserocr")
    assert words.upper().count("ZARATHEE") >= 3
    assert [word for word in (*STREET, *NUMBERS) if word in words.upper()] == []


def test_it_says_what_it_can_not_be_sure_of(run: Run, redacted: dict[str, tuple[Path, str]], tmp_path: Path) -> None:
    told = redacted["scan"][1]
    assert "read from a picture" in told
    assert "Names in another form" in told
    canvas = Canvas(str(tmp_path / "nameless.pdf"), pagesize=(612, 792))
    canvas.drawString(40, 750, "Department of the Treasury Internal Revenue Service")
    canvas.drawString(380, 736, "Notice CP14")
    canvas.drawString(40, 700, f"Social Security number {SSN}")
    canvas.drawString(40, 600, "Amount due: $1,234.56. Pay by June 23, 2025.")
    canvas.save()
    told = run("redact", tmp_path / "nameless.pdf", "-o", tmp_path / "copy.pdf").stderr.decode()
    assert "page 1: no taxpayer's name was read; look for one." in told
    assert "page 1: no taxpayer's address was read; look for one." in told
    assert not re.search("no taxpayer's number", told)


def test_a_file_that_can_not_be_read_gives_no_copy(run: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    assert run("redact", tmp_path / "broken.pdf", "-o", tmp_path / "copy.pdf").returncode == 3
    assert not (tmp_path / "copy.pdf").exists()


def test_the_command_names_every_kind_that_can_be_kept() -> None:
    assert KEPT == KINDS
