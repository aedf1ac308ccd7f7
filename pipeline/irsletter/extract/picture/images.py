"""Picture files: JPEG, PNG, TIFF with any number of pages, WebP, HEIC, AVIF."""

from __future__ import annotations

import struct
import warnings
import zlib
from pathlib import Path

from PIL import Image, ImageOps

from irsletter.catalog.settings import Limits
from irsletter.errors import ErrorCode, ReadError
from irsletter.extract.seen import Seen
from irsletter.extract.sniff import PILLOW_FORMATS, FileType
from irsletter.extract.source import TextLayer
from irsletter.model.document import FileFact

DECODER_FAULTS = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, OverflowError,
                  AttributeError, ZeroDivisionError, struct.error, zlib.error)  # fmt: skip
"""What Pillow's decoders raise on broken files."""

_FAX_WIDTHS = (864, 1216, 1728, 2048, 2432, 2592, 3072, 3456)
"""Dots of a fax line (ITU-T T.4 and T.30) at 204, 300 and 408 dots per inch and their smaller formats."""
_STANDARD_FAX = 98 / 204
_LEAST_EARNEST = 90
"""Dots per inch below which a file's own statement is a default (72), no measurement."""
_SHEET_INCHES = 11.0
_ORIENTATION, _LYING = 0x0112, (5, 6, 7, 8)
"""The EXIF and TIFF tag of how the pixels lie, and its values for those that lie on their side."""


class PictureFile:
    """Frames of one picture file as pages."""

    def __init__(self, path: Path, kind: FileType, limits: Limits) -> None:
        self._limits = limits
        if kind is FileType.HEIC:
            _register_heif()
        try:
            with warnings.catch_warnings():
                # the limit on pixels is ours and stricter, see ``_check_pixels``
                warnings.simplefilter("ignore")
                self._image = Image.open(path, formats=PILLOW_FORMATS[kind])
            # a JPEG of a phone may carry a depth map or a preview as further frames
            self._frames = int(getattr(self._image, "n_frames", 1)) if kind is FileType.TIFF else 1
        except Image.DecompressionBombError:
            raise _too_many_pixels(limits) from None
        except DECODER_FAULTS:
            raise _damaged() from None

    @property
    def page_count(self) -> int:
        return self._frames

    def facts(self) -> tuple[FileFact, ...]:
        return ()

    def text_layer(self, place: int) -> TextLayer:  # noqa: ARG002 - pictures have none
        return TextLayer()

    def see(self, place: int, resolution: float | None = None) -> Seen:
        image, dots = self._decoded(place)
        # a real fax has one bit a dot; a grey picture of that width is a scan
        bitonal = image.mode == "1"
        fax = bitonal and (image.width in _FAX_WIDTHS or image.height in _FAX_WIDTHS)
        aspect = _dot_aspect(image, dots, fax=fax)
        try:
            if image.getexif().get(_ORIENTATION) in _LYING:
                aspect = 1 / aspect
            plain = _grey_or_rgb(ImageOps.exif_transpose(image))
        except DECODER_FAULTS:
            raise _damaged() from None
        if aspect != 1.0:
            plain = plain.resize((plain.width, max(round(plain.height / aspect), 1)), Image.Resampling.BICUBIC)
        earnest = dots[0] if dots is not None and dots[0] >= _LEAST_EARNEST else None
        if resolution is not None:  # for show: smaller than the pixels there are, never larger
            known = earnest or max(plain.size) / _SHEET_INCHES
            if resolution < known:
                size = tuple(max(round(side * resolution / known), 1) for side in plain.size)
                plain = plain.resize((size[0], size[1]), Image.Resampling.LANCZOS)
        return Seen(plain, fax=fax, resolution=earnest)

    def close(self) -> None:
        self._image.close()

    def _decoded(self, place: int) -> tuple[Image.Image, tuple[float, float] | None]:
        try:
            self._image.seek(place)
            width, height = self._image.size
            if width * height > self._limits.max_page_pixels:
                raise _too_many_pixels(self._limits)
            self._image.load()
            return self._image, _dots(self._image)
        except Image.DecompressionBombError:
            raise _too_many_pixels(self._limits) from None
        except DECODER_FAULTS:
            raise _damaged() from None


def _grey_or_rgb(image: Image.Image) -> Image.Image:
    """Without palette or transparency: what shows through a letter is white paper."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        seen = image.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(paper, seen).convert("RGB")
    if image.mode.startswith("I") or image.mode == "F":
        low, high = image.getextrema()
        span = max(float(high) - float(low), 1.0)  # type: ignore[arg-type]
        return image.convert("F").point(lambda value: (value - float(low)) * 255.0 / span).convert("L")  # type: ignore[arg-type]
    return image.convert("L" if image.mode in ("1", "L") else "RGB")


def _dots(image: Image.Image) -> tuple[float, float] | None:
    stated = image.info.get("dpi")
    try:
        x, y = (float(value) for value in stated)  # type: ignore[union-attr]
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    return (x, y) if 0 < x < 10_000 and 0 < y < 10_000 else None


def _dot_aspect(image: Image.Image, dots: tuple[float, float] | None, *, fax: bool) -> float:
    """Vertical dots to horizontal dots of the same length: below 1 the picture must grow taller."""
    if dots is not None and dots[0] != dots[1]:
        aspect = dots[1] / dots[0]
        return aspect if 0.2 < aspect < 5 and abs(aspect - 1) > 0.01 else 1.0
    # a standard fax that has lost its resolution is about as wide as high
    return _STANDARD_FAX if fax and image.width > 1.25 * image.height else 1.0


def _register_heif() -> None:
    try:
        import pi_heif
    except ImportError:
        raise ReadError(
            ErrorCode.UNSUPPORTED_TYPE,
            "This is a HEIC picture, and the part that reads them is not installed.",
            "pip install 'irsletter[photo]', or save the picture as JPEG.",
        ) from None
    pi_heif.register_heif_opener()


def _damaged() -> ReadError:
    return ReadError(
        ErrorCode.DAMAGED,
        "The picture is cut off or damaged and can't be decoded.",
        "Copy it again from the scanner or phone, or scan the page anew.",
    )


def _too_many_pixels(limits: Limits) -> ReadError:
    return ReadError(
        ErrorCode.TOO_LARGE,
        f"The picture has more than {limits.max_page_pixels / 1e6:.0f} megapixels.",
        "Scan the page at 200 or 300 dpi.",
    )
