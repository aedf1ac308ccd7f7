"""PDF files through PDFium: opening, limits, pictures of pages."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from irsletter.catalog.settings import Limits
from irsletter.errors import ErrorCode, ReadError
from irsletter.extract.pdf.facts import file_facts
from irsletter.extract.pdf.text import read_text_layer
from irsletter.extract.seen import Seen
from irsletter.extract.source import TextLayer
from irsletter.model.document import FileFact

if TYPE_CHECKING:
    from PIL.Image import Image

_POINTS = 72.0
_LONGEST_READ = 3600
"""Pixels of the longer side that a page is rendered at for reading: legal paper at 257 dpi; posters get fewer dpi."""
_SHOWN_ANNOTATIONS = frozenset({raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_WIDGET})
"""Annotations that carry print of their own: notes, stamps, filled-in forms."""


class PdfFile:
    """Pages of one PDF."""

    def __init__(self, path: Path, password: str | None, limits: Limits, resolution: int) -> None:
        self._path = path
        self._limits = limits
        self._resolution = resolution
        self._password = password
        try:
            self._document = pdfium.PdfDocument(path, password=password)
        except pdfium.PdfiumError as error:
            if error.err_code == raw.FPDF_ERR_PASSWORD:
                raise _encrypted(password) from None
            if error.err_code == raw.FPDF_ERR_SECURITY:
                raise ReadError(
                    ErrorCode.ENCRYPTED,
                    "The PDF is protected in a way that can't be opened here.",
                    "Print it to a new PDF in the program that can open it.",
                ) from None
            raise _damaged() from None

    @property
    def page_count(self) -> int:
        return len(self._document)

    def facts(self) -> tuple[FileFact, ...]:
        return file_facts(self._path, self._password, self._document)

    def text_layer(self, place: int) -> TextLayer:
        page = self._page(place)
        try:
            return read_text_layer(page, self._path, place, self._password)
        except pdfium.PdfiumError:
            raise _damaged_page() from None
        finally:
            page.close()

    def see(self, place: int, resolution: float | None = None) -> Seen:
        page = self._page(place)
        try:
            width, height = (max(float(side) / _POINTS, 1 / _POINTS) for side in page.get_size())
            first = min(float(self._resolution), _LONGEST_READ / max(width, height))
            scanned = _scanned_at(page)
            dpi = resolution or first
            if scanned is not None:
                dpi = min(dpi, max(first, scanned))
            dpi = min(dpi, (self._limits.max_page_pixels / (width * height)) ** 0.5)
            fax = _is_fax(page)
            # a page for show keeps the colours of what is drawn upon it
            grey = (resolution is None or scanned is not None) and _is_grey(page)
            picture = _rendered(page, dpi, grey=grey)
            return Seen(picture, fax=fax, resolution=dpi)
        except pdfium.PdfiumError:
            raise _damaged_page() from None
        finally:
            page.close()

    def close(self) -> None:
        self._document.close()

    def _page(self, place: int) -> pdfium.PdfPage:
        try:
            page = self._document[place]
            if _has_shown_annotations(page):
                # what a viewer draws above the page becomes part of it, to be read and rendered alike
                raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
                page.close()
                page = self._document[place]
        except pdfium.PdfiumError:
            raise _damaged_page() from None
        return page


def _rendered(page: pdfium.PdfPage, dpi: float, *, grey: bool) -> Image:
    bitmap = page.render(scale=dpi / _POINTS, grayscale=grey, may_draw_forms=False, rev_byteorder=not grey)
    try:
        picture: Image = bitmap.to_pil()
        return picture.copy() if picture.mode in ("L", "RGB") else picture.convert("RGB")
    finally:
        bitmap.close()


def _images(page: pdfium.PdfPage) -> list[pdfium.PdfObject]:
    return list(page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=2))


def _scanned_at(page: pdfium.PdfPage) -> float | None:
    """Dots per inch of the finest picture on a page that holds nothing but pictures: rendered larger, it shows no more.
    None for any other page."""
    finest = 0.0
    for shown in page.get_objects(max_depth=1):
        if shown.type != raw.FPDF_PAGEOBJ_IMAGE:
            return None
        facts = shown.get_metadata()
        finest = max(finest, facts.horizontal_dpi, facts.vertical_dpi)
    return finest or None


def _is_grey(page: pdfium.PdfPage) -> bool:
    """Whether no picture on the page has colour: one grey channel renders three times as fast."""
    for image in _images(page):
        with suppress(pdfium.PdfiumError):
            if image.get_metadata().colorspace not in (raw.FPDF_COLORSPACE_DEVICEGRAY, raw.FPDF_COLORSPACE_CALGRAY):
                return False
    return True


def _is_fax(page: pdfium.PdfPage) -> bool:
    """Whether the page is one fax: a single bitonal picture in fax compression with dots that are 204 to the inch."""
    images = _images(page)
    if len(images) != 1:
        return False
    with suppress(pdfium.PdfiumError):
        facts = images[0].get_metadata()
        horizontal = facts.horizontal_dpi
        return facts.bits_per_pixel == 1 and 195 <= horizontal <= 212 and "CCITTFaxDecode" in images[0].get_filters()
    return False


def _has_shown_annotations(page: pdfium.PdfPage) -> bool:
    for place in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, place)
        if annotation:
            kind = raw.FPDFAnnot_GetSubtype(annotation)
            raw.FPDFPage_CloseAnnot(annotation)
            if kind in _SHOWN_ANNOTATIONS:
                return True
    return False


def _encrypted(password: str | None) -> ReadError:
    if password:
        return ReadError(
            ErrorCode.ENCRYPTED, "The PDF is protected, and the password does not open it.", "Check the password."
        )
    return ReadError(
        ErrorCode.ENCRYPTED, "The PDF is protected by a password.", "Give it with --password, or print it to a new PDF."
    )


def _damaged() -> ReadError:
    return ReadError(
        ErrorCode.DAMAGED,
        "The PDF is damaged and can't be opened.",
        "Download or scan it again, or print it to a new PDF.",
    )


def _damaged_page() -> ReadError:
    return ReadError(
        ErrorCode.DAMAGED, "This page of the PDF is damaged.", "Download or scan it again, or print it to a new PDF."
    )
