"""US dollar amounts: whole cells, and amounts inside prose.

Printed forms: ``$1,075.21``, ``-3,328.00``, ``$ 13,192``, ``$.00``, ``(45.00)`` and ``45.00 CR``. Missing cents are
zero cents. Years, ZIP codes, phones, percentages, form and page numbers have no ``$``, thousands comma or two decimals.
"""

from __future__ import annotations

from decimal import Decimal

from irsletter.parse.values.found import Found, Parsed
from irsletter.parse.values.misreads import DIGITLIKE, as_digits, has_digit, real_digits, tell
from irsletter.patterns import Match, compile_pattern

_LONGEST = 40
_SIGN = "[-\u2010\u2011\u2012\u2013\u2212]"
_BLANK = "[ \u00a0]"
_D = DIGITLIKE

_CELL = compile_pattern(
    rf"\s*(?P<open>\()?\s*(?P<sign>{_SIGN}?)\s*(?P<currency>[$§]|S(?=\s?{_D}))?\s*(?P<sign>{_SIGN}?)\s*"
    rf"(?P<number>(?:{_D}|[.,])(?:{_D}|[.,\s])*(?<={_D}))\s*(?P<close>\))?\s*(?P<credit>CR|{_SIGN})?[.,;:]?\s*"
)

_GROUPED = rf"{_D}{{1,3}}(?:,{_D}{{3}})+"
_NUMBERS = (
    # (form, needs a currency sign in prose): the strict forms first, then those that need a repair
    (rf"(?:{_GROUPED}|{_D}{{1,12}})\.{_D}{{2}}", False),
    (rf"{_D}{{1,3}}(?:{_BLANK}?,{_BLANK}?{_D}{{3}})+{_BLANK}?\.{_BLANK}?{_D}{{2}}", False),
    (rf"{_D}{{1,3}}(?:\.{_D}{{3}})+\.{_D}{{2}}", False),
    (rf"{_GROUPED},{_D}{{2}}", True),
    (rf"{_GROUPED}{_BLANK}{_D}{{2}}(?!{_BLANK}*[\w%])", True),
    (rf"{_D}{{1,3}}(?:{_BLANK}?,{_BLANK}?{_D}{{3}})+", True),
    (rf"{_D}{{1,12}}", True),
    (r"\.[0-9]{2}", True),
)
_END = r"(?![\w%]|[.,-]\d|,\w|\s?(?:%|percent\b|[ap]\.?m\b|(?:m|b|tr)illion\b))"
_CURRENCY = rf"(?:\$|§|S(?={_D})){_BLANK}{{0,2}}"
_PROSE = compile_pattern(
    rf"(?<![\w$.,/:#(-])(?:(?<!\d{_BLANK}){_SIGN})?(?:{_CURRENCY}(?:{'|'.join(form for form, _ in _NUMBERS)})"
    rf"|(?:{'|'.join(form for form, needs_sign in _NUMBERS if not needs_sign)})){_END}(?:{_BLANK}?CR\b|-(?!\S))?"
    # accountants' parentheses: only where no sentence goes on after them
    rf"|(?<![\w$.,/:#-])\({_BLANK}?(?:{_CURRENCY})?(?:{_GROUPED}|{_D}{{1,12}})(?:\.{_D}{{2}}){_BLANK}?\)"
    rf"(?={_BLANK}*(?:\n|$|[$(-]|\d)|{_BLANK}{{2}})"
    # else the amount alone, which then is not negative
    rf"|(?<=\()(?:{_CURRENCY})?{_SIGN}?(?:{_GROUPED}|{_D}{{1,12}})(?:\.{_D}{{2}}){_END}"
    rf"|(?<=\(){_CURRENCY}(?:{_GROUPED}|{_D}{{1,12}}){_END}"
)
_STRICT = compile_pattern(
    r"(?:(?P<whole>[1-9][0-9]{0,2}(?:,[0-9]{3})+|0|[1-9][0-9]{0,11})(?:\.(?P<cents>[0-9]{2}))?|\.(?P<cents>[0-9]{2}))"
)


