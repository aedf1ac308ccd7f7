"""Files that are broken, wrong, locked, endless or built to harm: each fails by its own name, none by accident."""

import io
import random
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from irsletter.catalog.load import config_folder, load_catalog
from irsletter.catalog.settings import Settings
from irsletter.errors import ErrorCode, ReadError
from irsletter.extract import ReadOptions, open_files
from irsletter.model.document import Document

Read = Callable[..., Document]


@pytest.fixture(scope="module")
def settings() -> Settings:
    return load_catalog(config_folder()).settings


@pytest.fixture
def attempt(settings: Settings, tmp_path: Path) -> Callable[..., ReadError | Document]:
    """Reads bytes as a file of some name; gives the Document, or the fault that was foreseen."""

    def run(content: bytes, name: str = "letter.pdf", *, password: str | None = None, limits: Settings | None = None):
        path = tmp_path / name
        path.write_bytes(content)
        try:
            with open_files((path,), limits or settings, ReadOptions(password=password)) as opened:
                return opened.read()
        except ReadError as error:
            return error

    return run


def pdf_of(pages: int = 1, size: tuple[float, float] = (612, 792)) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    for page in range(pages):
        canvas.drawString(72, size[1] - 72, f"Notice of amount due, page {page + 1}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def saved(kind: str, size: tuple[int, int] = (800, 1000), **options: object) -> bytes:
    picture = Image.new("L", size, 250)
    ImageDraw.Draw(picture).text((100, 100), "Amount due $12.50", 20, font_size=40)
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def code_of(answer: object) -> ErrorCode:
    assert isinstance(answer, ReadError), answer
    # whoever reads it learns what is wrong and what to do
    assert len(answer.message) > 10
    assert len(answer.hint) > 10
    return answer.code


def test_no_bytes_are_empty(attempt):
    assert code_of(attempt(b"")) is ErrorCode.EMPTY


@pytest.mark.parametrize(
    "content",
    [b"Dear taxpayer, you owe nothing.", b"\x00" * 5000, b"%!PS-Adobe-3.0 EPSF-3.0\n(ls) run", b"GIF89a" + b"\x01" * 99,
     b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"PK\x03\x04" + b"\x00" * 60, b"BM" + b"\x00" * 60],
)  # fmt: skip
def test_what_is_neither_pdf_nor_picture_is_unsupported_whatever_its_name(content: bytes, attempt):
    assert code_of(attempt(content, "letter.pdf")) is ErrorCode.UNSUPPORTED_TYPE


def test_a_pdf_named_as_a_picture_is_read(attempt):
    answer = attempt(pdf_of(), "photo.jpg")
    assert isinstance(answer, Document)
    assert "Notice" in answer.pages[0].text


def locked(user: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_of())) as file:
        file.save(out, encryption=pikepdf.Encryption(owner="owner", user=user))
    return out.getvalue()


def test_a_locked_pdf_opens_with_its_password_alone(attempt):
    right, guess = "secret", "guess"
    assert code_of(attempt(locked(right))) is ErrorCode.ENCRYPTED
    wrong = attempt(locked(right), password=guess)
    assert code_of(wrong) is ErrorCode.ENCRYPTED
    assert "password" in wrong.message
    assert guess not in wrong.message + wrong.hint
    assert isinstance(attempt(locked(right), password=right), Document)
    assert isinstance(attempt(locked("")), Document)


def test_a_pdf_of_five_thousand_pages_is_too_large(attempt):
    out = io.BytesIO()
    with pikepdf.new() as file:
        page = file.add_blank_page(page_size=(612, 792))
        file.pages.extend([page] * 4999)
        file.save(out)
    answer = attempt(out.getvalue())
    assert code_of(answer) is ErrorCode.TOO_LARGE
    assert "5,000" in answer.message


def test_pages_of_several_files_are_counted_together(settings: Settings, tmp_path: Path):
    few = replace(settings, limits=replace(settings.limits, max_pages=3))
    paths = []
    for name in ("one.pdf", "two.pdf"):
        (tmp_path / name).write_bytes(pdf_of(2))
        paths.append(tmp_path / name)
    with pytest.raises(ReadError) as caught:
        open_files(tuple(paths), few)
    assert caught.value.code is ErrorCode.TOO_LARGE


def test_more_bytes_than_allowed_are_too_large(settings: Settings, attempt):
    small = replace(settings, limits=replace(settings.limits, max_bytes=500))
    assert code_of(attempt(pdf_of(), limits=small)) is ErrorCode.TOO_LARGE


