"""How values read to a person: dates, money, phones, page lists, names of fields; and letter text made harmless.

Month names are our own, for the computer's language must not change the answer.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence

from irsletter.model.result import Address, TaxpayerId

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

MONEY_FIELDS = frozenset({"amount_due", "refund_amount", "proposed_amount"})
DATE_FIELDS = frozenset({"notice_date", "due_date", "respond_by"})
PHONE_FIELDS = frozenset({"contact_phone", "contact_fax"})

FIELD_NAMES = {
    "notice_code": "Notice",
    "notice_date": "Notice date",
    "due_date": "Pay by",
    "respond_by": "Answer by",
    "amount_due": "Amount due",
    "refund_amount": "Refund",
    "proposed_amount": "Proposed amount",
    "taxpayer_name": "Name",
    "taxpayer_address": "Address",
    "taxpayer_id": "Taxpayer number",
    "contact_phone": "Phone for questions",
    "contact_fax": "Fax",
    "contact_name": "Contact",
    "caller_id": "Caller ID",
    "employee_id": "Employee ID",
    "return_address": "Sender's address",
    "remit_to": "Send payment to",
    "respond_to": "Send answer to",
    "payee": "Check payable to",
    "printed_page_count": "Pages, as printed",
}


def clean(text: str) -> str:
    """``text`` on one line, without characters that could steer a terminal or turn the reading direction."""
    kept = (" " if character.isspace() else character for character in text)
    return " ".join(
        "".join(each for each in kept if unicodedata.category(each) not in ("Cc", "Cf", "Co", "Cs")).split()
    )


def day(iso: str) -> str:
    """``Nov 9, 2026``."""
    date = dt.date.fromisoformat(iso)
    return f"{_MONTHS[date.month - 1]} {date.day}, {date.year}"


def weekday(iso: str) -> str:
    """``Wed, Dec 9, 2026``."""
    return f"{_DAYS[dt.date.fromisoformat(iso).weekday()]}, {day(iso)}"


def days_away(days: int) -> str:
    """``17 days left``, ``today``, ``3 days ago``."""
    if days == 0:
        return "today"
    count = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    return f"{count} left" if days > 0 else f"{count} ago"


def money(amount: str) -> str:
    """``$1,234.50`` for ``1234.50``; ``-$3,328.00`` below zero."""
    whole, cents = amount.lstrip("-").split(".")
    return f"{'-' if amount.startswith('-') else ''}${int(whole):,}.{cents}"


def phone(number: str) -> str:
    """``800-829-1040`` for an American number, any other as it stands."""
    if number.startswith("+1") and len(number) == 12:
        return f"{number[2:5]}-{number[5:8]}-{number[8:]}"
    return number


def address(found: Address) -> str:
    """On one line: ``P.O. Box 9019, Holtsville, NY 11742-9019``."""
    state = " ".join(part for part in (found.state, found.zip) if part)
    country = found.country if found.country != "US" else ""
    return clean(", ".join(part for part in (*found.lines, found.city, state, country) if part))


def value(name: str, found: object) -> str:
    """The value of the single field ``name``."""
    if isinstance(found, Address):
        return address(found)
    if isinstance(found, TaxpayerId):
        return found.masked
    text = str(found)
    if name in MONEY_FIELDS:
        return money(text)
    if name in DATE_FIELDS:
        return day(text)
    return phone(text) if name in PHONE_FIELDS else clean(text)


def pages(numbers: Sequence[int]) -> str:
    """``page 1``, ``pages 2 to 5``, ``pages 1, 3 and 4``."""
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    if len(numbers) > 2 and list(numbers) == list(range(numbers[0], numbers[-1] + 1)):
        return f"pages {numbers[0]} to {numbers[-1]}"
    return f"pages {listed([str(number) for number in numbers])}"


def listed(parts: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def plain(name: str) -> str:
    """A closed set's value in words: ``failure_to_pay_penalty`` is ``failure to pay penalty``."""
    return name.replace("_", " ")


def capital(text: str) -> str:
    """With a capital first letter, the rest as it stands."""
    return text[:1].upper() + text[1:]
