"""What parse doubts because it was read off a picture: half a name, a code that is not there."""

from dataclasses import replace

import pytest

from irsletter.catalog.load import Catalog
from irsletter.catalog.weights import promotable
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
    ("printed", "status"),
    [
        ("JOAQUIN", FieldStatus.REVIEW),
        ("JOAQUIN T", FieldStatus.REVIEW),
        ("JOAQUIN T PELLETIER", FieldStatus.ACCEPTED),
    ],
)
def test_a_name_off_a_picture_may_be_half_of_it(catalog: Catalog, printed: str, status: FieldStatus) -> None:
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


def test_a_speck_that_makes_a_word_tall_does_not_cut_the_name(catalog: Catalog) -> None:
    sheet = scanned(
        page(1, *TREASURY, *header("CP14", "June 9, 2025", "900-70-4471", "Page 1 of 2"),
             (0.09, 0.154, "IMOGEN R"), (0.1703, 0.154, "STERLING"), *ADDRESS)
    )  # fmt: skip
    words = [
        replace(word, box=replace(word.box, y1=word.box.y1 + 0.006)) if word.text == "R" else word
        for word in sheet.words
    ]
    name = read(catalog, Page.of(1, 612, 792, Capture.SCAN, words)).fields["taxpayer_name"]
    assert name.value == "IMOGEN R STERLING"


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


PERIOD = (0.62, 0.090, "Tax period"), (0.82, 0.090, "March 31, 2023")


def faint(sheet: Page) -> Page:
    """The page as a weak photo gives it: every word somewhat unsure, the header's sure enough."""
    words = [replace(word, source=Source.OCR, confidence=0.95 if word.box.x0 > 0.6 else 0.75) for word in sheet.words]
    return Page.of(sheet.number, 612, 792, Capture.PHOTO, words)


@pytest.mark.parametrize("printed", ["", "J 15", "|||"])
@pytest.mark.parametrize("capture", [scanned, faint, lambda sheet: sheet])
def test_the_period_is_not_the_date_of_a_letter_whose_own_could_not_be_read(catalog, capture, printed) -> None:  # type: ignore[no-untyped-def]
    head = (*header("CP161", printed, "XX-XXX1234", "Page 1 of 2"), *PERIOD)
    dated = read(catalog, capture(page(1, *TREASURY, *head))).fields.get("notice_date")
    assert dated is None or dated.value is None


def test_a_date_that_may_end_a_period_needs_a_second_place(catalog: Catalog) -> None:
    lines: tuple[Line, ...] = ((0.62, 0.05, "Date:"), (0.62, 0.065, "December 31, 2021"), (0.62, 0.08, "Form: 1040"))
    once = read(catalog, scanned(page(1, *TREASURY, *lines)))
    assert not once.fields["notice_date"].accepted
    twice = read(catalog, scanned(page(1, *TREASURY, *header("CP14", "March 31, 2025", "900-70-4471", "Page 1 of 2"),
                                       (0.62, 0.80, "Notice date"), (0.80, 0.80, "March 31, 2025"))))  # fmt: skip
    assert twice.fields["notice_date"].accepted


def test_a_form_behind_the_date_of_a_period_is_no_letters_code(catalog: Catalog) -> None:
    reading = read(catalog, page(1, *TREASURY, (0.08, 0.30, "12/31/2021 1040"), (0.08, 0.32, "12/31/2022 1040A")))
    assert "notice_date" not in reading.fields


def year(beside: str, *said: str) -> Page:
    head = (*header("CP14", "June 9, 2025", "900-70-4471", "Page 1 of 2"), (0.62, 0.090, "Tax year"))
    return page(1, *TREASURY, *head, (0.80, 0.090, beside), *prose(0.40, *said))


def test_a_year_that_no_sentence_repeats_is_not_believed_of_a_weak_picture(catalog: Catalog) -> None:
    (weak,) = read(catalog, faint(year("2024", "Please pay."))).tax_periods
    assert (weak.period.label, weak.field.accepted) == ("2024", False)
    (clear,) = read(catalog, scanned(year("2024", "Please pay."))).tax_periods
    assert clear.field.accepted
    (said,) = read(catalog, faint(year("2024", "You have unpaid taxes for 2024."))).tax_periods
    assert said.period.label == "2024"


def test_sentences_that_name_another_year_speak_against_the_label(catalog: Catalog) -> None:
    said = "You have unpaid taxes for the tax year ended December 31, 2021.", "Your 2021 Form 1040 shows a balance."
    for capture in (scanned, faint):
        (period,) = read(catalog, capture(year("2024", *said))).tax_periods
        assert not (period.period.label == "2024" and period.field.accepted)
        assert {period.field.value, *(other.value for other in period.field.alternatives)} == {"2021", "2024"}


def test_a_code_that_the_catalog_lacks_is_held_whatever_was_measured(catalog: Catalog) -> None:
    sheet = page(
        1,
        *TREASURY,
        *header("CP2ZA", "July 21, 2025", "900-70-4471", "Page 1 of 2"),
        (0.09, 0.154, "JOAQUIN T PELLETIER"),
        *ADDRESS,
        *prose(0.40, "We made the changes you requested."),
    )
    code = read(catalog, scanned(sheet)).fields["notice_code"]
    assert (code.value, code.status) == ("CP2ZA", FieldStatus.REVIEW)
    assert not promotable("notice_code", code.confidence)


def crooked(catalog: Catalog, interest: str) -> Reading:
    """A bill whose amounts have slipped up by more than half a row."""
    rows = (("Amount you owed", "$9,444.07"), ("Failure-to-pay penalty", "34.98"), ("Interest charges", interest),
            ("Amount due by February 19, 2025", "$9,533.53"))  # fmt: skip
    lines = [
        line
        for at, (label, amount) in enumerate(rows)
        for line in (
            (0.43, 0.400 + 0.016 * at, label),
            (0.96 - 0.0085 * len(amount), 0.400 + 0.016 * at - (0.009 if at < 3 else 0.004), amount),
        )
    ]
    head = header("CP501", "January 29, 2025", "900-70-4471", "Page 1 of 4")
    return read(catalog, scanned(page(1, *TREASURY, *head, (0.09, 0.154, "JOAQUIN T PELLETIER"), *ADDRESS, *lines)))


def test_slipped_rows_are_paired_in_their_order_where_the_total_proves_it(catalog: Catalog) -> None:
    found = {row.kind.value: (str(row.field.value), row.field.status) for row in crooked(catalog, "54.48").amounts}
    assert found == {
        "previous_balance": ("9444.07", FieldStatus.ACCEPTED),
        "failure_to_pay_penalty": ("34.98", FieldStatus.ACCEPTED),
        "interest": ("54.48", FieldStatus.ACCEPTED),
        "amount_due": ("9533.53", FieldStatus.ACCEPTED),
    }


def test_slipped_rows_that_do_not_add_up_wait_for_a_person(catalog: Catalog) -> None:
    accepted = {row.kind.value for row in crooked(catalog, "54.43").amounts if row.field.accepted}
    assert accepted <= {"amount_due"}
