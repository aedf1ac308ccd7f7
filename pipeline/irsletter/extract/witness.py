"""The picture as a second witness of what a text layer says: a few boxes of a page, read off its rendering."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from irsletter.catalog.settings import CompareLayers
from irsletter.errors import ReadError
from irsletter.extract.ocr.engine import Engine, Layout
from irsletter.model.document import Document, Source, Word
from irsletter.model.geometry import Box

if TYPE_CHECKING:
    from PIL.Image import Image

    from irsletter.extract.opened import Region

_AIR = 0.6
"""Of the box's height, added on all sides: letters need air, and print of another size is larger than the text."""
_SMALLEST = 40
"""Pixels below which a part is drawn larger before it is read."""
_INSIDE = 0.3
"""Share of a word that must lie in its box: neighbours are no witnesses of it."""


def suspected(
    regions: Iterable[Region], overdrawn: Mapping[int, tuple[Box, ...]], how: CompareLayers, area: float
) -> Mapping[int, Sequence[Box]]:
    """The boxes, by page, at which the picture is to be held against the text, all together no larger than ``area``
    pages: ``overdrawn`` has an entry for each page that was read as text."""
    boxes: dict[int, list[Box]] = {}
    left = area
    for region in regions:
        above = overdrawn.get(region.page)
        if above is None or how is CompareLayers.NEVER or region.box.area > left:
            continue
        if how is CompareLayers.ALWAYS or any(region.box.overlap(box) > 0 for box in above):
            boxes.setdefault(region.page, []).append(region.box)
            left -= region.box.area
    return boxes


def with_pictures(
    document: Document,
    places: Mapping[int, Sequence[Box]],
    see: Callable[[int], Image],
    engine: Callable[[], Engine],
    languages: tuple[str, ...],
) -> Document:
    """``document`` with what ``see`` shows at ``places``, as the second witness of those pages; as it was where there
    is no engine to read it."""
    found: dict[int, tuple[Word, ...]] = {}
    for number, boxes in sorted(places.items()):
        with suppress(ReadError):  # one witness then, as for every other page
            found[number] = _shown_at(boxes, see(number), engine(), languages)
    if not any(found.values()):
        return document
    return replace(
        document, pages=tuple(replace(page, other=found.get(page.number, page.other)) for page in document.pages)
    )


def _shown_at(boxes: Sequence[Box], picture: Image, engine: Engine, languages: tuple[str, ...]) -> tuple[Word, ...]:
    words: list[Word] = []
    for number, box in enumerate(dict.fromkeys(boxes)):
        air = _AIR * box.height * picture.height
        part = (
            max(int(box.x0 * picture.width - air), 0),
            max(int(box.y0 * picture.height - air), 0),
            min(int(box.x1 * picture.width + air), picture.width),
            min(int(box.y1 * picture.height + air), picture.height),
        )
        drawn = picture.crop(part)
        if min(drawn.size) < _SMALLEST:
            drawn = drawn.resize((drawn.width * 2, drawn.height * 2))
        width, height = part[2] - part[0], part[3] - part[1]
        for word in engine.read(drawn, languages, Layout.BLOCK):
            placed = Box(
                (part[0] + word.box.x0 * width) / picture.width,
                (part[1] + word.box.y0 * height) / picture.height,
                (part[0] + word.box.x1 * width) / picture.width,
                (part[1] + word.box.y1 * height) / picture.height,
            )
            if placed.overlap(box) > _INSIDE:
                words.append(replace(word, box=placed, source=Source.OCR, block=number))
    return tuple(words)
