"""What is quoted from a letter never holds a whole taxpayer id, and keeps what is none."""

import pytest

from irsletter.model.document import Word
from irsletter.model.geometry import Box
from irsletter.validate.evidence import masked, quote


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("SSN 666-12-3456 of 2017", "SSN ***-**-3456 of 2017"),
        ("666 12 3456", "***-**-3456"),
        ("666123456", "***-**-3456"),
        ("00-1234567", "***-**-4567"),
        ("Cincinnati, OH 45999-0149", "Cincinnati, OH 45999-0149"),
        ("call 800-829-1040", "call 800-829-1040"),
        ("$1,075.21 by 2018", "$1,075.21 by 2018"),
    ],
)
def test_ids_are_masked_and_nothing_else(printed: str, shown: str):
    assert masked(printed) == shown


def test_a_quote_has_one_entry_for_each_line_with_its_box():
    first = Word("pay", Box(0.1, 0.1, 0.2, 0.12), line=1)
    second = Word("now", Box(0.3, 0.1, 0.4, 0.12), line=1)
    third = Word("here", Box(0.1, 0.2, 0.2, 0.22), line=2)
    assert [(proof.page, proof.text, proof.box) for proof in quote(3, (first, second, third))] == [
        (3, "pay now", Box(0.1, 0.1, 0.4, 0.12)),
        (3, "here", Box(0.1, 0.2, 0.2, 0.22)),
    ]
