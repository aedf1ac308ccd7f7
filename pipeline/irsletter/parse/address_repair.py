"""Words that stand in every other address, put right where a recogniser misread them: a post box, the agency's name."""

from __future__ import annotations

from irsletter.catalog.fields import fold
from irsletter.patterns import compile_pattern

_BOX = compile_pattern(r"\b(?P<post>P[.,;:]?\s?[OQ0D][.,;:]?)\s?(?P<box>[B8][O0Q][Xx])\b", ignore_case=True)
_GOOD = compile_pattern(r"(?:P\.\s?O\.|PO|P O|POST OFFICE)\s?(?:Box|BOX)")
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
