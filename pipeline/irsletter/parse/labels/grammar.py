"""The grammar that the value beside a label must keep, one reader for each kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from irsletter.catalog.fields import ValueKind
from irsletter.model.values import IdKind, TaxpayerId
from irsletter.parse.values.dates import find_dates
from irsletter.parse.values.forms import find_forms
from irsletter.parse.values.found import Found
from irsletter.parse.values.ids import find_ids
from irsletter.parse.values.money import find_money, parse_money
from irsletter.parse.values.periods import find_periods, parse_period
from irsletter.parse.values.phones import find_phones, parse_phone
from irsletter.patterns import compile_pattern

_NUMBER = compile_pattern(
    r"[#:]?\s*(?=(?:[A-Z]*[-./ ]?){0,3}\d)([A-Z0-9](?:[A-Z0-9./-]|\s(?=\d)){1,29}[A-Z0-9])[.,:;]?(?!\S)"
)
_NAME = compile_pattern(r"(?:(?:Mr|Mrs|Ms|Dr)\.?\s+)?[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){1,4}")
_CALLED = compile_pattern(r"(?:name|nombre)\s*:\s*", ignore_case=True)
_BADGE = compile_pattern(r"[#:]?\s*(10[0-9]{8}|[0-9]{7}|[0-9]{2}-[0-9]{5})(?![\w-])")
_LAST4 = compile_pattern(r"\W*(?:(?:[Xx*#]{2,3}[-\s]?)+)?([0-9]{4})\W*")


def read_value(kind: ValueKind, text: str) -> Found[Any] | None:
    """The first value of that kind in ``text``."""
    return _READERS[kind](text)


def _first(find: Callable[[str], tuple[Found[Any], ...]]) -> Callable[[str], Found[Any] | None]:
    return lambda text: next(iter(find(text)), None)


def _money(text: str) -> Found[Any] | None:
    whole = parse_money(text)
    if whole is not None:
        return Found(whole.value, text.strip(), 0, len(text), whole.repaired)
    return _first(find_money)(text)


def _phone(text: str) -> Found[Any] | None:
    whole = parse_phone(text)
    if whole is not None:
        return Found(whole.value, text.strip(), 0, len(text), whole.repaired)
    return _first(find_phones)(text)


def _period(text: str) -> Found[Any] | None:
    whole = parse_period(text)
    if whole is not None:
        return Found(whole.value, text.strip(), 0, len(text), whole.repaired)
    return _first(find_periods)(text)


def _number(text: str) -> Found[Any] | None:
    hit = _NUMBER.match(text)
    if hit is None or sum(char.isdigit() for char in hit[1]) < 3:
        return None
    return Found(hit[1], hit[1], hit.start(1), hit.end(1))


def _name(text: str) -> Found[Any] | None:
    bare = _CALLED.sub("", text.strip())
    hit = _NAME.fullmatch(bare)
    return Found(hit[0], hit[0], 0, len(text)) if hit is not None else None


def _last4(text: str) -> Found[Any] | None:
    hit = _LAST4.fullmatch(text)
    return Found(TaxpayerId(IdKind.UNKNOWN, hit[1]), hit[1], hit.start(1), hit.end(1)) if hit is not None else None


def _badge(text: str) -> Found[Any] | None:
    hit = _BADGE.match(text)
    return Found(hit[1], hit[1], hit.start(1), hit.end(1)) if hit is not None else None


_READERS: Mapping[ValueKind, Callable[[str], Found[Any] | None]] = {
    ValueKind.DATE: _first(find_dates),
    ValueKind.MONEY: _money,
    ValueKind.ID: _first(find_ids),
    ValueKind.PHONE: _phone,
    ValueKind.PERIOD: _period,
    ValueKind.FORM: _first(find_forms),
    ValueKind.NUMBER: _number,
    ValueKind.NAME: _name,
    ValueKind.LAST4: _last4,
    ValueKind.BADGE: _badge,
}
