"""Phone and fax numbers, as E.164 (``+18008291040``).

Printed forms: ``800-829-1040``, ``1-800-829-1040``, ``(877) 829-5500``, ``833.678.7020``, ``+44 20 7946 0958``; a
number may break over two lines after a hyphen. ZIP+4 codes, ids, times and the groups of a scan line look otherwise.
"""

from __future__ import annotations

import phonenumbers

from irsletter.parse.values.found import Found, Parsed
from irsletter.parse.values.misreads import DIGITLIKE, as_digits, real_digits, tell
from irsletter.patterns import compile_pattern

_REGION = "US"
_LONGEST = 40
_D = DIGITLIKE
_HYPHEN = r"[-\u2010\u2011\u2012\u2013.]"
_GAP = rf"(?:\s?{_HYPHEN}\s?|[ \u00a0]{{1,2}})"
_NATIONAL = rf"(?:\+?[1Il|]{_GAP}?)?(?:\(\s?{_D}{{3}}\s?\)\s?{_HYPHEN}?\s?|{_D}{{3}}{_GAP}){_D}{{3}}{_GAP}{_D}{{4}}"
_ABROAD = r"\+(?!1\b)[1-9][0-9]{0,2}(?:[ .()-]{1,2}[0-9]{1,5}){2,6}"
_PROSE = compile_pattern(rf"(?<![\w$#/]|[\d)]{_HYPHEN}|\d,)(?:{_ABROAD}|{_NATIONAL})(?![\w/]|{_HYPHEN}\d|,\d)")
_BARE = compile_pattern(r"\+?1?[2-9][0-9]{9}")
_LEAD = compile_pattern(r"\s*(?:[^\W\d_]{2,}\.?\s*){0,2}[.:]?\s*")
"""A word or two before the number say that it is one, in whatever language."""
_NANP = compile_pattern(r"\+1[2-9][0-9]{2}[2-9][0-9]{6}")
"""Area code and exchange never begin with 0 or 1 (North American Numbering Plan)."""


def parse_phone(text: str) -> Parsed[str] | None:
    """The number that all of ``text`` is (a leading ``Phone``, ``Teléfono:`` or the like aside), or None.

    Ten bare digits count here, where the whole text is one number, but never in prose. Placeholders such as
    ``1-800-xxx-xxxx`` are none. Raises PatternTimeoutError.
    """
    if len(text) > _LONGEST:
        return None
    lead = _LEAD.match(text)
    bare = text[lead.end() if lead else 0 :].strip().rstrip(".,;:")
    if _BARE.fullmatch(bare) or _PROSE.fullmatch(bare):
        read = _number(bare)
        return None if read is None else Parsed(read[0], text, read[1])
    return None


def find_phones(text: str) -> tuple[Found[str], ...]:
    """All numbers printed in groups in a running text. Raises PatternTimeoutError."""
    found: list[Found[str]] = []
    for hit in _PROSE.finditer(text):
        read = _number(hit[0])
        if read is not None:
            found.append(Found(read[0], hit[0], hit.start(), hit.end(), read[1]))
    return tuple(found)


def _number(printed: str) -> tuple[str, str] | None:
    digits, notes = as_digits(printed)
    if real_digits(printed) * 2 < real_digits(digits):
        return None
    try:
        number = phonenumbers.parse(" ".join(digits.split()), _REGION)
    except phonenumbers.NumberParseException:
        return None
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    real = _NANP.fullmatch(e164) if number.country_code == 1 else phonenumbers.is_valid_number(number)
    return (e164, tell(notes)) if real else None
