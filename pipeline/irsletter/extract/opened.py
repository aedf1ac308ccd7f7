"""One input, opened: its pages read one at a time, and regions of them looked at again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING

from irsletter.catalog.settings import Settings
from irsletter.errors import ErrorCode, ReadError
from irsletter.extract.ocr import SEEING, Engine, choose_engine
from irsletter.extract.sniff import FileType
from irsletter.extract.source import PageFile, TextLayer, described, measure
from irsletter.model.document import (
    Barcode,
    Capture,
    Document,
    FileFact,
    Page,
    SourceFile,
    UnreadPage,
    Word,
)
from irsletter.model.geometry import Box

if TYPE_CHECKING:
    from PIL.Image import Image

    from irsletter.extract.ocr.linereader import LineReader
    from irsletter.extract.picture.sheet import Sheet

_NONE: Mapping[int, ReadError] = MappingProxyType({})
_CLOSER = 2.0
"""Times the resolution of the first look at which a region is seen again; scans of 300 dpi hold more than was read."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """``engine``: None for the settings' choice; ``turns``: how pages lie, where known, in quarter turns clockwise."""

    engine: str | None = None
    password: str | None = None
    turns: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page, as a viewer shows it, to be looked at again."""

    page: int
    box: Box
    expects: str | None = None
    """``money``, ``date``, ``code``, ``id`` or ``phone`` where one value stands there, else None."""


class Opened:
    """An input of one or several files; a context manager. ``read`` first, then ``look_again`` as often as it helps."""

    def __init__(
        self, paths: tuple[Path, ...], settings: Settings, options: ReadOptions, relative_to: Path | None
    ) -> None:
        self._settings = settings
        self._options = options
        self._files: list[PageFile] = []
        self._sources: list[SourceFile] = []
        self._places: list[tuple[PageFile, int]] = []
        self._sheets: dict[int, Sheet] = {}
        self._overdrawn: dict[int, tuple[Box, ...]] = {}
        self._engine: Engine | None = None
        self._second: LineReader | None = None
        try:
            for path in paths:
                self._add(path, relative_to)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Opened:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @property
    def page_count(self) -> int:
        """Pages of all files together."""
        return len(self._places)

    def close(self) -> None:
        while self._files:
            self._files.pop().close()

    def read(
        self, given_up: Mapping[int, ReadError] = _NONE, on_page: Callable[[int], None] = lambda _: None
    ) -> Document:
        """All pages, one at a time; ``on_page`` is told the number of each before it is read. Pages ``given_up`` by
        number, because they brought down a reader before, are not looked at. Raises ReadError where nothing but blank
        sheets could be read."""
        pages: list[Page] = []
        unread: list[UnreadPage] = []
        first_error: ReadError | None = None
        for number, (file, place) in enumerate(self._places, start=1):
            on_page(number)
            fault = given_up.get(number)
            try:
                if fault is None:
                    pages.append(self._read_page(number, file, place))
            except ReadError as error:
                fault = error
            except MemoryError:
                fault = ReadError(
                    ErrorCode.TOO_LARGE,
                    "Reading this page needs more memory than one page may use.",
                    "Scan it again at 200 or 300 dpi.",
                )
            if fault is not None:
                first_error = first_error or fault
                unread.append(UnreadPage(number, fault.code, fault.message))
        if first_error is not None and all(page.is_blank and not page.hidden for page in pages):
            raise first_error
        return Document(
            tuple(self._sources),
            tuple(pages),
            tuple(unread),
            self._facts(),
            tuple(one.info() for one in (self._engine, self._second) if one is not None),
        )

    def look_again(self, document: Document, regions: tuple[Region, ...]) -> Document:
        """``document`` with the words of a closer look at ``regions`` added to its pages, marked as such.

        A page that was not read off a picture stays as it is: its text layer would only say the same again. A region
        that can't be read adds nothing.
        """
        from irsletter.extract.ocr.looks import with_later
        from irsletter.extract.ocr.reading import read_part

        pages = {page.number: page for page in document.pages}
        pictures: dict[int, Image] = {}
        for region in sorted(regions, key=lambda region: region.page):
            sheet = self._sheets.get(region.page)
            page = pages.get(region.page)
            if sheet is None or page is None or self._engine is None:
                continue
            try:
                pictures = pictures if region.page in pictures else {region.page: self._closer(region.page)}
                words = read_part(
                    pictures[region.page], sheet, self._engine, self._settings.ocr.languages, region.box,
                    one_value=region.expects is not None, second=self._second,
                )  # fmt: skip
            except ReadError:
                continue  # the first look stands; what it left in doubt stays in doubt
            after = max((word.block for word in page.words), default=-1) + 1
            added = tuple(replace(word, block=word.block + after) for word in words)
            pages[region.page] = page.with_words(with_later(page.words, added))
        return replace(document, pages=tuple(pages[page.number] for page in document.pages))

    def hold_up(self, document: Document, regions: tuple[Region, ...]) -> Document:
        """``document`` with what the picture shows at ``regions`` of pages read as text, as their second witness: where
        something was drawn upon print, or as the settings say. The same document where nothing was."""
        from irsletter.extract.witness import suspected, with_pictures

        ocr = self._settings.ocr
        places = suspected(regions, self._overdrawn, ocr.compare_layers, ocr.look_again_area)
        return with_pictures(document, places, self._closer, self._recogniser, ocr.languages) if places else document

    def read_region(self, region: Region) -> tuple[Word, ...]:
        """The words of one region alone, without reading its page. Raises ReadError."""
        from irsletter.extract.ocr.reading import read_part, settled
        from irsletter.extract.picture.sheet import find_sheet

        file, place = self._places[region.page - 1]
        layer = file.text_layer(place)
        if layer.words:
            inside = region.box
            return tuple(
                word for word in layer.words
                if inside.x0 <= word.box.x_mid <= inside.x1 and inside.y0 <= word.box.y_mid <= inside.y1
            )  # fmt: skip
        seen = file.see(place)
        sheet = find_sheet(seen, self._options.turns.get(region.page))
        if sheet.capture is Capture.BLANK:
            return ()
        engine, languages = self._recogniser(), self._settings.ocr.languages
        sheet = settled(seen.image, sheet, engine, languages)
        return read_part(
            self._closer(region.page), sheet, engine, languages, region.box, one_value=region.expects is not None
        )

    def picture(self, page: int, resolution: int) -> Image:
        """Page ``page`` (1-based) as a viewer shows it, at about ``resolution`` dots per inch. Raises ReadError."""
        file, place = self._places[page - 1]
        return file.see(place, resolution).image

    def _add(self, path: Path, relative_to: Path | None) -> None:
        limits = self._settings.limits
        kind, sha256, size = measure(path, limits)
        file: PageFile
        if kind is FileType.PDF:
            from irsletter.extract.pdf.file import PdfFile

            file = PdfFile(path, self._options.password, limits, self._settings.ocr.resolution)
        else:
            from irsletter.extract.picture.images import PictureFile

            file = PictureFile(path, kind, limits)
        self._files.append(file)
        count = file.page_count
        if count == 0:
            raise ReadError(ErrorCode.EMPTY, "The file has no pages.", "Scan or save the letter again.")
        if len(self._places) + count > limits.max_pages:
            raise ReadError(
                ErrorCode.TOO_LARGE,
                f"There are {len(self._places) + count:,} pages; the limit is {limits.max_pages}.",
                "Split the file into single letters.",
            )
        self._sources.append(described(path, relative_to, kind, sha256, size, count))
        self._places.extend((file, place) for place in range(count))

    def _facts(self) -> tuple[FileFact, ...]:
        found: list[FileFact] = []
        before = 0
        for file, source in zip(self._files, self._sources, strict=True):
            found.extend(fact if fact.page is None else replace(fact, page=fact.page + before) for fact in file.facts())
            before += source.pages
        return tuple(found)

    def _read_page(self, number: int, file: PageFile, place: int) -> Page:
        layer = file.text_layer(place)
        if not layer.words or layer.size is None:
            return self._read_picture(number, file, place, layer)
        barcodes: tuple[Barcode, ...] = ()
        if layer.drawings:
            from irsletter.extract.picture.barcodes import find_barcodes

            barcodes = find_barcodes(file.see(place, self._settings.ocr.resolution).image)
        width, height = layer.size
        self._overdrawn[number] = layer.overdrawn
        return Page.of(
            number, width, height, Capture.TEXT, layer.words,
            hidden=layer.hidden, links=layer.links, barcodes=barcodes, turned=self._options.turns.get(number, 0),
        )  # fmt: skip

    def _read_picture(self, number: int, file: PageFile, place: int, layer: TextLayer) -> Page:
        from irsletter.extract.ocr.reading import read_upright
        from irsletter.extract.picture.barcodes import find_barcodes
        from irsletter.extract.picture.sheet import find_sheet

        seen = file.see(place)
        width, height = layer.size or seen.image.size
        sheet = find_sheet(seen, self._options.turns.get(number))
        if sheet.capture is Capture.BLANK:
            return Page.of(number, width, height, Capture.BLANK, (), hidden=layer.hidden, links=layer.links)
        engine, languages = self._recogniser(), self._settings.ocr.languages
        sheet, words = read_upright(seen.image, sheet, engine, languages, self._second_reader())
        if not words:
            raise ReadError(
                ErrorCode.NO_TEXT,
                "There is ink on the page, but nothing that can be read.",
                "Scan the page again at 300 dpi, upright and evenly lit.",
            )
        self._sheets[number] = sheet
        return Page.of(
            number, width, height, sheet.capture, words, hidden=layer.hidden, links=layer.links,
            barcodes=find_barcodes(seen.image), faults=sheet.faults, turned=sheet.placement.turned,
            other=layer.foreign,
            flat_aspect=sheet.size[0] / sheet.size[1] if sheet.placement.mesh is not None else None,
        )  # fmt: skip

    def _closer(self, number: int) -> Image:
        """The page's picture again, with the detail that a closer look needs."""
        file, place = self._places[number - 1]
        return file.see(place, _CLOSER * self._settings.ocr.resolution).image.convert("L")

    def _second_reader(self) -> LineReader | None:
        """A recorded or broken engine has no second: what it gives is all there is."""
        from irsletter.extract.ocr.linereader import line_reader

        self._second = line_reader() if self._recogniser().name in SEEING else None
        return self._second

    def _recogniser(self) -> Engine:
        if self._engine is None:
            self._engine = choose_engine(self._settings, self._options.engine)
        return self._engine


def open_files(
    paths: tuple[Path, ...],
    settings: Settings,
    options: ReadOptions = ReadOptions(),
    *,
    relative_to: Path | None = None,
) -> Opened:
    """Opens ``paths`` as pages of one letter, in their order. Raises ReadError: by content, size, pages, password."""
    return Opened(paths, settings, options, relative_to)
