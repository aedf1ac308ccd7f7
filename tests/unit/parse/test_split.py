import pytest

from irsletter.catalog.load import Catalog
from irsletter.errors import ErrorCode
from irsletter.model.document import Document, Page, UnreadPage
from irsletter.parse.split import split
from tests.unit.parse.drawn import TREASURY, Line, document, header, page, prose

DEBT = prose(0.4, "Our records show that you have unpaid taxes.", "Pay the amount due by the date shown.")


def cp14(number: int, count: str) -> Page:
    return page(
        number, *TREASURY * count.startswith("Page 1"), *header("CP14", "June 2, 2025", "XXX-XX-4821", count), *DEBT
    )


def lt11(number: int, count: str) -> Page:
    head = header("LT11", "February 9, 2026", "XXX-XX-3186", count)
    return page(number, *TREASURY * count.startswith("Page 1"), *head, *DEBT)


def typed(number: int) -> Page:
    """The first page of a typed letter: nothing counts its pages."""
    lines = ((0.60, 0.06, "Date:"), (0.60, 0.075, "January 26, 2026"), (0.70, 0.95, "Letter 1058 (Rev. 9-2017)"))
    return page(number, *TREASURY, *lines, *prose(0.35, "Dear Taxpayer:", "Your federal tax is still not paid."))


def shape(letters_of: Document, catalog: Catalog) -> list[tuple[list[int], tuple[int, ...]]]:
    return [([each.number for each in letter.pages], letter.missing_pages) for letter in split(letters_of, catalog)]


def test_one_letter_stays_one_and_blank_backs_are_dropped(catalog: Catalog) -> None:
    whole = document(cp14(1, "Page 1 of 3"), page(2), cp14(3, "Page 2 of 3"), page(4), cp14(5, "Page 3 of 3"), page(6))
    assert shape(whole, catalog) == [([1, 3, 5], ())]


def test_a_lone_page_says_which_pages_are_missing(catalog: Catalog) -> None:
    assert shape(document(cp14(1, "Page 1 of 7")), catalog) == [([1], (2, 3, 4, 5, 6, 7))]


def test_a_stack_is_cut_where_another_notice_begins(catalog: Catalog) -> None:
    stack = document(
        cp14(1, "Page 1 of 2"), cp14(2, "Page 2 of 2"), lt11(3, "Page 1 of 3"), lt11(4, "Page 3 of 3"), typed(5)
    )
    assert shape(stack, catalog) == [([1, 2], ()), ([3, 4], (2,)), ([5], ())]


def test_letters_whose_first_pages_are_lost_are_told_apart(catalog: Catalog) -> None:
    stack = document(cp14(1, "Page 2 of 3"), cp14(2, "Page 3 of 3"), lt11(3, "Page 2 of 3"), lt11(4, "Page 3 of 3"))
    assert shape(stack, catalog) == [([1, 2], (1,)), ([3, 4], (1,))]


def test_the_spouses_copy_is_a_letter_of_its_own(catalog: Catalog) -> None:
    stack = document(*(cp14(number, f"Page {2 - number % 2} of 2") for number in range(1, 5)))
    assert shape(stack, catalog) == [([1, 2], ()), ([3, 4], ())]


def test_pages_out_of_order_stay_together(catalog: Catalog) -> None:
    stack = document(cp14(1, "Page 1 of 3"), cp14(2, "Page 3 of 3"), cp14(3, "Page 2 of 3"))
    assert shape(stack, catalog) == [([1, 2, 3], ())]


def test_an_enclosure_stays_with_its_letter(catalog: Catalog) -> None:
    form = page(
        3, (0.08, 0.05, "Form 12153"), (0.4, 0.05, "Department of the Treasury - Internal Revenue Service"),
        (0.7, 0.95, "Page 1 of 4"), *prose(0.3, "Request for a Collection Due Process or Equivalent Hearing"),
    )  # fmt: skip
    stack = document(cp14(1, "Page 1 of 2"), cp14(2, "Page 2 of 2"), form)
    assert shape(stack, catalog) == [([1, 2, 3], ())]


