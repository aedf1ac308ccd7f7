"""Faint or crowded print on pictures: what the letter itself proves is stood behind, what it speaks against is held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from irsletter.catalog.load import Catalog
from irsletter.model.document import Capture, Page, ReadingPass, Source, Word
from irsletter.model.geometry import Box
from irsletter.model.kinds import AmountKind, FieldStatus
from irsletter.model.reading import Reading
from irsletter.parse import parse
from tests.unit.parse.drawn import TREASURY, Line, document, header, page, prose

K = AmountKind
ADDRESS: tuple[Line, ...] = ((0.09, 0.17, "123 N HARRIS ST"), (0.09, 0.186, "HARVARD, TX 78621-4402"))


def scanned(sheet: Page, faint: Mapping[str, float], *more: Word) -> Page:
    words = [replace(word, source=Source.OCR, confidence=faint.get(word.text, 0.97)) for word in sheet.words]
    return Page.of(sheet.number, 612, 792, Capture.SCAN, (*words, *more))


def read(
    catalog: Catalog, *lines: Line, faint: Mapping[str, float], code: str = "CP22A", more: tuple[Word, ...] = ()
) -> Reading:
    head = header(code, "March 4, 2024", "XXX-XX-1234", "Page 1 of 2")
    sheet = page(
        1,
        *TREASURY,
        *head,
        (0.62, 0.090, "Tax year"),
        (0.80, 0.090, "2021"),
        (0.09, 0.154, "JOAQUIN T PELLETIER"),
        *ADDRESS,
        *lines,
    )
    (reading,) = parse(document(scanned(sheet, faint, *more)), catalog)
    return reading


def bill(*rows: tuple[str, str]) -> tuple[Line, ...]:
    return tuple(
        line
        for number, (label, amount) in enumerate(rows)
        for line in ((0.43, 0.40 + 0.018 * number, label), (0.95 - 0.0085 * len(amount), 0.40 + 0.018 * number, amount))
    )


def statuses(reading: Reading) -> list[tuple[str, FieldStatus]]:
    return [(f"{row.field.value:.2f}", row.field.status) for row in reading.amounts]


ROWS = (
    ("Increase in tax", "$1,730.00"),
    ("Payments and credits", "-508.00"),
    ("Increase in interest", "212.92"),
    ("Amount due", "$1,434.92"),
)


def test_a_faint_row_with_which_the_others_come_to_the_total_was_read_right(catalog: Catalog) -> None:
    reading = read(catalog, *bill(*ROWS), faint={"-508.00": 0.2})
    assert {status for _, status in statuses(reading)} == {FieldStatus.ACCEPTED}


def test_a_faint_row_of_a_sum_that_fails_is_held(catalog: Catalog) -> None:
    rows = (ROWS[0], ("Payments and credits", "-503.00"), *ROWS[2:])
    reading = read(catalog, *bill(*rows), faint={"-503.00": 0.2})
    assert ("-503.00", FieldStatus.REVIEW) in statuses(reading)


def test_a_lost_sign_is_put_back_where_the_sum_needs_it(catalog: Catalog) -> None:
    rows = (ROWS[0], ("Payments we applied to 2020", "508.00"), *ROWS[2:])
    total = (0.08, 0.30, "Amount due: $1,434.92")
    found = statuses(read(catalog, total, *bill(*rows), faint={}))
    assert found[1][1] is FieldStatus.REVIEW  # put right, so a person looks at it
    assert [value for value, _ in found][:2] == ["1730.00", "-508.00"]
    assert {status for _, status in (found[0], *found[2:])} == {FieldStatus.ACCEPTED}


def test_rules_of_a_table_read_as_letters_name_no_row(catalog: Catalog) -> None:
    junk = (
        Word("mae", Box(0.76, 0.425, 0.80, 0.455), 0.37, Source.OCR, block=90),
        Word("at", Box(0.62, 0.40, 0.64, 0.41), 0.2, Source.OCR, block=91),
        Word("I", Box(0.955, 0.43, 0.958, 0.46), 0.8, Source.OCR, block=92),
    )
    reading = read(catalog, *bill(*ROWS), faint={}, more=junk)
    assert [row.kind for row in reading.amounts] == [K.TAX_INCREASE, K.PAYMENTS_AND_CREDITS, K.INTEREST, K.AMOUNT_DUE]
    assert {status for _, status in statuses(reading)} == {FieldStatus.ACCEPTED}


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("April 3, 2024", FieldStatus.ACCEPTED),  # 30 days after the notice
        ("April 5, 2024", FieldStatus.REVIEW),  # a Friday two days later: no weekend moved it
    ],
)
def test_only_the_law_s_own_last_day_proves_a_faint_date(catalog: Catalog, day: str, status: FieldStatus) -> None:
    lines = prose(0.40, f"You may ask for a hearing until {day}..")
    reading = read(catalog, *lines, faint={day.split()[1]: 0.83}, code="LT11")
    assert reading.fields["respond_by"].status is status


def test_a_last_day_that_a_weekend_moved_is_proved_too(catalog: Catalog) -> None:
    # 60 days after 4 March 2024 is 3 May; 90 days after is Sunday, 2 June, so the petition may come on Monday
    lines = prose(0.40, "The last day to file a petition with the Tax Court is June 3, 2024.")
    reading = read(catalog, *lines, faint={"3,": 0.83}, code="CP3219A")
    assert reading.fields["respond_by"].status is FieldStatus.ACCEPTED


def test_a_code_is_as_sure_as_the_surer_look_at_it(catalog: Catalog) -> None:
    head = header("CP22A", "March 4, 2024", "XXX-XX-1234", "Page 1 of 2")
    at = next(word for word in page(1, *head).words if word.text == "CP22A")
    again = replace(at, source=Source.OCR, confidence=0.95, reading=ReadingPass.SECOND_ENGINE, block=90)
    assert read(catalog, faint={"CP22A": 0.1}).fields["notice_code"].status is FieldStatus.REVIEW
    assert read(catalog, faint={"CP22A": 0.1}, more=(again,)).fields["notice_code"].status is FieldStatus.ACCEPTED


def test_a_payee_spelled_as_the_list_has_it_is_proved(catalog: Catalog) -> None:
    read_as = {"United States Treasury": FieldStatus.ACCEPTED, "Unlted States Treasury": FieldStatus.REVIEW}
    for printed, status in read_as.items():
        line = prose(0.80, f"Make your check payable to the {printed}.")
        field = read(catalog, *line, faint={"States": 0.7}).fields.get("payee")
        assert (field.status if field is not None else FieldStatus.REVIEW) is status


@pytest.mark.parametrize(
    ("box", "status"),
    [
        (((0.14, 0.075, "P.O. Box 9019"),), FieldStatus.ACCEPTED),
        ((), FieldStatus.REVIEW),
        (((0.14, 0.075, "P.O. Box Box 9019"),), FieldStatus.REVIEW),
    ],
    ids=["whole", "box lost", "box read twice"],
)
def test_a_published_place_proves_no_more_lines_than_it_has(
    catalog: Catalog, box: tuple[Line, ...], status: FieldStatus
) -> None:
    head = header("CP14", "March 4, 2024", "XXX-XX-1234", "Page 1 of 2")
    sheet = page(1, *TREASURY, *box, (0.14, 0.09, "Holtsville, NY 11742-9019"), *head)
    (reading,) = parse(document(scanned(sheet, {})), catalog)
    assert reading.fields["return_address"].status is status


def test_a_label_torn_by_a_lost_letter_is_read_whole(catalog: Catalog) -> None:
    torn = ((0.43, 0.418, "Payments"), (0.518, 0.418, "and credits"), (0.8901, 0.418, "-508.00"))
    rows = bill(*ROWS)
    reading = read(catalog, *rows[:2], *torn, *rows[4:], faint={})
    assert (K.PAYMENTS_AND_CREDITS, "-508.00") in [(row.kind, f"{row.field.value:.2f}") for row in reading.amounts]
    assert {status for _, status in statuses(reading)} == {FieldStatus.ACCEPTED}


def test_a_row_that_is_all_of_its_total_is_printed_at_two_places(catalog: Catalog) -> None:
    rows = (("Amount you owed", "$1,434.92"), ("Amount due", "$1,434.92"))
    assert {status for _, status in statuses(read(catalog, *bill(*rows), faint={}))} == {FieldStatus.ACCEPTED}
    other = (("Amount you owed", "$1,434.92"), ("Amount due", "$1,484.92"))
    assert statuses(read(catalog, *bill(*other), faint={}))[0][1] is FieldStatus.REVIEW


def test_a_total_that_the_headline_prints_too_is_stood_behind_though_a_row_was_misread(catalog: Catalog) -> None:
    rows = (ROWS[0], ("Payments and credits", "-50.00"), *ROWS[2:])
    total = (0.08, 0.30, "Amount due: $1,434.92")
    found = statuses(read(catalog, total, *bill(*rows), faint={}))
    assert found[-1] == ("1434.92", FieldStatus.ACCEPTED)
    assert found[1][1] is FieldStatus.REVIEW


def test_a_day_is_as_sure_as_the_surer_look_at_it(catalog: Catalog) -> None:
    head = header("CP22A", "March 4, 2024", "XXX-XX-1234", "Page 1 of 2")
    day = [word for word in page(1, *head).words if word.text in {"March", "4,", "2024"}]
    again = tuple(replace(w, source=Source.OCR, confidence=0.95, reading=ReadingPass.REGION, block=90) for w in day)
    faint = {"March": 0.7}
    assert read(catalog, faint=faint).fields["notice_date"].status is FieldStatus.REVIEW
    assert read(catalog, faint=faint, more=again).fields["notice_date"].status is FieldStatus.ACCEPTED


@pytest.mark.parametrize("printed", ["“JOAQUIN T PELLETIER", "* JOAQUIN T PELLETIER |"])
def test_dirt_beside_a_name_is_none_of_it(catalog: Catalog, printed: str) -> None:
    head = header("CP22A", "March 4, 2024", "XXX-XX-1234", "Page 1 of 2")
    sheet = page(1, *TREASURY, *head, (0.09, 0.154, printed), *ADDRESS)
    (reading,) = parse(document(scanned(sheet, {})), catalog)
    assert reading.fields["taxpayer_name"].value == "JOAQUIN T PELLETIER"


def test_an_id_alone_in_the_head_is_shown_though_its_label_could_not_be_read(catalog: Catalog) -> None:
    head = ((0.60, 0.085, "pS curity"), (0.60, 0.100, "XXX-XX-8253"), (0.60, 0.130, "Date: March 4, 2024"))
    sheet = page(1, *TREASURY, *head, (0.09, 0.154, "JOAQUIN T PELLETIER"), *ADDRESS)
    (reading,) = parse(document(scanned(sheet, {})), catalog)
    field = reading.fields["taxpayer_id"]
    assert (field.value.last4, field.status) == ("8253", FieldStatus.REVIEW)
    two = page(1, *TREASURY, *head, (0.60, 0.115, "XXX-XX-9110"), *ADDRESS)
    (reading,) = parse(document(scanned(two, {})), catalog)
    assert "taxpayer_id" not in reading.fields
