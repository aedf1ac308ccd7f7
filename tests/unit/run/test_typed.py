"""What a person may type for a field."""

from __future__ import annotations

import pytest

from irsletter.catalog.load import load_catalog
from irsletter.errors import UsageError
from irsletter.model.result import Address, TaxpayerId
from irsletter.run.corrections.typed import CORRECTABLE, typed_value


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("amount_due", "1,075.27", "1075.27"),
        ("amount_due", "$1075.27", "1075.27"),
        ("amount_due", "1500", "1500.00"),
        ("refund_amount", " 12.00 ", "12.00"),
        ("notice_date", "2024-06-03", "2024-06-03"),
        ("notice_date", "June 3, 2024", "2024-06-03"),
        ("due_date", "06/03/2024", "2024-06-03"),
        ("notice_code", "cp14", "CP14"),
        ("contact_phone", "800-829-1040", "+18008291040"),
        ("taxpayer_name", "ANN  EXAMPLE", "ANN EXAMPLE"),
        ("taxpayer_name", "ANN 666-45-7803", "ANN ***-**-7803"),
        ("taxpayer_id", "666-45-7803", TaxpayerId("ssn", "7803", "***-**-7803")),
        ("taxpayer_id", "***-**-7803", TaxpayerId("ssn", "7803", "***-**-7803")),
        ("printed_page_count", "4", 4),
        ("remit_to", "PO Box 1, Ogden, UT 84201", Address(["PO Box 1"], "Ogden", "UT", "84201", "US")),
        ("remit_to", "PO Box 1\nOgden UT 84201-0030", Address(["PO Box 1"], "Ogden", "UT", "84201-0030", "US")),
    ],
)
def test_a_value_is_read_by_its_own_grammar(name: str, text: str, value: object) -> None:
    assert typed_value(name, text, load_catalog()) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("notice_date", "February 30, 2024"),
        ("notice_date", "2024-02-30"),
        ("notice_date", "0999-01-01"),
        ("due_date", "soon"),
        ("amount_due", "1O.00"),
        ("amount_due", "12.345"),
        ("amount_due", "about 12.00"),
        ("contact_phone", "123"),
        ("notice_code", "hello"),
        ("taxpayer_id", "12"),
        ("remit_to", "somewhere"),
        ("printed_page_count", "0"),
        ("taxpayer_name", ""),
        ("taxpayer_name", "x" * 401),
        ("taxpayer_name", "a\x00b"),
        ("no_such_field", "1"),
    ],
)
def test_what_can_not_be_is_refused(name: str, text: str) -> None:
    with pytest.raises(UsageError):
        typed_value(name, text, load_catalog())


def test_every_single_field_has_a_grammar() -> None:
    from irsletter.model.result import Fields

    assert list(CORRECTABLE) == list(Fields.__annotations__)
