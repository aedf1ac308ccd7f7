"""What is drawn stands where the truth says, every time the same."""

from __future__ import annotations

import io
import json
import math

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageOps

from samples.draw.capture import Captured, captures, moved, pdf_text
from samples.draw.make import draw, make
from samples.draw.spec import ROOM, Letter, load
from samples.draw.truth import masked, truth
from tests.samples.conftest import Drawn

OUT = ROOM / "out"
PICTURED = ("cp503", "lt11")
"""Letters that the tests capture anew: one turned photo with a QR code, one of several pages."""


def letter_of(name: str) -> Letter:
    return load(ROOM / "letters" / f"{name}.toml")


@pytest.fixture(scope="session")
def made() -> dict[str, dict[str, bytes]]:
    return {name: make(letter_of(name)) for name in PICTURED}


def test_every_box_holds_its_text(drawn: Drawn) -> None:
    document = pypdfium2.PdfDocument(drawn.pdf)
    for mark in drawn.marks:
        if mark.field == "barcode":
            continue
        page = document[mark.page - 1]
        x0, y0, x1, y1 = mark.box
        wide, high = page.get_size()
        left, right = x0 * wide - 0.2, x1 * wide + 0.2
        found = page.get_textpage().get_text_bounded(left, high - y1 * high, right, high - y0 * high)
        assert " ".join(found.split()) == mark.text.strip(), mark


def test_printed_page_count_is_the_number_of_pages(drawn: Drawn) -> None:
    assert len(pypdfium2.PdfDocument(drawn.pdf)) == drawn.pages <= 4
    printed = [mark.text for mark in drawn.marks if mark.field == "printed_page_count"]
    assert all(text.endswith(f" of {drawn.pages}") for text in printed)
    assert printed or drawn.letter.layout == "warrant"


def test_nothing_leaves_the_sheet(drawn: Drawn) -> None:
    for mark in drawn.marks:
        assert 0 < mark.box[0] < mark.box[2] < 1, mark
        assert 0 < mark.box[1] < mark.box[3] < 1, mark


def test_stored_letters_are_what_the_specifications_draw(drawn: Drawn) -> None:
    name = drawn.letter.name
    assert (OUT / f"{name}.pdf").read_bytes() == drawn.pdf
    stored = json.loads((OUT / f"{name}.truth.json").read_bytes())
    files = (pdf_text(drawn.letter, drawn.pdf, drawn.pages),)
    fresh = json.loads(truth(drawn.letter, drawn.marks, files))
    assert stored["letter"] == fresh["letter"]
    assert stored["boxes"][f"{name}.pdf"] == fresh["boxes"][f"{name}.pdf"]
    assert set(stored["files"]) == {f"{name}.pdf", f"{name}-scan.pdf", f"{name}-photo.jpg"}
    assert all((OUT / file).exists() for file in stored["files"])


def test_no_truth_file_holds_a_whole_number() -> None:
    for path in OUT.glob("*.truth.json"):
        text = path.read_text(encoding="utf-8")
        assert masked(text) == text, path.name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("914-46-6071", "***-**-6071"),
        ("00-7315508", "**-***5508"),
        ("912414821 XK ELDE 30", "***-**-4821 XK ELDE 30"),
        ("XXX-XX-4821", "XXX-XX-4821"),
        ("AZ 85417-6012", "AZ 85417-6012"),
        ("800-829-1040", "800-829-1040"),
        ("00000178049", "00000178049"),
    ],
)
def test_masking(text: str, expected: str) -> None:
    assert masked(text) == expected


@pytest.mark.parametrize("name", PICTURED)
def test_drawing_again_gives_the_same_bytes(name: str, made: dict[str, dict[str, bytes]]) -> None:
    assert make(letter_of(name)) == made[name]


