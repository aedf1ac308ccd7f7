"""Which notice a letter is: the code in its header, at the foot of its pages or on the payment slip, never a mention.

A place speaks for the code by its own look: a label (``Notice``, ``Letter``) before it, or nothing beside it but a
revision. Copies vote; the words of the headline are a second witness.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from rapidfuzz.distance import OSA

from irsletter.catalog.letter_marks import PrintedLabels
from irsletter.catalog.load import Catalog
from irsletter.model.document import Page, Word
from irsletter.model.geometry import Box, bounding_box
from irsletter.parse.page.layout import Cell, Sheet
from irsletter.parse.page.sheets import sheets_of
from irsletter.parse.values.codes import find_codes, normalise_code
from irsletter.parse.values.dates import parse_date
from irsletter.parse.values.folding import folded, folded_phrase
from irsletter.parse.values.found import Found
from irsletter.patterns import compile_pattern

_HEADER_END = 0.3
"""Page fraction above which the header box stands, photos that are cut off at the top included."""
_RIGHT = 0.45
_SLIP_BEGIN = 0.55
_FOOT_BEGIN = 0.85
_LAST_LINES = 6
"""Heights of print from the last line up within which a code with its revision is the foot of a half empty page."""
_HEADLINE_BAND = (0.08, 0.55)
_SAME_PLACE = 0.3
_MISREAD = 2
"""Letters of a headline that may be misread,"""
_FUZZY_FROM = 20
"""where it has at least so many."""
_AFTER_HEADLINE = 12
"""Letters that may follow a headline on its line: a year, an amount."""
_REVISION = compile_pattern(r"\s*\((?:R\w{1,3}[.,]*\s?)?(?:[0-9]{1,2}-)?[0-9]{4}\)")
_REVISION_LINE = compile_pattern(
    r"\W*(?:rev(?:ised)?\b\.?\s*)?(?:[a-z]{3,9}\b\.?|[0-9]{1,2}\s*-)\s*(?:19|20)[0-9]{2}\W*", ignore_case=True
)
_CALLED = compile_pattern(r"LTR\b", ignore_case=True)
"""What the system that writes letters calls them in their heads, and no sentence does."""
_SEQUENCE = compile_pattern(r"\s*[A-Z]?[0-9O]\s*")
"""What computer-written letters print after the code: ``0``, ``L0``, ``R0``."""


class Zone(StrEnum):
    """Where on the paper a code stands."""

    HEADER = "header"
    SLIP = "slip"
    FOOT = "foot"


_VOTES = {Zone.HEADER: 3.0, Zone.SLIP: 2.0, Zone.FOOT: 2.0}
_LATER_PAGE = 0.5
"""What a vote from a page after the first is worth: enclosures carry codes of their own."""
_REPAIRED = 0.4
_HEADLINE_VOTE = 1.0
_LONGEST_CODE = 24


@dataclass(frozen=True, slots=True)
class CodeSpot:
    """One place on paper that says which notice this is. ``others`` are what further looks at the same ink gave."""

    code: str
    raw: str
    page: int
    words: tuple[Word, ...]
    zone: Zone
    repaired: str = ""
    others: tuple[str, ...] = ()

    @property
    def box(self) -> Box:
        return bounding_box(word.box for word in self.words)

    @property
    def least(self) -> float:
        """Lowest engine confidence among its words."""
        return min((word.confidence for word in self.words), default=0.0)


@dataclass(frozen=True, slots=True)
class NoticeFinding:
    """``code`` is None where none is printed, or none that can be read."""

    code: str | None
    copies: tuple[CodeSpot, ...] = ()
    """The places that agree on ``code``, the strongest first."""
    rivals: tuple[CodeSpot, ...] = ()
    """The places that give another code, the strongest first."""
    headline_codes: tuple[str, ...] = ()
    """The notices whose headline the first page carries."""
    mentions: tuple[str, ...] = ()
    """Codes that the letter names without being them, in the order of the text."""

    @property
    def headline_agrees(self) -> bool:
        return self.code in self.headline_codes


def identify(pages: tuple[Page, ...], catalog: Catalog) -> NoticeFinding:
    """Which notice the letter on ``pages`` is, with every place that says so. Raises PatternTimeoutError."""
    sheets = [sheets_of(page) for page in pages]
    headlines = headline_codes(sheets[0][-1], catalog) if sheets else ()
    named: list[str] = []
    spots: list[CodeSpot] = []
    for views in sheets:
        found = [(sheet, _codes(sheet, catalog)) for sheet in views]
        named += [code.value for _, codes in found for _, code in codes]
        places = _one_for_each_place(spot for sheet, codes in found for spot in _spots(sheet, codes, catalog))
        spots += [_by_headline(spot, headlines) for spot in places]
    first = pages[0].number if pages else 0
    code = _elect(spots, first, headlines)
    doubted = {name for spot in spots for name in spot.others}
    spots.sort(key=lambda spot: -_vote(spot, first))
    return NoticeFinding(
        code=code,
        copies=tuple(spot for spot in spots if spot.code == code),
        rivals=tuple(spot for spot in spots if spot.code != code),
        headline_codes=headlines,
        mentions=tuple(name for name in dict.fromkeys(named) if name != code and name not in doubted),
    )


def code_spots(sheet: Sheet, catalog: Catalog) -> tuple[CodeSpot, ...]:
    """The places of one page that say which notice it belongs to. Raises PatternTimeoutError."""
    return tuple(_one_for_each_place(_spots(sheet, _codes(sheet, catalog), catalog)))


def headline_codes(sheet: Sheet, catalog: Catalog) -> tuple[str, ...]:
    """The notices whose headline is a line of its own in the upper half of a page; of two such the longer counts."""
    lines = list(_headline_lines(sheet))
    met: dict[str, list[str]] = {}
    for entry in catalog.notices.values():
        for headline in entry.headlines:
            words = folded_phrase(headline)
            if any(_is_headline(words, line) for line in lines):
                met.setdefault(words, []).append(entry.id)
    whole = [words for words in met if not any(words != other and words in other for other in met)]
    return tuple(dict.fromkeys(code for words in whole for code in met[words]))


def _headline_lines(sheet: Sheet) -> Iterator[str]:
    """The folded cells of the headline band, each also joined to its neighbours right and below: headlines wrap."""
    for cell in sheet.between(*_HEADLINE_BAND):
        yield folded(cell.text)
        for other in (sheet.below(cell), sheet.right_of(cell)):
            if other is not None:
                yield folded(cell.text + other.text)


def _is_headline(words: str, line: str) -> bool:
    misread = _MISREAD if len(words) >= _FUZZY_FROM else 0
    if not len(words) - misread <= len(line) <= len(words) + _AFTER_HEADLINE:
        return False
    return OSA.distance(words, line[: len(words)], score_cutoff=misread) <= misread


def _codes(sheet: Sheet, catalog: Catalog) -> list[tuple[Cell, Found[str]]]:
    """Every code on the page with its cell; its place is counted within the cell's text."""
    text = "\n".join(cell.text for cell in sheet.cells)
    found = iter(find_codes(text, catalog.notices))
    placed: list[tuple[Cell, Found[str]]] = []
    at = 0
    code = next(found, None)
    for cell in sheet.cells:
        end = at + len(cell.text)
        while code is not None and code.start < end:
            placed.append((cell, Found(code.value, code.raw, code.start - at, code.end - at, code.repaired)))
            code = next(found, None)
        at = end + 1
    taken = {id(cell) for cell, _ in placed}
    return [
        *placed,
        *(pair for cell in sheet.cells if id(cell) not in taken for pair in _labelled(sheet, cell, catalog)),
    ]


