"""Words that stand in every other address, put right where a recogniser misread them: a post box, the agency's name.
What cannot be put right is told: a line without its beginning, a word whose box holds more than was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from irsletter.catalog.fields import fold
from irsletter.model.document import Word
from irsletter.patterns import compile_pattern

_BOX = compile_pattern(r"\b(?P<post>P[.,;:]?\s?[OQ0D][.,;:]?)\s?(?P<box>[B8][O0Q][Xx])\b", ignore_case=True)
_GOOD = compile_pattern(r"(?:P\.\s?O\.|PO|P O|POST OFFICE)\s?(?:Box|BOX)")
_WIDE = 2.2
"""How much wider than usual the letters of a word may be."""
_AGENCY = "Internal Revenue Service"


def mended(line: str) -> tuple[str, str]:
    """``line`` with its known words as they are printed, and what was put right; no note where nothing was."""
    box = _BOX.search(line)
    if box is not None and not _GOOD.fullmatch(box[0]):
        right = "P.O. BOX" if box["box"].isupper() and line.isupper() else "P.O. Box"
        return line[: box.start()] + right + line[box.end() :], f"read {box[0]} as {right}"
    if fold(line) == fold(_AGENCY) and line not in (_AGENCY, _AGENCY.upper()):
        capitals = sum(char.isupper() for char in line)
        right = _AGENCY.upper() if 2 * capitals > len(line.replace(" ", "")) else _AGENCY
        return right, f"read {line} as {right}"
    return line, ""


def torn(lines: Iterable[str], words: tuple[Word, ...]) -> Iterator[str]:
    """What tells that print of an address was not read."""
    for line in lines:
        if not (line[:1].isdigit() or line[:1].isupper() or line.lower().startswith(("c/o", "%"))):
            yield f"the beginning of {line} was not read"
    widths = [word.box.width / len(word.text) for word in words]
    usual = sorted(widths)[len(widths) // 2]
    for word, width in zip(words, widths, strict=True):
        if len(word.text) > 1 and width > _WIDE * usual:
            yield f"more stands beside {word.text} than was read"
