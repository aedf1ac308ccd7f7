"""Limits and switches of the program, from ``config/settings.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from irsletter.catalog.section import read_toml, validate
from irsletter.errors import Fault

_STRICT = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one input may cost before it is given up by name."""

    __pydantic_config__ = _STRICT
    max_bytes: int
    max_pages: int
    max_page_pixels: int
    seconds_per_page: float
    seconds_per_file: float
    seconds_per_file_page: float
    worker_memory_bytes: int
    worker_files: int
    """Files after which a worker is replaced by a fresh one: what libraries leak ends with it."""
    given_up_pages: int
    """Pages of one file that may bring down its reader before the whole file is given up."""


class CompareLayers(StrEnum):
    """Where the picture is held against the text layer, in the boxes of money and contacts."""

    NEVER = "never"
    OVERDRAWN = "overdrawn"
    """Where something was drawn upon print."""
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Ocr:
    """``engine`` names the preferred one; ``engines`` is the order in which others are tried where it is missing."""

    __pydantic_config__ = _STRICT
    engine: str
    engines: tuple[str, ...]
    languages: tuple[str, ...]
    resolution: int
    """Dots per inch at which PDF pages are rendered for OCR."""
    look_again_rounds: int
    look_again_area: float
    """Share of a page (0 to 1) that all second looks together may cover."""
    compare_layers: CompareLayers = CompareLayers.OVERDRAWN


@dataclass(frozen=True, slots=True)
class Inputs:
    """Which files of a folder are no letters, and when a file that is still arriving counts as complete."""

    __pydantic_config__ = _STRICT
    ignored: tuple[str, ...] = ()
    """Name patterns (``*`` and ``?``, case-insensitive)."""
    settle_seconds: float = 2.0
    """How long size and time of change must stand still before a watched file is read."""
    unfinished_seconds: float = 60.0
    """The same for one that lacks the end which files of its kind have."""
    hook_seconds: float = 60.0
    """How long the program named by ``--on-letter`` may take for one letter."""


@dataclass(frozen=True, slots=True)
class Settings:
    __pydantic_config__ = _STRICT
    limits: Limits
    ocr: Ocr
    inputs: Inputs = Inputs()


def read_settings(root: Path, faults: list[Fault]) -> Settings | None:
    """The settings, or None with the faults noted."""
    return validate(Settings, dict(read_toml(root, "settings.toml", faults)), "settings.toml", "", faults)
