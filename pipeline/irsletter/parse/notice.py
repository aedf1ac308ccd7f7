"""Which notice a letter is: the code in its header, at the foot of its pages or on the payment slip, never a mention.

A place speaks for the code by its own look: a label (``Notice``, ``Letter``) before it, or nothing beside it but a
revision. Copies vote; the words of the headline are a second witness.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from rapidfuzz.distance import OSA

from irsletter.catalog.load import Catalog
from irsletter.model.document import Page, Word
from irsletter.model.geometry import Box, bounding_box
from irsletter.parse.segments import Segment, folded, segments_of
from irsletter.parse.values.codes import find_codes
from irsletter.parse.values.dates import parse_date
from irsletter.parse.values.found import Found

_HEADER_END = 0.3
"""Page fraction above which the header box stands, photos that are cut off at the top included."""
_RIGHT = 0.45
_SLIP_BEGIN = 0.55
_FOOT_BEGIN = 0.85
_LAST_ROWS = 3
"""Rows from the last up in which a code with its revision is the foot even of a page that is half empty."""
_HEADLINE_BAND = (0.08, 0.55)
_SAME_PLACE = 0.3
_MISREAD = 2
"""Letters of a headline that may be misread,"""
_FUZZY_FROM = 20
"""where it has at least so many."""
_AFTER_HEADLINE = 12
"""Letters that may follow a headline on its line: a year, an amount."""
_SAME_EDGE = 0.02


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
    spots: list[CodeSpot] = []
    named: list[str] = []
    for page in pages:
        segments = segments_of(page)
        found = _codes(segments, catalog)
        named += [code.value for _, code in found]
        spots += _one_for_each_place(_spots(segments, found, catalog))
    headlines = headline_codes(segments_of(pages[0]), catalog) if pages else ()
    first = pages[0].number if pages else 0
    code = _elect(spots, first, headlines)
    spots.sort(key=lambda spot: -_vote(spot, first))
    return NoticeFinding(
        code=code,
        copies=tuple(spot for spot in spots if spot.code == code),
        rivals=tuple(spot for spot in spots if spot.code != code),
        headline_codes=headlines,
        mentions=tuple(name for name in dict.fromkeys(named) if name != code),
    )


def code_spots(segments: tuple[Segment, ...], catalog: Catalog) -> tuple[CodeSpot, ...]:
    """The places of one page that say which notice it belongs to. Raises PatternTimeoutError."""
    return tuple(_one_for_each_place(_spots(segments, _codes(segments, catalog), catalog)))


def headline_codes(segments: Iterable[Segment], catalog: Catalog) -> tuple[str, ...]:
    """The notices whose headline is a line of its own in the upper half of a page; of two such the longer counts."""
    lines = _headline_lines(segments)
    met: dict[str, list[str]] = {}
    for entry in catalog.notices.values():
        for headline in entry.headlines:
            words = folded(headline)
            if any(_is_headline(words, line) for line in lines):
                met.setdefault(words, []).append(entry.id)
    whole = [words for words in met if not any(words != other and words in other for other in met)]
    return tuple(dict.fromkeys(code for words in whole for code in met[words]))


def _headline_lines(segments: Iterable[Segment]) -> list[str]:
    """The folded lines of the headline band, each also joined to the one below it: headlines wrap."""
    top, bottom = _HEADLINE_BAND
    band = [segment for segment in segments if top < segment.box.y_mid < bottom]
    joined = [
        folded(upper.text + lower.text)
        for upper in band
        for lower in band
        if lower.row == upper.row + 1 and lower.look is upper.look and abs(lower.box.x0 - upper.box.x0) < _SAME_EDGE
    ]
    return [*(folded(segment.text) for segment in band), *joined]


def _is_headline(words: str, line: str) -> bool:
    if not 0 <= len(line) - len(words) + _MISREAD <= _AFTER_HEADLINE + _MISREAD:
        return False
    misread = _MISREAD if len(words) >= _FUZZY_FROM else 0
    return OSA.distance(words, line[: len(words)], score_cutoff=misread) <= misread


def _codes(segments: tuple[Segment, ...], catalog: Catalog) -> list[tuple[Segment, Found[str]]]:
    """Every code on the page with its segment; its place is counted within the segment's text."""
    text = "\n".join(segment.text for segment in segments)
    found = iter(find_codes(text, catalog.notices))
    placed: list[tuple[Segment, Found[str]]] = []
    at = 0
    code = next(found, None)
    for segment in segments:
        end = at + len(segment.text)
        while code is not None and code.start < end:
            placed.append((segment, Found(code.value, code.raw, code.start - at, code.end - at, code.repaired)))
            code = next(found, None)
        at = end + 1
    return placed


def _spots(
    segments: tuple[Segment, ...], found: list[tuple[Segment, Found[str]]], catalog: Catalog
) -> Iterator[CodeSpot]:
    marks = catalog.letter_marks.labels
    labels = frozenset(folded(label) for label in marks.code)
    followers = tuple(folded(label) for label in marks.next)
    companions = tuple(folded(word) for word in marks.companions)
    last_row = max((segment.row for segment in segments), default=0)
    before = {id(segment): left for left, segment in pairwise(segments) if left.row == segment.row}
    for segment, code in found:
        lead, rest = segment.text[: code.start].strip(), folded(segment.text[code.end :])
        left = before.get(id(segment))
        revised = any(word in rest for word in companions)
        alone = not lead and (not rest or revised)
        labelled = folded(lead) in labels or (not lead and left is not None and folded(left.text) in labels)
        goes_on = not rest or revised or rest.startswith(followers) or (rest.isdecimal() and len(rest) == 1)
        place = segment.box
        zone: Zone | None = None
        if labelled and goes_on:
            zone = Zone.SLIP if place.y_mid > _SLIP_BEGIN else Zone.HEADER
        elif place.y_mid < _HEADER_END:
            dated = goes_on and parse_date(lead) is not None
            zone = Zone.HEADER if dated or (alone and (place.x_mid > _RIGHT or revised)) else None
        elif place.y_mid > _FOOT_BEGIN or (revised and segment.row > last_row - _LAST_ROWS):
            beside = not lead or any(word in folded(lead) for word in companions)
            zone = Zone.FOOT if beside and (not rest or revised) else None
        if zone is not None:
            words = segment.words_between(code.start, code.end)
            yield CodeSpot(code.value, code.raw, segment.page, words, zone, code.repaired)


def _one_for_each_place(spots: Iterable[CodeSpot]) -> list[CodeSpot]:
    """Readings of the same ink as one spot: the one that needed no repair, else the later look."""
    places: list[CodeSpot] = []
    for spot in spots:
        same = next((at for at, other in enumerate(places) if other.box.overlap(spot.box) > _SAME_PLACE), None)
        if same is None:
            places.append(spot)
            continue
        earlier = places[same]
        kept, lost = (earlier, spot) if spot.repaired and not earlier.repaired else (spot, earlier)
        others = tuple(dict.fromkeys(name for name in (*earlier.others, lost.code) if name != kept.code))
        places[same] = CodeSpot(kept.code, kept.raw, kept.page, kept.words, kept.zone, kept.repaired, others)
    return places


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
