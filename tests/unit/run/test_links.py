"""Copies and newer letters of one case."""

from __future__ import annotations

from typing import Any

from irsletter.model import result as record
from irsletter.model.kinds import (
    Audience,
    Category,
    FieldStatus,
    Language,
    LetterKind,
    PeriodRole,
    ResultStatus,
    Verdict,
)
from irsletter.run.intake.links import Links


def field(value: Any, status: FieldStatus = FieldStatus.ACCEPTED) -> record.Field[Any]:
    return record.Field(value, str(value), 0.9, status, [], [])


def letter(
    letter_id: str,
    code: str,
    date: str,
    *,
    stage: int | None = 1,
    last4: str = "1234",
    name: str = "ADA EXAMPLE",
    year: str = "2017",
    status: FieldStatus = FieldStatus.ACCEPTED,
    due: str | None = None,
    look: bool = False,
) -> record.Letter:
    """``year`` may be empty: it shows none."""
    first, last = f"{year}-01-01", f"{year}-12-31"
    period = record.TaxPeriod("p1", PeriodRole.SUBJECT, year, first, last, "1040", None, None, None, field(year))
    return record.Letter(
        id=letter_id,
        pages=[1],
        missing_pages=[],
        copy_of=None,
        superseded_by=None,
        kind=LetterKind.IRS,
        language=Language.EN,
        notice=record.Notice(code, code, code, Category.BALANCE_DUE, stage, Audience.INDIVIDUAL),
        mentions=[],
        asks=[],
        actions=[],
        recipient=None,
        taxpayers=[],
        fields={
            "notice_code": field(code),
            "notice_date": field(date, status),
            "taxpayer_name": field(name),
            "taxpayer_id": field(record.TaxpayerId("ssn", last4, f"***-**-{last4}")),
            **({"amount_due": field(due)} if due else {}),  # type: ignore[typeddict-item]
        },
        tax_periods=[period] if year else [],
        amounts=[],
        reasons=[],
        adjustments=[],
        references=[],
        contacts=[],
        forms=[],
        deadlines=[],
        checks=[],
        authenticity=record.Authenticity(Verdict.NO_RED_FLAGS, 0.0, 5.0, [], []),
        explanation=None,
        review=record.Review(needed=look, reasons=[]),
    )


def file(path: str, *letters: record.Letter, sha256: str | None = None) -> record.Result:
    return record.Result(
        schema_version="1.0",
        generator=record.Generator("irsletter", "0", "0", []),
        as_of="2026-01-01",
        source=record.Source(path, path, sha256 or path, "application/pdf", 1, 1, [], []),
        status=ResultStatus.OK,
        letters=list(letters),
        joined_into=None,
        error=None,
    )


def linked(*files: record.Result) -> dict[str, tuple[str | None, str | None]]:
    links = Links(files)
    return {
        result.source.path: (links.linked(result).letters[0].copy_of, links.linked(result).letters[0].superseded_by)
        for result in files
    }


def test_a_newer_letter_of_the_ladder_supersedes() -> None:
    first = file("a", letter("1", "CP14", "2025-06-02", stage=1))
    second = file("b", letter("2", "CP501", "2025-07-28", stage=2))
    third = file("c", letter("3", "CP504", "2025-09-29", stage=4))
    assert linked(first, second, third) == {"a": (None, "3"), "b": (None, "3"), "c": (None, None)}


def test_a_lower_stage_never_supersedes_a_higher_one() -> None:
    # a yearly reminder must not hide the letter that gives 30 days for a hearing
    hearing = file("a", letter("1", "LT11", "2025-06-02", stage=5))
    reminder = file("b", letter("2", "CP71C", "2025-07-28", stage=1))
    assert linked(hearing, reminder) == {"a": (None, None), "b": (None, None)}


def test_other_people_years_and_letters_off_the_ladder_are_left_alone() -> None:
    assert linked(
        file("a", letter("1", "CP14", "2025-06-02")),
        file("b", letter("2", "CP501", "2025-07-28", stage=2, last4="9876")),
        file("c", letter("3", "CP501", "2025-07-28", stage=2, name="BEN EXAMPLE")),
        file("d", letter("4", "CP501", "2025-07-28", stage=2, year="2018")),
        file("e", letter("5", "CP2000", "2025-07-28", stage=None)),
    ) == dict.fromkeys("abcde", (None, None))


