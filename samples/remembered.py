"""What the OCR engine read once, kept by the pixels it was given: a changed parser is measured again without reading
again.

A reading is a function of the picture, the languages, the layout, the engine's version and its model: all are in the
key. What the program makes of the words is not kept here. ``make speed`` does without.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from irsletter.extract.ocr import table
from irsletter.extract.ocr.engine import Engine, Layout
from irsletter.extract.ocr.tesserocr import Tesserocr
from irsletter.model.document import EngineInfo, Source, Word
from irsletter.model.geometry import Box

if TYPE_CHECKING:
    from PIL.Image import Image


class Remembered:
    """``engine``, asked for each picture only once; its readings are files in ``folder``."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine = engine
        self._folder = folder
        info = engine.info()
        self._state = f"{info.name} {info.version} {info.model}"

    @property
    def name(self) -> str:
        return self._engine.name

    def available(self) -> str | None:
        return self._engine.available()

    def info(self) -> EngineInfo:
        return self._engine.info()

    def read(self, image: Image, languages: tuple[str, ...], layout: Layout = Layout.PAGE) -> tuple[Word, ...]:
        grey = image if image.mode == "L" else image.convert("L")
        key = hashlib.sha256(f"{self._state} {grey.size} {languages} {int(layout)}".encode() + grey.tobytes())
        kept = self._folder / key.hexdigest()[:2] / f"{key.hexdigest()[2:24]}.json"
        if kept.exists():
            return tuple(
                Word(text, Box(*box), confidence, Source.OCR, block=block, line=line)
                for text, box, confidence, block, line in json.loads(kept.read_text(encoding="utf-8"))
            )
        words = self._engine.read(grey, languages, layout)
        rows = [
            (one.text, [one.box.x0, one.box.y0, one.box.x1, one.box.y1], one.confidence, one.block, one.line)
            for one in words
        ]
        kept.parent.mkdir(parents=True, exist_ok=True)
        torn = kept.with_suffix(f".{os.getpid()}")
        torn.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
        torn.replace(kept)
        return words


def remember(folder: Path) -> None:
    """From here on this process reads pictures through ``folder``."""
    table.MAKERS["tesserocr"] = lambda languages, seconds, _: Remembered(Tesserocr(languages, seconds), folder)
