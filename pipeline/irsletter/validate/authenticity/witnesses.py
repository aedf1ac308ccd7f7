"""Two witnesses of one letter: what the file's text says, and what its picture shows or hides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from irsletter.model.document import Page, Source, Word
from irsletter.model.reading import Evidence
from irsletter.patterns import compile_pattern
from irsletter.validate.authenticity import hosts
from irsletter.validate.authenticity.view import Outcome, View
from irsletter.validate.evidence import masked, quote

_MONEY = compile_pattern(r"\$ ?(\d[\d,]*\.\d\d)(?!\d)")
_PHONE = compile_pattern(r"(?<!\d)\(?(\d{3})\)?[-. ]{1,2}(\d{3})[-. ](\d{4})(?!\d)")
_AIR = 0.5
"""Of a value's height, by which its other reading may stand off."""
_MISREAD_DIGITS = 2
"""Digits by which two programs may read one scan differently; more of them is another value."""
_UNLIKE = 50.0
"""Likeness (0 to 100) below which two names are not two readings of one."""
_NAME = 5
"""Letters from which a name can be told for another."""


def disagree(view: View) -> Outcome:
    """Amounts, telephone numbers and the payee of which text and picture tell two things: both readings."""
    found = tuple(proof for page in view.reading.letter.pages if page.other for proof in _of_page(page, view))
    return (*found, *_payee(view))


def hidden(view: View) -> Outcome:
    """Hidden amounts, phones and sites that are not printed; only where the print is no OCR, which may misread it."""
    pages = view.reading.letter.pages
    if not view.is_pdf:
        return None
    bearing = [page for page in pages if page.hidden]
    if not bearing:
        return ()
    if any(word.source is Source.OCR for page in pages for word in page.words):
        return None
    printed = _values(" ".join(page.text for page in pages))
    return tuple(
        Evidence(page.number, None, masked(" ".join(sorted(extra))), Source.HIDDEN)
        for page in bearing
        if (extra := _values(" ".join(word.text for word in page.hidden)) - printed)
    )


def _values(text: str) -> set[str]:
    money = {f"${match.group(1).replace(',', '')}" for match in _MONEY.finditer(text)}
    phones = {"-".join(match.groups()) for match in _PHONE.finditer(text)}
    sites = {site[0] for word in text.split() if (site := hosts.parse_site(word)) and "." in word.strip(".")}
    return money | phones | sites


def _of_page(page: Page, view: View) -> Iterator[Evidence]:
    for pattern in (_MONEY, _PHONE):
        for match in pattern.finditer(page.text):
            words = page.words_between(match.start(), match.end())
            other = _beside(words, page.other)
            told = [_digits(each.group()) for each in pattern.finditer(" ".join(word.text for word in other))]
            said = _digits(match.group())
            if told and view.is_sure((*words, *other)) and all(_differ(said, each, page) for each in told):
                yield from (*quote(page.number, words), *quote(page.number, other))


def _payee(view: View) -> Iterator[Evidence]:
    """Where the text names one payee and the picture another."""
    field = view.reading.fields.get("payee")
    for proof in field.evidence if field is not None else ():
        page = next((page for page in view.reading.letter.pages if page.number == proof.page), None)
        if page is None or proof.box is None or proof.source is not Source.TEXT_LAYER:
            continue
        other = [word for word in page.other if word.box.overlap(proof.box) > _AIR]
        shown = _letters(" ".join(word.text for word in other))
        if len(shown) >= _NAME and view.is_sure(other) and fuzz.partial_ratio(shown, _letters(proof.text)) < _UNLIKE:
            yield proof
            yield from quote(page.number, other)


def _beside(words: Sequence[Word], other: Sequence[Word]) -> list[Word]:
    """The words of the other witness that stand where ``words`` do, left to right."""
    x0, x1 = min(word.box.x0 for word in words), max(word.box.x1 for word in words)
    y0, y1 = min(word.box.y0 for word in words), max(word.box.y1 for word in words)
    air = _AIR * (y1 - y0)
    beside = (word for word in other if y0 - air / 2 < word.box.y_mid < y1 + air / 2)
    return sorted((word for word in beside if word.box.x1 > x0 and word.box.x0 < x1), key=lambda word: word.box.x0)


def _differ(said: str, told: str, page: Page) -> bool:
    """On a scan both readings may be wrong by a digit or two; a text layer is not read but given."""
    scanned = any(word.source is Source.OCR for word in page.words)
    return Levenshtein.distance(said, told) > (_MISREAD_DIGITS if scanned else 0)


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def _letters(text: str) -> str:
    return "".join(sign for sign in masked(text).lower() if sign.isalpha())