def test_a_quarter_turn_moves_a_box() -> None:
    """Clockwise about the middle: what was at the top left is at the top right."""
    turn = np.array([[0.0, -1.0, 1.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    assert moved((0.1, 0.2, 0.3, 0.25), turn) == pytest.approx((0.75, 0.1, 0.8, 0.3))


def test_qr_code_is_where_the_truth_says_in_every_capture(made: dict[str, dict[str, bytes]]) -> None:
    """An independent reader finds it: so scan, photo and EXIF orientation move boxes as they move ink."""
    files = made["cp503"]
    boxes = json.loads(files["cp503.truth.json"])["boxes"]
    for name in ("cp503.pdf", "cp503-scan.pdf", "cp503-photo.jpg"):
        picture = shown(files[name], name)
        (code,) = [found for found in zxingcpp.read_barcodes(picture) if found.text == "https://www.irs.gov/cp503"]
        (mark,) = boxes[name]["barcode"]
        place = code.position
        xs = [
            point.x / picture.width
            for point in (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
        ]
        ys = [
            point.y / picture.height
            for point in (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
        ]
        assert mark["box"] == pytest.approx([min(xs), min(ys), max(xs), max(ys)], abs=0.006), name


def test_ink_fills_every_box_of_scan_and_photo(made: dict[str, dict[str, bytes]]) -> None:
    """Each box holds dark strokes on light paper."""
    for name in PICTURED:
        boxes = json.loads(made[name][f"{name}.truth.json"])["boxes"]
        for file in (f"{name}-scan.pdf", f"{name}-photo.jpg"):
            picture = np.asarray(shown(made[name][file], file).convert("L"), dtype=float)
            high, wide = picture.shape
            for marks in boxes[file].values():
                for mark in marks:
                    if mark["page"] > 1:
                        continue
                    x0, y0, x1, y1 = mark["box"]
                    crop = picture[int(y0 * high) : math.ceil(y1 * high), int(x0 * wide) : math.ceil(x1 * wide)]
                    assert np.percentile(crop, 3) < 0.6 * np.percentile(crop, 95), (file, mark)


def test_captures_differ_as_they_should(made: dict[str, dict[str, bytes]]) -> None:
    for name in PICTURED:
        scanned = pypdfium2.PdfDocument(made[name][f"{name}-scan.pdf"])
        assert not any(page.get_textpage().count_chars() for page in scanned)
        photo = Image.open(io.BytesIO(made[name][f"{name}-photo.jpg"]))
        assert photo.getexif()[274] == 6
        assert photo.width > photo.height
        assert 3e6 < photo.width * photo.height < 5e6


def test_a_capture_keeps_only_its_own_pages() -> None:
    letter = letter_of("lt11")
    pdf, marks, count = draw(letter)
    only_first = Captured("x", "photo", b"", {1: np.eye(3)})
    assert {mark.page for mark in marks} == set(range(1, count + 1))
    assert {mark.page for mark in only_first.marks(marks)} == {1}
    assert [one.level for one in captures(letter, pdf, count)] == ["pdf_text", "scan", "photo"]


def test_readme_lists_every_letter_as_it_is(drawings: dict[str, Drawn]) -> None:
    rows = (ROOM / "README.md").read_text(encoding="utf-8").splitlines()
    for name, drawn in drawings.items():
        (row,) = [row for row in rows if row.startswith(f"| `{name}` |")]
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        assert cells[2:4] == [drawn.letter.layout, str(drawn.pages)]
        if drawn.letter.kind == "irs" and "likely_scam" not in drawn.letter.verdict_ok:
            assert f"${drawn.letter.amount_due:,.2f}" in cells[4]


def test_stored_files_stay_small() -> None:
    assert sum(path.stat().st_size for path in OUT.iterdir()) < 10_000_000


def shown(data: bytes, name: str) -> Image.Image:
    """Page 1 as a viewer shows it."""
    if name.endswith(".jpg"):
        return ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    return pypdfium2.PdfDocument(data)[0].render(scale=200 / 72).to_pil()
