"""An engine that breaks on purpose, for tests of everything that must survive it: ``--engine fault``.

It reads with tesserocr, and a page on which it reads ``POISON`` and a deed does that deed to its own process.
"""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

from irsletter.extract.ocr.engine import Layout
from irsletter.extract.ocr.tesserocr import Tesserocr
from irsletter.model.document import EngineInfo, Word

if TYPE_CHECKING:
    from PIL.Image import Image

DEEDS = ("CRASH", "HANG", "EAT", "EMPTY", "GARBLE")
"""Die by a signal, never return, take memory without end, find nothing, find what is no text."""


class Fault:
    name = "fault"

    def __init__(self, languages: tuple[str, ...], seconds: float) -> None:
        self._inner = Tesserocr(languages, seconds)

    def available(self) -> str | None:
        return self._inner.available()

    def read(self, image: Image, languages: tuple[str, ...], layout: Layout = Layout.PAGE) -> tuple[Word, ...]:
        words = self._inner.read(image, languages, layout)
        said = {word.text for word in words}
        deed = next((deed for deed in DEEDS if deed in said), None) if "POISON" in said else None
        return words if deed is None else _done(deed, words)

    def info(self) -> EngineInfo:
        return self._inner.info()


def _done(deed: str, words: tuple[Word, ...]) -> tuple[Word, ...]:
    if deed == "CRASH":
        os.kill(os.getpid(), signal.SIGSEGV if hasattr(signal, "SIGSEGV") else signal.SIGTERM)
    elif deed == "HANG":
        time.sleep(86_400)
    elif deed == "EAT":
        hoard = []
        while True:
            hoard.append(bytearray(1 << 26))
    elif deed == "GARBLE":
        return tuple(Word("\ufffd" * len(word.text), word.box, 0.9, word.source) for word in words)
    return ()
