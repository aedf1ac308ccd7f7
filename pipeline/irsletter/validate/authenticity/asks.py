"""Who is asked for what, and how: slots of words that stand together in one sentence, whatever their order.

A phrase meets one wording; a slot for the instrument, one for the act and one for the threat meet those that nobody has
written down yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from irsletter.catalog.authenticity import Slot
from irsletter.patterns import Match, compile_pattern
from irsletter.validate.authenticity.flows import Flow

_REACH = 240
"""Letters within which all slots must stand: a table without full stops is no sentence."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a column says: the places of each slot in it."""

    flow: Flow
    slots: Mapping[str, tuple[Match[str], ...]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence that bears all slots of one ask: from ``start`` to ``end``; ``telling`` is the match that guards are
    asked about."""

    flow: Flow
    telling: Match[str]
    start: int
    end: int


def spoken_in(flows: Sequence[Flow], slots: Mapping[str, Slot]) -> tuple[Spoken, ...]:
    """The slots in each column; a whole page mixes the sentences of its columns. Raises PatternTimeoutError."""
    patterns = {
        name: compile_pattern("|".join(_patterns(slot, slots)), ignore_case=True) for name, slot in slots.items()
    }
    return tuple(
        Spoken(flow, {name: tuple(pattern.finditer(flow.text)) for name, pattern in patterns.items()})
        for flow in flows
        if flow.is_column
    )


def asked(ask: Sequence[str], spoken: Sequence[Spoken]) -> Iterator[Asked]:
    """Every sentence that bears all slots of ``ask`` and none that it excludes."""
    wanted = [name for name in ask[1:] if not name.startswith("!")]
    barred = [name.removeprefix("!") for name in ask if name.startswith("!")]
    for page in spoken:
        for telling in page.slots[ask[0]]:
            start, end = page.flow.sentence(telling.start(), telling.end())
            if any(_nearest(page.slots[name], telling, start, end) for name in barred):
                continue
            others = [_nearest(page.slots[name], telling, start, end) for name in wanted]
            found = [telling, *(match for match in others if match is not None)]
            first, last = min(match.start() for match in found), max(match.end() for match in found)
            if len(found) == len(wanted) + 1 and last - first <= _REACH:
                yield Asked(page.flow, telling, first, last)


def _nearest(matches: Sequence[Match[str]], telling: Match[str], start: int, end: int) -> Match[str] | None:
    """The match between ``start`` and ``end`` that is nearest to ``telling`` and no part of it."""
    inside = [
        match
        for match in matches
        if start <= match.start() and match.end() <= end
        if match.end() <= telling.start() or telling.end() <= match.start()
    ]
    return min(inside, key=lambda match: abs(match.start() - telling.start()), default=None)


def _patterns(slot: Slot, slots: Mapping[str, Slot]) -> Iterator[str]:
    yield from (f"(?:{pattern})" for pattern in slot.patterns)
    for name in slot.of:
        yield from _patterns(slots[name], slots)
