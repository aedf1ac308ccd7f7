"""A value that a person types for a field, read by the same grammar as the value on the paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from irsletter.catalog.load import Catalog
from irsletter.emit.fields import money_string
from irsletter.errors import UsageError
from irsletter.model.result import Address, TaxpayerId
from irsletter.parse.values.addresses import parse_address
from irsletter.parse.values.codes import normalise_code
from irsletter.parse.values.dates import parse_date, real_date
from irsletter.parse.values.forms import find_forms, tax_type_of
from irsletter.parse.values.ids import find_ids, mask_ids
from irsletter.parse.values.money import parse_money
from irsletter.parse.values.periods import parse_period
from irsletter.parse.values.phones import parse_phone

LONGEST = 400
"""Letters that a person may type for one field."""


def typed_value(name: str, text: str, catalog: Catalog) -> Any:
    """The value of single field ``name`` as the result format writes it; ids are kept masked.

    Raises UsageError, with what is accepted, where the field's grammar refuses ``text``. A misread letter that the
    parsers would repair on paper is refused here: a person can type it right.
    """
    if name not in _KNOWN:
        raise UsageError(f"There is no field {name}.", "Name a single field of the result format.")
    bare = "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())
    if not bare or len(bare) > LONGEST or not bare.replace("\n", "").isprintable():
        raise UsageError(f"Type the {spoken(name)}, at most {LONGEST} letters.")
    read, example = _KNOWN[name]
    value = read(bare, catalog)
    if value is None:
        raise UsageError(f"That is no {spoken(name)}.", f"Type it like {example}.")
    return value


def grammar_of(listed: str, kind: str | None) -> str:
    """The field by whose grammar a row of list ``listed`` is typed: of contacts that of its ``kind``."""
    return _CONTACTS.get(kind or "", listed) if listed == "contacts" else listed


def spoken(name: str) -> str:
    return _SPOKEN.get(name, name.replace("_", " "))


def typed_form(text: str) -> str | None:
    """The return that a person types, as the result format writes it; None for nothing. Raises UsageError."""
    if not text.strip():
        return None
    found = find_forms(text.strip())
    if len(found) != 1 or found[0].repaired or tax_type_of(found[0].value) is None:
        raise UsageError("That is no tax return.", "Type it like 1040 or 941, or leave it empty.")
    return found[0].value


def typed_period(text: str, form: str | None) -> str:
    """The label of the tax period of return ``form`` that a person types. Raises UsageError."""
    bare = " ".join(text.split())
    label = _label(bare, form) if bare.isprintable() else None
    if label is None:
        raise UsageError("That is no tax period.", f"Type it like {_PERIOD[1]}.")
    return label


def written(name: str, value: Any) -> str:
    """A value of field ``name`` as a person writes it, which ``typed_value`` takes back; empty for None."""
    if value is None:
        return ""
    if hasattr(value, "masked"):
        return str(value.masked)
    if hasattr(value, "lines"):
        place = f"{value.city or ''}, {value.state or ''} {value.zip or ''}".strip(" ,")
        return ", ".join([*value.lines, *([place] if place else [])])
    grammar = _KNOWN.get(name)
    if grammar is _MONEY:
        return f"${Decimal(value):,.2f}".replace("$-", "-$")
    if grammar is _DATE:
        day = dt.date.fromisoformat(value)
        return f"{day:%B} {day.day}, {day.year}"
    if grammar is _PHONE and len(str(value)) == len("+18008291040") and str(value).startswith("+1"):
        return f"{value[2:5]}-{value[5:8]}-{value[8:]}"
    return str(value)


def _money(text: str, _: Catalog) -> str | None:
    parsed = parse_money(text) or parse_money(f"${text}")
    return None if parsed is None or parsed.repaired else money_string(parsed.value)


def _date(text: str, _: Catalog) -> str | None:
    try:
        day = dt.date.fromisoformat(text)
        return day.isoformat() if real_date(day.year, day.month, day.day) else None
    except ValueError:
        parsed = parse_date(text)
    return None if parsed is None or parsed.repaired else parsed.value.isoformat()


def _phone(text: str, _: Catalog) -> str | None:
    parsed = parse_phone(text)
    return None if parsed is None or parsed.repaired else parsed.value


def _code(text: str, catalog: Catalog) -> str | None:
    parsed = normalise_code(text, catalog.notices)
    return parsed.value if parsed and (parsed.value in catalog.notices or not parsed.repaired) else None


def _text(text: str, _: Catalog) -> str | None:
    return mask_ids(text.replace("\n", " "))


def _id(text: str, _: Catalog) -> TaxpayerId | None:
    found = find_ids(text)
    if len(found) != 1 or found[0].repaired:
        return None
    number = found[0].value
    return TaxpayerId(number.kind.value, number.last4, number.masked)


def _address(text: str, _: Catalog) -> Address | None:
    lines = tuple(mask_ids(line) for line in (text.splitlines() if "\n" in text else text.split(", ")))
    found = parse_address(lines)
    if found.city is None and found.country == "US" and len(lines) > 1:
        found = parse_address((*lines[:-2], ", ".join(lines[-2:])))
    known = found.city is not None or found.country != "US"
    return Address(list(found.lines), found.city, found.state, found.zip, found.country) if known else None


def _count(text: str, _: Catalog) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and 0 < int(text) < 1000 else None


def _period(text: str, _: Catalog) -> str | None:
    return _label(text, None)


def _label(text: str, form: str | None) -> str | None:
    parsed = parse_period(text, form)
    return None if parsed is None or parsed.repaired else parsed.value.label


_Grammar = tuple[Callable[[str, Catalog], Any], str]
_MONEY: _Grammar = (_money, "1,075.21")
_DATE: _Grammar = (_date, "June 3, 2024 or 2024-06-03")
_PHONE: _Grammar = (_phone, "800-829-1040")
_WORDS: _Grammar = (_text, "it is printed")
_PLACE: _Grammar = (_address, "12 Main St, Ogden, UT 84201")
_GRAMMARS: Mapping[str, _Grammar] = {
    "notice_code": (_code, "CP14 or LT11"),
    "notice_date": _DATE,
    "due_date": _DATE,
    "respond_by": _DATE,
    "amount_due": _MONEY,
    "refund_amount": _MONEY,
    "proposed_amount": _MONEY,
    "taxpayer_name": _WORDS,
    "taxpayer_address": _PLACE,
    "taxpayer_id": (_id, "***-**-1234"),
    "contact_phone": _PHONE,
    "contact_fax": _PHONE,
    "contact_name": _WORDS,
    "caller_id": _WORDS,
    "employee_id": _WORDS,
    "return_address": _PLACE,
    "remit_to": _PLACE,
    "respond_to": _PLACE,
    "payee": _WORDS,
    "printed_page_count": (_count, "4"),
}
_CONTACTS = {"phone": "contact_phone", "fax": "contact_fax", "address": "return_address"}
CORRECTABLE = tuple(_GRAMMARS)
"""The single fields, in the order of the result format."""
_PERIOD: _Grammar = (_period, "2017, 2023-Q1 or 2022-07/2023-06")
_KNOWN: Mapping[str, _Grammar] = {
    **_GRAMMARS, "tax_periods": _PERIOD, "amounts": _MONEY, "adjustments": _MONEY,
    "deadlines": _DATE, "contacts": _WORDS,
}  # fmt: skip
"""With the grammar of what stands in each row of a list."""
_SPOKEN = {
    "tax_periods": "tax period",
    "amounts": "amount",
    "adjustments": "figure",
    "deadlines": "day",
    "contacts": "contact",
}
