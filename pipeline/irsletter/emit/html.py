"""The answer for a person as one page of HTML that holds everything: no script, no request to anywhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from irsletter.catalog.labels import Labels
from irsletter.emit.page import Place, Screen
from irsletter.emit.screen import remarks, screens
from irsletter.emit.wording import clean
from irsletter.model.result import Result

if TYPE_CHECKING:
    from jinja2 import Environment

_MEDIA = {"PNG": "image/png", "JPEG": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A box drawn on a picture, in its pixels, and the row of the details that it belongs to."""

    anchor: str
    label: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's picture with its marks."""

    page: int
    width: int
    height: int
    address: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One letter on the page. ``anchor`` names it within the page."""

    anchor: str
    screen: Screen
    sheets: tuple[Sheet, ...]


def to_html(result: Result, labels: Labels, pictures: Mapping[int, bytes] | None = None) -> str:
    """``result``, which must be dated, as a page in the language of ``labels``; ``pictures`` are PNG or JPEG by page
    number, shown as they are given: whoever draws them fills the taxpayer ids. Raises ValueError for a picture of
    another kind."""
    parts = tuple(
        part(f"letter-{number}", screen, pictures or {})
        for number, screen in enumerate(screens(result, labels), start=1)
    )
    name = clean(result.source.name)
    return render("letter.html.j2", name=name, as_of=result.as_of, remarks=remarks(result, labels), parts=parts)


def part(anchor: str, screen: Screen, pictures: Mapping[int, bytes]) -> Part:
    """``screen`` with the pictures of its pages."""
    sheets = (_sheet(anchor, page, pictures[page], screen) for page in screen.pages if page in pictures)
    return Part(anchor, screen, tuple(sheets))


def render(template: str, **values: object) -> str:
    """A template of this package, under a policy that allows its own style and embedded pictures, and nothing else."""
    environment = _environment()
    style = environment.get_template("style.css.j2").render()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return environment.get_template(template).render(style=style, policy=policy, **values)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("irsletter.emit", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _sheet(anchor: str, page: int, picture: bytes, screen: Screen) -> Sheet:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(picture), formats=tuple(_MEDIA)) as image:
            (width, height), media = image.size, _MEDIA[image.format or ""]
    except UnidentifiedImageError as error:
        raise ValueError("a picture of a page must be PNG or JPEG") from error
    address = f"data:{media};base64,{base64.b64encode(picture).decode()}"
    marks = tuple(_mark(name, label, place, width, height) for name, label, place in _marked(anchor, page, screen))
    return Sheet(page, width, height, address, marks)


def _marked(anchor: str, page: int, screen: Screen) -> Iterator[tuple[str, str, Place]]:
    """Row anchors as the template counts them: ``letter-1-3-2`` is the second row of the third section."""
    for section_number, section in enumerate(screen.sections, start=1):
        if not section.table:
            continue
        for row_number, places in enumerate(section.table.places, start=1):
            label = ": ".join(cell for cell in section.table.rows[row_number - 1][:2] if cell)
            for place in places:
                if place.page == page:
                    yield f"{anchor}-{section_number}-{row_number}", label, place


def _mark(anchor: str, label: str, place: Place, width: int, height: int) -> Mark:
    x0, y0, x1, y1 = place.box
    return Mark(
        anchor,
        label,
        round(x0 * width, 1),
        round(y0 * height, 1),
        round((x1 - x0) * width, 1),
        round((y1 - y0) * height, 1),
    )
