"""What a rule may look at: the letter, its texts, and what is published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from irsletter.catalog.authenticity import Guard, Limits
from irsletter.catalog.directory import Directory
from irsletter.catalog.load import Catalog
from irsletter.model.document import Page, Source, Word
from irsletter.model.kinds import LetterKind
from irsletter.model.reading import Evidence, Reading
from irsletter.patterns import compile_pattern
from irsletter.validate.authenticity.asks import Spoken, spoken_in
from irsletter.validate.authenticity.flows import Flow, flows_of

_LEGIBLE = 0.75
"""Share of words read surely from which on a picture may tell what does not stand there. Scans of the bench have 0.85
and more, good photos 0.9, copies of copies 0.4 to 0.8."""
_BETWEEN = "\n\ue000\n"
"""Nothing that a rule looks for reaches over it: a line's end, and a character of no text."""
_PAGE_LABEL = compile_pattern(r"(?im)^pages?\b.{0,12}$")

Outcome: TypeAlias = tuple[Evidence, ...] | None
"""What a rule found: evidence of a hit, nothing, or None where this input gave no way to test it."""


@dataclass(frozen=True, slots=True)
class View:
    reading: Reading
    flows: tuple[Flow, ...]
    """Of all pages: each page whole, then its columns."""
    texts: Mapping[int, str]
    """By page number, all its flows as one text: what is not found in it is in none of them."""
    spoken: tuple[Spoken, ...]
    """The columns, with what they ask for."""
    guards: Mapping[str, Guard]
    directory: Directory
    complete: bool
    """Whether every page of the letter is there and was read so well that what is not found does not stand there."""
    speaks_of_tax: bool
    """Whether federal tax is named anywhere."""
    demands: bool
    """Whether money, data or a call is demanded."""
    papers: frozenset[str]
    """Which of the papers it is that may do more than the IRS; none but where the letter's kind is ``other``."""
    kind: LetterKind
    """What the rules take it for: a paper that speaks in the name of the IRS, or collects its debts, is none of those
    that have nothing to do with it."""
    is_pdf: bool
    day: dt.date | None
    """The letter's date; None, so that every contact counts, where it was not read surely."""
    sure_word: float
    """Confidence of the engine below which a word of a picture proves nothing."""

    @classmethod
    def of(cls, reading: Reading, catalog: Catalog) -> View:
        """Raises PatternTimeoutError."""
        letter = reading.letter
        sure = catalog.fields.confidence.sure_word
        words = tuple(word for guard in catalog.rules.guards.values() for word in guard.words)
        flows = tuple(flow for page in letter.pages for flow in flows_of(page, words, sure))
        texts = {number: _BETWEEN.join(flow.text for flow in page) for number, page in groupby(flows, _number)}
        limits = catalog.rules.limits
        other = reading.kind is LetterKind.OTHER
        papers = frozenset(name for name, marks in limits.papers.items() if other and _says(marks, flows))
        return cls(
            reading=reading,
            flows=flows,
            texts=texts,
            spoken=spoken_in(flows, texts, catalog.rules),
            speaks_of_tax=_says(limits.federal_tax, flows),
            demands=_says(limits.demands, flows),
            papers=papers,
            kind=LetterKind.UNKNOWN if other and _poses(limits, flows, papers) else reading.kind,
            guards=catalog.rules.guards,
            directory=catalog.directory,
            complete=all_read(reading) and not letter.missing_pages and _legible(reading, sure) and _counted(reading),
            is_pdf=any(source.media_type == "application/pdf" for source in letter.document.sources),
            day=_day(reading),
            sure_word=sure,
        )

    def is_sure(self, words: Iterable[Word]) -> bool:
        """Whether every word stands in the file as text or was read surely from the picture."""
        return all(word.source is not Source.OCR or word.confidence >= self.sure_word for word in words)


def _number(flow: Flow) -> int:
    return flow.page.number


def _day(reading: Reading) -> dt.date | None:
    dated = reading.fields.get("notice_date")
    return dated.value if dated is not None and dated.accepted and isinstance(dated.value, dt.date) else None


def _poses(limits: Limits, flows: tuple[Flow, ...], papers: frozenset[str]) -> bool:
    """Whether a paper that no letterhead marks as the IRS's speaks in its name or collects its debts."""
    first = flows[0].page.text.partition("\n")[0] if flows else ""
    named = any(compile_pattern(pattern, ignore_case=True).search(first) for pattern in limits.in_its_name)
    return not papers and (named or (_says(limits.federal_tax, flows) and _says(limits.collects, flows)))


def _says(patterns: Iterable[str], flows: Iterable[Flow]) -> bool:
    compiled = [compile_pattern(pattern, ignore_case=True) for pattern in patterns]
    return any(pattern.search(flow.text) for flow in flows for pattern in compiled)


def all_read(reading: Reading) -> bool:
    """Whether no page of the document was unreadable and no page of the letter came out empty though not blank."""
    pages = reading.letter.pages
    return not reading.letter.document.unread and all(page.words or page.is_blank for page in pages)


def length_known(reading: Reading) -> bool:
    """False where a picture shows that its pages are counted, and the count could not be read."""
    counted = reading.fields.get("printed_page_count")
    return bool(counted and counted.value) or not any(
        _PAGE_LABEL.search(page.text) for page in reading.letter.pages if _is_picture(page)
    )


def _counted(reading: Reading) -> bool:
    """Whether no page can be missing: on pictures of a known notice only if the count was read, for these print one."""
    counted = reading.fields.get("printed_page_count")
    known = reading.notice is not None and reading.notice.known
    return bool(counted and counted.value) or not known or not any(map(_is_picture, reading.letter.pages))


def _legible(reading: Reading, sure: float) -> bool:
    words = [word for page in reading.letter.pages for word in page.words if word.source is Source.OCR]
    return sum(word.confidence >= sure for word in words) >= _LEGIBLE * len(words)


def _is_picture(page: Page) -> bool:
    return any(word.source is Source.OCR for word in page.words)
