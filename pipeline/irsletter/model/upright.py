"""Pages that lie on their side or upside down in the file, stood upright for reading, and what was found put back.

Boxes of a Document are those of the page as a viewer shows it. Rows and columns exist only on the page as it is read:
the two differ by ``Page.turned`` quarter turns, which keep every box an upright box.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from irsletter.model.document import Document, Page
from irsletter.model.geometry import Box

T = TypeVar("T")


def turned_box(box: Box, quarters: int) -> Box:
    """``box`` after its page was turned by ``quarters`` quarter turns clockwise."""
    x0, y0, x1, y1 = box.x0, box.y0, box.x1, box.y1
    match quarters % 4:
        case 1:
            return Box(1 - y1, x0, 1 - y0, x1)
        case 2:
            return Box(1 - x1, 1 - y1, 1 - x0, 1 - y0)
        case 3:
            return Box(y0, 1 - x1, y1, 1 - x0)
    return box


def upright_page(page: Page) -> Page:
    """``page`` as it is read: boxes of words, hidden words, links and barcodes on the page stood upright."""
    if not page.turned:
        return page
    back = 4 - page.turned
    width, height = (page.height, page.width) if page.turned % 2 else (page.width, page.height)

    def stood(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(replace(one, box=turned_box(one.box, back)) for one in items)

    return replace(
        page,
        width=width,
        height=height,
        words=stood(page.words),
        hidden=stood(page.hidden),
        other=stood(page.other),
        links=stood(page.links),
        barcodes=stood(page.barcodes),
        turned=0,
    )


def upright(document: Document) -> Document:
    """``document`` with every page as it is read; itself where none is turned."""
    if not any(page.turned for page in document.pages):
        return document
    return replace(document, pages=tuple(page.once(upright_page) for page in document.pages))


def as_shown(found: T, document: Document) -> T:
    """``found``, made from ``upright(document)``, with the boxes and pages of ``document``.

    Every dataclass in it with ``page`` and ``box`` is a place; a Document or a Page in it becomes the one it was.
    """
    turns = {page.number: page.turned for page in document.pages if page.turned}
    if not turns:
        return found
    pages = {page.number: page for page in document.pages}

    def shown(value: Any) -> Any:
        if isinstance(value, Document):
            return document
        if isinstance(value, Page):
            return pages[value.number]
        if isinstance(value, tuple):
            return tuple(shown(each) for each in value)
        if isinstance(value, Mapping):
            return {key: shown(each) for key, each in value.items()}
        if not is_dataclass(value) or isinstance(value, type):
            return value
        changed = {one.name: shown(getattr(value, one.name)) for one in fields(value)}
        if isinstance(changed.get("box"), Box):
            changed["box"] = turned_box(changed["box"], turns.get(changed.get("page") or 0, 0))
        return replace(value, **changed)

    result: T = shown(found)
    return result