@pytest.mark.parametrize(
    "misread",
    [
        ("CP501", "June 2, 2025", "XXX-XX-4821"),
        ("CP14", "June 7, 2025", "XXX-XX-4821"),
        ("CP14", "June 2, 2025", "XXX-XX-4321"),
        ("CP14", "June 7, 2025", "XXX-XX-4321"),
    ],
)
def test_a_misread_header_never_splits_a_letter(misread: tuple[str, str, str], catalog: Catalog) -> None:
    second = page(2, *header(*misread, "Page 2 of 2"), *DEBT)
    assert shape(document(cp14(1, "Page 1 of 2"), second), catalog) == [([1, 2], ())]


def test_two_papers_with_nothing_but_dates_are_told_apart_by_them(catalog: Catalog) -> None:
    first = page(1, (0.08, 0.1, "Date: May 20, 2026"), *prose(0.3, "Your statement is ready."))
    second = page(2, (0.08, 0.1, "Date: August 1, 2022"), *prose(0.3, "Your meter was read."))
    assert shape(document(first, second), catalog) == [([1], ()), ([2], ())]


def test_dates_in_a_table_split_nothing(catalog: Catalog) -> None:
    rows = tuple((0.3 + 0.2 * (row % 2), 0.15 + 0.02 * row, f"12/31/202{row}") for row in range(4))
    assert shape(document(typed(1), page(2, *rows, *DEBT)), catalog) == [([1, 2], ())]


def test_an_unnumbered_first_page_is_counted(catalog: Catalog) -> None:
    second = page(
        2, (0.08, 0.05, "Page 2 of 2"), (0.7, 0.95, "Letter 1058 (Rev. 9-2017)"), *prose(0.3, "If you cannot pay")
    )
    assert shape(document(typed(1), second), catalog) == [([1, 2], ())]


def test_an_unnumbered_first_page_is_the_first_however_the_next_is_counted(catalog: Catalog) -> None:
    third = page(2, (0.08, 0.05, "Page 3 of 4"), (0.7, 0.95, "Letter 1058 (Rev. 9-2017)"), *prose(0.3, "If you pay"))
    assert shape(document(typed(1), third), catalog) == [([1, 2], (2, 4))]


def test_a_page_that_could_not_be_read_is_not_missing(catalog: Catalog) -> None:
    unread = (UnreadPage(2, ErrorCode.TIMED_OUT, "took too long"),)
    stack = document(cp14(1, "Page 1 of 4"), cp14(3, "Page 3 of 4"), unread=unread)
    assert shape(stack, catalog) == [([1, 3], (4,))]


@pytest.mark.parametrize("count", ["Page l of 3", "Page i of 3", "Page 1 of B", "Page I of i"])
def test_a_page_count_with_a_letter_for_a_digit_is_no_crash(count: str, catalog: Catalog) -> None:
    assert [pages for pages, _ in shape(document(cp14(1, count), cp14(2, "Page 2 of 3")), catalog)] == [[1, 2]]


def test_nothing_but_blank_pages_gives_no_letter(catalog: Catalog) -> None:
    assert split(document(page(1), page(2)), catalog) == ()
    assert split(document(), catalog) == ()


SOMEBODY = ((0.12, 0.19, "LEONA Q FARRADAY"), (0.12, 0.205, "12 MILL LANE"), (0.12, 0.22, "DOVER DE 19901-5201"))
ANOTHER = ((0.12, 0.19, "ORIN T BAXLEY"), (0.12, 0.205, "9 COURT SQ"), (0.12, 0.22, "EASTON PA 18042-3500"))
DEMAND = ((0.12, 0.05, "TAX PROCESSING UNIT"), *prose(0.4, "FINAL DEMAND: your wages will be garnished."))


def cp15(number: int, count: str) -> Page:
    head = header("CP15", "June 2, 2025", "XXX-XX-4821", count)
    lines = (*TREASURY, *SOMEBODY) if count.startswith("Page 1") else ()
    return page(number, *lines, *head, *prose(0.4, "We charged you a civil penalty."))


