"""Whether a text layer is language: fonts without a character table give private characters or shifted letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from irsletter.model.document import Word

_MOST_UNKNOWN = 0.05
"""Share of characters that may be private, unassigned or control characters: a font of bullets or a logo."""
_ENOUGH = 80
"""Characters from which shares mean anything."""
_FEWEST_LETTERS = 0.2
"""Share of letters: a page of figures has a third, shifted codes have next to none."""
_ENOUGH_WORDS = 12
_FEWEST_VOWELS = 0.6
"""Share of words of four letters and more that hold a vowel: English and Spanish have 0.98."""
_VOWELS = frozenset("aeiouyáéíóúü")


def is_plausible(words: Sequence[Word]) -> bool:
    """False where ``words`` are gibberish; short texts get the benefit of the doubt."""
    text = "".join(word.text for word in words)
    if not text:
        return False
    unknown = sum(
        unicodedata.category(character) in ("Co", "Cn", "Cc", "Cs") or character == "\ufffd" for character in text
    )
    if unknown > _MOST_UNKNOWN * len(text) or sum(word.text.count("(cid:") for word in words) * 20 > len(words):
        return False
    if len(text) >= _ENOUGH and sum(character.isalpha() for character in text) < _FEWEST_LETTERS * len(text):
        return False
    spelled = [word.text.lower() for word in words if len(word.text) >= 4 and word.text.isalpha()]
    return len(spelled) < _ENOUGH_WORDS or sum(
        not _VOWELS.isdisjoint(word) for word in spelled
    ) >= _FEWEST_VOWELS * len(spelled)
