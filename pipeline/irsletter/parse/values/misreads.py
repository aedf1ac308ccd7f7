"""Letters that recognisers give for digits, and the words in which a repair is told."""

from __future__ import annotations

from collections.abc import Iterable

DIGIT_FOR = {"O": "0", "o": "0", "Q": "0", "l": "1", "I": "1", "|": "1", "S": "5", "B": "8"}
"""Only pairs that Latin print really confuses; a wider table would turn words into numbers."""

_DIGITS = frozenset("0123456789")

DIGITLIKE = r"[0-9OoQlI|SB]"
"""One printed digit as a recogniser may give it, for use inside a pattern."""


def as_digits(text: str) -> tuple[str, tuple[str, ...]]:
    """``text`` with its mistaken letters as digits, and one note for each kind of mistake."""
    notes = [f"read {letter} as {DIGIT_FOR[letter]}" for letter in dict.fromkeys(text) if letter in DIGIT_FOR]
    return "".join(DIGIT_FOR.get(char, char) for char in text), tuple(notes)


def has_digit(text: str) -> bool:
    """Whether a plain digit as read stands in ``text``: without one nothing in it is taken for a number."""
    return not _DIGITS.isdisjoint(text)


def real_digits(text: str) -> int:
    """How many characters of ``text`` are plain digits as read."""
    return sum(char in _DIGITS for char in text)


def tell(notes: Iterable[str]) -> str:
    """All repairs in one sentence part, each once."""
    return "; ".join(dict.fromkeys(note for note in notes if note))
