"""Whether words have one of the catalog's senses."""

from __future__ import annotations

from irsletter.catalog.fields import compile_phrase, fold
from irsletter.catalog.senses import Sense, Senses


def has_sense(text: str, sense: Sense, senses: Senses) -> bool:
    """Whether ``text`` holds words of ``sense``. Raises PatternTimeoutError."""
    return any(compile_phrase(source).search(text) for source in senses[sense].patterns)


def is_agency(text: str, senses: Senses, *, alone: bool = False) -> bool:
    """Whether the line names the IRS or the Treasury, or (``alone``) is nothing but such a name."""
    letters = fold(text)
    if alone:
        return any(compile_phrase(source).fullmatch(letters) for source in senses[Sense.AGENCY].patterns)
    return len(letters) < 60 and has_sense(letters, Sense.AGENCY, senses)
