"""What parse doubts because it was read off a picture: half a name, a code that is not there."""

from dataclasses import replace

import pytest

from irsletter.catalog.load import Catalog
from irsletter.model.document import Capture, Page, Source
from irsletter.model.kinds import FieldStatus
from irsletter.model.reading import Reading
from irsletter.parse import parse
from tests.unit.parse.drawn import TREASURY, Line, document, header, page, prose

ADDRESS: tuple[Line, ...] = ((0.09, 0.170, "9 FERNDALE AVE"), (0.09, 0.186, "NASHUA NH 03060-4415"))


def scanned(sheet: Page) -> Page:
    words = [replace(word, source=Source.OCR, confidence=0.96) for word in sheet.words]
    return Page.of(sheet.number, 612, 792, Capture.SCAN, words)


def read(catalog: Catalog, sheet: Page) -> Reading:
    (reading,) = parse(document(sheet), catalog)
    return reading


@pytest.mark.parametrize(
    ("printed", "status"), [("JOAQUIN", FieldStatus.REVIEW), ("JOAQUIN T PELLETIER", FieldStatus.ACCEPTED)]
)
def test_one_word_off_a_picture_may_be_half_a_name(catalog: Catalog, printed: str, status: FieldStatus) -> None:
    sheet = page(
        1,
        *TREASURY,
        *header("CP14", "June 9, 2025", "900-70-4471", "Page 1 of 2"),
        (0.09, 0.154, printed),
        *ADDRESS,
        *prose(0.40, "Our records show you have unpaid taxes."),
    )
    name = read(catalog, scanned(sheet)).fields["taxpayer_name"]
    assert (name.value, name.status) == (printed, status)
    assert read(catalog, sheet).fields["taxpayer_name"].status is FieldStatus.ACCEPTED


def test_without_a_code_the_places_for_codes_are_worth_another_look(catalog: Catalog) -> None:
    body = prose(0.40, "Your federal tax is still not paid. We may levy your property.")
    sheet = page(1, *TREASURY, (0.62, 0.045, "Notice"), (0.80, 0.045, "Re"), (0.62, 0.060, "Notice date"),
                 (0.80, 0.060, "June 9, 2025"), (0.09, 0.154, "JOAQUIN T PELLETIER"), *ADDRESS, *body)  # fmt: skip
    looks = [doubt for doubt in read(catalog, scanned(sheet)).doubts if doubt.code == "code_unread"]
    assert [doubt.page for doubt in looks] == [1]  # nothing stands at the foot
    assert looks[0].box is not None
    assert looks[0].box.x0 < 0.62
    assert looks[0].box.y1 > 0.06
    # a text layer would only say the same again
    assert not [doubt for doubt in read(catalog, sheet).doubts if doubt.code == "code_unread"]


def test_whole_dollars_of_a_long_column_speak_for_each_other(catalog: Catalog) -> None:
    rows = (("Deficiency", "$4,856"), ("Accuracy-related penalty", "971"), ("Failure-to-file penalty", "120"),
            ("Interest", "618"), ("Proposed amount due", "$6,565"))  # fmt: skip
    table = [
        line
        for at, (label, amount) in enumerate(rows)
        for line in ((0.09, 0.500 + 0.025 * at, label), (0.60 - 0.0085 * len(amount), 0.500 + 0.025 * at, amount))
    ]
    sheet = page(1, *TREASURY, *header("CP3219A", "August 25, 2025", "900-70-4471", "Page 1 of 8"),
                 (0.09, 0.154, "JOAQUIN T PELLETIER"), *ADDRESS, *table)  # fmt: skip
    read_rows = [(row.kind.value, str(row.field.value)) for row in read(catalog, scanned(sheet)).amounts]
    assert read_rows == [
        ("tax_increase", "4856.00"),
        ("accuracy_penalty", "971.00"),
        ("failure_to_file_penalty", "120.00"),
        ("interest", "618.00"),
        ("proposed_amount", "6565.00"),
    ]