def parse_money(text: str) -> Parsed[Decimal] | None:
    """The amount that all of ``text`` is, in dollars with two decimals, or None. Raises PatternTimeoutError.

    Parentheses, a hyphen on either side and ``CR`` make it negative. A bare whole number without ``$``, comma or
    decimals is no amount: it may as well be a year or a form.
    """
    if len(text) > _LONGEST or not has_digit(text):
        return None
    hit = _CELL.fullmatch(text)
    if hit is None or bool(hit["open"]) != bool(hit["close"]):
        return None
    # a mistaken currency sign lends a bare whole number no credit
    read = _number(hit["number"].strip(), hit["currency"] == "$", bool(hit["open"] or any(hit.captures("sign"))))
    if read is None:
        return None
    amount, notes = read
    minus = [bool(sign) for sign in hit.captures("sign") if sign] + [True] * (bool(hit["open"]) + bool(hit["credit"]))
    if len(minus) > 1:
        return None
    if hit["currency"] and hit["currency"] != "$":
        notes = (f"read {hit['currency']} as $", *notes)
    return Parsed(-amount if minus else amount, text, tell(notes))


def find_money(text: str) -> tuple[Found[Decimal], ...]:
    """The amounts in running text: those with ``$`` or exactly two decimals. Spans don't cross lines. Raises
    PatternTimeoutError.

    Parentheses count as a minus only where no sentence goes on after them on the line.
    """
    hits = _PROSE.finditer(text) if has_digit(text) else ()
    return tuple(found for hit in hits if (found := _found(hit)) is not None)


def _found(hit: Match[str]) -> Found[Decimal] | None:
    parsed = parse_money(hit[0])
    return None if parsed is None else Found(parsed.value, hit[0], hit.start(), hit.end(), parsed.repaired)


def _number(printed: str, currency: bool, signed: bool) -> tuple[Decimal, tuple[str, ...]] | None:
    if real_digits(printed) * 2 < sum(char not in "., \u00a0\n\t" for char in printed):
        return None
    digits, notes = as_digits(printed)
    strict = _strict(digits, currency)
    if strict is not None:
        return strict, notes
    torn = _TORN.fullmatch(digits)
    # without a sign or a group two numbers beside one another may be two numbers
    if torn is not None and (currency or signed or len(torn.captures("group")) > 1):
        amount = _strict(f"{','.join(torn.captures('group'))}.{torn['cents']}", currency)
        if amount is not None:
            return amount, (*notes, "read a gap as the decimal point")
    for mend in (_without_blanks, _points_for_commas, _comma_for_point):
        mended, note = mend(digits)
        amount = _strict(mended, currency) if note else None
        if amount is not None:
            return amount, (*notes, note)
    return None


def _strict(digits: str, currency: bool) -> Decimal | None:
    hit = _STRICT.fullmatch(digits)
    if hit is None or not (currency or hit["cents"] or "," in digits) or (hit["whole"] is None and not currency):
        return None
    return Decimal(f"{(hit['whole'] or '0').replace(',', '')}.{hit['cents'] or '00'}")


_AROUND_SEPARATOR = compile_pattern(r"\s*([.,])\s*")
_TORN = compile_pattern(
    r"(?:(?P<group>[0-9]{1,3})(?:\s?[.,]\s?(?P<group>[0-9]{3}))*|(?P<group>[0-9]{4,12}))\s(?P<cents>[0-9]{2})"
)
"""A faint point before the cents is lost on copies."""
_POINTED = compile_pattern(r"([0-9]{1,3}(?:[.,][0-9]{3})+)\.([0-9]{2})")
_COMMA_CENTS = compile_pattern(r"([0-9]{1,3}(?:,[0-9]{3})*|[0-9]{4,12}),([0-9]{2})")


def _without_blanks(digits: str) -> tuple[str, str]:
    closed = _AROUND_SEPARATOR.sub(lambda hit: hit[1], digits)
    return closed, "closed a gap inside the number" if closed != digits else ""


def _points_for_commas(digits: str) -> tuple[str, str]:
    hit = _POINTED.fullmatch(digits)
    return (f"{hit[1].replace('.', ',')}.{hit[2]}", "read a point as a thousands comma") if hit else (digits, "")


def _comma_for_point(digits: str) -> tuple[str, str]:
    hit = _COMMA_CENTS.fullmatch(digits)
    return (f"{hit[1]}.{hit[2]}", "read a comma as the decimal point") if hit else (digits, "")
