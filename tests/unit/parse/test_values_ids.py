import pytest

from irsletter.model.values import IdKind
from irsletter.parse.values.ids import find_ids, mask_ids


@pytest.mark.parametrize(
    ("text", "kind", "masked"),
    [
        ("000-12-3456", IdKind.SSN, "***-**-3456"),
        ("000 12 3456", IdKind.SSN, "***-**-3456"),
        ("912-55-1234", IdKind.ITIN, "***-**-1234"),
        ("XXX-XX-1234", IdKind.SSN, "***-**-1234"),
        ("***-**-1234", IdKind.SSN, "***-**-1234"),
        ("00-1234567", IdKind.EIN, "**-***4567"),
        ("XX-XXX1234", IdKind.EIN, "**-***1234"),
        ("000123456", IdKind.UNKNOWN, "***-**-3456"),
    ],
)
def test_ids_are_masked_where_they_are_found(text: str, kind: IdKind, masked: str) -> None:
    (found,) = find_ids(text)
    assert (found.value.kind, found.value.masked, found.raw) == (kind, masked, masked)
    assert (found.start, found.end) == (0, len(text))


def test_an_id_glued_to_its_label() -> None:
    (found,) = find_ids("Taxpayer ID numberXXX-XX-1234")
    assert found.raw == "***-**-1234"


def test_misread_digits_are_told() -> None:
    (found,) = find_ids("XXX-XX-I234")
    assert (found.value.last4, found.repaired) == ("1234", "read I as 1")


@pytest.mark.parametrize(
    "text", ["NNN-NN-NNNN", "nnn-nn-nnnn", "11742-0480", "800-829-1040", "08-10-18", "12345678901", "$1,234,567.89"]
)
def test_what_is_no_id(text: str) -> None:
    assert find_ids(text) == ()
    assert mask_ids(text) == text


def test_masking_keeps_everything_else() -> None:
    text = (
        "Pay for 000-12-3456 (Form 1040). ZIP 11742-0480, 00-1234567, 000123456 AB SMIT 30 0 202112 610, 8OO-829-1040"
    )
    assert mask_ids(text) == (
        "Pay for ***-**-3456 (Form 1040). ZIP 11742-0480, **-***4567, ***-**-3456 AB SMIT 30 0 202112 610, 8OO-829-1040"
    )


def test_an_id_with_misread_digits_is_masked_too() -> None:
    assert mask_ids("l00-1O-3456 000-12- 3456 000-123456") == "***-**-3456 ***-**-3456 ***-**-3456"
