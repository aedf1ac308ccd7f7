"""What a paper claims to be (IRS, collector, state, solicitation, other, unknown), and its language.

Marks from the configuration are added up by kind; the letterhead weighs most. ``unknown`` is a demand for tax by
nobody, or by an agency that does not exist; ``other`` claims no tax authority and asks nothing over a tax.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import partial_ratio

from irsletter.catalog.letter_marks import Mark, MarkPlace
from irsletter.catalog.load import Catalog
from irsletter.model.document import Page
from irsletter.model.kinds import Language, LetterKind
from irsletter.parse.page.layout import Sheet
from irsletter.parse.page.sheets import sheets_of
from irsletter.parse.values.folding import folded, unaccented
from irsletter.patterns import compile_pattern

_LETTERHEAD_END = 0.26
"""Page fraction above which lines are letterhead: the header box and the margin of a photo included."""
_SHORT_LINE = 5
"""Words up to which a line is letterhead wherever a phrase stands in it; of a longer one the phrase must be half."""
_GLUED_FROM = 12
"""Letters from which on a phrase is recognised without its blanks, and in a letterhead with letters misread:"""
_LETTERS_FOR_EACH_MISREAD = 10
"""one in so many."""
_LIKENESS = 80.0
"""Likeness (0 to 100) below which a line need not be looked at letter by letter."""
_SPANISH_MARGIN = 1.5
"""How much more often Spanish stop words must stand than English ones: many a notice carries a Spanish paragraph."""

_POOR = frozenset(("blurred", "low_resolution"))
"""Page faults that leave words unread."""

_AGENCY = ("Internal Revenue Service", "www.irs.gov", "irs.gov")
_MASKED = compile_pattern(r"[Xx*]{3}-[Xx*]{2}-[0-9]{4}(?![0-9])|[Xx*]{2}-[Xx*]{3}[0-9]{4}(?![0-9])")

_SENDERS = (LetterKind.SOLICITATION, LetterKind.STATE, LetterKind.COLLECTOR, LetterKind.IRS)
"""In the order that settles a tie."""


def kind_of(pages: tuple[Page, ...], code: str | None, catalog: Catalog) -> LetterKind:
    """What the letter on ``pages`` claims to be; ``code`` is the notice code that it prints as its own, if any."""
    known = catalog.letter_marks
    texts = tuple(page.once(_Text.of) for page in pages)
    if not texts:
        return LetterKind.OTHER
    scores = dict.fromkeys(LetterKind, 0.0)
    invented = 0.0
    for mark in known.mark.values():
        if _met(mark, texts):
            scores[mark.kind] += mark.weight
            if mark.kind is LetterKind.UNKNOWN and mark.place is MarkPlace.LETTERHEAD:
                invented = max(invented, mark.weight)
    if code is not None:
        scores[LetterKind.IRS] += known.weights.code
    if texts[0].heads(_collectors(catalog)):
        scores[LetterKind.COLLECTOR] += known.weights.collector_name
    if texts[0].heads(_fakes(catalog)):
        scores[LetterKind.UNKNOWN] += known.weights.fake_name
        invented = max(invented, known.weights.fake_name)
    sender = max(_SENDERS, key=lambda kind: scores[kind])
    if scores[sender] >= max(known.weights.enough, scores[LetterKind.OTHER], invented):
        return sender
    if scores[LetterKind.UNKNOWN] >= max(known.weights.enough, scores[LetterKind.OTHER]):
        return LetterKind.UNKNOWN
    stranger = any(scores[kind] for kind in (*_SENDERS[:3], LetterKind.OTHER))
    return LetterKind.OTHER if stranger or not _head_may_be_unread(pages, texts) else LetterKind.UNKNOWN


def _head_may_be_unread(pages: tuple[Page, ...], texts: tuple[_Text, ...]) -> bool:
    """A page that names the agency and a taxpayer's masked id is no stranger's paper, and of a picture that is too poor
    to read nobody can tell."""
    personal = any(_MASKED.search(page.text) for page in pages) and any(text.says(_AGENCY) for text in texts)
    return personal or any(fault.code in _POOR for page in pages for fault in page.faults)


def language_of(pages: tuple[Page, ...], catalog: Catalog) -> Language:
    """The language that most of the letter is in, by its stop words."""
    counts = dict.fromkeys(Language, 0)
    stop_words = {
        language: frozenset(map(unaccented, words)) for language, words in catalog.letter_marks.stop_words.items()
    }
    for page in pages:
        for word in unaccented(page.text).split():
            for language, words in stop_words.items():
                counts[language] += word in words
    return Language.ES if counts[Language.ES] > _SPANISH_MARGIN * counts[Language.EN] else Language.EN


@dataclass(frozen=True, slots=True)
class _Text:
    """One page made ready for comparing: as words, as mere letters, and the lines of its letterhead as words."""

    words: str
    letters: str
    head: tuple[str, ...]

    @classmethod
    def of(cls, page: Page) -> _Text:
        sheet = sheets_of(page)[-1]
        # columns stand side by side: their paragraphs read on where the lines of the page do not
        text = "\n".join((page.text, *(paragraph.text for paragraph in sheet.paragraphs)))
        return cls(_words(text), folded(text), tuple(_head(sheet)))

    def says(self, phrases: Iterable[str]) -> bool:
        return any(
            words in self.words or (len(letters) >= _GLUED_FROM and letters in self.letters)
            for words, letters in map(_sought, phrases)
        )

    def heads(self, phrases: Iterable[str]) -> bool:
        return any(_names(line, phrase) for phrase in phrases for line in self.head)


def _met(mark: Mark, texts: tuple[_Text, ...]) -> bool:
    match mark.place:
        case MarkPlace.LETTERHEAD:
            return texts[0].heads(mark.phrases)
        case MarkPlace.FIRST_PAGE:
            return texts[0].says(mark.phrases)
        case MarkPlace.ANYWHERE:
            return any(text.says(mark.phrases) for text in texts)


def _names(line: str, phrase: str) -> bool:
    """Whether a line of the letterhead, as words, carries the phrase as its own and not in the middle of prose."""
    length = line.count(" ") - 1
    if length > _SHORT_LINE and len(phrase.split()) * 2 < length:
        return False
    words, sought = _sought(phrase)
    letters = line.replace(" ", "")
    if len(sought) < _GLUED_FROM or len(letters) < len(sought):
        return words in line
    if sought in letters or not partial_ratio(sought, letters, score_cutoff=_LIKENESS):
        return sought in letters
    windows = (letters[at : at + len(sought)] for at in range(len(letters) - len(sought) + 1))
    misread = len(sought) // _LETTERS_FOR_EACH_MISREAD
    return any(OSA.distance(sought, window, score_cutoff=misread) <= misread for window in windows)


def _head(sheet: Sheet) -> Iterator[str]:
    for cell in sheet.cells:
        if cell.box.y_mid < _LETTERHEAD_END:
            yield _words(cell.text)


@lru_cache(maxsize=1024)
def _sought(phrase: str) -> tuple[str, str]:
    """A phrase of the configuration as words and as mere letters; nothing of a letter is ever kept here."""
    return _words(phrase), folded(phrase)


def _words(text: str) -> str:
    kept = "".join(char if char.isalnum() else "" if char in ".'\u2019" else " " for char in unaccented(text))
    return f" {' '.join(kept.split())} "


def _collectors(catalog: Catalog) -> tuple[str, ...]:
    return tuple(entry.name for entry in catalog.directory.collectors.values())


def _fakes(catalog: Catalog) -> tuple[str, ...]:
    return tuple(name for entry in catalog.directory.fake_names.values() for name in (entry.id, *entry.spellings))
