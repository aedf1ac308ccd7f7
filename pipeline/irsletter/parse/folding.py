"""Text as it is compared: what is left when blanks, points, capitals and accents are lost, as recognisers lose them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from irsletter.catalog.fields import fold


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
    if plain.isascii():
        return plain
    return "".join(char if char.isascii() else normalize("NFKD", char)[0] for char in plain)


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
    letters: list[str] = []
    places: list[int] = []
    starts: list[int] = []
    new_word = True
    for at, char in enumerate(text):
        if char.isspace():
            new_word = True
        elif char.isalnum():
            if new_word:
                starts.append(len(letters))
                new_word = False
            letters.append(fold(char))
            places.append(at)
    return Folded("".join(letters), tuple(places), tuple(starts))
