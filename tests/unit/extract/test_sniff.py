"""Content decides, never a name."""

import pytest

from irsletter.extract.sniff import FileType, sniff


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"%PDF-1.7\n", FileType.PDF),
        (b"\n\n\x00 garbage before %PDF-1.4", FileType.PDF),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", FileType.JPEG),
        (b"\x89PNG\r\n\x1a\n\x00", FileType.PNG),
        (b"II*\x00\x08\x00", FileType.TIFF),
        (b"MM\x00*\x00\x00", FileType.TIFF),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", FileType.WEBP),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", FileType.HEIC),
        (b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avifmiaf", FileType.AVIF),
        (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom", None),
        (b"RIFF\x10\x00\x00\x00WAVEfmt ", None),
        (b"GIF89a", None),
        (b"%!PS-Adobe-3.0", None),
        (b"PK\x03\x04", None),
        (b"Dear taxpayer,", None),
        (b"", None),
    ],
)
def test_first_bytes_tell_the_type(head: bytes, expected: FileType | None):
    assert sniff(head) is expected
