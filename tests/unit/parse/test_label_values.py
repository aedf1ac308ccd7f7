"""Values that stand beside labels, as recognisers give them."""

import pytest

from irsletter.catalog.fields import ValueKind
from irsletter.parse.labels.grammar import read_value


@pytest.mark.parametrize(
    ("read", "number"),
    [("5127", "5127"), ("5127.", "5127"), ("#204-1187,", "204-1187"), ("1000 552 387", "1000 552 387"), ("12", None)],
)
def test_a_speck_after_a_number_is_no_part_of_it(read: str, number: str | None):
    found = read_value(ValueKind.NUMBER, read)
    assert (found.value if found else None) == number
