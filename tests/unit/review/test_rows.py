"""Rows as the page names them, and what their forms may ask."""

from __future__ import annotations

import pytest

from irsletter.errors import UsageError
from irsletter.model.kinds import FieldStatus
from irsletter.model.result import Alternative, Field
from irsletter.review.rows import ListRow, candidate, is_row


def field(value: str | None, *others: str) -> Field[str]:
    return Field(value, value, 0.5, FieldStatus.REVIEW, [], [Alternative(other, other, 0.1, []) for other in others])


@pytest.mark.parametrize(
    ("value", "others", "shown"),
    [
        ("1.00", ("2.00", "1.00", "3.00"), [(1, "2.00"), (2, "3.00")]),
        (None, ("2.00",), [(0, "2.00")]),
        ("1.00", (), []),
    ],
)
def test_each_other_reading_is_offered_under_the_number_that_takes_it(
    value: str | None, others: tuple[str, ...], shown: list[tuple[int, str]]
) -> None:
    read = field(value, *others)
    row = ListRow("amounts-0", "amounts", read, {}, "", "")
    assert row.others == shown
    for at, other in shown:
        assert candidate(read, {"act": f"take-{at}"}) == other


def test_a_reading_that_there_is_not_can_not_be_taken() -> None:
    for form in ({"act": "take-1"}, {"act": "take"}, {"act": "take", "candidate": "-1"}):
        with pytest.raises(UsageError):
            candidate(field("1.00"), form)


@pytest.mark.parametrize(
    ("name", "row"),
    [("amounts-0", True), ("tax_periods-new", True), ("amounts", False), ("amounts--1", False), ("amount_due", False),
     ("deadlines-0", True), ("checks-0", False), ("amounts-12345", False), ("amounts-\u0661", False)],
)  # fmt: skip
def test_only_names_of_rows_are_rows(name: str, row: bool) -> None:
    assert is_row(name) is row
