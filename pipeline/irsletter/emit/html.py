"""The answer for a person as one page of HTML that holds everything: no script, no request to anywhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from irsletter.catalog.labels import Labels
from irsletter.catalog.page_labels import PageSayings
from irsletter.emit.cited import cited
from irsletter.emit.marks import Cutting, Mark, Marker
from irsletter.emit.page import Place, Point, Row, Screen, Section, Table
from irsletter.emit.screen import remarks, screens
from irsletter.emit.turned import upright
from irsletter.emit.wording import clean, day
from irsletter.model.geometry import Box
from irsletter.model.kinds import FieldStatus
from irsletter.model.result import Result

if TYPE_CHECKING:
    from jinja2 import Environment

_MEDIA = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
_BLACK, _FULL = 40, 128.0
"""Mean brightness below which a place was covered, and the ink that it counts as."""
FILTERS = {"cited": cited}
"""What the templates need of whoever renders them."""
_LABEL = 80
"""Letters of a point that name its place."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's picture with its marks."""

    anchor: str
    page: int
    width: int
    height: int
    address: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table or a point of a list, with the number and the cutting of its place on the pictures."""

    anchor: str
    cells: tuple[str, ...]
    note: str = ""
    kind: str = "sure"
    """``sure``, ``check`` or ``against``."""
    mark: Mark | None = None
    """Of its first place; another row may share it."""
    cutting: Cutting | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A section of the details: ``lines`` of a table, then ``points``. ``kinds`` says what each column holds: ``name``,
    ``value``, ``money``, ``page`` or ``mark``."""

    title: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    lines: tuple[Line, ...]
    points: tuple[Line, ...]
    short: bool

    @property
    def placed(self) -> bool:
        """Whether something in it stands on the pictures, or it is a table."""
        return bool(self.columns) or any(point.mark for point in self.points)


@dataclass(frozen=True, slots=True)
class Part:
    """One letter on the page. ``anchor`` names it within the page."""

    anchor: str
    say: PageSayings
    sources: str
    """Heading of the sources."""
    screen: Screen
    top: tuple[Row, ...]
    """What matters first, side by side."""
    check: Row | None
    first: Row | None
    """What to do first."""
    others: tuple[Row, ...]
    blocks: tuple[Block, ...]
    sheets: tuple[Sheet, ...]


def to_html(result: Result, labels: Labels, pictures: Mapping[int, bytes] | None = None) -> str:
    """``result``, which must be dated, as a page in the language of ``labels``; ``pictures`` are PNG, JPEG or WebP by
    page number, shown as they are given: whoever draws them fills what is private. Raises ValueError for a picture of
    another kind."""
    parts = tuple(
        part(f"letter-{number}", screen, labels, pictures or {})
        for number, screen in enumerate(screens(result, labels), start=1)
    )
    return render(
        "letter.html.j2",
        anchors(parts),
        language=labels.lang,
        say=labels.page,
        name=clean(result.source.name),
        as_of=labels.page.as_of.format(day=day(result.as_of, labels)),
        remarks=remarks(result, labels),
        parts=parts,
    )


def part(anchor: str, screen: Screen, labels: Labels, pictures: Mapping[int, bytes]) -> Part:
    """``screen`` with the pictures of its pages."""
    opened = {page: _Opened(pictures[page]) for page in screen.pages if page in pictures}
    opened |= {page: _Opened(_turned(pictures[page], screen.turns[page])) for page in opened if page in screen.turns}
    screen = upright(screen)
    marker = Marker({page: each.size for page, each in opened.items()}, lambda page, box: opened[page].ink(box))
    blocks = tuple(
        _block(f"{anchor}-{number}", section, labels, marker) for number, section in enumerate(screen.sections, start=1)
    )
    sheets = tuple(
        Sheet(f"{anchor}-page-{page}", page, *each.size, each.address, marker.on(page)) for page, each in opened.items()
    )
    name, rows = labels.rows, {row.label: row for row in screen.rows}
    top = tuple(_led(rows.pop(label)) for label in (name.real, name.wants, name.date) if label in rows)
    check, first = rows.pop(name.check, None), rows.pop(name.first, None)
    return Part(
        anchor,
        labels.page,
        labels.sections["sources"],
        screen,
        top,
        check,
        first,
        tuple(rows.values()),
        blocks,
        sheets,
    )


