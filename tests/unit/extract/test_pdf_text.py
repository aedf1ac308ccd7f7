"""What a PDF says in text: where, how, and what of it the eye does not see."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.colors import Color, white
from reportlab.pdfgen.canvas import Canvas

from irsletter.extract.pdf.plausible import is_plausible
from irsletter.extract.pdf.second import second_words
from irsletter.model.document import Capture, Document, Source, Word
from irsletter.model.geometry import Box

from .conftest import LETTER_TEXT, picture_of, print_letter, share_read


def find(document: Document, text: str, page: int = 0) -> Word:
    return next(word for word in document.pages[page].words if word.text == text)


def hidden(document: Document) -> list[str]:
    return [word.text for word in document.pages[0].hidden]


def test_words_stand_where_they_are_drawn_with_font_and_size(pdf: Callable[..., Path], read: Callable[..., Document]):
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawString(306, 396, "Amount due")
        canvas.setFont("Times-Roman", 10)
        canvas.drawString(72, 72, "fine print")

    document = read(pdf(draw))
    page = document.pages[0]
    assert (page.capture, page.width, page.height, page.number) == (Capture.TEXT, 612, 792, 1)
    assert document.engines == ()
    amount = find(document, "Amount")
    # the base line is at half the height; Helvetica reaches about 0.93 of its size above and 0.23 below it
    assert amount.box.x0 == pytest.approx(0.5, abs=0.003)
    assert amount.box.y0 == pytest.approx((396 - 0.93 * 20) / 792, abs=0.01)
    assert amount.box.y1 == pytest.approx((396 + 0.23 * 20) / 792, abs=0.01)
    assert (amount.font, amount.size, amount.bold) == ("Helvetica-Bold", 20.0, True)
    assert (amount.confidence, amount.source) == (1.0, Source.TEXT_LAYER)
    fine = find(document, "fine")
    assert (fine.font, fine.size, fine.bold) == ("Times-Roman", 10.0, False)
    assert page.text == "Amount due\nfine print"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_crop_box_and_rotation_are_those_of_a_viewer(
    turn: int, pdf: Callable[..., Path], read: Callable[..., Document], tmp_path: Path
):
    path = pdf(print_letter)
    changed = tmp_path / "changed.pdf"
    with pikepdf.open(path) as file:
        file.pages[0].CropBox = pikepdf.Array([36, 72, 576, 756])
        file.pages[0].Rotate = turn
        file.save(changed)
    document = read(changed)
    page = document.pages[0]
    assert (page.width, page.height) == ((540, 684) if turn % 180 == 0 else (684, 540))
    # "Notice" begins 72 points from the left; its base line is 684 points up, 72 below the crop's upper edge
    along, down = (72 - 36) / 540, (756 - 684) / 684
    box = find(document, "Notice").box
    corner = {0: (box.x0, box.y1), 90: (box.y0, 1 - box.x0), 180: (1 - box.x1, 1 - box.y0), 270: (1 - box.y1, box.x1)}
    assert corner[turn] == pytest.approx((along, down), abs=0.01)


def test_what_the_eye_does_not_see_is_hidden_never_content(pdf: Callable[..., Path], read: Callable[..., Document]):
    def draw(canvas: Canvas) -> None:
        print_letter(canvas)
        text = canvas.beginText(72, 400)
        text.setTextRenderMode(3)
        text.textOut("invisible")
        canvas.drawText(text)
        canvas.setFillColor(white)
        canvas.drawString(72, 380, "whiteonwhite")
        canvas.setFillColor(Color(0, 0, 0, alpha=0.01))
        canvas.drawString(72, 360, "transparent")
        canvas.setFillColor(Color(0, 0, 0))
        canvas.setFont("Helvetica", 1)
        canvas.drawString(72, 340, "minute")
        canvas.setFont("Helvetica", 12)
        canvas.drawString(700, 340, "outside")
        canvas.drawString(72, 300, "blackened")
        canvas.rect(70, 295, 80, 16, fill=1)

    document = read(pdf(draw))
    assert sorted(hidden(document)) == ["blackened", "invisible", "minute", "outside", "transparent", "whiteonwhite"]
    assert document.pages[0].text == "\n".join(LETTER_TEXT)
    assert {word.source for word in document.pages[0].hidden} == {Source.HIDDEN}


def test_white_print_on_a_dark_bar_and_print_on_grey_are_seen(pdf: Callable[..., Path], read: Callable[..., Document]):
    def draw(canvas: Canvas) -> None:
        print_letter(canvas)
        canvas.setFillColorRGB(0.1, 0.1, 0.3)
        canvas.rect(60, 390, 300, 30, fill=1)
        canvas.setFillColor(white)
        canvas.drawString(72, 400, "onblack")
        canvas.setFillColorRGB(0.8, 0.8, 0.8)
        canvas.rect(60, 350, 300, 30, fill=1, stroke=0)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(72, 360, "ongrey")

    document = read(pdf(draw))
    assert hidden(document) == []
    assert {"onblack", "ongrey"} <= {word.text for word in document.pages[0].words}


def test_small_single_letters_are_not_taken_for_hidden_print(pdf: Callable[..., Path], read: Callable[..., Document]):
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 6)
        canvas.drawString(72, 400, "Part I of l . i")

    document = read(pdf(draw))
    assert hidden(document) == []
    assert document.pages[0].text == "Part I of l . i"


def test_another_programs_text_upon_a_scan_is_not_trusted(
    pdf: Callable[..., Path], read: Callable[..., Document], tmp_path: Path
):
    picture = tmp_path / "scan.png"
    picture_of(pdf(print_letter, name="printed.pdf")).save(picture)

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(str(picture), 0, 0, 612, 792)
        text = canvas.beginText(72, 684)
        text.setTextRenderMode(3)
        text.textOut("N0tice 0f unpa1d taxe5 wrongly guessed")
        canvas.drawText(text)

    document = read(pdf(draw))
    page = document.pages[0]
    assert page.capture is Capture.SCAN
    assert {word.source for word in page.words} == {Source.OCR}
    assert share_read(document) > 0.95
    # what scanners' programs write upon a scan is no secret either
    assert page.hidden == ()
    assert (page.width, page.height) == (612, 792)


def test_text_whose_font_gives_no_language_is_read_off_the_page(
    pdf: Callable[..., Path], read: Callable[..., Document], tmp_path: Path
):
    shifted = tmp_path / "shifted.pdf"
    with pikepdf.open(pdf(print_letter)) as file:
        # the file says that every letter stands for a private character
        table = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n"
        table += b"1 beginbfrange <20> <7E> <E020> endbfrange endcmap end"
        for font in file.pages[0].Resources.Font.values():
            font.ToUnicode = file.make_stream(table)
        file.save(shifted)
    document = read(shifted)
    assert document.pages[0].capture is Capture.SCAN
    assert share_read(document) > 0.95


def test_filled_fields_and_notes_are_read_as_a_viewer_shows_them(
    pdf: Callable[..., Path], read: Callable[..., Document]
):
    def draw(canvas: Canvas) -> None:
        print_letter(canvas)
        canvas.acroForm.textfield(name="amount", x=72, y=300, width=200, height=20, value="Filled 99.50", borderWidth=0)

    document = read(pdf(draw))
    assert find(document, "99.50").box.y0 == pytest.approx((792 - 320) / 792, abs=0.02)


def test_links_tell_where_they_lead_and_what_they_show(pdf: Callable[..., Path], read: Callable[..., Document]):
    def draw(canvas: Canvas) -> None:
        print_letter(canvas)
        canvas.drawString(72, 400, "www.irs.gov/payments")
        canvas.linkURL("http://irs-gov.example/pay", (70, 396, 190, 412))

    (link,) = read(pdf(draw)).pages[0].links
    assert (link.target, link.shown) == ("http://irs-gov.example/pay", "www.irs.gov/payments")
    assert link.box.as_list() == pytest.approx([70 / 612, 380 / 792, 190 / 612, 396 / 792], abs=0.002)


def test_ligatures_and_soft_hyphens_come_as_plain_letters(pdf: Callable[..., Path], read: Callable[..., Document]):
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Vera", 12)
        canvas.drawString(72, 400, "of\ufb01ce \ufb02at")

    assert read(pdf(draw)).pages[0].text == "office flat"


def test_a_qr_code_drawn_in_the_page_is_decoded(pdf: Callable[..., Path], read: Callable[..., Document]):
    from reportlab.graphics import renderPDF
    from reportlab.graphics.barcode.qr import QrCodeWidget
    from reportlab.graphics.shapes import Drawing

    def draw(canvas: Canvas) -> None:
        print_letter(canvas)
        code = Drawing(80, 80)
        code.add(QrCodeWidget("https://www.irs.gov/cp14", barWidth=80, barHeight=80))
        renderPDF.draw(code, canvas, 450, 650)

    (code,) = read(pdf(draw)).pages[0].barcodes
    assert (code.payload, code.symbology) == ("https://www.irs.gov/cp14", "QRCode")
    assert 450 / 612 <= code.box.x_mid <= 530 / 612
    assert 1 - 730 / 792 <= code.box.y_mid <= 1 - 650 / 792


def test_a_sheet_without_a_word_is_blank_and_keeps_its_number(pdf: Callable[..., Path], read: Callable[..., Document]):
    document = read(pdf(print_letter, lambda canvas: None, print_letter))
    assert [(page.number, page.capture) for page in document.pages] == [
        (1, Capture.TEXT),
        (2, Capture.BLANK),
        (3, Capture.TEXT),
    ]
    assert document.unread == ()


def test_a_page_of_which_a_picture_is_half_is_read_as_a_whole(
    pdf: Callable[..., Path], read: Callable[..., Document], tmp_path: Path
):
    top = picture_of(pdf(print_letter, name="printed.pdf")).crop((0, 0, 1700, 1100))
    assert isinstance(top, Image.Image)
    picture = tmp_path / "half.png"
    top.save(picture)

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(str(picture), 0, 396, 612, 396)
        canvas.drawString(72, 200, "Stamped by the scanner")

    document = read(pdf(draw))
    assert share_read(document) > 0.95
    assert "Stamped" in document.pages[0].text


def test_the_second_reader_agrees_with_the_first_and_declines_turned_pages(
    pdf: Callable[..., Path], read: Callable[..., Document], tmp_path: Path
):
    path = pdf(print_letter)
    first, second = read(path).pages[0].words, tuple(second_words(path, 0, None))
    assert [word.text for word in second] == [word.text for word in first]
    assert all(a.box.overlap(b.box) > 0.8 for a, b in zip(first, second, strict=True))
    assert {(word.font, word.size) for word in second} == {("Helvetica", 12.0)}
    turned = tmp_path / "turned.pdf"
    with pikepdf.open(path) as file:
        file.pages[0].Rotate = 90
        file.save(turned)
    assert tuple(second_words(turned, 0, None)) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You owe $1,234.56 for the tax year 2023. Please pay by the date shown on this notice.", True),
        ("Usted debe impuestos. Pague antes de la fecha indicada en este aviso, por favor.", True),
        ("$9,444.07 34.98 54.48", True),
        ("CP14", True),
        ("", False),
        ("\ue020\ue021\ue022 \ue030\ue031", False),
        ("(cid:36)(cid:48) (cid:82)(cid:88)", False),
        # every letter shifted by 29 places, as a font without a character table gives it
        ("<RX RZH  IRU WKH WD[ \\HDU  3OHDVH SD\\ E\\ WKH GDWH VKRZQ RQ WKLV QRWLFH WKDQN " * 3, False),
        ("\x03\x0f\x18 " * 40, False),
    ],
)
def test_gibberish_is_told_from_language(text: str, expected: bool):
    box = Box(0.1, 0.1, 0.2, 0.2)
    assert is_plausible([Word(word, box) for word in text.split()]) is expected


def test_a_word_broken_at_a_lines_end_stays_in_its_lines(pdf: Callable[..., Path], read: Callable[..., Document]):
    def draw(canvas: Canvas) -> None:
        print_letter(canvas)
        canvas.drawString(300, 400, "Employer ID number: XX-")
        canvas.drawString(300, 386, "XXX8855 and no more")
        canvas.drawString(300, 350, "your monthly pay-")
        canvas.drawString(300, 336, "ment of self-employment tax")

    lines = read(pdf(draw)).pages[0].text.split("\n")
    assert lines[-4:] == [
        "Employer ID number: XX-",
        "XXX8855 and no more",
        "your monthly pay-",
        "ment of self-employment tax",
    ]
