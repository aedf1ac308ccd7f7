"""To whom a check is made out: the Treasury, somebody else, or too little of the name to tell."""

from __future__ import annotations

import datetime as dt

from rapidfuzz import fuzz

from irsletter.catalog.directory import Directory, in_use

_ENOUGH = 80.0
"""Likeness (0 to 100) at which a name read by OCR is taken for the published one."""
_END = 7
"""Letters of an end that can be told for the end of a published name: those of "Treasury" less one."""
_STOP = frozenset(
    ("and", "for", "by", "in", "with", "at", "or", "on", "write", "along", "as", "before", "within", "send", "mail")
)


def leading_name(text: str) -> str:
    """The name that ``text`` begins with: up to a stop word, a number, a word without a capital, or the mark that ends
    the phrase."""
    kept: list[str] = []
    for word in text.split():
        bare = word.strip(".,;:()•·\"'")
        if bare.lower() == "the" and not kept:
            continue
        if not bare or bare.lower() in _STOP or any(letter.isdigit() for letter in bare):
            break
        if kept and kept[0][0].isupper() and bare[0].islower() and bare != "of":
            break  # a name that began with a capital goes on with one
        kept.append(word)
        abbreviation = len(bare.replace(".", "")) <= 3 and "." in bare
        if word[-1] in ".,;:)" and not abbreviation:
            break
    return " ".join(kept)


def is_treasury(name: str, directory: Directory, day: dt.date | None = None) -> bool | None:
    """Whether ``name`` is one that the directory accepts on a letter of ``day``, misread letters allowed; None where it
    is only the beginning or the end of one, as where a column, a fold or a misread word cuts the sentence, or where it
    was accepted once and the letter has no day."""
    folded = _folded(name)
    known = [entry for entry in directory.payees.values() if entry.accepted and (not entry.until or in_use(entry, day))]
    accepted = [_folded(entry.id) for entry in known if not entry.until or day is not None]
    old = [_folded(entry.id) for entry in known if entry.until and day is None]
    refused = {_folded(entry.id) for entry in directory.payees.values() if not entry.accepted}
    if _folded(name.partition(" ")[0]) in refused:
        return False
    if any(fuzz.ratio(folded[: len(good)], good) >= _ENOUGH for good in accepted):
        return True
    if any(fuzz.ratio(folded[: len(good)], good) >= _ENOUGH for good in old):
        return None
    cut = not folded or any(fuzz.ratio(folded, good[: len(folded)]) >= _ENOUGH for good in accepted)
    if cut or (len(folded) >= _END and any(fuzz.ratio(folded, good[-len(folded) :]) >= _ENOUGH for good in accepted)):
        return None
    return False


def _folded(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalpha())
