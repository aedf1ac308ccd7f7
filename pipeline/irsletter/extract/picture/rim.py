"""Where a sheet runs out of its picture: told by its corners, and by lines of text that end at the picture's edge."""

from __future__ import annotations

from collections.abc import Iterable

from irsletter.model.document import PageFault, Word

_TOUCHES = 0.004
"""Share of the picture up to which a word stands at its edge: letters keep a margin of 0.03 and more."""
_READ = 0.6
"""Confidence from which a word counts: half a word is still read as letters."""
_FEWEST = 4
"""Words at one edge from which it is proved: a mark on the table makes one, print on another paper a few."""


def cut_fault(sides: tuple[str, ...]) -> PageFault:
    """What a person is told of the ``sides`` (left, top, right, bottom) over which the sheet runs out."""
    named = f"{' and '.join(sides)} edge{'s' if len(sides) > 1 else ''}"
    said = f"The {named} of the sheet {'are' if len(sides) > 1 else 'is'} cut off in the picture"
    return PageFault("cut_edge", f"{said}: photograph the whole page.")


def sides_run_over(words: Iterable[Word]) -> tuple[str, ...]:
    """The sides of the picture at which several words end, boxes as the picture shows them."""
    at = {"left": 0, "top": 0, "right": 0, "bottom": 0}
    for word in words:
        if word.confidence >= _READ and any(character.isalnum() for character in word.text):
            box = word.box
            at["left"] += box.x0 < _TOUCHES
            at["top"] += box.y0 < _TOUCHES
            at["right"] += box.x1 > 1 - _TOUCHES
            at["bottom"] += box.y1 > 1 - _TOUCHES
    return tuple(side for side, count in at.items() if count >= _FEWEST)


def with_cut_sides(faults: tuple[PageFault, ...], words: Iterable[Word]) -> tuple[PageFault, ...]:
    """``faults`` of a photo, and that its sheet is cut off where its ``words`` prove it: then that is why no edge was
    seen."""
    sides = sides_run_over(words)
    if not sides or any(fault.code == "cut_edge" for fault in faults):
        return faults
    return (*(fault for fault in faults if fault.code != "no_outline"), cut_fault(sides))
