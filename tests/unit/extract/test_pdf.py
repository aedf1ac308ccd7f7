"""Pages of PDFs as pictures: as fine as asked for, never finer than what they hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from irsletter.catalog.settings import Settings
from irsletter.extract.pdf.file import PdfFile

from .conftest import print_letter


@pytest.mark.parametrize(("scanned", "asked", "shown"), [(200, 400, 200), (300, 400, 300), (300, 100, 100)])
def test_a_scan_is_never_drawn_finer_than_it_was_scanned(
    tmp_path: Path, settings: Settings, scanned: int, asked: int, shown: int
):
    path = tmp_path / "scan.pdf"
    Image.new("L", (scanned * 4, scanned * 5), 255).save(path, resolution=scanned)
    file = PdfFile(path, None, settings.limits, 200)
    assert file.see(0, asked).image.size == (shown * 4, shown * 5)
    file.close()


def test_print_is_drawn_as_fine_as_is_asked_for(pdf: Callable[..., Path], settings: Settings):
    file = PdfFile(pdf(print_letter), None, settings.limits, 200)
    once, twice = file.see(0, 200).image, file.see(0, 400).image
    assert twice.width == pytest.approx(2 * once.width, abs=1)
    file.close()
