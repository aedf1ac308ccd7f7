"""Text as it is compared: what is left when blanks, points, capitals and accents are lost, as recognisers lose them."""

from __future__ import annotations

from unicodedata import normalize


def folded(text: str) -> str:
    """``text`` in lower case with nothing but letters and digits, none with an accent."""
    return "".join(char for char in unaccented(text) if char.isalnum())


def unaccented(text: str) -> str:
    """``text`` in lower case with its letters as an English model reads them: ``n`` for ``ñ``."""
    plain = text.casefold()
    return plain if plain.isascii() else "".join(normalize("NFKD", char)[0] for char in plain)