def _labelled(sheet: Sheet, cell: Cell, catalog: Catalog) -> Iterator[tuple[Cell, Found[str]]]:
    """The code that shows by its label alone to be one: ``Notice number: 972CG``, in its cell or right of the label."""
    head, colon, tail = cell.text.partition(":")
    if not colon and any(char.isdigit() for char in cell.text):
        left = sheet.left_of(cell)
        head, tail = left.text if left is not None else "", cell.text
    bare, label = tail.strip(), folded(head)
    marks = catalog.letter_marks.labels
    if not bare or len(bare) > _LONGEST_CODE:
        return
    tries: tuple[str, ...] = ()
    if label in {folded_phrase(name) for name in marks.letter_number}:
        tries = (f"Letter {bare}",)
    elif label in {folded_phrase(name) for name in marks.code}:
        tries = (bare, f"Letter {bare}")[: 1 + bare[-1].isalpha()]
    read = next((read for text in tries if (read := normalise_code(text, catalog.notices)) is not None), None)
    # a bare number is a code only where the catalog has it
    if read is not None and (read.value in catalog.notices or bare[-1].isalpha()):
        start = len(cell.text) - len(tail) + tail.index(bare)
        yield cell, Found(read.value, bare, start, start + len(bare), read.repaired)


def _spots(sheet: Sheet, found: list[tuple[Cell, Found[str]]], catalog: Catalog) -> Iterator[CodeSpot]:
    bottom = max((cell.box.y1 for cell in sheet.cells), default=1.0)
    for cell, code in found:
        zone = _zone(sheet, cell, code, catalog.letter_marks.labels, bottom)
        if zone is not None:
            words = cell.words_between(code.start, code.end)
            yield CodeSpot(code.value, code.raw, cell.page, words, zone, code.repaired)


