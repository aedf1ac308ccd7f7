"""To whom a check is made out, as far as the words at hand tell."""

import pytest

from irsletter.catalog.load import Catalog
from irsletter.validate.authenticity.payees import is_treasury, leading_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("United States Treasury. Write your number on it", "United States Treasury."),
        ("the United States Treasury and write", "United States Treasury"),
        ("U.S. Treasury for the full amount", "U.S. Treasury"),
        ("I.R.S. and mail it", "I.R.S."),
        ("John Miller, Revenue Agent", "John Miller,"),
        ("Gold Recovery 34.98 54.48", "Gold Recovery"),
        ("United identification number", "United"),
        ("Department of the Treasury by March", "Department of"),
        ("the", ""),
        ("$500.00", ""),
    ],
)
def test_the_name_ends_where_the_phrase_goes_on(text: str, name: str):
    assert leading_name(text) == name


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("United States Treasury", True),
        ("UNITED STATES TREASURY.", True),
        ("Unlted States Treasurv", True),
        ("U.S. Treasury", True),
        ("United States", None),
        ("United", None),
        ("States Treasury", True),
        ("State Treasury", None),
        ("IRS Treasury", False),
        ("I.R.S.", False),
        ("IRS", False),
        ("United Tax Services", False),
        ("Gold Tax Recovery", False),
    ],
)
def test_only_the_treasury_is_accepted_and_half_a_name_tells_nothing(catalog: Catalog, name: str, answer: bool | None):
    assert is_treasury(name, catalog.directory) is answer
