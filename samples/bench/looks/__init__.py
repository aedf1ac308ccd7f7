"""The looks of letters, one generation or kind in each file; ``LOOKS`` names them as ``cases/*.toml`` do."""

from __future__ import annotations

from collections.abc import Callable

from samples.bench.looks import collector, correspondex, forms, papers, paragraph, redesigned, simple, typed
from samples.bench.pieces import Page

LOOKS: dict[str, Callable[[Page], None]] = {
    "a": paragraph.draw,
    "b": redesigned.draw,
    "m": redesigned.draw_math_act,
    "c": simple.draw,
    "d": correspondex.draw,
    "e": typed.draw,
    "f": forms.draw,
    "collector": collector.draw,
    "warrant": papers.draw_warrant,
    "plain": papers.draw_plain,
    "agency": papers.draw_agency,
    "wage_form": papers.draw_wage_form,
    "blank": papers.draw_blank,
}
