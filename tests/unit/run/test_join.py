"""Which photos seem to be pages of one letter, and which only look alike."""

from __future__ import annotations

from dataclasses import replace

from irsletter.model import result as record
from irsletter.run.intake.join import find_groups
from irsletter.run.store.ledger import FileLine
from tests.unit.run.test_links import field
from tests.unit.run.test_links import file as a_file
from tests.unit.run.test_links import letter as a_letter

Line = tuple[FileLine, record.Result]


def page(
    path: str, number: int, *, count: int = 3, code: str = "CP14", last4: str = "1234", year: str | None = "2017",
    sha256: str | None = None, date: str = "2025-06-02",
) -> Line:  # fmt: skip
    whole = a_letter(path, code, date, last4=last4, year=year or "2017")
    missing = [each for each in range(1, count + 1) if each != number]
    fields = {**whole.fields, "printed_page_count": field(count)}
    periods = whole.tax_periods if year else []
    result = a_file(path, replace(whole, missing_pages=missing, fields=fields, tax_periods=periods))  # type: ignore[arg-type]
    source = replace(result.source, media_type="image/jpeg")
    return FileLine(path, sha256 or path), replace(result, source=source)


def grouped(*lines: Line) -> list[tuple[str, ...]]:
    return [tuple(file.path for file in group) for group in find_groups(lines)]


def test_pages_are_put_in_the_order_that_is_printed() -> None:
    assert grouped(page("a", 3), page("b", 1), page("c", 2)) == [("b", "c", "a")]


def test_a_page_may_be_missing_where_the_others_name_one_period() -> None:
    assert grouped(page("a", 1), page("b", 3)) == [("a", "b")]
    assert grouped(page("a", 1), page("b", 3, year=None)) == []
    assert grouped(page("a", 1), page("b", 2, year=None), page("c", 3)) == [("a", "b", "c")]


def test_letters_that_differ_in_one_thing_stay_apart() -> None:
    first = page("a", 1)
    for other in (
        page("b", 2, code="CP501"),
        page("b", 2, last4="9999"),
        page("b", 2, date="2025-06-09"),
        page("b", 2, count=4),
        page("b", 2, year="2018"),
        page("other/b", 2),
        page("b", 1),
    ):
        assert grouped(first, other) == []


def test_two_letters_of_one_day_photographed_one_after_the_other_are_two() -> None:
    numbers = [1, 2, 3, 1, 2, 3]
    assert grouped(*(page(f"{place}", number) for place, number in enumerate(numbers))) == [
        ("0", "1", "2"), ("3", "4", "5"),
    ]  # fmt: skip
    # any other order does not tell which page belongs to which
    assert grouped(*(page(f"{place}", number) for place, number in enumerate([1, 1, 2, 2, 3, 3]))) == []


def test_the_same_bytes_again_are_no_second_page() -> None:
    assert grouped(page("a", 1, sha256="x"), page("a2", 1, sha256="x"), page("b", 2)) == [("a", "b")]


def test_whole_files_and_stacks_are_no_pages() -> None:
    file, result = page("a", 1)
    pdf = replace(result, source=replace(result.source, media_type="application/pdf"))
    two = replace(result, source=replace(result.source, pages=2))
    for other in (pdf, two, replace(result, letters=result.letters * 2), replace(result, letters=[])):
        assert find_groups([(file, other), page("b", 2)]) == []