def _zone(sheet: Sheet, cell: Cell, code: Found[str], marks: PrintedLabels, bottom: float) -> Zone | None:
    """Where the code speaks for the letter; None where it is a mere mention."""
    lead, rest = cell.text[: code.start].strip(), folded(cell.text[code.end :])
    lead = lead if folded(lead) else ""  # a speck is no word
    companions = tuple(folded_phrase(word) for word in marks.companions)
    tail = cell.text[code.end :]
    revised = any(word in rest for word in companions) or _REVISION.match(tail) is not None
    ends = not rest or revised
    numbered = _SEQUENCE.fullmatch(tail) is not None
    goes_on = ends or numbered or rest.startswith(tuple(folded_phrase(label) for label in marks.next))
    height = cell.box.y_mid
    left = sheet.left_of(cell) if not lead else None
    label = folded(lead or (left.text if left is not None else ""))
    if goes_on and label in {folded_phrase(name) for name in (*marks.code, *marks.letter_number)}:
        return Zone.SLIP if height > _SLIP_BEGIN else Zone.HEADER
    if height < _HEADER_END:
        dated = goes_on and parse_date(lead) is not None
        revised = revised or _CALLED.match(code.raw) is not None
        revised = revised or (ends and _is_revision(sheet.below(cell)))
        return Zone.HEADER if dated or (not lead and ends and (cell.box.x_mid > _RIGHT or revised)) else None
    if height > _FOOT_BEGIN or (revised and height > bottom - _LAST_LINES * sheet.em):
        beside = not lead or any(word in folded(lead) for word in companions)
        return Zone.FOOT if beside and ends else None
    return None


def _is_revision(cell: Cell | None) -> bool:
    """Whether a line is the date of a form's revision and nothing else: ``(July 2002)``, ``(Rev. 7-2002)``."""
    return cell is not None and _REVISION_LINE.fullmatch(cell.text) is not None


def _by_headline(spot: CodeSpot, headlines: tuple[str, ...]) -> CodeSpot:
    """A code that was repaired gives way to the headline's where they differ in nothing but letters at the end."""
    stem = spot.code.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    better = next((code for code in headlines if spot.repaired and code != spot.code and code.startswith(stem)), None)
    if better is None or spot.code in headlines:
        return spot
    note = f"read {spot.raw} as {better}, as the headline says"
    return replace(spot, code=better, repaired=note, others=(*spot.others, spot.code))


def _one_for_each_place(spots: Iterable[CodeSpot]) -> list[CodeSpot]:
    """Readings of the same ink as one spot: the one that needed no repair, else the surer one where both say the
    same, else the later look."""
    places: list[CodeSpot] = []
    for spot in spots:
        same = next((at for at, other in enumerate(places) if other.box.overlap(spot.box) > _SAME_PLACE), None)
        if same is None:
            places.append(spot)
            continue
        earlier = places[same]
        keep_earlier = _is_kept(earlier, spot)
        kept, lost = (earlier, spot) if keep_earlier else (spot, earlier)
        others = tuple(dict.fromkeys(name for name in (*earlier.others, lost.code) if name != kept.code))
        places[same] = replace(kept, others=others)
    return places


def _is_kept(earlier: CodeSpot, later: CodeSpot) -> bool:
    """Whether the earlier of two readings of the same ink stays: of two that say the same the surer one does."""
    if earlier.code != later.code:
        return bool(later.repaired) and not earlier.repaired
    return (bool(earlier.repaired), -earlier.least) <= (bool(later.repaired), -later.least)


def _vote(spot: CodeSpot, first_page: int) -> float:
    return _VOTES[spot.zone] * (1.0 if spot.page == first_page else _LATER_PAGE) * (_REPAIRED if spot.repaired else 1.0)


def _elect(spots: list[CodeSpot], first_page: int, headlines: tuple[str, ...]) -> str | None:
    votes: dict[str, float] = {}
    for spot in spots:
        votes[spot.code] = votes.get(spot.code, 0.0) + _vote(spot, first_page)
    for code in headlines:
        if code in votes:
            votes[code] += _HEADLINE_VOTE
    return max(votes, key=lambda code: votes[code], default=None)
