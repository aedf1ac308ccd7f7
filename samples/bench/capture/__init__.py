"""How a letter reaches a reader: ``LEVELS`` maps each level to the function that makes one file of a drawn letter.

A shot is a function of the pages' pictures, the set's damage and a random generator; it says where every place of the
drawn page went, so that the truth moves along.
"""

from __future__ import annotations

from collections.abc import Callable

from samples.bench.capture.flat import copy, fax, pdf_image, pdf_text, rotated, scan
from samples.bench.capture.photo import photo_easy, photo_hard, photo_medium
from samples.bench.capture.shot import Exposure, Shot

LEVELS: dict[str, Callable[[Exposure], Shot]] = {
    "pdf_text": pdf_text,
    "pdf_image": pdf_image,
    "scan": scan,
    "copy": copy,
    "fax": fax,
    "photo_easy": photo_easy,
    "photo_medium": photo_medium,
    "photo_hard": photo_hard,
    "rotated": rotated,
}
"""``stack`` is no capture of one letter: ``samples.bench.stack`` makes it from several."""

__all__ = ["LEVELS", "Exposure", "Shot"]