def bomb_png(side: int) -> bytes:
    """A few kilobytes that unpack to ``side`` x ``side`` white pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    squeeze = zlib.compressobj(9)
    row = b"\x00" + b"\xff" * (side // 8)
    packed = b"".join(squeeze.compress(row) for _ in range(side)) + squeeze.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [12_000, 40_000])
def test_a_picture_that_unpacks_to_a_gigapixel_is_refused_before_it_does(side: int, attempt):
    answer = attempt(bomb_png(side), "scan.png")
    assert code_of(answer) is ErrorCode.TOO_LARGE
    assert "100 megapixels" in answer.message


def test_a_pdf_page_as_large_as_a_house_is_rendered_within_the_limit(settings: Settings, attempt):
    picture = Image.new("L", (1700, 2200), 250)
    for line in range(20):
        ImageDraw.Draw(picture).text((150, 200 + 60 * line), "Amount due by the date above", 20, font_size=36)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(14000, 18000))
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(picture), 0, 0, 14000, 18000)
    canvas.save()
    answer = attempt(out.getvalue())
    assert isinstance(answer, Document)
    assert "Amount" in answer.pages[0].text


@pytest.mark.parametrize("size", [(0.001, 0.001), (1, 5000), (200_000, 3)])
def test_pages_of_absurd_size_end_in_a_page_or_a_fault(size: tuple[float, float], attempt):
    assert isinstance(attempt(pdf_of(size=size)), ReadError | Document)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF"])
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_picture_that_was_cut_off_is_damaged(kind: str, share: float, attempt):
    whole = saved(kind)
    assert code_of(attempt(whole[: int(share * len(whole))], "scan")) is ErrorCode.DAMAGED


def test_a_heic_that_is_none_is_damaged(attempt):
    head = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"
    assert code_of(attempt(head + b"\x00" * 200, "photo.heic")) is ErrorCode.DAMAGED


def test_a_pdf_of_which_only_the_head_is_left_is_damaged(attempt):
    assert code_of(attempt(pdf_of()[:200])) is ErrorCode.DAMAGED
    assert code_of(attempt(b"%PDF-1.7\nnothing follows")) is ErrorCode.DAMAGED


def test_one_damaged_page_costs_that_page(attempt):
    with pikepdf.open(io.BytesIO(pdf_of(3))) as file:
        file.pages[1].obj.MediaBox = pikepdf.String("no box")
        file.pages[1].obj.Contents = pikepdf.Name.Nothing
        out = io.BytesIO()
        file.save(out)
    answer = attempt(out.getvalue())
    assert isinstance(answer, Document)
    numbers = [page.number for page in answer.pages] + [page.page for page in answer.unread]
    assert sorted(numbers) == [1, 2, 3]
    assert "page 1" in answer.pages[0].text


def test_a_page_tree_that_bites_its_tail_is_a_fault_no_hang(attempt):
    broken = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 900000000/Parent 2 0 R>>endobj\n"
        b"trailer<</Root 1 0 R/Size 3>>\n%%EOF"
    )
    assert isinstance(attempt(broken), ReadError | Document)


def test_a_chain_of_actions_without_end_is_walked_once(attempt):
    with pikepdf.open(io.BytesIO(pdf_of())) as file:
        action = file.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("x")))
        action.Next = action
        file.Root.OpenAction = action
        out = io.BytesIO()
        file.save(out)
    answer = attempt(out.getvalue())
    assert isinstance(answer, Document)
    assert [fact.kind for fact in answer.facts].count("javascript") == 1


def mutations(seed: int, whole: bytes, count: int) -> Iterator[bytes]:
    chance = random.Random(seed)
    for _ in range(count):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 30)):
            broken[chance.randrange(12, len(broken))] = chance.randrange(256)
        yield bytes(broken)


def test_files_with_flipped_bytes_give_a_page_or_a_named_fault(settings: Settings, attempt):
    # blank pictures cost no OCR: it is the decoders that are tried here
    wholes = [pdf_of(2), locked("")]
    for kind in ("JPEG", "PNG", "TIFF", "WEBP"):
        out = io.BytesIO()
        Image.new("L", (60, 80), 250).save(out, kind)
        wholes.append(out.getvalue())
    for seed, whole in enumerate(wholes):
        for broken in mutations(seed, whole, 25):
            answer = attempt(broken, "letter")
            assert isinstance(answer, ReadError | Document)
            if isinstance(answer, ReadError):
                assert answer.code in (ErrorCode.DAMAGED, ErrorCode.ENCRYPTED, ErrorCode.TOO_LARGE,
                                       ErrorCode.UNSUPPORTED_TYPE, ErrorCode.NO_TEXT, ErrorCode.EMPTY)  # fmt: skip


def test_a_folder_and_a_file_that_is_gone_are_faults(settings: Settings, tmp_path: Path):
    for path in (tmp_path, tmp_path / "gone.pdf"):
        with pytest.raises(ReadError) as caught:
            open_files((path,), settings)
        assert caught.value.code is ErrorCode.DAMAGED
