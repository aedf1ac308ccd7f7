"""The strip of a letter: its code, dates, amount and name as they are printed, cut out of the pages when they are read.

The report of a batch shows it beside the values, also where the file is no longer at hand.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from irsletter.errors import ReadError
from irsletter.model.geometry import Box, bounding_box
from irsletter.model.result import Field, Letter, Result
from irsletter.run.jobs.job import Spot

if TYPE_CHECKING:
    from PIL.Image import Image

    from irsletter.extract import Opened

MOST_BYTES = 21_000
"""Of one strip; a page that holds it in base64 grows by a third more."""
_SHOWN = (
    *("notice_code", "notice_date", "amount_due", "refund_amount", "proposed_amount", "due_date", "respond_by"),
    *("contact_phone", "taxpayer_name"),
)
_RESOLUTION = 120
_WIDTH, _GAP = 640, 16
"""Pixels."""
_TALLEST = 90
"""Pixels; a value in large print is made smaller."""
_AROUND = (0.01, 0.004)
"""Page widths and heights shown around a value."""
_QUALITIES = (45, 30, 15, 5)


def draw_strips(opened: Opened, result: Result, spots: tuple[Spot, ...]) -> dict[str, bytes]:
    """WebP by letter id, every taxpayer id filled; a letter whose pages can't be drawn has none."""
    return {letter.id: strip for letter in result.letters if (strip := _strip(opened, letter, spots)) is not None}


def _strip(opened: Opened, letter: Letter, spots: tuple[Spot, ...]) -> bytes | None:
    places = list(_places(letter))
    pages: dict[int, Image] = {}
    try:
        for page in dict.fromkeys(page for page, _ in places):
            pages[page] = _covered(opened, page, spots)
    except ReadError:
        return None
    cuttings = [_cut(pages[page], box) for page, box in places]
    return _packed(_laid_out(cuttings)) if cuttings else None


def _places(letter: Letter) -> Iterator[tuple[int, Box]]:
    """Where the first copy of each value is printed; two values of one place show it once."""
    seen: list[tuple[int, Box]] = []
    fields: Iterable[Field[Any] | None] = (letter.fields.get(name) for name in _SHOWN)  # type: ignore[misc]
    for field in fields:
        lines = [each for each in field.evidence if each.page and each.box] if field else []
        first = [each for each in lines if (each.page, each.copy) == (lines[0].page, lines[0].copy)]
        if not first or first[0].page is None:
            continue
        page, box = first[0].page, bounding_box([Box(*each.box) for each in first if each.box])
        if not any(page == other and box.overlap(shown) > 0.9 for other, shown in seen):
            seen.append((page, box))
            yield page, box


def _covered(opened: Opened, page: int, spots: tuple[Spot, ...]) -> Image:
    from irsletter.redact import fill_boxes

    boxes = tuple(spot.box for spot in spots if spot.page == page)
    return fill_boxes(opened.picture(page, _RESOLUTION).convert("L"), boxes)


def _cut(page: Image, box: Box) -> Image:
    more_x, more_y = _AROUND
    x0, x1 = max(box.x0 - more_x, 0.0) * page.width, min(box.x1 + more_x, 1.0) * page.width
    y0, y1 = max(box.y0 - more_y, 0.0) * page.height, min(box.y1 + more_y, 1.0) * page.height
    cutting = page.crop((round(x0), round(y0), max(round(x1), round(x0) + 1), max(round(y1), round(y0) + 1)))
    cutting.thumbnail((_WIDTH, _TALLEST))
    return cutting


def _laid_out(cuttings: list[Image]) -> Image:
    """Side by side in rows, on white."""
    from PIL import Image as Images

    spots, x, y, tallest = [], 0, 0, 0
    for cutting in cuttings:
        if x and x + cutting.width > _WIDTH:
            x, y, tallest = 0, y + tallest + _GAP // 2, 0
        spots.append((x, y))
        x, tallest = x + cutting.width + _GAP, max(tallest, cutting.height)
    width = max(x + cutting.width for (x, _), cutting in zip(spots, cuttings, strict=True))
    strip = Images.new("L", (width, y + tallest), 255)
    for spot, cutting in zip(spots, cuttings, strict=True):
        strip.paste(cutting, spot)
    return strip


def _packed(strip: Image) -> bytes:
    """As WebP of at most ``MOST_BYTES``: poorer, then smaller."""
    from PIL import Image as Images

    while True:
        for quality in _QUALITIES:
            buffer = io.BytesIO()
            strip.save(buffer, "WEBP", quality=quality)
            if buffer.tell() <= MOST_BYTES:
                return buffer.getvalue()
        strip = strip.resize((max(strip.width // 2, 1), max(strip.height // 2, 1)), Images.Resampling.LANCZOS)
