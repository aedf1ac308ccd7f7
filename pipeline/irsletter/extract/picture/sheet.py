"""How a page is read off its picture: what kind of picture it is, which way up it lies, how large its print is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageFilter

from irsletter.extract.picture.ink import LONGEST, Ink, Lines, ink_of, lie_of, lines_of
from irsletter.extract.picture.light import calmed, flattened, grain_of, paper_level, shrunk
from irsletter.extract.picture.placement import WHOLE, Placement
from irsletter.extract.picture.rim import cut_fault
from irsletter.model.document import Capture, PageFault
from irsletter.model.geometry import Box

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from irsletter.extract.seen import Seen

_EVEN_LIGHT, _LIT_RIM = 0.9, 0.85
"""Darkest to lightest paper, and the picture's rim to its paper: scanners give 0.99 and 1.0, photos 0.8 and 0.5."""
_BLANK_SHARE = 0.002
"""Share of ink up to which a page without a line of text is blank: dust and grain of a scanner leave 0.0005."""
_CROOKED = 1.0
"""Degrees from which a page is turned straight: at two a row of a table sinks by two lines over the page."""
_SURE_AXIS, _SURE_UPRIGHT, _SURE_UPRIGHT_PHOTO = 0.15, 1.0, 1.6
"""From which ink alone tells which way up a page lies: the balance of its axis; that of its lines times the square root
of their number, as chance falls."""
_SMALL, _LARGE, _AIM = 12.0, 27.0, 17.0
"""Height of small letters in pixels: below and above these a page is scaled to ``_AIM``, ten points at 200 dpi."""
_MOST_PIXELS = 16_000_000
_LEAST_LETTERS = 9.0
"""Height of small letters in pixels of the picture itself below which letters run together."""
_LEAST_SHARP = 0.2
"""Steepest steps between neighbouring pixels of the small copy, as a share of the contrast between paper and print."""
_GRAINY = 0.04
"""Grain of a photo, as a share of its light, from which strokes drown in it."""
_FAX_BLUR = 0.8
"""Standard deviation in pixels: joins the steps of one-bit print (measured on 204 x 196 and 204 x 98 dpi)."""


@dataclass(frozen=True)
class Sheet:
    """What it takes to draw the straightened page, whole or in part, from its picture."""

    capture: Capture
    placement: Placement
    size: tuple[int, int]
    """Pixels at which the whole straightened page is read."""
    flat: bool = False
    """Whether the light is divided out."""
    grain: float = 0.0
    """Standard deviation in greys of the grain of a photo in poor light; 0.0 where there is too little to matter."""
    blur: float = 0.0
    doubts: tuple[int, ...] = ()
    """Quarter turns clockwise by which the page may lie differently, where its ink did not tell."""
    faults: tuple[PageFault, ...] = ()
    certain: bool = False
    """Whether somebody said which way up the page lies: no reading overrules it."""
    ink: Ink | None = field(default=None, compare=False, repr=False)
    """The ink of the straightened page, where it is that of the page as it is read: for a scan."""

    def draw(self, picture: Image.Image, part: Box = WHOLE, scale: float = 1.0) -> Image.Image:
        """``part`` of the straightened page in grey, ``scale`` times as large as it is first read."""
        grey = picture if picture.mode == "L" else picture.convert("L")
        width, height = (max(round(side * scale * share), 1) for side, share in zip(
            self.size, (part.width, part.height), strict=True))  # fmt: skip
        drawn = self.placement.draw(grey, part, (width, height))
        if self.grain:  # before the light is divided out: in the dark it would grow
            drawn = calmed(drawn, self.grain)
        if self.flat:
            drawn = flattened(drawn)
        return drawn.filter(ImageFilter.GaussianBlur(self.blur)) if self.blur else drawn

    def turned(self, quarters: int) -> Sheet:
        """The same sheet, taken to lie ``quarters`` quarter turns clockwise further."""
        size = self.size[::-1] if quarters % 2 else self.size
        placement = Placement(self.placement.mesh, (self.placement.turned + quarters) % 4)
        ink = self.ink and self.ink.turned(-quarters)
        return replace(self, placement=placement, size=size, ink=ink)


