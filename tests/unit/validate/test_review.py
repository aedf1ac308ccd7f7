"""When a letter is ok, and every reason why it is not."""

from decimal import Decimal

from irsletter.catalog.load import Catalog
from irsletter.errors import ErrorCode
from irsletter.model.document import Capture, PageFault, UnreadPage
from irsletter.model.kinds import LetterKind
from irsletter.model.reading import Doubt
from irsletter.validate import validate
from tests.unit.validate.letters import HERE, field, page, reading, unread


def codes(given, catalog: Catalog) -> list[str]:
    return [reason.code for reason in validate(given, catalog).review]


def test_a_complete_certain_notice_is_ok(catalog: Catalog):
    assert codes(reading(catalog), catalog) == []


def test_a_required_field_that_is_missing_or_uncertain_needs_a_look(catalog: Catalog):
    assert codes(reading(catalog, fields={"amount_due": None}), catalog) == ["field_missing"]
    (reason,) = validate(reading(catalog, fields={"amount_due": unread()}), catalog).review
    assert (reason.code, reason.field, reason.page) == ("field_uncertain", "amount_due", 1)
    doubtful = reading(catalog, fields={"amount_due": field(Decimal("9.00"), sure=False)})
    assert codes(doubtful, catalog) == ["field_uncertain"]


def test_an_uncertain_field_that_nothing_hangs_on_needs_none(catalog: Catalog):
    assert codes(reading(catalog, fields={"caller_id": field("12345", sure=False)}), catalog) == []


def test_an_uncertain_refund_that_the_notice_need_not_print_is_told_by_its_own_status(catalog: Catalog):
    assert codes(reading(catalog, fields={"refund_amount": field(Decimal("4812.00"), sure=False)}), catalog) == []


def test_a_photo_is_not_review_for_being_one_but_for_being_read_without_its_extra(catalog: Catalog):
    plain = page("Internal Revenue Service", capture=Capture.PHOTO)
    assert codes(reading(catalog, pages=(plain,)), catalog) == []
    fault = PageFault("photo_extra_missing", "This photo was read without the photo extra.")
    bare = page("Internal Revenue Service", capture=Capture.PHOTO, faults=(fault,))
    assert codes(reading(catalog, pages=(bare,)), catalog) == ["photo_extra_missing"]


def test_a_poor_picture_is_named_where_it_left_a_field_unsure(catalog: Catalog):
    faults = (PageFault("blurred", "Blurred."), PageFault("cut_edge", "The left edge of the sheet is cut off."))
    poor = page("Internal Revenue Service", capture=Capture.PHOTO, faults=faults)
    assert codes(reading(catalog, pages=(poor,)), catalog) == []
    given = reading(catalog, pages=(poor,), fields={"amount_due": unread()})
    _, blurred, cut = validate(given, catalog).review
    assert (blurred.code, blurred.field, blurred.page) == ("blurred", "amount_due", 1)
    assert "too blurred to read" in blurred.message
    assert "amount due" in blurred.message
    assert (cut.code, cut.message) == ("cut_edge", "The left edge of the sheet is cut off.")


def test_a_page_without_a_word_that_is_not_blank_needs_a_look(catalog: Catalog):
    empty = page("", number=2)
    empty = type(empty).of(2, 612, 792, Capture.SCAN, ())
    assert "page_unread" in codes(reading(catalog, pages=(page("Internal Revenue Service"), empty)), catalog)
    blank = type(empty).of(2, 612, 792, Capture.BLANK, ())
    assert codes(reading(catalog, pages=(page("Internal Revenue Service"), blank)), catalog) == []


def test_doubts_about_the_whole_letter_are_reasons_those_about_a_place_are_not(catalog: Catalog):
    whole = Doubt("split_uncertain", "the stack may hold two letters")
    place = Doubt("misread", "a digit is unclear", field="caller_id", page=1, box=HERE)
    assert codes(reading(catalog, doubts=(whole, place)), catalog) == ["split_uncertain"]


def test_without_its_first_page_a_letter_is_not_blamed_for_what_stands_there(catalog: Catalog):
    given = reading(catalog, missing=(1,), fields={"amount_due": None, "due_date": None})
    assert codes(given, catalog) == ["first_page_there"]


def test_a_bad_verdict_is_a_reason(catalog: Catalog):
    given = reading(catalog, text="Pay with gift cards today.")
    assert codes(given, catalog) == ["likely_scam"]


def test_a_letter_that_is_none_of_the_tax_authorities_is_ok_without_a_code(catalog: Catalog):
    given = reading(
        catalog,
        None,
        kind=LetterKind.OTHER,
        text="Your bank statement",
        fields={"notice_date": None, "due_date": None, "amount_due": None},
    )
    assert codes(given, catalog) == []


def test_an_unread_page_of_the_file_leaves_the_verdict_open(catalog: Catalog):
    unread_page = UnreadPage(2, ErrorCode.TIMED_OUT, "Page 2 took too long.")
    judged = validate(reading(catalog, document={"unread": (unread_page,)}), catalog)
    assert judged.authenticity.verdict == "cannot_tell"
