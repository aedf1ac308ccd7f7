"""What a rule may look at: the letter, its texts, and what is published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from irsletter.catalog.authenticity import Guard
from irsletter.catalog.directory import Directory
from irsletter.catalog.load import Catalog
from irsletter.model.document import Source, Word
from irsletter.model.reading import Evidence, Reading
from irsletter.validate.authenticity.flows import Flow, flows_of

Outcome: TypeAlias = tuple[Evidence, ...] | None
"""What a rule found: evidence of a hit, nothing, or None where this input gave no way to test it."""


@dataclass(frozen=True, slots=True)
class View:
    reading: Reading
    flows: tuple[Flow, ...]
    """Of all pages: each page whole, then its columns."""
    guards: Mapping[str, Guard]
    directory: Directory
    complete: bool
    """Whether every page of the letter is there and was read."""
    is_pdf: bool
    sure_word: float
    """Confidence of the engine below which a word of a picture proves nothing."""

    @classmethod
    def of(cls, reading: Reading, catalog: Catalog) -> View:
        """Raises PatternTimeoutError."""
        letter = reading.letter
        return cls(
            reading=reading,
            flows=tuple(flow for page in letter.pages for flow in flows_of(page)),
            guards=catalog.rules.guards,
            directory=catalog.directory,
            complete=all_read(reading) and not letter.missing_pages,
            is_pdf=any(source.media_type == "application/pdf" for source in letter.document.sources),
            sure_word=catalog.fields.confidence.sure_word,
        )

    def is_sure(self, words: Iterable[Word]) -> bool:
        """Whether every word stands in the file as text or was read surely from the picture."""
        return all(word.source is not Source.OCR or word.confidence >= self.sure_word for word in words)


def all_read(reading: Reading) -> bool:
    """Whether no page of the document was unreadable and no page of the letter came out empty though not blank."""
    pages = reading.letter.pages
    return not reading.letter.document.unread and all(page.words or page.is_blank for page in pages)
