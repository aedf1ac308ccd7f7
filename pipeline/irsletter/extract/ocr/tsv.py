"""Tesseract's TSV output, which both ways of calling it share."""

from __future__ import annotations

from irsletter.model.document import Source, Word
from irsletter.model.geometry import Box

_WORD_LEVEL = "5"
_COLUMNS = 12


def words_of_tsv(tsv: str, width: int, height: int) -> tuple[Word, ...]:
    """The words of one picture of ``width`` x ``height`` pixels.

    Columns as Tesseract writes them: level, page, block, paragraph, line, word, left, top, width, height, confidence
    (0 to 100), text. Lines are numbered through each block.
    """
    words: list[Word] = []
    lines: dict[tuple[str, str, str], int] = {}
    for row in tsv.splitlines():
        cells = row.split("\t", _COLUMNS - 1)
        if len(cells) < _COLUMNS or cells[0] != _WORD_LEVEL or not cells[11].strip():
            continue
        left, top, wide, high = (int(cell) for cell in cells[6:10])
        line = lines.setdefault((cells[2], cells[3], cells[4]), len(lines))
        words.append(
            Word(
                text="".join(cells[11].split()),
                box=Box(left / width, top / height, (left + wide) / width, (top + high) / height),
                confidence=round(min(max(float(cells[10]) / 100, 0.0), 1.0), 4),
                source=Source.OCR,
                block=int(cells[2]),
                line=line,
            )
        )
    return tuple(words)
