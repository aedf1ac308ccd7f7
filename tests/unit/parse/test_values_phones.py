import pytest

from irsletter.parse.values.phones import find_phones, parse_phone


@pytest.mark.parametrize(
    "text",
    [
        "800-829-1040", "1-800-829-1040", "1 (800) 829-1040", "(800) 829-1040", "800.829.1040", "+1 800 829 1040",
        "Phone 800-829-1040", "Teléfono: 800-829-1040", "TTY: 800-829-1040", "1-\n800-829-1040", "8008291040",
    ],
)  # fmt: skip
def test_every_printed_form_gives_one_number(text: str) -> None:
    parsed = parse_phone(text)
    assert parsed is not None
    assert (parsed.value, parsed.repaired) == ("+18008291040", "")


def test_misread_digits_are_told() -> None:
    parsed = parse_phone("8OO-829-l040")
    assert parsed is not None
    assert parsed.value == "+18008291040"
    assert parsed.repaired == "read O as 0; read l as 1"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1-800-xxx-xxxx",
        "11742-0480",
        "123-45-6789",
        "7:00 a.m. to 7:00 p.m.",
        "0123456789",
        "1000447182",
        "000-829-1040",
        "NNNN",
    ],
)
def test_what_is_no_phone(text: str) -> None:
    assert parse_phone(text) is None


def test_phones_in_prose_stand_apart_from_other_numbers() -> None:
    text = (
        "Holtsville, NY 11742-0480, id 000-12-3456, 0000 0000000 0000000000 0000000 0000, case 2023123456, "
        "call 1-\n800-829-0922 or (877) 829-5500, fax 502-555-0177, abroad +44 20 7946 0958."
    )
    assert [found.value for found in find_phones(text)] == [
        "+18008290922",
        "+18778295500",
        "+15025550177",
        "+442079460958",
    ]
