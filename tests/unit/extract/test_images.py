"""Pictures as a viewer shows them: turned as the file says, square dots, white paper under transparency."""

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from irsletter.catalog.settings import Settings
from irsletter.errors import ErrorCode, ReadError
from irsletter.extract import open_files
from irsletter.extract.picture.images import PictureFile
from irsletter.extract.sniff import FileType
from irsletter.model.document import Capture, Document

from .conftest import picture_of, print_letter, share_read

Make = Callable[..., Path]
Read = Callable[..., Document]
ORIENTATION = 0x0112


@pytest.fixture
def printed(pdf: Make) -> Image.Image:
    return picture_of(pdf(print_letter, name="printed.pdf"))


def marked() -> Image.Image:
    """White, 300 x 200, a black mark near the upper left corner."""
    picture = Image.new("L", (300, 200), 255)
    picture.paste(0, (10, 10, 40, 30))
    return picture


def mark_of(picture: Image.Image) -> tuple[float, float]:
    rows, columns = np.nonzero(np.asarray(picture.convert("L")) < 128)
    return columns.mean() / picture.width, rows.mean() / picture.height


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_turn_that_the_file_asks_for_is_applied(orientation: int, tmp_path: Path, settings: Settings):
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    stored = marked().transpose(undo[orientation]) if orientation in undo else marked()
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    stored.save(tmp_path / "photo.jpg", exif=exif, quality=95)
    with open_files((tmp_path / "photo.jpg",), settings) as opened:
        shown = opened.picture(1, 300)
    assert shown.size == (300, 200)
    assert mark_of(shown) == pytest.approx((25 / 300, 20 / 200), abs=0.01)


def test_all_pages_of_a_tiff_are_read_and_blank_ones_counted(printed: Image.Image, read: Read, tmp_path: Path):
    path = tmp_path / "stack.tif"
    blank = Image.new("L", printed.size, 250)
    printed.save(path, save_all=True, append_images=[blank, printed], dpi=(200, 200))
    document = read(path)
    assert [page.capture for page in document.pages] == [Capture.SCAN, Capture.BLANK, Capture.SCAN]
    assert share_read(document, 2) > 0.95
    assert document.sources[0].media_type == "image/tiff"
    assert document.sources[0].pages == 3


@pytest.mark.parametrize("stated", [True, False])
def test_a_standard_fax_is_squared(stated: bool, printed: Image.Image, tmp_path: Path, settings: Settings):
    # 204 dots to the inch across and 98 down: letter size is 1728 x 1078
    flat = printed.resize((1728, 1078)).convert("1")
    path = tmp_path / "fax.tif"
    flat.save(path, compression="group4", **({"dpi": (204, 98)} if stated else {}))
    seen = PictureFile(path, FileType.TIFF, settings.limits).see(0)
    assert seen.fax
    assert seen.image.height / seen.image.width == pytest.approx(11 / 8.5, rel=0.01)


def test_a_fine_fax_is_read(printed: Image.Image, read: Read, tmp_path: Path):
    path = tmp_path / "fax.tif"
    printed.resize((1728, 2156)).convert("1", dither=Image.Dither.NONE).save(path, compression="group4", dpi=(204, 196))
    document = read(path)
    assert document.pages[0].capture is Capture.FAX
    assert share_read(document) > 0.95


@pytest.mark.parametrize(
    ("ending", "media_type"), [("png", "image/png"), ("webp", "image/webp"), ("avif", "image/avif")]
)
def test_each_kind_of_picture_is_read(ending: str, media_type: str, printed: Image.Image, read: Read, tmp_path: Path):
    path = tmp_path / f"scan.{ending}"
    printed.save(path, quality=90)
    document = read(path)
    assert document.sources[0].media_type == media_type
    assert share_read(document) > 0.95


HEIC = Path(__file__).with_name("letter.heic")
"""Three lines of an invented letter, drawn and encoded once: nothing that is installed writes HEIC."""


def test_heic_is_read(read: Read):
    document = read(HEIC)
    assert document.sources[0].media_type == "image/heic"
    assert document.pages[0].text.splitlines() == [
        "Notice of unpaid taxes",
        "Amount due: $1,234.56",
        "Please pay by March 14",
    ]


def test_without_the_part_that_reads_heic_the_fault_says_what_to_install(read: Read, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pi_heif", None)
    with pytest.raises(ReadError) as caught:
        read(HEIC)
    assert caught.value.code is ErrorCode.UNSUPPORTED_TYPE
    assert "irsletter[photo]" in caught.value.hint


@pytest.mark.parametrize("mode", ["1", "P", "RGBA", "LA", "I;16", "CMYK"])
def test_every_kind_of_pixel_gives_dark_print_on_white(mode: str, tmp_path: Path, settings: Settings):
    if mode == "I;16":
        picture = Image.fromarray(np.asarray(marked()).astype(np.uint16) * 257)
    elif mode in ("RGBA", "LA"):
        # print on nothing: the paper is transparent
        picture = Image.new(mode, (300, 200), (0,) * len(mode))
        picture.paste((0,) * (len(mode) - 1) + (255,), (10, 10, 40, 30))
    else:
        picture = marked().convert(mode)
    path = tmp_path / "scan.tif"
    picture.save(path)
    seen = PictureFile(path, FileType.TIFF, settings.limits).see(0).image
    assert seen.mode in ("L", "RGB")
    grey = np.asarray(seen.convert("L"))
    assert grey[20, 25] < 30
    assert grey[150, 200] > 225


def test_a_picture_for_show_is_made_smaller_never_larger(tmp_path: Path, settings: Settings):
    path = tmp_path / "scan.png"
    Image.new("L", (1700, 2200), 255).save(path, dpi=(200, 200))
    with open_files((path,), settings) as opened:
        assert opened.picture(1, 100).size == (850, 1100)
        assert opened.picture(1, 400).size == (1700, 2200)
