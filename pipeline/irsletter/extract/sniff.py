"""What a file is, by its first bytes; its name is never asked."""

from __future__ import annotations

from enum import StrEnum

HEAD = 1024
"""Bytes that are enough to tell; a PDF's mark may stand anywhere in them (ISO 32000-1, annex H, note 13)."""


class FileType(StrEnum):
    """Media types that can be read."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    TIFF = "image/tiff"
    WEBP = "image/webp"
    HEIC = "image/heic"
    AVIF = "image/avif"


PILLOW_FORMATS = {
    FileType.JPEG: ("JPEG", "MPO"),
    FileType.PNG: ("PNG",),
    FileType.TIFF: ("TIFF",),
    FileType.WEBP: ("WEBP",),
    FileType.HEIC: ("HEIF",),
    FileType.AVIF: ("AVIF",),
}
"""The decoders that Pillow may use for each type, and no others; MPO is what some phones write as JPEG."""

_STARTS = (
    (b"\xff\xd8\xff", FileType.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileType.PNG),
    (b"II*\x00", FileType.TIFF),
    (b"MM\x00*", FileType.TIFF),
    (b"II+\x00", FileType.TIFF),
    (b"MM\x00+", FileType.TIFF),
)
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})


def sniff(head: bytes) -> FileType | None:
    """The type of a file that begins with ``head`` (up to ``HEAD`` bytes), None where it is none that can be read."""
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return FileType.WEBP
    if head[4:8] == b"ftyp":
        # ISO base media: the box's size, its name, then the major and the compatible brands of four bytes each
        end = min(int.from_bytes(head[:4], "big"), len(head))
        brands = {head[8:12], *(head[at : at + 4] for at in range(16, end, 4))}
        if brands & _AVIF_BRANDS:
            return FileType.AVIF
        return FileType.HEIC if brands & _HEIF_BRANDS else None
    return FileType.PDF if b"%PDF-" in head[:HEAD] else None
