"""Text as it is compared: what is left when blanks, points, capitals and accents are lost, as recognisers lose them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from irsletter.catalog.fields import fold
from irsletter.patterns import compile_pattern

_NOT_ASCII = compile_pattern(r"[^\x00-\x7f]")


def folded(text: str) -> str:
    """``text`` in lower case with nothing but letters and digits, none with an accent."""
    return "".join(filter(str.isalnum, unaccented(text)))


@lru_cache(maxsize=4096)
def folded_phrase(phrase: str) -> str:
    """``folded`` for a phrase of the configuration; nothing of a letter is ever kept here."""
    return folded(phrase)


def unaccented(text: str) -> str:
    """``text`` in lower case with its letters as an English model reads them: ``n`` for ``ñ``."""
    plain = text.casefold()
    return plain if plain.isascii() else _NOT_ASCII.sub(lambda hit: normalize("NFKD", hit[0])[0], plain)


@dataclass(frozen=True)
class Folded:
    """A text folded, with the place in the text of each folded letter."""

    text: str
    places: tuple[int, ...]
    word_starts: tuple[int, ...]
    """Folded offsets at which words begin."""

    @property
    def word_ends(self) -> tuple[int, ...]:
        """Folded offsets at which words end."""
        return (*self.word_starts[1:], len(self.text))


def folded_text(text: str) -> Folded:
    """``text`` folded, with the way back."""
    places: list[int] = []
    starts: list[int] = []
    new_word = True
    for at, char in enumerate(text):
        if char.isalnum():
            if new_word:
                starts.append(len(places))
            new_word = False
            places.append(at)
        elif char.isspace():
            new_word = True
    return Folded(fold(text), tuple(places), tuple(starts))