def test_a_letter_to_one_spouse_overtakes_the_joint_one_and_the_other_way_round() -> None:
    both = file("a", letter("1", "CP14", "2025-06-02", name="ADA & BEN EXAMPLE"))
    spouse = file("b", letter("2", "CP501", "2025-07-28", stage=2, name="BEN T. EXAMPLE"))
    later = file("c", letter("3", "CP503", "2025-09-08", stage=3, name="ADA EXAMPLE & BEN EXAMPLE"))
    assert linked(both, spouse) == {"a": (None, "2"), "b": (None, None)}
    assert linked(both, spouse, later) == {"a": (None, "3"), "b": (None, "3"), "c": (None, None)}


def test_the_same_letter_scanned_twice_is_a_copy_of_the_first_by_path() -> None:
    assert linked(
        file("b.pdf", letter("2", "CP14", "2025-06-02")),
        file("a.jpg", letter("1", "CP14", "2025-06-02")),
        file("c.pdf", letter("3", "CP501", "2025-07-28", stage=2)),
    ) == {"a.jpg": (None, "3"), "b.pdf": ("1", "3"), "c.pdf": (None, None)}


def test_the_same_bytes_are_a_copy_whatever_could_be_read() -> None:
    unsure = letter("1", "CP14", "2025-06-02", status=FieldStatus.REVIEW)
    assert linked(file("a", unsure, sha256="same"), file("b", unsure, sha256="same"))["b"] == ("1", None)


def test_nothing_is_linked_by_a_value_that_a_person_must_check() -> None:
    assert linked(
        file("a", letter("1", "CP14", "2025-06-02", status=FieldStatus.REVIEW)),
        file("b", letter("2", "CP14", "2025-06-02")),
    ) == {"a": (None, None), "b": (None, None)}


def test_the_other_spouses_copy_has_another_name_and_all_else_alike() -> None:
    both = file("a", letter("1", "CP14", "2025-06-02", name="ADA & BEN EXAMPLE", due="310.00"))
    spouse = file("b", letter("2", "CP14", "2025-06-02", name="BEN EXAMPLE", due="310.00"))
    other = file("c", letter("3", "CP14", "2025-06-02", name="CLARA OTHER", due="311.00"))
    assert linked(both, spouse, other) == {"a": (None, None), "b": ("1", None), "c": (None, None)}
    nothing_due = (
        file("a", letter("1", "CP14", "2025-06-02")),
        file("b", letter("2", "CP14", "2025-06-02", name="X Y")),
    )
    assert linked(*nothing_due)["b"] == (None, None)


def test_a_photo_that_shows_no_tax_year_is_a_copy_by_its_amount() -> None:
    scan = file("b.pdf", letter("2", "LT11", "2026-02-09", stage=5, due="21418.37"))
    photo = file("a.jpg", letter("1", "LT11", "2026-02-09", stage=5, due="21418.37", year=""))
    whole = file("c.pdf", letter("3", "LT11", "2026-02-09", stage=5, due="21418.37"))
    older = file("d.pdf", letter("4", "CP504", "2025-11-09", stage=4, due="20001.10"))
    assert linked(scan, photo, whole, older) == {
        "a.jpg": ("2", None),
        "b.pdf": (None, None),
        "c.pdf": ("2", None),
        "d.pdf": (None, "2"),
    }


def test_bills_of_two_years_or_two_people_are_no_copies() -> None:
    first = file("a", letter("1", "CP14", "2025-06-02", due="310.00"))
    year = file("b", letter("2", "CP14", "2025-06-02", due="310.00", year="2018"))
    person = file("c", letter("3", "CP14", "2025-06-02", due="310.00", year="", name="X Y", last4="9876"))
    assert linked(first, year, person) == dict.fromkeys("abc", (None, None))


def test_of_copies_the_one_that_needs_no_look_is_the_original() -> None:
    """Its amount counts in totals."""
    doubtful = file("a", letter("1", "CP14", "2025-06-02", due="310.00", look=True))
    clear = file("b", letter("2", "CP14", "2025-06-02", due="310.00"))
    assert linked(doubtful, clear) == {"a": ("2", None), "b": (None, None)}
