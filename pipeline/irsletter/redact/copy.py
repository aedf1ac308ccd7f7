"""A copy of a letter that can be shown around: pictures only, with names, addresses and ids filled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from irsletter.errors import UsageError
from irsletter.model.geometry import Box, bounding_box
from irsletter.model.kinds import FieldStatus
from irsletter.model.result import Evidence, Field, Letter, Result
from irsletter.redact.fill import fill_boxes

if TYPE_CHECKING:
    from PIL.Image import Image

KINDS = ("name", "address")
"""What may be left to be seen; ids never are."""
_WHOLE_PAGE = Box(0.0, 0.0, 1.0, 1.0)
_NAME_LINES = 2.5
"""Lines above an address that are filled with it: the names stand there, also where they were not read as names."""
_NAME_WIDTH = 0.35
"""Page width that such a block is filled to at least."""
_PAPER_WIDTH = 8.5
"""Inches; gives the copy the size of the paper."""


def redact_pdf(
    result: Result,
    pictures: Mapping[int, bytes],
    keep: Collection[str] = (),
    more: Mapping[int, Iterable[Box]] = MappingProxyType({}),
) -> bytes:
    """A PDF of ``pictures`` (PNG or JPEG by page number), its private places and ``more`` boxes filled, but for the
    kinds to ``keep``; it holds no text and no facts of the original file. A page that belongs to no letter is filled
    whole, for nobody knows what stands on it.

    Only what was read can be filled: a person must look the copy through. Raises UsageError where no private place was
    found at all, or where there are no pictures.
    """
    places = private_places(result, keep)
    if not pictures or not any(private_places(result).values()):
        raise UsageError(
            "No name, address or taxpayer number was found on this letter, so nothing could be filled.",
            "Fill them by hand in a copy.",
        )
    pages = [
        _page(pictures[number], (*places.get(number, (_WHOLE_PAGE,)), *more.get(number, ())))
        for number in sorted(pictures)
    ]
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


def doubts(result: Result, keep: Collection[str] = ()) -> list[str]:
    """What the redaction of ``result`` can't be sure of, for a person who looks the copy through; names nobody."""
    said = []
    for letter in result.letters:
        pages = _listed(letter.pages)
        fields = letter.fields
        read: dict[str, Field[Any] | None] = {
            "name": fields.get("taxpayer_name"),
            "address": fields.get("taxpayer_address"),
            "number": fields.get("taxpayer_id"),
        }
        for kind, field in read.items():
            if kind not in keep and (field is None or field.value is None):
                said.append(f"{pages}: no taxpayer's {kind} was read; look for one.")
            elif kind not in keep and field and field.status is FieldStatus.REVIEW:
                said.append(f"{pages}: the taxpayer's {kind} was not read for sure; look whether all of it is covered.")
    known = {page for letter in result.letters for page in letter.pages}
    if others := [page for page in range(1, (result.source.pages or 0) + 1) if page not in known]:
        said.append(f"{_listed(others)}: part of no letter that was read, so covered whole.")
    if any(each.source == "ocr" for letter in result.letters for field in _every(letter) for each in field.evidence):
        said.append("It was read from a picture: handwriting, stamps and faint print may stand uncovered.")
    return [*said, "Names in another form and bar codes that could not be decoded are not covered."]


def _listed(pages: Iterable[int]) -> str:
    numbers = sorted(pages)
    return f"page{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"


def private_places(result: Result, keep: Collection[str] = ()) -> dict[int, tuple[Box, ...]]:
    """The boxes to fill by page, for the pages that belong to a letter, but for the kinds to ``keep``."""
    places: dict[int, list[Box]] = {page: [] for letter in result.letters for page in letter.pages}
    for letter in result.letters:
        for evidence in _evidence(letter, keep):
            if evidence.page is not None and evidence.box is not None:
                places.setdefault(evidence.page, []).append(Box(*evidence.box))
        if not keep:
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


def _evidence(letter: Letter, keep: Collection[str]) -> Iterator[Evidence]:
    for field in _fields(letter, keep):
        yield from field.evidence
        for other in field.alternatives:
            yield from other.evidence


def _fields(letter: Letter, keep: Collection[str]) -> Iterator[Field[Any]]:
    recipient, fields = letter.recipient, letter.fields
    found: list[Field[Any] | None] = [fields.get("taxpayer_id")]
    if "name" not in keep:
        found += [fields.get("taxpayer_name"), recipient.name if recipient else None]
        found += [person.name for person in letter.taxpayers]
    if "address" not in keep:
        found += [fields.get("taxpayer_address"), recipient.address if recipient else None]
    yield from (field for field in found if field is not None)


def _every(letter: Letter) -> Iterable[Field[Any]]:
    return letter.fields.values()  # type: ignore[return-value]


def _page(picture: bytes, boxes: Iterable[Box]) -> Image:
    from PIL import Image as Images

    with Images.open(BytesIO(picture), formats=("PNG", "JPEG")) as image:
        return fill_boxes(image.convert("RGB"), boxes)
