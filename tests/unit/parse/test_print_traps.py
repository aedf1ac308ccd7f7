"""What real letters print in their own ways, one test for each trap, named after it."""

import pytest

from irsletter.catalog.load import Catalog
from irsletter.model.kinds import DeadlineKind
from tests.unit.parse.drawn import TREASURY, prose
from tests.unit.parse.traps import bare, read, value

# --- dates, periods, numbers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("printed", ["September 09, 2009", "02/10/2020", "08-10-18", "January30,2019"])
def test_every_way_to_print_a_date(catalog: Catalog, printed: str) -> None:
    reading = bare(
        catalog, *TREASURY, (0.62, 0.045, "Notice"), (0.80, 0.045, "CP14"), (0.62, 0.06, f"Notice date: {printed}")
    )
    assert value(reading, "notice_date") is not None


def test_hours_are_no_phone_and_an_unfilled_date_is_none(catalog: Catalog) -> None:
    reading = bare(
        catalog,
        *TREASURY,
        *((0.62, 0.045, "Notice"), (0.80, 0.045, "CP14"), (0.62, 0.06, "Notice date"), (0.80, 0.06, "[date]")),
        *((0.62, 0.075, "To contact us"), (0.80, 0.075, "7:00 AM - 8:00 PM")),
    )
    assert value(reading, "contact_phone") is None
    assert value(reading, "notice_date") is None


@pytest.mark.parametrize("placeholder", ["NNN-NN-NNNN", "nnn-nn-nnnn", "XXX-XX-XXXX", "nnnn-nn-nnnn"])
def test_a_placeholder_is_no_id(catalog: Catalog, placeholder: str) -> None:
    assert value(read(catalog, taxpayer_id=placeholder), "taxpayer_id") is None


def test_a_placeholder_phone_is_no_phone(catalog: Catalog) -> None:
    reading = read(catalog, (0.62, 0.09, "To contact us"), (0.80, 0.09, "1-800-xxx-xxxx"))
    assert value(reading, "contact_phone") is None


def test_a_full_id_is_read_and_stands_nowhere_whole(catalog: Catalog) -> None:
    reading = read(catalog, taxpayer_id="955-55-5555")
    assert reading.fields["taxpayer_id"].value.last4 == "5555"
    assert "955-55-5555" not in repr(reading.fields) + repr(reading.amounts)


def test_the_revision_of_a_form_is_no_period(catalog: Catalog) -> None:
    reading = read(catalog, (0.08, 0.95, "CP2000 (Rev.11/2004)"), code="CP2000")
    assert reading.tax_periods == ()


def test_an_accounting_period_without_a_year_is_no_period(catalog: Catalog) -> None:
    reading = bare(
        catalog, *TREASURY, (0.55, 0.10, "Accounting Period Ending: December 31"), (0.7, 0.95, "Letter 1076")
    )
    assert reading.tax_periods == ()


def test_the_last_day_of_a_quarter_is_the_quarter_of_form_941(catalog: Catalog) -> None:
    reading = read(
        catalog,
        *((0.62, 0.09, "Tax period"), (0.80, 0.09, "March 31, 2023")),
        *prose(0.4, "You owe tax on your Form 941."),
        code="CP161",
        taxpayer_id="00-1234567",
    )
    assert [(one.period.label, one.form) for one in reading.tax_periods] == [("2023-Q1", "941")]


def test_groups_of_the_scan_line_are_no_phones(catalog: Catalog) -> None:
    reading = read(catalog, (0.10, 0.93, "0000 0000000 0000000000 0000000 0000"))
    assert value(reading, "contact_phone") is None
    assert reading.contacts == ()


def test_a_phone_that_breaks_over_two_lines(catalog: Catalog) -> None:
    reading = read(catalog, *prose(0.40, "If you have questions, please call us at 1-", "800-829-0922 before you pay."))
    assert value(reading, "contact_phone") == "+18008290922"


def test_a_zip_with_a_digit_missing_is_kept_as_printed(catalog: Catalog) -> None:
    reading = read(
        catalog,
        (0.05, 0.85, "INTERNAL REVENUE SERVICE"),
        (0.05, 0.865, "CINCINNATI, OH 4599-0149"),
        code="CP503",
    )
    assert reading.fields["remit_to"].value.lines == ("INTERNAL REVENUE SERVICE", "CINCINNATI, OH 4599-0149")


def test_both_names_of_a_joint_return(catalog: Catalog) -> None:
    reading = read(
        catalog,
        *(
            (0.14, 0.18, "JAMES & KAREN Q. HINDS"),
            (0.14, 0.195, "22 BOULDER STREET"),
            (0.14, 0.21, "HANSON CT 06333-7253"),
        ),
    )
    assert [one.name.value for one in reading.taxpayers] == ["JAMES HINDS", "KAREN Q. HINDS"]


# --- what letters leave out ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["CP59", "CP75", "CP565", "CP05", "5071C"])
def test_a_notice_without_an_amount_has_none(catalog: Catalog, code: str) -> None:
    reading = read(catalog, *prose(0.40, "Please read this notice with care."), code=code)
    assert value(reading, "amount_due") is None
    assert reading.amounts == ()


def test_a_notice_without_a_tax_year_has_none(catalog: Catalog) -> None:
    reading = read(catalog, (0.62, 0.09, "Case reference number"), (0.82, 0.09, "20231234"), code="CP565")
    assert reading.tax_periods == ()


def test_immediately_is_a_word_and_no_day(catalog: Catalog) -> None:
    reading = read(catalog, (0.05, 0.30, "Amount due immediately: $9,533.53"), code="CP504")
    assert value(reading, "due_date") is None
    assert [(one.what, one.words) for one in reading.printed_dates] == [(DeadlineKind.PAY, "immediately")]


def test_glued_words(catalog: Catalog) -> None:
    reading = bare(
        catalog,
        *((0.14, 0.045, "DepartmentoftheTreasury"), (0.14, 0.060, "InternalRevenueService")),
        *(
            (0.62, 0.045, "Notice"),
            (0.80, 0.045, "CP504"),
            (0.62, 0.060, "Noticedate"),
            (0.80, 0.060, "January30,2019"),
        ),
        *((0.62, 0.075, "Taxyear"), (0.80, 0.075, "2016"), (0.62, 0.090, "Taxpayer ID numberXXX-XX-1234")),
        (0.62, 0.105, "Page1of7"),
    )
    assert str(value(reading, "notice_date")) == "2019-01-30"
    assert reading.fields["taxpayer_id"].value.last4 == "1234"
    assert value(reading, "printed_page_count") == 7
    assert [one.period.label for one in reading.tax_periods] == ["2016"]