def _led(row: Row) -> Row:
    """``row`` with its first sentence as a point of its own, where more follows: only it is set large."""
    first, *others = row.points
    head, stop, rest = first.text.partition(". ")
    if len(first.text) <= _LABEL or not stop:
        return row
    return replace(row, points=(replace(first, text=f"{head}."), Point(rest), *others))


def anchors(parts: Iterable[Part]) -> list[str]:
    """The rows that have a place on a picture."""
    blocks = [block for each in parts for block in each.blocks]
    return [line.anchor for block in blocks for line in (*block.lines, *block.points) if line.mark]


def render(template: str, rows: Iterable[str] = (), script: str | None = None, **values: object) -> str:
    """A template of this package, under a policy that allows its own style and ``script`` and embedded pictures, and
    nothing else. ``rows`` are the anchors whose places on the pictures light up with them."""
    environment = _environment()
    style = environment.get_template("style.css.j2").render(rows=tuple(rows))
    policy = f"default-src 'none'; img-src data:; style-src {digest(style)}; base-uri 'none'; form-action 'none'"
    if script is not None:
        values["script"] = environment.get_template(script).render()
        policy += f"; script-src {digest(str(values['script']))}"
    return environment.get_template(template).render(style=style, policy=policy, **values)


def digest(source: str) -> str:
    """What a Content-Security-Policy calls a style or script by."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("irsletter.emit", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(FILTERS)
    return environment


def _turned(picture: bytes, turns: int) -> bytes:
    """``picture``, which was opened before, after quarter ``turns`` clockwise."""
    from PIL import Image

    ways = (Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)
    written = BytesIO()
    with Image.open(BytesIO(picture), formats=tuple(_MEDIA)) as image:
        image.transpose(ways[turns - 1]).save(written, image.format)
    return written.getvalue()


class _Opened:
    """A picture with its size and its address within the page. Raises ValueError for one of another kind."""

    def __init__(self, picture: bytes) -> None:
        from PIL import Image, UnidentifiedImageError

        try:
            with Image.open(BytesIO(picture), formats=tuple(_MEDIA)) as image:
                self.size, media, self._gray = image.size, _MEDIA[image.format or ""], image.convert("L")
        except UnidentifiedImageError as error:
            raise ValueError("a picture of a page must be PNG, JPEG or WebP") from error
        self.address = f"data:{media};base64,{base64.b64encode(picture).decode()}"

    def ink(self, box: Box) -> float:
        """How much its brightness differs within ``box``, from 0 to 128; a place that was covered is full of ink."""
        from PIL import ImageStat

        part = self._gray.crop((round(box.x0), round(box.y0), round(box.x1), round(box.y1)))
        if not part.width or not part.height:
            return 0.0
        seen = ImageStat.Stat(part)
        return _FULL if seen.mean[0] < _BLACK else float(seen.stddev[0])


def _block(anchor: str, section: Section, labels: Labels, marker: Marker) -> Block:
    columns, kinds = _columns(section.table, labels)
    lines, points = [], []
    for number, cells in enumerate(section.table.rows if section.table else (), start=1):
        places = section.table.places[number - 1] if section.table and section.table.places else ()
        kind = "check" if kinds[-1] == "mark" and cells[-1] == labels.marks[FieldStatus.REVIEW] else "sure"
        label = ": ".join(cell for cell in cells[:2] if cell)
        lines.append(_line(f"{anchor}-{number}", cells, label, kind, places, marker))
    for number, point in enumerate(section.points, start=1):
        kind = "against" if point.against else "check" if section.short else "sure"
        line = _line(f"{anchor}-p{number}", (point.text,), point.text[:_LABEL], kind, point.places, marker)
        points.append(replace(line, note=point.note))
    return Block(section.title, columns, kinds, tuple(lines), tuple(points), section.short)


def _columns(table: Table | None, labels: Labels) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Heads, and what each column holds."""
    if table is None:
        return (), ()
    known = {labels.columns.page: "page", labels.columns.mark: "mark"}
    kinds = ["name", *(known.get(column, "value") for column in table.columns[1:])]
    if table.money is not None:
        kinds[table.money] = "money"
    return table.columns, tuple(kinds)


def _line(
    anchor: str, cells: tuple[str, ...], label: str, kind: str, places: tuple[Place, ...], marker: Marker
) -> Line:
    mark = marker.mark(anchor, label, kind, places)
    return Line(anchor, cells, kind=kind, mark=mark, cutting=marker.cutting(places))
