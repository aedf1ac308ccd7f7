"""Text as it is compared: what is left when blanks, points and capitals are lost, as recognisers lose them."""

from __future__ import annotations


def folded(text: str) -> str:
    """``text`` in lower case with nothing but letters and digits."""
    return "".join(char for char in text.casefold() if char.isalnum())
