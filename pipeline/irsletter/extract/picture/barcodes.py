"""Barcodes and QR codes, by zxing-cpp."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import zxingcpp

from irsletter.extract.picture.light import shrunk
from irsletter.model.document import Barcode
from irsletter.model.geometry import Box

if TYPE_CHECKING:
    from PIL.Image import Image

_LONGEST = 1600
"""Pixels: larger pictures cost more and give no more (28 of 32 codes at 1600 and at full size)."""
_MOST_CHARACTERS = 4096


def find_barcodes(picture: Image) -> tuple[Barcode, ...]:
    """All codes of a page, boxes in fractions of ``picture``: QR first, the others only where there is none."""
    grey = shrunk(picture.convert("L"), _LONGEST)
    formats = zxingcpp.BarcodeFormat
    found = tuple(_decoded(grey, formats.QRCode))
    if found:
        return found
    others = (formats.DataMatrix, formats.PDF417, formats.Aztec, formats.Code128)
    # most pages have none of these: not to look for white on black, nor once more on a smaller copy, is half the cost
    return tuple(_decoded(grey, others, try_invert=False, try_downscale=False))


def _decoded(grey: Image, formats: Any, **how: bool) -> Iterator[Barcode]:
    read: Callable[..., list[Any]] = zxingcpp.read_barcodes
    for code in read(grey, formats=formats, **how):
        place = code.position
        corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
        xs, ys = [corner.x / grey.width for corner in corners], [corner.y / grey.height for corner in corners]
        payload = "".join(character for character in code.text if character.isprintable() or character in "\n\t")
        if payload:
            yield Barcode(payload[:_MOST_CHARACTERS], code.format.name, Box(min(xs), min(ys), max(xs), max(ys)))