def find_sheet(seen: Seen, turned: int | None = None) -> Sheet:
    """Measures one picture: the sheet in it, its way up as far as the ink tells, the size of its print. ``turned``: the
    quarter turns clockwise in which the page lies, where somebody knows."""
    grey = seen.image if seen.image.mode == "L" else seen.image.convert("L")
    faults: list[PageFault] = []
    photo = not seen.fax and _is_photo(grey)
    mesh, sides = _outlined(seen.image, faults) if photo else (None, grey.size)
    draft = _draft(grey, mesh, sides)
    ink = ink_of(draft)
    if ink.share < _BLANK_SHARE and not lines_of(ink).count and not lines_of(ink.turned(1)).count:
        return Sheet(Capture.BLANK, Placement(), grey.size)
    axis, skew = lie_of(ink)
    if mesh is None and abs(skew) >= _CROOKED:
        mesh = _rotated(skew, grey.size)
        ink = _straight(ink, Placement(mesh))
    known = turned is not None
    if turned is None:
        turned, doubts, lines = _which_way(ink, axis, _SURE_UPRIGHT_PHOTO if photo else _SURE_UPRIGHT)
    else:
        doubts, lines = (), lines_of(ink.turned(-turned))
    placement = Placement(mesh, turned)
    if photo and not any(fault.code == "photo_extra_missing" for fault in faults):
        placement, doubts = _levelled(grey, placement, draft.size[::-1] if turned % 2 else draft.size, doubts)
    x_height = lines.x_height * max(sides) / max(draft.size)
    faults.extend(_faults_of_print(draft, x_height))
    scale = _scale(x_height, sides)
    size = (max(round(sides[0] * scale), 1), max(round(sides[1] * scale), 1))
    return Sheet(
        Capture.FAX if seen.fax else Capture.PHOTO if photo else Capture.SCAN,
        placement,
        size[::-1] if turned % 2 else size,
        flat=photo,
        grain=_grain(grey) if photo else 0.0,
        blur=_FAX_BLUR if seen.fax else 0.0,
        doubts=doubts,
        faults=tuple(faults),
        certain=known,
        ink=None if photo or seen.fax else ink.turned(-turned),
    )


def _straight(ink: Ink, placement: Placement) -> Ink:
    """``ink`` as it lies once the page is turned straight."""
    bare = Image.fromarray(np.where(ink.mask, np.uint8(0), np.uint8(255)))
    drawn = placement.draw(bare, WHOLE, bare.size, Image.Resampling.BILINEAR)
    return Ink(np.asarray(drawn) < 128, ink.scale)


def _grain(grey: Image.Image) -> float:
    """The grain of a photo, or 0.0 where its light is good enough to read it as it is."""
    grain = grain_of(grey)
    return grain if grain > _GRAINY * float(np.median(np.asarray(grey)[::8, ::8])) else 0.0


