"""What extract hands on: the words of each page with their boxes, and the facts of the file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from irsletter.errors import ErrorCode
from irsletter.model.geometry import Box
from irsletter.model.once import Once


class Source(StrEnum):
    """Where a piece of evidence was read."""

    TEXT_LAYER = "text_layer"
    OCR = "ocr"
    BARCODE = "barcode"
    ANNOTATION = "annotation"
    HIDDEN = "hidden"
    FILE = "file"


class ReadingPass(StrEnum):
    """Which look at the ink a word comes from; overlapping words of different passes are one witness, never two."""

    FIRST = "first"
    REGION = "region"
    SECOND_ENGINE = "second_engine"


class Capture(StrEnum):
    """How the page came to be a picture, as far as it can be told."""

    TEXT = "text"
    SCAN = "scan"
    FAX = "fax"
    PHOTO = "photo"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Word:
    """One word as read. ``confidence`` is the engine's own (0 to 1; 1.0 for a text layer), not a field's."""

    text: str
    box: Box
    confidence: float = 1.0
    source: Source = Source.TEXT_LAYER
    reading: ReadingPass = ReadingPass.FIRST
    block: int = 0
    line: int = 0
    font: str = ""
    size: float = 0.0
    """Font size in points; 0 where unknown (OCR)."""
    bold: bool = False
    level: Box | None = None
    """Where it stands on the page stood upright and made flat, rows level; None where the page was read as it lies."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link annotation: where it leads, where it stands, and the text shown there."""

    target: str
    box: Box
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Barcode:
    """A decoded barcode or QR code. ``symbology`` as the decoder names it, e.g. ``QRCode``."""

    payload: str
    symbology: str
    box: Box


@dataclass(frozen=True, slots=True)
class PageFault:
    """Something about a page's picture that a person should know, e.g. ``photo_extra_missing``, ``low_resolution``."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Page(Once):
    """One page. Build it with ``Page.of``, which keeps ``text`` and the words' places in it in step."""

    number: int
    """1-based in the source, blank sheets counted."""
    width: float
    """In points (1/72 inch) where known, else in pixels; only the ratio to ``height`` is relied on."""
    height: float
    capture: Capture
    words: tuple[Word, ...]
    text: str
    starts: tuple[int, ...]
    """Offset in ``text`` at which each word begins."""
    hidden: tuple[Word, ...] = ()
    """Invisible, white, tiny or off-page text of the file: a fact for validate, never content."""
    links: tuple[Link, ...] = ()
    barcodes: tuple[Barcode, ...] = ()
    faults: tuple[PageFault, ...] = ()
    turned: int = 0
    """Quarter turns clockwise (0 to 3) that were undone before reading."""
    flat_aspect: float | None = None
    """Width over height of the page made flat, to which ``Word.level`` belongs."""
    other: tuple[Word, ...] = ()
    """What a second witness says of the same places: the text that a program laid upon a scan, or the picture of places
    where a text layer may lie. A fact for validate, never content."""

    @classmethod
    def of(
        cls,
        number: int,
        width: float,
        height: float,
        capture: Capture,
        words: Iterable[Word],
        *,
        hidden: Iterable[Word] = (),
        links: Iterable[Link] = (),
        barcodes: Iterable[Barcode] = (),
        faults: Iterable[PageFault] = (),
        turned: int = 0,
        flat_aspect: float | None = None,
        other: Iterable[Word] = (),
    ) -> Page:
        """A page whose text is its words: a blank between words of one line, a newline between lines."""
        kept = tuple(words)
        pieces: list[str] = []
        starts: list[int] = []
        at = 0
        for index, word in enumerate(kept):
            if index:
                before = kept[index - 1]
                joint = " " if (before.block, before.line) == (word.block, word.line) else "\n"
                pieces.append(joint)
                at += 1
            starts.append(at)
            pieces.append(word.text)
            at += len(word.text)
        return cls(
            number,
            width,
            height,
            capture,
            kept,
            "".join(pieces),
            tuple(starts),
            tuple(hidden),
            tuple(links),
            tuple(barcodes),
            tuple(faults),
            turned,
            flat_aspect,
            tuple(other),
        )

    def with_words(self, words: Iterable[Word]) -> Page:
        """This page, read as ``words``."""
        return Page.of(
            self.number, self.width, self.height, self.capture, words, hidden=self.hidden, links=self.links,
            barcodes=self.barcodes, faults=self.faults, turned=self.turned, flat_aspect=self.flat_aspect,
            other=self.other,
        )  # fmt: skip

    def words_between(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that ``text[start:end]`` touches."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = bisect_left(self.starts, end)
        return tuple(
            word
            for word, at in zip(self.words[first:last], self.starts[first:last], strict=True)
            if at + len(word.text) > start
        )

    @property
    def is_blank(self) -> bool:
        return self.capture is Capture.BLANK


@dataclass(frozen=True, slots=True)
class UnreadPage:
    """A page that could not be read: it costs the page, not the file."""

    page: int
    code: ErrorCode
    message: str


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One input file as it lay on disk. ``path`` is relative to the batch folder with ``/``, else the name."""

    name: str
    path: str
    sha256: str
    media_type: str
    size: int
    """Bytes."""
    pages: int


@dataclass(frozen=True, slots=True)
class FileFact:
    """A fact of the file itself that authenticity may weigh: ``kind`` e.g. ``launch_action``, ``javascript``,
    ``open_action``, ``embedded_file``, ``incremental_saves``, ``producer``; ``detail`` a short text."""

    kind: str
    detail: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """The OCR engine that read a page, with the digest of its model (first 12 hex)."""

    name: str
    version: str
    model: str


@dataclass(frozen=True, slots=True)
class Document:
    """All that was read of one input (one file, or several that are pages of one letter)."""

    sources: tuple[SourceFile, ...]
    pages: tuple[Page, ...]
    unread: tuple[UnreadPage, ...] = ()
    facts: tuple[FileFact, ...] = ()
    engines: tuple[EngineInfo, ...] = ()
