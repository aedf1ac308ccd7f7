"""The number to call and the address to pay to, held against the published ones."""

from __future__ import annotations

import datetime as dt
from typing import Any

from rapidfuzz.distance import Levenshtein

from irsletter.catalog.directory import Directory, in_use
from irsletter.catalog.rule_tests import UnlistedTest
from irsletter.model.document import Source
from irsletter.model.reading import Field
from irsletter.model.values import Address
from irsletter.patterns import compile_pattern
from irsletter.validate.authenticity.view import Outcome, View

_TOLL_FREE = ("800", "833", "844", "855", "866", "877", "888")
_EXCHANGE = 5
"""So many published numbers that share area code and exchange make others of it likely to be the agency's too."""
_MISREAD = 2
"""Digits by which OCR may turn a published number or ZIP into what was read."""
_BOX = compile_pattern(r"(?i)\bbox\W*(\d[\d-]*)")


def unlisted(test: UnlistedTest, view: View) -> Outcome:
    """A phone or payment address that is not published; None where it is not and may be misread."""
    phone = test.subject == "phone"
    field = view.reading.fields.get("contact_phone") if phone else _payment_address(view)
    if field is None or field.value is None:
        return ()
    if (phone_listed if phone else address_listed)(field.value, view.directory, view.day):
        return ()
    changed = (_changed_phone if phone else _changed_address)(field, view)
    if changed is not test.where_listed:
        return ()
    return field.evidence if field.accepted else None


def _payment_address(view: View) -> Field[Any] | None:
    """Where the payment goes; on a notice whose payment addresses are known a post-office box that it prints for
    anything else too, for the copies that lead payments astray print one and leave the rest as it was."""
    fields = view.reading.fields
    to_pay, to_answer = fields.get("remit_to"), fields.get("respond_to")
    if to_pay is not None and to_pay.value is not None:
        return to_pay
    boxed = to_answer is not None and isinstance(to_answer.value, Address) and _box(" ".join(to_answer.value.lines))
    return to_answer if boxed and _is_listed_notice("address", view) else to_pay


def is_toll_free(number: str) -> bool:
    """Whether ``number`` (E.164) has a toll-free area code: no single office's own."""
    return number[2:5] in _TOLL_FREE


def phone_listed(number: str, directory: Directory, day: dt.date | None) -> bool:
    """Whether ``number`` (E.164) is published and may stand on a letter of ``day``."""
    known = directory.phones.get(number)
    return (known is not None and in_use(known, day)) or any(
        number == collector.phone and in_use(collector, day) for collector in directory.collectors.values()
    )


def address_listed(address: object, directory: Directory, day: dt.date | None) -> bool:
    """Whether mail to ``address`` reaches a published office: by the five digits where nobody else gets mail under
    them, otherwise by the box or by all nine. An address without ZIP is not held against anybody."""
    if not isinstance(address, Address) or not address.zip:
        return True
    near = [place for place in directory.addresses.values() if place.zip[:5] == address.zip[:5] and in_use(place, day)]
    box = _box(" ".join(address.lines))
    return any(
        place.unique or address.zip == place.zip or (box and box == _box(place.line)) or (not box and not place.line)
        for place in near
    )


def listed_notices(subject: str, directory: Directory) -> frozenset[str]:
    """Codes of the notices whose own ``phone`` or payment ``address`` the directory knows."""
    if subject == "phone":
        return frozenset(code for phone in directory.phones.values() for code in phone.notices)
    return frozenset(code for place in directory.addresses.values() for code in place.stub_for)


def _changed_phone(field: Field[Any], view: View) -> bool:
    """A toll-free number that is not near a published one, on a notice whose number is known."""
    number = str(field.value)
    published = view.directory.phones
    shared = sum(phone.startswith(number[:8]) for phone in published)
    near = _is_ocr(field) and any(Levenshtein.distance(number, phone) <= _MISREAD for phone in published)
    own = is_toll_free(number) and shared < _EXCHANGE and not near
    return own and _is_listed_notice("phone", view)


def _changed_address(field: Field[Any], view: View) -> bool:
    five = str(field.value.zip)[:5] if field.value is not None else ""
    places = view.directory.addresses.values()
    near = _is_ocr(field) and any(Levenshtein.distance(five, place.zip[:5]) < _MISREAD for place in places)
    return not near and _is_listed_notice("address", view)


def _is_listed_notice(subject: str, view: View) -> bool:
    notice = view.reading.notice
    return notice is not None and notice.code in listed_notices(subject, view.directory)


def _is_ocr(field: Field[Any]) -> bool:
    return any(proof.source is Source.OCR for proof in field.evidence)


def _box(line: str) -> str:
    found = _BOX.search(line)
    return found.group(1).replace("-", "") if found else ""
