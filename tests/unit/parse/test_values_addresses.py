import pytest

from irsletter.model.values import Address
from irsletter.parse.values.addresses import looks_like_city_line, parse_address


@pytest.mark.parametrize(
    ("lines", "address"),
    [
        (("22 BOULDER STREET", "HANSON, CT 00000-7253"), Address(("22 BOULDER STREET",), "HANSON", "CT", "00000-7253")),
        (("1 MAIN ST", "SPRINGFIELD MO 65801-0000"), Address(("1 MAIN ST",), "SPRINGFIELD", "MO", "65801-0000")),
        (("P.O. Box 9019", "Holtsville,NY11742-9019"), Address(("P.O. Box 9019",), "Holtsville", "NY", "11742-9019")),
        (("9 A ST", "ST. LOUIS, Missouri 63101"), Address(("9 A ST",), "ST. LOUIS", "MO", "63101")),
        (("9 A ST", "MIAMI FL 33101 - O123"), Address(("9 A ST",), "MIAMI", "FL", "33101-0123")),
        (("PSC 1 BOX 2", "APO AE 09012-1234"), Address(("PSC 1 BOX 2",), "APO", "AE", "09012-1234")),
        (("9 A ST", "SPRINGFIELD MO", "65801"), Address(("9 A ST",), "SPRINGFIELD", "MO", "65801")),
        (("9 A ST", "WINSTON-SALEM, NC 27101", "USA"), Address(("9 A ST",), "WINSTON-SALEM", "NC", "27101")),
        (
            ("10 KING ST W", "TORONTO ON M5H 1A1", "CANADA"),
            Address(("10 KING ST W", "TORONTO ON M5H 1A1"), country="CA"),
        ),
        ((), Address(())),
    ],
)
def test_addresses_as_printed(lines: tuple[str, ...], address: Address) -> None:
    assert parse_address(lines) == address


def test_a_zip_with_a_missing_digit_is_kept_and_never_completed() -> None:
    lines = ("INTERNAL REVENUE SERVICE", "CINCINNATI, OH 4599-0149")
    assert parse_address(lines) == Address(lines)
    assert looks_like_city_line(lines[1])


@pytest.mark.parametrize("text", ["22 BOULDER STREET", "CITY, STATE ZIP", "the amount due in 12345", "Page 1 of 7", ""])
def test_what_is_no_city_line(text: str) -> None:
    assert not looks_like_city_line(text)
