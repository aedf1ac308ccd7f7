"""The floor: the OCR engine alone on pages that were prepared before. ``python -m samples.speed.engine PAGES.npz``

The pages are in memory before the clock starts; what is written is the CPU seconds of recognition.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from irsletter.catalog.load import load_catalog
from irsletter.extract.ocr import Layout, choose_engine
from irsletter.extract.pdf.file import PdfFile
from irsletter.extract.picture.sheet import find_sheet
from irsletter.model.document import Capture


def prepared(files: Iterable[Path]) -> Iterator[Image.Image]:
    """Each page of PDFs as the program gives it to the engine, blank sheets left out."""
    settings = load_catalog().settings
    for path in files:
        file = PdfFile(path, None, settings.limits, settings.ocr.resolution)
        try:
            for place in range(file.page_count):
                seen = file.see(place)
                sheet = find_sheet(seen)
                if sheet.capture is not Capture.BLANK:
                    yield sheet.draw(seen.image)
        finally:
            file.close()


def main(pages_file: str) -> int:
    """Writes ``{"pages": N, "cpu": seconds}``."""
    settings = load_catalog().settings
    engine = choose_engine(settings, None)
    with np.load(pages_file) as stored:
        pages = [Image.fromarray(stored[name]) for name in stored.files]
    engine.read(Image.new("L", (400, 100), 255), settings.ocr.languages, Layout.LINE)  # loads the model
    start = time.process_time()
    for page in pages:
        engine.read(page, settings.ocr.languages, Layout.PAGE)
    sys.stdout.write(json.dumps({"pages": len(pages), "cpu": time.process_time() - start}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
