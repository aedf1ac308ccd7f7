"""Recorded readings, given back: for tests and for reports of faults without the picture.

A reading is found by the picture's pixels, the languages and the layout; a picture that was never recorded is an error.
"""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from irsletter.errors import ErrorCode, ReadError
from irsletter.extract.ocr.engine import Engine, Layout
from irsletter.model.document import EngineInfo, Source, Word
from irsletter.model.geometry import Box
from irsletter.patterns import compile_pattern

if TYPE_CHECKING:
    from PIL.Image import Image

_ID = compile_pattern(r"(?<!\d)(?:\d{3}-?\d{2}-?\d{4}|\d{2}-\d{7})(?!\d)")


class Replay:
    """Gives back what a Recorder wrote to ``recording``."""

    name = "replay"

    def __init__(self, recording: Path | None) -> None:
        self._recording = recording

    def available(self) -> str | None:
        if self._recording is None:
            return "a recording is needed: write the engine as replay:FILE"
        return None if self._recording.is_file() else f"there is no recording {self._recording.name}"

    def read(self, image: Image, languages: tuple[str, ...], layout: Layout = Layout.PAGE) -> tuple[Word, ...]:
        rows = self._recorded["readings"].get(_key(image, languages, layout))
        if rows is None:
            raise ReadError(ErrorCode.ENGINE_MISSING, "This picture is not in the recording.", "Record it again.")
        return tuple(
            Word(text, Box(*box), confidence, Source.OCR, block=block, line=line)
            for text, box, confidence, block, line in rows
        )

    def info(self) -> EngineInfo:
        return EngineInfo(**self._recorded["engine"])

    @cached_property
    def _recorded(self) -> dict[str, Any]:
        reason = self.available()
        if reason or self._recording is None:
            raise ReadError(ErrorCode.ENGINE_MISSING, f"The OCR engine replay can't be used: {reason}.")
        try:
            recorded: dict[str, Any] = json.loads(self._recording.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise ReadError(ErrorCode.ENGINE_MISSING, "The recording can't be read.", "Record it again.") from None
        return recorded


class Recorder:
    """Reads with another engine and notes what it read, taxpayer ids blotted out."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._readings: dict[str, list[list[Any]]] = {}

    @property
    def name(self) -> str:
        return self._engine.name

    def available(self) -> str | None:
        return self._engine.available()

    def read(self, image: Image, languages: tuple[str, ...], layout: Layout = Layout.PAGE) -> tuple[Word, ...]:
        words = self._engine.read(image, languages, layout)
        self._readings[_key(image, languages, layout)] = [
            [
                _ID.sub(lambda found: _blotted(found.group()), word.text),
                [word.box.x0, word.box.y0, word.box.x1, word.box.y1],
                word.confidence,
                word.block,
                word.line,
            ]
            for word in words
        ]
        return words

    def info(self) -> EngineInfo:
        return self._engine.info()

    def save(self, recording: Path) -> None:
        """Writes all that was read so far."""
        info = self.info()
        engine = {"name": info.name, "version": info.version, "model": info.model}
        recording.write_text(json.dumps({"engine": engine, "readings": self._readings}), encoding="utf-8")


def _blotted(printed: str) -> str:
    return "".join("9" if character.isdigit() else character for character in printed)


def _key(image: Image, languages: tuple[str, ...], layout: Layout) -> str:
    grey = image if image.mode == "L" else image.convert("L")
    whole = hashlib.sha256(grey.tobytes())
    whole.update(f"{grey.size} {languages} {int(layout)}".encode())
    return whole.hexdigest()[:24]
