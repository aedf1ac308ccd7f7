"""One input file on its way in: its size and digest within the limits, and how its pages are come by."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from irsletter.catalog.settings import Limits
from irsletter.errors import ErrorCode, ReadError
from irsletter.extract.seen import Seen
from irsletter.extract.sniff import HEAD, FileType, sniff
from irsletter.model.document import FileFact, Link, SourceFile, Word
from irsletter.model.geometry import Box

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class TextLayer:
    """What a page's file says of it without looking at the picture."""

    words: tuple[Word, ...] = ()
    """In reading order; empty where the layer is missing or not to be trusted: then the picture is read."""
    hidden: tuple[Word, ...] = ()
    links: tuple[Link, ...] = ()
    size: tuple[float, float] | None = None
    """Width and height of the page in points as a viewer shows it, where the file knows."""
    drawings: bool = True
    """Whether the page holds pictures or drawings in which a barcode may hide."""
    foreign: tuple[Word, ...] = ()
    """Unseen text upon a scan: what another program took it to say."""
    overdrawn: tuple[Box, ...] = ()
    """Where something was drawn upon print, so that a viewer may show other print than the text says."""


class PageFile(Protocol):
    """A file whose pages can be asked for, each by its place (0-based). All may raise ReadError."""

    @property
    def page_count(self) -> int: ...

    def facts(self) -> tuple[FileFact, ...]: ...

    def text_layer(self, place: int) -> TextLayer: ...

    def see(self, place: int, resolution: float | None = None) -> Seen:
        """The page as a viewer shows it; ``resolution`` in dots per inch, None for the one that reads best."""
        ...

    def close(self) -> None: ...


def measure(path: Path, limits: Limits) -> tuple[FileType, str, int]:
    """Type, SHA-256 and size of a file. Raises ReadError."""
    try:
        size = path.stat().st_size
        if size == 0:
            raise ReadError(ErrorCode.EMPTY, "The file is empty (0 bytes).", "Scan or save the letter again.")
        if size > limits.max_bytes:
            raise ReadError(
                ErrorCode.TOO_LARGE,
                f"The file has {size / 1e6:.0f} MB; the limit is {limits.max_bytes / 1e6:.0f} MB.",
                "Split it, or scan at 200 dpi in black and white or grey.",
            )
        whole = hashlib.sha256()
        with path.open("rb") as stream:
            head = stream.read(HEAD)
            whole.update(head)
            while chunk := stream.read(_CHUNK):
                whole.update(chunk)
    except OSError as error:
        raise ReadError(
            ErrorCode.DAMAGED,
            f"The file can't be opened ({error.strerror or type(error).__name__}).",
            "Check that it is still there and that you may read it.",
        ) from None
    kind = sniff(head)
    if kind is None:
        raise ReadError(
            ErrorCode.UNSUPPORTED_TYPE,
            "The file is neither a PDF nor a picture that can be read, whatever its name says.",
            "Save it as PDF, JPEG, PNG, TIFF, WebP, HEIC or AVIF.",
        )
    return kind, whole.hexdigest(), size


def described(path: Path, relative_to: Path | None, kind: FileType, sha256: str, size: int, pages: int) -> SourceFile:
    """The file as the result names it: ``path`` below ``relative_to`` with ``/``, else the bare name."""
    name = _shown(Path(path.name))
    shown = name
    if relative_to is not None and path.is_relative_to(relative_to):
        shown = _shown(path.relative_to(relative_to))
    return SourceFile(name, shown, sha256, str(kind), size, pages)


def _shown(path: Path) -> str:
    # names are bytes on most systems: what is no UTF-8 is shown as \xNN
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
