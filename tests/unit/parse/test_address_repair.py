"""Known words of addresses that a recogniser misread."""

import pytest

from irsletter.parse.page.address_repair import mended


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("P.O, Box 9019", "P.O. Box 9019"),
        ("P,Q, BOX 9019", "P.O. BOX 9019"),
        ("P.0. Box 219236", "P.O. Box 219236"),
        ("PO. Box 12", "P.O. Box 12"),
        ("INTERNAL REVENUE SERViCE", "INTERNAL REVENUE SERVICE"),
        ("lnternal Revenue Service", "lnternal Revenue Service"),
        ("internal Revenue service", "Internal Revenue Service"),
    ],
)
def test_a_post_box_and_the_agency_are_put_right_and_said(read: str, printed: str) -> None:
    line, note = mended(read)
    assert line == printed
    assert bool(note) == (read != printed)


@pytest.mark.parametrize(
    "line", ["P.O. Box 9019", "PO BOX 9012", "PO Box 8208", "P.O. BOX 9019", "123 N HARRIS ST", "BOX ELDER SD"]
)
def test_what_is_usual_stays(line: str) -> None:
    assert mended(line) == (line, "")
