"""A copy of a letter that can be shown around: pictures only, with names, addresses and ids filled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

from irsletter.errors import UsageError
from irsletter.model.geometry import Box, bounding_box
from irsletter.model.result import Evidence, Field, Letter, Result
from irsletter.redact.fill import fill_boxes

if TYPE_CHECKING:
    from PIL.Image import Image

_PRIVATE = ("taxpayer_name", "taxpayer_address", "taxpayer_id")
_WHOLE_PAGE = Box(0.0, 0.0, 1.0, 1.0)
_NAME_LINES = 2.5
"""Lines above an address that are filled with it: the names stand there, also where they were not read as names."""
_NAME_WIDTH = 0.35
"""Page width that such a block is filled to at least."""
_PAPER_WIDTH = 8.5
"""Inches; gives the copy the size of the paper."""


def redact_pdf(result: Result, pictures: Mapping[int, bytes]) -> bytes:
    """A PDF of ``pictures`` (PNG or JPEG by page number), its private places filled; it holds no text and no facts of
    the original file. A page that belongs to no letter is filled whole, for nobody knows what stands on it.

    Only what was read can be filled: a person must look the copy through. Raises UsageError where no private place was
    found at all, or where there are no pictures.
    """
    places = private_places(result)
    if not pictures or not any(places.values()):
        raise UsageError(
            "No name, address or taxpayer number was found on this letter, so nothing could be filled.",
            "Fill them by hand in a copy.",
        )
    pages = [_page(pictures[number], places.get(number, (_WHOLE_PAGE,))) for number in sorted(pictures)]
    made = dt.date.fromisoformat(result.as_of).timetuple()
    file = BytesIO()
    pages[0].save(
        file,
        "PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=pages[0].width / _PAPER_WIDTH,
        quality=85,
        creationDate=made,
        modDate=made,
    )
    return file.getvalue()


def private_places(result: Result) -> dict[int, tuple[Box, ...]]:
    """The boxes to fill by page, for the pages that belong to a letter."""
    places: dict[int, list[Box]] = {page: [] for letter in result.letters for page in letter.pages}
    for letter in result.letters:
        for evidence in _evidence(letter):
            if evidence.page is not None and evidence.box is not None:
                places.setdefault(evidence.page, []).append(Box(*evidence.box))
        for page, block in _address_blocks(letter):
            places.setdefault(page, []).append(block)
    return {page: tuple(boxes) for page, boxes in places.items()}


def _address_blocks(letter: Letter) -> Iterator[tuple[int, Box]]:
    """Each place where the taxpayer's address is printed, with the lines above it."""
    field = letter.fields.get("taxpayer_address")
    lines: dict[tuple[int, int], list[Box]] = {}
    for evidence in field.evidence if field else ():
        if evidence.page is not None and evidence.box is not None:
            lines.setdefault((evidence.page, evidence.copy), []).append(Box(*evidence.box))
    for (page, _), boxes in lines.items():
        block = bounding_box(boxes)
        above = block.y0 - _NAME_LINES * max(box.height for box in boxes)
        yield page, Box(block.x0, max(above, 0.0), min(max(block.x1, block.x0 + _NAME_WIDTH), 1.0), block.y1)


def _evidence(letter: Letter) -> Iterator[Evidence]:
    for field in _fields(letter):
        yield from field.evidence
        for other in field.alternatives:
            yield from other.evidence


def _fields(letter: Letter) -> Iterator[Field[Any]]:
    found: Iterable[Field[Any] | None] = (letter.fields.get(name) for name in _PRIVATE)  # type: ignore[misc]
    recipient = (letter.recipient.name, letter.recipient.address) if letter.recipient else ()
    names = (person.name for person in letter.taxpayers)
    yield from (field for field in (*found, *recipient, *names) if field is not None)


def _page(picture: bytes, boxes: Iterable[Box]) -> Image:
    from PIL import Image as Images

    with Images.open(BytesIO(picture), formats=("PNG", "JPEG")) as image:
        return fill_boxes(image.convert("RGB"), boxes)
