"""What a PDF page is made of besides text: pictures, drawings, and whatever may cover print."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as raw

from irsletter.extract.pdf.view import View
from irsletter.model.geometry import Box

if TYPE_CHECKING:
    import pypdfium2 as pdfium

_DEEPEST = 4
_MOST = 20_000
_MANY_PATHS, _MANY_SEGMENTS = 60, 120
"""Drawings from which a barcode may be among them: rules and frames of a letter are fewer."""
_THICK = 6.0
"""Points: a filled shape less wide or high than this is a rule and covers no print."""
_OPAQUE = 64
_UPON = 0.2
"""Shared area from which one thing lies upon another and does not merely touch it."""


@dataclass(frozen=True, slots=True)
class Objects:
    """``pictures``: share (0 to 1) of the page that pictures cover, overlaps counted once for each."""

    pictures: float
    texts: int
    drawings: bool
    covers: bool
    overdrawn: tuple[Box, ...] = ()
    """What may cover print and was drawn after some that stands there."""


def objects_of(page: pdfium.PdfPage, view: View) -> Objects:
    """One walk over the page's objects, forms included."""
    pictures, texts, paths, segments = 0.0, 0, 0, 0
    any_picture = covers = False
    printed: list[Any] = []
    above: list[tuple[Box, int]] = []
    for held, kind in _walk(page):
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            texts += 1
            printed.append(held)
        elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
            box = _bounds(held, view)
            pictures += max(min(box.x1, 1) - max(box.x0, 0), 0) * max(min(box.y1, 1) - max(box.y0, 0), 0)
            any_picture = covers = True
            above.append((box, texts))
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            paths += 1
            segments += raw.FPDFPath_CountSegments(held)
            if _covers(held, view):
                covers = True
                above.append((_bounds(held, view), texts))
    drawings = any_picture or paths >= _MANY_PATHS or segments >= 4 * _MANY_SEGMENTS
    return Objects(min(pictures, 1.0), texts, drawings, covers, tuple(_upon_print(above, printed, view)))


def _upon_print(above: list[tuple[Box, int]], printed: list[Any], view: View) -> Iterator[Box]:
    """Those of ``above`` that lie upon print; each stands with the number of ``printed`` texts drawn before it."""
    if not any(before for _, before in above):
        return
    bounds = [_bounds(held, view) for held in printed]
    for box, before in above:
        if any(box.overlap(bound) > _UPON for bound in bounds[:before]):
            yield box


def _walk(page: pdfium.PdfPage) -> Iterator[tuple[Any, int]]:
    waiting = [(raw.FPDFPage_GetObject(page, place), 0) for place in range(raw.FPDFPage_CountObjects(page))]
    waiting.reverse()
    for _ in range(_MOST):
        if not waiting:
            return
        held, depth = waiting.pop()
        kind = raw.FPDFPageObj_GetType(held)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inside = range(raw.FPDFFormObj_CountObjects(held))
            waiting.extend((raw.FPDFFormObj_GetObject(held, place), depth + 1) for place in reversed(inside))
        else:
            yield held, kind


def _bounds(held: Any, view: View) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(held, left, bottom, right, top):
        return Box(0.0, 0.0, 0.0, 0.0)
    return view.box(left.value, bottom.value, right.value, top.value)


def _covers(held: Any, view: View) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(held, fill, stroke) or fill.value == raw.FPDF_FILLMODE_NONE:
        return False
    box = _bounds(held, view)
    if box.width * view.width < _THICK or box.height * view.height < _THICK:
        return False
    red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
    return bool(raw.FPDFPageObj_GetFillColor(held, red, green, blue, opacity)) and opacity.value >= _OPAQUE
