"""Small files made on the spot: PDFs of known words at known places, and pictures of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from irsletter.catalog.load import config_folder, load_catalog
from irsletter.catalog.settings import Settings
from irsletter.extract import ReadOptions, open_files
from irsletter.model.document import Document

Draw = Callable[[Canvas], None]

LETTER_TEXT = (
    "Notice of unpaid taxes for the year",
    "Amount due: $1,234.56 by March 14, 2025",
    "Our records show that you have unpaid taxes",
    "for the tax year that ended in December.",
    "Please pay the full amount by the date above",
    "to avoid additional interest and penalties.",
    "You may pay online, by mail or by telephone.",
    "Keep this letter together with your records.",
)


@pytest.fixture(scope="session")
def settings() -> Settings:
    return load_catalog(config_folder()).settings


@pytest.fixture
def pdf(tmp_path: Path) -> Callable[..., Path]:
    """Draws a PDF of letter size, one function a page."""

    def make(*pages: Draw, name: str = "letter.pdf", size: tuple[float, float] = (612, 792)) -> Path:
        path = tmp_path / name
        canvas = Canvas(str(path), pagesize=size)
        for draw in pages:
            draw(canvas)
            canvas.showPage()
        canvas.save()
        return path

    return make


@pytest.fixture
def read(settings: Settings) -> Callable[..., Document]:
    def reader(*paths: Path, engine: str | None = None, password: str | None = None) -> Document:
        with open_files(paths, settings, ReadOptions(engine, password)) as opened:
            return opened.read()

    return reader


def print_letter(canvas: Canvas) -> None:
    """Eight lines of prose, left edge one inch in, first base line an inch and a half down."""
    canvas.setFont("Helvetica", 12)
    for number, line in enumerate(LETTER_TEXT):
        canvas.drawString(72, 684 - 20 * number, line)


def picture_of(path: Path, page: int = 0, dpi: int = 200) -> Image.Image:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return document[page].render(scale=dpi / 72, grayscale=True).to_pil().copy()
    finally:
        document.close()


def share_read(document: Document, page: int = 0) -> float:
    """Share of the words of the printed letter that were read exactly."""
    expected = " ".join(LETTER_TEXT).split()
    read = [word.text for word in document.pages[page].words]
    return sum(word in read for word in expected) / len(expected)


@pytest.fixture(scope="session")
def samples_out() -> Path:
    """The project's invented letters, as stored."""
    return Path(__file__).parents[3] / "samples" / "out"
