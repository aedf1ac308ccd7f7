"""What no picture may show is found also where a recogniser misread it."""

from __future__ import annotations

import pytest

from irsletter.catalog.load import load_catalog
from irsletter.model.document import Barcode, Capture, Document, Page, Source, Word
from irsletter.model.geometry import Box
from irsletter.run.outputs.spots import id_spots

CATALOG = load_catalog()


def page(*lines: str, barcodes: tuple[Barcode, ...] = ()) -> Page:
    """Each line's words side by side, ``|`` begins another block of the same row."""
    words = []
    for row, line in enumerate(lines):
        x = 0.05
        for block, part in enumerate(line.split("|")):
            for text in part.split():
                width = 0.012 * len(text)
                box = Box(x, 0.1 + row * 0.05, x + width, 0.12 + row * 0.05)
                words.append(Word(text, box, 0.9, Source.OCR, block=block, line=row * 10 + block))
                x += width + 0.01
    return Page.of(1, 612, 792, Capture.SCAN, words, barcodes=barcodes)


def covered(*lines: str) -> list[str]:
    shown = page(*lines)
    boxes = {spot.box for spot in id_spots(Document((), (shown,)), CATALOG)}
    return [word.text for word in shown.words if word.box in boxes]


@pytest.mark.parametrize(
    ("line", "hidden"),
    [
        ("Social security number 666-45-7803", ["666-45-7803"]),
        ("Social security number 6G6-4S-7B03", ["6G6-4S-7B03"]),
        ("Social security number 66645 7803", ["66645", "7803"]),
        ("Soclal securlty numbor 66-45-78", ["66-45-78"]),
        ("Taxpayer ID number: | 6664578", ["6664578"]),
        ("Taxpayer ID number ***-**-7803", ["***-**-7803"]),
        ("EIN 00-86420", ["00-86420"]),
        ("Número de seguro social 666-45-780", ["666-45-780"]),
        ("Write your social security number (666-45-7803), the tax year (2024) and form", ["(666-45-7803),"]),
        ("pay 66645780312345 now", ["66645780312345"]),
    ],
)
def test_a_number_is_found_by_the_place_of_its_label(line: str, hidden: list[str]) -> None:
    assert covered(line) == hidden


def test_a_number_is_found_below_its_label() -> None:
    assert covered("Social security number", "6G6-45-78O3", "Amount due $1,234.56") == ["6G6-45-78O3"]


def test_numbers_under_other_labels_stay_to_be_seen() -> None:
    under = ("Employee ID number:", "100-0345", "Contact Telephone Number:", "502-555-0142")
    assert covered("Employer Identification Number:", "00-8642097", *under) == ["00-8642097"]


def test_a_number_known_from_elsewhere_is_found_misread() -> None:
    assert covered("Social security number 666-45-7803", "Our records for 666-4S-1803 show") == [
        "666-45-7803",
        "666-4S-1803",
    ]


def test_the_machine_line_of_a_slip_is_covered_whole() -> None:
    line = "666457803 ZV VEXM 30 0 202312 670 00000123456"
    assert covered(line) == line.split()
    assert covered("66G4S7803 ZV VEXM 30 O 202312 67O 00000123456")[-1] == "00000123456"


@pytest.mark.parametrize(
    "line",
    [
        "Amount due: $1,234,567.89",
        "1040 12/31/2021 $9,275.60 $180.00 $166.31 $9,621.91",
        "Call 800-829-0922 or 1-800-829-4933 today",
        "Notice date June 2, 2025 Page 1 of 3",
        "Write your social security number (NNN-NN-NNNN), the tax year (2017) and the form",
        "P.O. Box 9019 Holtsville, NY 11742-9019",
    ],
)
def test_amounts_phones_and_dates_stay_to_be_seen(line: str) -> None:
    assert covered(line) == []


def test_bar_codes_are_covered() -> None:
    box = Box(0.7, 0.8, 0.8, 0.9)
    spots = id_spots(Document((), (page("Notice CP14", barcodes=(Barcode("x", "QRCode", box),)),)), CATALOG)
    assert [spot.box for spot in spots] == [box]
