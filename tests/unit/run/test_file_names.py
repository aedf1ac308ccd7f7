"""Names made from values: safe on every system, and no value leaves its folder."""

from __future__ import annotations

from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irsletter.errors import UsageError
from irsletter.run.intake.file_names import PLACES, ending_of, fitting, name_template

NOTHING = dict.fromkeys(PLACES, "")


def made(template: str, **values: str) -> str:
    return name_template(template).path(NOTHING | values, ".pdf").as_posix()


def test_values_stand_in_their_places() -> None:
    said = made(
        "{taxpayer_name}/{notice_date} {notice_code} {tax_year}.pdf",
        taxpayer_name="JAMES & KAREN HINDS", notice_date="2018-01-30", notice_code="CP14", tax_year="2017",
    )  # fmt: skip
    assert said == "JAMES & KAREN HINDS/2018-01-30 CP14 2017.pdf"


def test_a_place_without_a_value_leaves_no_gap() -> None:
    assert made("{taxpayer_name}/{notice_date} {notice_code} {tax_year}", notice_code="LT11") == "unnamed/LT11.pdf"


@pytest.mark.parametrize(
    ("value", "safe"),
    [
        ("../../etc/passwd", "-..-etc-passwd.pdf"),
        (".hidden", "hidden.pdf"),
        ("A/B: C?", "A-B- C-.pdf"),
        ("2022-07/2023-06", "2022-07-2023-06.pdf"),
        ("CON", "CON_.pdf"),
        ("name. ", "name.pdf"),
        ("two\nlines", "two lines.pdf"),
        ("..", "unnamed.pdf"),
    ],
)
def test_a_value_can_do_no_harm(value: str, safe: str) -> None:
    assert made("{taxpayer_name}", taxpayer_name=value) == safe


@given(st.text(max_size=300))
def test_any_value_stays_one_part_that_can_be_numbered(value: str) -> None:
    path = PurePath(made("{client_id}/{taxpayer_name}", client_id=value, taxpayer_name=value))
    assert len(path.parts) == 2
    for part in path.parts:
        assert part not in ("", ".", "..")
        assert not part.startswith(".")
        assert not set(part) & set('<>:"/\\|?*\0')
        assert len((part + " (10000).json").encode()) <= 255


def test_the_ending_is_that_of_the_file() -> None:
    assert [ending_of(*each) for each in (("a.JPG", "image/jpeg"), ("a", "application/pdf"), ("v1.2 of it", None))] == [
        ".JPG",
        ".pdf",
        "",
    ]


def test_a_name_that_is_too_long_keeps_its_ending() -> None:
    assert fitting("x" * 250 + ".pdf") == "x" * 196 + ".pdf"
    assert fitting("short.pdf") == "short.pdf"


def test_a_template_says_what_is_wrong_with_it() -> None:
    with pytest.raises(UsageError, match="names nothing"):
        name_template("{amount_due}")
