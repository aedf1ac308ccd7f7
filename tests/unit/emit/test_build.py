"""Judged becomes a Result: written values, ids masked, statuses."""

import datetime as dt
import hashlib
from dataclasses import replace
from decimal import Decimal

import pytest

from irsletter.emit.build import build_letter, build_result
from irsletter.emit.schema import dump
from irsletter.errors import ErrorCode, ReadError
from irsletter.model import document, judged, kinds, reading
from irsletter.model.geometry import Box
from irsletter.model.values import IdKind, TaxpayerId


def built(doc, *verdicts, error=None):
    return build_result(doc, verdicts, error, catalog_digest="0" * 12, as_of=dt.date(2026, 11, 22))


@pytest.fixture
def doc(make):
    return make.document()


def test_values_are_written_as_the_format_says(make, doc):
    letter = build_letter(make.judged(doc), "abc")
    fields = letter.fields
    assert fields["amount_due"].value == "9533.53"
    assert fields["notice_date"].value == "2026-11-09"
    assert fields["taxpayer_address"].value.lines == ["12 SAMPLE LN"]
    assert fields["taxpayer_address"].value.city == "HARVARD"
    assert fields["printed_page_count"].value == 5
    assert fields["taxpayer_id"].value.masked == "***-**-1234"
    assert letter.tax_periods[0].start == "2024-01-01"
    assert letter.explanation is None


@pytest.mark.parametrize(
    ("amount", "written"),
    [("1234.5", "1234.50"), ("-3328", "-3328.00"), ("1E+3", "1000.00"), ("-0.00", "0.00"), ("0", "0.00")],
)
def test_money_has_two_decimals_and_no_exponent(make, doc, amount, written):
    due = make.field(Decimal(amount), "as printed")
    assert build_letter(make.judged(doc, fields={"amount_due": due}), "abc").fields["amount_due"].value == written


def test_boxes_are_clipped_and_have_four_decimals(make, doc):
    place = reading.Evidence(1, Box(-0.1, 0.123456, 0.5, 1.2), "CP504", document.Source.OCR)
    field = replace(make.field("CP504", "CP504"), evidence=(place,))
    letter = build_letter(make.judged(doc, fields={"notice_code": field}), "abc")
    assert letter.fields["notice_code"].evidence[0].box == (0.0, 0.1235, 0.5, 1.0)


def test_confidence_is_never_one(make, doc):
    field = replace(make.field("CP504", "CP504"), confidence=1.0)
    assert build_letter(make.judged(doc, fields={"notice_code": field}), "abc").fields["notice_code"].confidence < 1.0


def test_a_known_id_is_masked_wherever_its_digits_stand(make, doc):
    number = make.field(TaxpayerId(IdKind.EIN, "000012345"), "00-0012345")
    leaks = ("00-0012345", "scan line 4410000012345 0000", "00 0012345", "00–0012345")
    finding = replace(make.fraud.findings[0], evidence=tuple(make.evidence(leak) for leak in leaks))
    whole = make.judged(
        doc,
        fields={"taxpayer_id": number, "taxpayer_name": make.field("A 00-0012345", "A 00-0012345")},
        authenticity=replace(make.fraud, findings=(finding,)),
        review=(judged.ReviewReason("x", "not sure of 00-0012345"),),
        references=(reading.Reference(kinds.ReferenceKind.OTHER, make.field("000012345", "000012345")),),
    )
    written = dump(built(doc, whole))
    assert "0012345" not in written.replace(" ", "").replace("–", "")
    assert "**-***2345" in written


def test_what_looks_like_a_social_security_number_is_masked_though_it_was_not_recognised(make, doc):
    whole = make.judged(doc, fields={"payee": make.field("for 666-12-9876", "for 666-12-9876")})
    letter = build_letter(whole, "abc")
    assert letter.fields["payee"].value == "for ***-**-9876"
    assert letter.fields["payee"].raw == "for ***-**-9876"


@pytest.mark.parametrize("harmless", ["800-829-1040", "11742-9019", "2018-02-20", "9,533.53", "704118"])
def test_other_numbers_stay(make, doc, harmless):
    letter = build_letter(make.judged(doc, fields={"payee": make.field(harmless, harmless)}), "abc")
    assert letter.fields["payee"].value == harmless


def test_the_letter_id_is_made_of_the_file_and_the_first_page(make, doc):
    letter = built(doc, make.judged(doc)).letters[0]
    assert letter.id == hashlib.sha256(("ab" * 32 + "1").encode()).hexdigest()[:12]


def test_letters_stand_in_the_order_of_their_pages(make):
    doc = make.document(pages=2)
    first, second = (
        replace(make.judged(doc), reading=replace(make.judged(doc).reading, letter=reading.Letter(doc, (page,))))
        for page in doc.pages
    )
    assert [letter.pages for letter in built(doc, second, first).letters] == [[1], [2]]


def test_a_result_is_ok_only_if_nothing_needs_a_look(make, doc):
    unsure = make.judged(doc, review=(judged.ReviewReason("code_unknown", "the code is not known"),))
    assert built(doc, make.judged(doc)).status == "ok"
    assert built(doc, make.judged(doc), unsure).status == "review"
    unread = replace(doc, unread=(document.UnreadPage(7, ErrorCode.TIMED_OUT, "took too long"),))
    result = built(unread, make.judged(doc))
    assert (result.status, result.source.unread_pages[0].page) == ("review", 7)


def test_blank_sheets_are_ok_without_a_letter(doc):
    assert (built(doc).status, built(doc).letters) == ("ok", [])


def test_a_file_that_could_not_be_opened_has_an_error_and_no_facts():
    result = built(None, error=ReadError(ErrorCode.ENCRYPTED, "It is protected.", "Take the password off."))
    assert result.status == "error"
    assert (result.error.code, result.error.hint) == ("encrypted", "Take the password off.")
    assert (result.source.sha256, result.source.bytes, result.source.pages) == (None, None, None)
    assert result.letters == []


def test_a_file_that_opened_but_held_no_text_keeps_its_facts(doc):
    result = built(doc, error=ReadError(ErrorCode.NO_TEXT, "Nothing could be read.", "Scan it again."))
    assert (result.status, result.source.sha256) == ("error", "ab" * 32)


def test_several_files_of_one_letter_are_listed_and_their_pages_count_on(make):
    doc = replace(make.document(), sources=(make.source("a.jpg"), make.source("b.jpg")))
    source = built(doc, make.judged(doc)).source
    assert (source.name, source.pages, [file.name for file in source.files]) == ("a.jpg", 2, ["a.jpg", "b.jpg"])


def test_a_field_that_the_format_does_not_have_is_an_error(make, doc):
    with pytest.raises(ValueError, match="shoe_size"):
        build_letter(make.judged(doc, fields={"shoe_size": make.field("9", "9")}), "abc")