@pytest.mark.parametrize("whom", [SOMEBODY, ANOTHER])
def test_a_demand_of_nobody_after_a_whole_letter_is_another_letter(whom: tuple[Line, ...], catalog: Catalog) -> None:
    stack = document(cp15(1, "Page 1 of 2"), cp15(2, "Page 2 of 2"), page(3, *whom, *DEMAND))
    assert shape(stack, catalog) == [([1, 2], ()), ([3], ())]


def test_a_page_addressed_to_somebody_else_is_another_letter_though_pages_are_missing(catalog: Catalog) -> None:
    stack = document(cp15(1, "Page 1 of 4"), page(2, *ANOTHER, *DEMAND))
    assert shape(stack, catalog) == [([1], (2, 3, 4)), ([2], ())]


@pytest.mark.parametrize(
    "block",
    [
        ((0.12, 0.19, "Mail it to:"), (0.12, 0.205, "PO BOX 8208"), (0.12, 0.22, "PHILADELPHIA PA 19101-8208")),
        ((0.12, 0.19, "United States Tax Court"), (0.12, 0.205, "400 2nd St NW"), (0.12, 0.22, "Washington DC 20217")),
        ((0.12, 0.19, "Taxpayer Advocate Service"), (0.12, 0.205, "12 MAIN ST"), (0.12, 0.22, "DOVER DE 19901-5201")),
    ],
)  # fmt: skip
def test_an_office_named_on_a_later_page_begins_no_letter(block: tuple[Line, ...], catalog: Catalog) -> None:
    stack = document(typed(1), page(2, *block, *prose(0.4, "If you do not agree, write to us.")))
    assert shape(stack, catalog) == [([1, 2], ())]
    numbered = document(cp15(1, "Page 1 of 3"), cp15(2, "Page 2 of 3"), page(3, (0.62, 0.135, "Page 3 of 3"), *block))
    assert shape(numbered, catalog) == [([1, 2, 3], ())]


def test_a_form_to_return_with_the_same_code_stays_with_its_letter(catalog: Catalog) -> None:
    form = page(3, (0.62, 0.045, "Notice"), (0.80, 0.045, "CP15"), *SOMEBODY, *prose(0.4, "Response form"))
    stack = document(cp15(1, "Page 1 of 2"), cp15(2, "Page 2 of 2"), form)
    assert shape(stack, catalog) == [([1, 2, 3], ())]


def whole(number: int, code: str, label: str, period: str, *, first: bool = True) -> Page:
    """A bill whose pages nothing counts."""
    head = ((0.62, 0.045, "Notice"), (0.80, 0.045, code), (0.62, 0.060, "Notice date"), (0.80, 0.060, "June 2, 2025"))
    about = ((0.62, 0.075, "Social security number"), (0.82, 0.075, "XXX-XX-4821"), (0.62, 0.09, label))
    return page(number, *(TREASURY + SOMEBODY) * first, *head, *about, (0.80, 0.09, period), *DEBT)


@pytest.mark.parametrize(
    ("code", "label", "one", "two"),
    [("CP14", "Tax year", "2022", "2023"), ("CP161", "Tax period", "March 31, 2024", "June 30, 2024")],
)
def test_unnumbered_bills_of_one_person_and_day_are_told_apart_by_their_periods(
    code: str, label: str, one: str, two: str, catalog: Catalog
) -> None:
    stack = document(whole(1, code, label, one), whole(2, code, label, two))
    assert shape(stack, catalog) == [([1], ()), ([2], ())]
    backs = [whole(number, code, label, period, first=number % 2 == 1) for number, period in enumerate((one, one), 1)]
    backs += [whole(number, code, label, period, first=number % 2 == 1) for number, period in enumerate((two, two), 3)]
    assert shape(document(*backs), catalog) == [([1, 2], ()), ([3, 4], ())]
