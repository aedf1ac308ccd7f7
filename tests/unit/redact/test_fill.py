"""Boxes filled in pictures, and the copy that can be shown around."""

import dataclasses
import io
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from irsletter.errors import UsageError
from irsletter.model import kinds, result
from irsletter.model.geometry import Box
from irsletter.redact import fill_boxes, private_places, redact_pdf


@pytest.mark.parametrize("mode", ["L", "RGB", "1", "RGBA", "P"])
def test_a_box_is_black_and_the_rest_stays(mode):
    white = Image.new("RGB", (200, 100), "white").convert(mode)
    filled = fill_boxes(white, [Box(0.25, 0.5, 0.75, 0.8)])
    shown = filled.convert("RGBA").convert("RGB")
    assert {shown.getpixel((x, y)) for x in (50, 100, 150) for y in (50, 65, 80)} == {(0, 0, 0)}
    assert shown.getpixel((20, 65)) == shown.getpixel((100, 40)) == (255, 255, 255)
    assert filled.convert("RGBA").getpixel((100, 65))[3] == 255
    assert white.convert("RGB").getpixel((100, 65)) == (255, 255, 255)


def test_a_box_at_the_rim_of_the_page_does_not_fail():
    filled = fill_boxes(Image.new("L", (100, 100), 255), [Box(0.9, 0.9, 1.0, 1.0)])
    assert filled.getpixel((99, 99)) == 0


def evidence(page, box):
    return result.Evidence(page, box, "text", "ocr", 1)


def field(*places, others=()):
    return result.Field("value", "raw", 0.9, kinds.FieldStatus.ACCEPTED, list(places), list(others))


def letter(**changes):
    whole = result.Letter(
        id="0" * 12,
        pages=[1],
        missing_pages=[],
        copy_of=None,
        superseded_by=None,
        kind=kinds.LetterKind.IRS,
        language=kinds.Language.EN,
        notice=None,
        mentions=[],
        asks=[],
        actions=[],
        recipient=None,
        taxpayers=[],
        fields={},
        tax_periods=[],
        amounts=[],
        reasons=[],
        adjustments=[],
        references=[],
        contacts=[],
        forms=[],
        deadlines=[],
        checks=[],
        authenticity=result.Authenticity(kinds.Verdict.NO_RED_FLAGS, 0.0, 5.0, [], []),
        explanation=None,
        review=result.Review(False, []),
    )
    return dataclasses.replace(whole, **changes)


def read(*letters):
    source = result.Source("x.pdf", "x.pdf", "0" * 64, "application/pdf", 1, 2, [], [])
    made_by = result.Generator("irsletter", "0", "0", [])
    status = kinds.ResultStatus.OK
    return result.Result("1.0", made_by, "2026-11-22", source, status, list(letters), None, None)


NAME, STREET, NUMBER = (0.1, 0.2, 0.4, 0.22), (0.1, 0.23, 0.4, 0.25), (0.7, 0.1, 0.9, 0.12)


def test_names_addresses_and_ids_are_private_in_every_place_and_reading():
    other = result.Alternative("other", "other", 0.2, [evidence(1, (0.1, 0.5, 0.2, 0.52))])
    whole = letter(
        fields={
            "taxpayer_address": field(evidence(1, STREET)),
            "taxpayer_id": field(evidence(1, NUMBER), others=[other]),
            "amount_due": field(evidence(1, (0.5, 0.5, 0.6, 0.52))),
        },
        recipient=result.Recipient(kinds.RecipientRole.SPOUSE, field(evidence(2, NAME)), None),
        taxpayers=[result.Taxpayer(kinds.TaxpayerRole.PRIMARY, field(evidence(1, NAME)))],
        pages=[1, 2],
    )
    places = private_places(read(whole))
    assert {Box(*NAME), Box(*STREET), Box(*NUMBER), Box(0.1, 0.5, 0.2, 0.52)} <= set(places[1])
    assert not any(box.overlap(Box(0.5, 0.5, 0.6, 0.52)) for box in places[1])
    assert places[2] == (Box(*NAME),)


def test_the_lines_above_an_address_are_filled_for_names_that_were_not_read_as_names():
    slip = [evidence(1, (0.3, 0.60, 0.4, 0.61)), evidence(1, (0.3, 0.61, 0.45, 0.62))]
    places = private_places(read(letter(fields={"taxpayer_address": field(*slip)})))
    name_above, second_name, letterhead = Box(0.3, 0.59, 0.6, 0.60), Box(0.3, 0.58, 0.5, 0.59), Box(0.3, 0.5, 0.6, 0.56)
    for name in (name_above, second_name):
        assert any(box.overlap(name) > 0.99 for box in places[1])
    assert not any(box.overlap(letterhead) for box in places[1])


def picture(size=(850, 1100)):
    buffer = io.BytesIO()
    Image.new("RGB", size, "white").save(buffer, "PNG")
    return buffer.getvalue()


def test_the_copy_is_pictures_only_with_private_places_black_and_unknown_pages_filled_whole():
    whole = letter(fields={"taxpayer_name": field(evidence(1, NAME))})
    copy = redact_pdf(read(whole), {2: picture(), 1: picture()})
    document = pypdfium2.PdfDocument(BytesIO(copy))
    assert len(document) == 2
    assert document[0].get_size() == pytest.approx((612, 792), abs=1)
    assert [page.get_textpage().get_text_bounded() for page in document] == ["", ""]
    first, second = (page.render(scale=1).to_pil().convert("L") for page in document)
    assert first.getpixel((150, 166)) < 40  # inside the name: 0.25 of 612 by 0.21 of 792
    assert first.getpixel((150, 400)) > 215
    assert second.getextrema()[1] < 40
    document.close()


def test_the_copy_carries_the_results_day_and_not_the_computers():
    whole = read(letter(fields={"taxpayer_name": field(evidence(1, NAME))}))
    copy = redact_pdf(whole, {1: picture()})
    assert copy == redact_pdf(whole, {1: picture()})
    assert b"D:20261122" in copy


def test_a_letter_on_which_nothing_private_was_found_gives_no_copy():
    with pytest.raises(UsageError):
        redact_pdf(read(letter()), {1: picture()})
    with pytest.raises(UsageError):
        redact_pdf(read(), {1: picture()})
