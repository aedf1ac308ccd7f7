"""The words of a page joined into the cells of a sheet; a page that was looked at again has two sheets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from statistics import median, quantiles

from irsletter.model.document import Page, ReadingPass, Word
from irsletter.model.geometry import Box, bounding_box
from irsletter.model.level import Tilt, tilt_of
from irsletter.parse.page.ink import SAME_INK, is_rule, is_speck, once, without_guesses
from irsletter.parse.page.layout import Cell, Placed, Sheet

_GAP = 0.95
"""Widest blank within a cell, in heights of its letters."""
_GAP_TYPED = 1.85
"""The same in type of one width, in widths of its letters: between the boxes of two words one blank is 1.15 of them,
1.6 after a point; two are 2.15. Typed letters are low and wide: one blank is more than ``_GAP`` allows."""
_SAME_WIDTH, _LETTERS, _WORDS = 0.12, 5, 12
"""Spread (quartiles by median) of the width of a letter up to which type is of one width, measured on words of so many
letters, of which so many are needed: Courier gives 0.01 to 0.03, small and blurred 0.10, other faces 0.15 to 0.35."""
_WIDEST = 0.85
"""Usual width of a letter at most, in heights of print; a box wider than that for each of its letters is doubted."""


def sheets_of(page: Page) -> tuple[Sheet, ...]:
    """The page as first read, and, where it was looked at again, once more with the later reading in its place."""
    return page.once(_laid_out)


def _laid_out(page: Page) -> tuple[Sheet, ...]:
    first = list(without_guesses(word for word in page.words if word.reading is ReadingPass.FIRST))
    later = [word for word in page.words if word.reading is not ReadingPass.FIRST]
    if not later:
        return (_sheet(page, first),)
    fresh = [word for word in later if not any(word.box.overlap(old.box) > SAME_INK for old in first)]
    kept = [word for word in first if not any(word.box.overlap(new.box) > SAME_INK for new in later)]
    return _sheet(page, [*first, *once(fresh)]), _sheet(page, [*kept, *once(later)])


def _sheet(page: Page, words: list[Word]) -> Sheet:
    flat = page.flat_aspect is not None and all(word.level for word in words)
    tilt = Tilt() if flat else tilt_of(word for word in words if word.reading is ReadingPass.FIRST)
    aspect = page.flat_aspect if flat and page.flat_aspect else page.width / page.height if page.height else 0.77
    placed = [Placed(word, word.level or tilt.level(word.box)) for word in words if word.text.strip()]
    placed = _clipped(placed, aspect)
    em = median(one.box.height for one in placed) if placed else 0.01
    placed = [one for one in placed if not is_rule(one.word, one.box, em)]
    # specks, rules and leaders read as points stand between a label and its amount
    groups = [group for group in _groups(placed, em, aspect) if any(_is_print(one.word.text) for one in group)]
    groups = [group for group in groups if len(group) > 1 or not is_speck(group[0].word, group[0].box, em, aspect)]
    cells = tuple(Cell(page.number, tuple(group), bounding_box(one.box for one in group)) for group in groups)
    return Sheet(page, cells, em, aspect)


def _is_print(text: str) -> bool:
    return any(char.isalnum() or char == "$" for char in text)


def _clipped(placed: list[Placed], aspect: float) -> list[Placed]:
    """Recognisers of scattered text give the first word of a line the box of the whole line now and then: such a box
    ends where the next word begins."""
    clipped = []
    ordered = sorted(placed, key=lambda one: one.box.x0)
    lefts = [one.box.x0 for one in ordered]
    for one in placed:
        box = one.box
        if box.width * aspect > _WIDEST * box.height * len(one.word.text):
            inside = ordered[bisect_right(lefts, box.x0 + 0.2 * box.width) : bisect_left(lefts, box.x1)]
            left = next((other.box.x0 for other in inside if other.box.same_row(box)), None)
            if left is not None:
                box = Box(box.x0, box.y0, left - 0.2 * box.height / aspect, box.y1)
        clipped.append(Placed(one.word, box) if box is not one.box else one)
    return clipped


def _groups(placed: list[Placed], em: float, aspect: float) -> list[list[Placed]]:
    """Words joined into cells, from left to right; each word goes to the cell whose last word is nearest in height."""
    groups: list[list[Placed]] = []
    typed = _GAP_TYPED * _letter_width(placed, aspect)
    widest = max(typed, _GAP * max((em, *(one.box.height for one in placed)))) / aspect
    bands: defaultdict[int, list[list[Placed]]] = defaultdict(list)
    for one in sorted(placed, key=lambda each: each.box.x0):
        box, band = one.box, int(one.box.y_mid / (2 * em))
        near = (each for at in (band - 1, band, band + 1) for each in bands[at] if box.x0 - each[-1].box.x1 < widest)
        fitting = [each for each in near if _goes_on(each[-1].box, box, em, aspect, typed)]
        group = min(fitting, key=lambda each: abs(each[-1].box.y_mid - box.y_mid), default=[])
        if not group:
            groups.append(group)
        group.append(one)
        if not any(group is other for other in bands[band]):
            bands[band].append(group)
    return groups


def _goes_on(last: Box, box: Box, em: float, aspect: float, typed: float) -> bool:
    height = max(em, min(last.height, box.height))
    return -height < (box.x0 - last.x1) * aspect < max(_GAP * height, typed) and last.same_row(box)


def _letter_width(placed: list[Placed], aspect: float) -> float:
    """Width of every letter in page heights where the page is set in type of one width, else 0."""
    # the box of a word ends at its ink: the air beside a letter, some 0.15 of its width, is missing at its ends
    widths = [
        one.box.width * aspect / (len(one.word.text) - 0.15)
        for one in placed
        if len(one.word.text) >= _LETTERS and one.word.text.isalnum()
    ]
    if len(widths) < _WORDS:
        return 0.0
    low, middle, high = quantiles(widths, n=4)
    return middle if high - low <= _SAME_WIDTH * middle else 0.0