def _is_photo(grey: Image.Image) -> bool:
    """Whether paper is lit unevenly or something other than paper lies around it."""
    level = paper_level(shrunk(grey, LONGEST // 3))
    height, width = level.shape
    y, x = round(0.1 * height), round(0.1 * width)
    paper = level[y : height - y, x : width - x]
    rim_y, rim_x = max(round(0.02 * height), 1), max(round(0.02 * width), 1)
    rim = np.concatenate(
        [level[:rim_y].ravel(), level[-rim_y:].ravel(), level[:, :rim_x].ravel(), level[:, -rim_x:].ravel()]
    )
    if paper.size == 0:
        return False
    dark, usual, light = (float(share) for share in np.percentile(paper, (5, 75, 95)))
    return dark < _EVEN_LIGHT * light or float(np.median(rim)) < _LIT_RIM * usual


def _outlined(picture: Image.Image, faults: list[PageFault]) -> tuple[NDArray[np.float64] | None, tuple[float, float]]:
    """The sheet's mesh, and its sides in pixels; None and the picture's where no sheet stands out."""
    try:
        import cv2  # noqa: F401 - asked whether it is installed
    except ImportError:
        faults.append(
            PageFault(
                "photo_extra_missing",
                "This page is a photo, read as it is: install irsletter[photo] to straighten it first.",
            )
        )
        return None, picture.size
    from irsletter.extract.picture.dewarp import mesh_of, sides_of
    from irsletter.extract.picture.outline import find_outline

    outline = find_outline(picture)
    if outline is None:
        faults.append(
            PageFault("no_outline", "The edges of the sheet can't be seen: photograph the whole page on a dark table.")
        )
        return None, picture.size
    if outline.cut:
        faults.append(cut_fault(outline.cut))
    mesh = mesh_of(outline)
    return mesh, sides_of(mesh, picture.size)


def _draft(grey: Image.Image, mesh: NDArray[np.float64] | None, sides: tuple[float, float]) -> Image.Image:
    """A small copy of the sheet, as it lies."""
    if mesh is None:
        return shrunk(grey, LONGEST)
    scale = min(LONGEST / max(sides), 1.0)
    size = (max(round(sides[0] * scale), 1), max(round(sides[1] * scale), 1))
    return Placement(mesh).draw(grey, WHOLE, size)


def _levelled(
    grey: Image.Image, placement: Placement, size: tuple[int, int], doubts: tuple[int, ...]
) -> tuple[Placement, tuple[int, ...]]:
    """The lines of a photo made level; where they hid on which side the page lies, that is asked once more."""
    from irsletter.extract.picture.bend import levelled

    found = levelled(grey, placement, size)
    if found is placement or 1 not in doubts:
        return found, doubts
    axis, _ = lie_of(ink_of(found.draw(grey, WHOLE, size)))
    return (found, (2,)) if axis >= _SURE_AXIS else (placement, doubts)


def _which_way(ink: Ink, axis: float, sure: float) -> tuple[int, tuple[int, ...], Lines]:
    """Quarter turns clockwise in which the page lies, what else may be, and its lines once it stands upright."""
    # a page on its side is set back by a quarter, which leaves it upright or on its head
    turned = 1 if axis < 0 else 0
    lines = lines_of(ink.turned(-turned))
    if lines.upright < 0:
        turned += 2
        lines = lines_of(ink.turned(-turned))
    if abs(axis) < _SURE_AXIS:
        return turned, (1, 2, 3), lines
    return turned, () if lines.upright * lines.count**0.5 >= sure else (2,), lines


def _faults_of_print(draft: Image.Image, x_height: float) -> Iterator[PageFault]:
    if 0 < x_height < _LEAST_LETTERS:
        yield PageFault("low_resolution", "The print is very small for its picture: scan at 200 dpi or more.")
    pixels = np.asarray(draft)[::8].astype(np.int16)  # every eighth row tells the same
    paper, print_ = np.percentile(pixels, (90, 0.5))
    steepest = np.percentile(np.abs(np.diff(pixels, axis=1)), 99.5)
    if steepest < _LEAST_SHARP * max(float(paper - print_), 1.0):
        yield PageFault("blurred", "The print is blurred: hold the camera still and let it focus, or scan the page.")


def _scale(x_height: float, sides: tuple[float, float]) -> float:
    scale = 1.0 if x_height == 0 or _SMALL <= x_height <= _LARGE else min(_AIM / x_height, 3.0)
    return float(min(scale, (_MOST_PIXELS / (sides[0] * sides[1])) ** 0.5))


def _rotated(degrees: float, size: tuple[int, int]) -> NDArray[np.float64]:
    """The mesh of a sheet that lies ``degrees`` clockwise about the middle of a picture of ``size``."""
    cos, sin = float(np.cos(np.radians(degrees))), float(np.sin(np.radians(degrees)))
    x, y = np.meshgrid(*(np.array([-0.5, 0.5]) * side for side in size))
    turned = np.stack([x * cos - y * sin, x * sin + y * cos], axis=-1)
    return np.asarray(turned / np.array(size) + 0.5)
