"""What the picture shows where something was drawn upon print, and the text that a program laid upon a scan."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from irsletter.catalog.settings import CompareLayers, Settings
from irsletter.extract import Region, open_files
from irsletter.model.document import Document, Source
from irsletter.model.geometry import Box

from .conftest import picture_of, print_letter, share_read

LINE = Box(0.1, 0.49, 0.6, 0.53)
Draw = Callable[[Canvas], None]


def amount(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 14)
    canvas.drawString(72, 388, "Amount due: $1,075.21")
    canvas.drawString(72, 200, "Keep this letter for your records.")


def picture(canvas: Canvas, text: str, x: float, y: float, width: float, height: float) -> None:
    image = Image.new("RGB", (int(width * 5), int(height * 5)), "white")
    font = ImageFont.load_default(int(height * 3.6))
    ImageDraw.Draw(image).text((4, int(height * 0.5)), text, font=font, fill="black")
    data = io.BytesIO()
    image.save(data, "PNG")
    canvas.drawImage(ImageReader(data), x, y, width, height)


def with_picture_upon(canvas: Canvas) -> None:
    amount(canvas)
    picture(canvas, "$9,780.94", 155, 384, 80, 18)


def with_paint_upon(canvas: Canvas) -> None:
    amount(canvas)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(155, 384, 80, 18, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawString(157, 388, "$9,780.94")


def upon_a_shaded_box(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.85, 0.9, 1)
    canvas.rect(60, 376, 300, 30, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    amount(canvas)


def with_a_logo_elsewhere(canvas: Canvas) -> None:
    amount(canvas)
    picture(canvas, "IRS", 72, 700, 60, 30)


def held(path: Path, settings: Settings) -> tuple[Document, Document]:
    with open_files((path,), settings) as opened:
        document = opened.read()
        return document, opened.hold_up(document, (Region(1, LINE),))


@pytest.mark.parametrize("draw", [with_picture_upon, with_paint_upon])
def test_what_was_drawn_upon_print_is_read_off_the_picture(pdf: Callable[..., Path], settings: Settings, draw: Draw):
    _, document = held(pdf(draw), settings)
    other = document.pages[0].other
    assert "$9,780.94" in [word.text for word in other]
    assert {word.source for word in other} == {Source.OCR}
    (amount,) = [word for word in other if word.text == "$9,780.94"]
    assert amount.box.x0 == pytest.approx(156 / 612, abs=0.02)
    assert amount.box.y_mid == pytest.approx(1 - 393 / 792, abs=0.01)


@pytest.mark.parametrize("draw", [amount, upon_a_shaded_box, with_a_logo_elsewhere])
def test_where_nothing_was_drawn_upon_print_no_picture_is_read(
    pdf: Callable[..., Path], settings: Settings, draw: Draw
):
    document, same = held(pdf(draw), settings)
    assert same is document
    assert document.engines == ()


def test_the_settings_can_have_every_box_compared_or_none(pdf: Callable[..., Path], settings: Settings):
    always, never = (
        replace(settings, ocr=replace(settings.ocr, compare_layers=how))
        for how in (CompareLayers.ALWAYS, CompareLayers.NEVER)
    )
    _, document = held(pdf(amount), always)
    assert "$1,075.21" in [word.text for word in document.pages[0].other]
    document, same = held(pdf(with_picture_upon), never)
    assert same is document


def test_unseen_text_upon_a_scan_is_a_second_witness_and_no_content(
    pdf: Callable[..., Path], read: Callable[..., Document]
):
    scan = picture_of(pdf(print_letter, name="printed.pdf"))

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(scan), 0, 0, 612, 792)
        text = canvas.beginText(72, 400)
        text.setTextRenderMode(3)
        text.textOut("Amount due: $9,999.99")
        canvas.drawText(text)

    document = read(pdf(draw))
    page = document.pages[0]
    assert share_read(document) > 0.9
    assert [word.text for word in page.other] == ["Amount", "due:", "$9,999.99"]
    assert page.hidden == ()
