"""The seam to text recognition: one method wide, so that engines can be exchanged, recorded and replayed."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

from irsletter.model.document import EngineInfo, Word

if TYPE_CHECKING:
    from PIL.Image import Image


class Layout(IntEnum):
    """What the engine may expect in a picture; the numbers are Tesseract's page segmentation modes."""

    PAGE = 3
    """A page in columns."""
    BLOCK = 6
    """One block of lines."""
    LINE = 7
    """One line."""
    SPARSE = 11
    """Text anywhere, in no order: forms, coupons, photos."""


class Engine(Protocol):
    """Reads words off a picture that stands upright."""

    @property
    def name(self) -> str: ...

    def available(self) -> str | None:
        """None where the engine can be used, else why not."""
        ...

    def read(self, image: Image, languages: tuple[str, ...], layout: Layout = Layout.PAGE) -> tuple[Word, ...]:
        """The words of a grey picture, boxes in fractions of it, in the engine's order with its blocks and lines.

        Raises ReadError: ``TIMED_OUT`` where a picture takes too long, ``ENGINE_MISSING`` where the engine broke.
        """
        ...

    def info(self) -> EngineInfo:
        """Name, version and digest of the model."""
        ...
