"""What the recognisers read once, kept by the pixels it was given: a changed parser is measured again without reading
again.

A reading is a function of the picture, the languages, the layout, the engine's version and its model: all are in the
key. What the program makes of the words is not kept here. ``make speed`` does without.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from irsletter.extract.ocr import linereader, table
from irsletter.extract.ocr.engine import Engine, Layout
from irsletter.extract.ocr.linereader import Glyph, LineReader
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
        _keep(kept, rows)
        return words


class RememberedLines(LineReader):
    """The second recogniser, asked for each line only once; its readings are files in ``folder``."""

    def __init__(self, reader: LineReader, folder: Path) -> None:
        self._reader = reader
        self._folder = folder
        self._state = f"{reader.info().version} {reader.info().model}"

    def info(self) -> EngineInfo:
        return self._reader.info()

    def read(self, line: Image) -> tuple[Glyph, ...]:
        grey = line.convert("L")
        key = hashlib.sha256(f"{self._state} {grey.size}".encode() + grey.tobytes()).hexdigest()
        kept = self._folder / key[:2] / f"{key[2:24]}.line.json"
        if kept.exists():
            return tuple(Glyph(*one) for one in json.loads(kept.read_text(encoding="utf-8")))
        glyphs = self._reader.read(grey)
        _keep(kept, [(one.text, one.confidence, one.at) for one in glyphs])
        return glyphs


def _keep(file: Path, rows: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    torn = file.with_suffix(f".{os.getpid()}")
    torn.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    torn.replace(file)


def remember(folder: Path, *, second: bool = True) -> None:
    """From here on this process reads pictures through ``folder``; without the second recogniser where ``second`` is
    false, as where the extra ``photo`` is not installed."""
    reader = None if linereader.missing() or not second else RememberedLines(LineReader(), folder)
    linereader.line_reader = lambda: reader
    table.MAKERS["tesserocr"] = lambda languages, seconds, _: Remembered(Tesserocr(languages, seconds), folder)
