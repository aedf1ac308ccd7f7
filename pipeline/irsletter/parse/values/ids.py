"""Taxpayer ids (SSN, ITIN, EIN), printed whole or masked: they are masked at birth, and masked in every text kept.

The kind is told by the form: ``ddd-dd-dddd`` is an SSN or an ITIN, ``dd-ddddddd`` an EIN; an ITIN begins with 9 and has
50 to 65, 70 to 88, 90 to 92 or 94 to 99 in the middle (IRS Publication 1915).
"""

from __future__ import annotations

from irsletter.model.values import IdKind, TaxpayerId
from irsletter.parse.values.found import Found, apart
from irsletter.parse.values.misreads import DIGITLIKE, as_digits, real_digits, tell
from irsletter.patterns import Match, compile_pattern

_D = DIGITLIKE
_HYPHEN = r"(?:\s?[-\u2010-\u2015\u2212]\s?)"
_GAP = rf"(?:{_HYPHEN}|\s)"
_MARK = r"[Xx*#\u2022\u25cf]"
_NOT_BEFORE = r"(?<!\d)"
_IN_BLANKS = rf"(?<!\d[.,]){_NOT_BEFORE}"
"""Before groups with blanks between them: these may be the tail of an amount and numbers after it."""
_FORMS = (
    ("ssn", rf"{_MARK}{{3}}{_HYPHEN}?{_MARK}{{2}}{_HYPHEN}?(?P<tail>{_D}{{4}})(?![\dA-Za-z])"),
    ("ein", rf"{_MARK}{{2}}{_HYPHEN}?{_MARK}{{3}}(?P<tail>{_D}{{4}})(?![\dA-Za-z])"),
    ("ssn", rf"{_NOT_BEFORE}(?P<whole>{_D}{{3}}{_HYPHEN}{_D}{{2}}{_GAP}{_D}{{4}})(?!\d)"),
    ("ssn", rf"{_IN_BLANKS}(?P<whole>{_D}{{3}}\s{_D}{{2}}{_GAP}{_D}{{4}})(?!\d)"),
    ("ssn", rf"{_NOT_BEFORE}(?P<whole>{_D}{{3}}{_HYPHEN}{_D}{{6}})(?!\d)"),
    ("ein", rf"{_NOT_BEFORE}(?P<whole>{_D}{{2}}{_HYPHEN}{_D}{{7}})(?!\d)"),
    ("unknown", r"(?<!\d)(?P<whole>[0-9]{9})(?!\d)"),
)
_PATTERNS = tuple((IdKind(kind), compile_pattern(source)) for kind, source in _FORMS)
_LAST_FOUR = compile_pattern(rf"{_D}{{4}}")
"""What every form ends in, most texts lack, and is found much sooner."""
_ITIN_MIDDLES = frozenset({*range(50, 66), *range(70, 89), *range(90, 93), *range(94, 100)})
_FEWEST_REAL = 7
"""Of nine digits, how many must be read as digits for the rest to be taken for misread ones."""


def find_ids(text: str) -> tuple[Found[TaxpayerId], ...]:
    """All taxpayer ids of a text; ``raw`` is already masked. Raises PatternTimeoutError.

    Nine bare digits are an id of unknown kind: whether they are one the label beside them must tell. Placeholders
    (``NNN-NN-NNNN``) and ZIP+4 codes are none.
    """
    if _LAST_FOUR.search(text) is None:
        return ()
    return apart(
        found
        for kind, pattern in _PATTERNS
        for hit in pattern.finditer(text)
        if (found := _found(kind, hit)) is not None
    )


def mask_ids(text: str) -> str:
    """``text`` with every id masked but for its last four digits. Raises PatternTimeoutError."""
    pieces: list[str] = []
    at = 0
    for found in find_ids(text):
        pieces += (text[at : found.start], found.raw)
        at = found.end
    return "".join((*pieces, text[at:]))


def _found(kind: IdKind, hit: Match[str]) -> Found[TaxpayerId] | None:
    groups = hit.groupdict()
    printed = groups.get("whole") or groups.get("tail") or ""
    read, notes = as_digits(printed)
    digits = "".join(char for char in read if char in "0123456789")
    if real_digits(printed) < (_FEWEST_REAL if groups.get("whole") else 2):
        return None
    taxpayer_id = TaxpayerId(_itin_or(kind, digits), digits)
    return Found(taxpayer_id, taxpayer_id.masked, hit.start(), hit.end(), tell(notes))


def _itin_or(kind: IdKind, digits: str) -> IdKind:
    itin = kind is IdKind.SSN and len(digits) == 9 and digits[0] == "9" and int(digits[3:5]) in _ITIN_MIDDLES
    return IdKind.ITIN if itin else kind
