"""Who is asked for what, and how: slots of words that stand together in one sentence or in neighbours, in any order.

A phrase meets one wording; a slot for the instrument, one for the act and one for the threat meet those that nobody has
written down yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from irsletter.catalog.authenticity import AuthenticityRules, Slot
from irsletter.catalog.rule_tests import TextTest
from irsletter.patterns import Match, Pattern, compile_pattern
from irsletter.validate.authenticity.flows import Flow

_REACH = 240
"""Letters within which all slots must stand: a table without full stops is no sentence."""
_REACH_ACROSS = 420
"""The same over neighbouring sentences."""
_SHORTEST = 12
"""Letters below which a column holds no sentence."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A column that may ask for something: the places of the slots that asks begin with, and the words of all."""

    flow: Flow
    telling: Mapping[str, tuple[Match[str], ...]]
    slots: Mapping[str, Pattern]


@dataclass(frozen=True, slots=True)
class Asked:
    """Words that bear all slots of one ask, from ``start`` to ``end``; ``telling`` are the spans that guards are asked
    about."""

    flow: Flow
    telling: tuple[tuple[int, int], ...]
    start: int
    end: int


def spoken_in(flows: Sequence[Flow], texts: Mapping[int, str], rules: AuthenticityRules) -> tuple[Spoken, ...]:
    """What each column says; a whole page mixes the sentences of its columns. ``texts``: by page number, all columns as
    one. Raises PatternTimeoutError."""
    slots = {
        name: compile_pattern("|".join(_patterns(slot, rules.slots)), ignore_case=True)
        for name, slot in rules.slots.items()
    }
    tests = (rule.test for rule in rules.rules.values())
    first = {ask[0] for test in tests if isinstance(test, TextTest) for ask in (*test.asks, *test.across)}
    columns = (flow for flow in flows if flow.is_column and len(flow.text) >= _SHORTEST)
    met = {number: {name for name in first if slots[name].search(text)} for number, text in texts.items()}

    def places(name: str, flow: Flow) -> tuple[Match[str], ...]:
        return tuple(slots[name].finditer(flow.text)) if name in met[flow.page.number] else ()

    return tuple(Spoken(flow, {name: places(name, flow) for name in first}, slots) for flow in columns)


def asked(ask: Sequence[str], spoken: Sequence[Spoken], *, across: bool = False) -> Iterator[Asked]:
    """Every sentence (``across``: with its neighbours) that bears all slots of ``ask`` and none that it excludes.
    Raises PatternTimeoutError."""
    reach, around = (_REACH_ACROSS, 1) if across else (_REACH, 0)
    wanted = [name for name in ask[1:] if not name.startswith("!")]
    barred = [name.removeprefix("!") for name in ask if name.startswith("!")]
    for column in spoken:
        for telling in column.telling[ask[0]]:
            if any(_nearest(column, name, telling, around) for name in barred):
                continue
            others = [_nearest(column, name, telling, around) for name in wanted]
            spans = [telling.span(), *(span for span in others if span is not None)]
            start, end = min(start for start, _ in spans), max(end for _, end in spans)
            if len(spans) == len(wanted) + 1 and end - start <= reach:
                yield Asked(column.flow, tuple(spans) if across else (telling.span(),), start, end)


def _nearest(column: Spoken, name: str, telling: Match[str], around: int) -> tuple[int, int] | None:
    """Where the slot stands in the sentence of ``telling`` and so many ``around`` it, nearest to it; no part of it, but
    it may reach around."""
    start, end = column.flow.sentence(telling.start(), telling.end(), before=around, behind=around)
    spans = [
        (start + match.start(), start + match.end())
        for match in column.slots[name].finditer(column.flow.text[start:end])
    ]
    apart = [
        (first, last)
        for first, last in spans
        if last <= telling.start() or telling.end() <= first or (first < telling.start() and telling.end() < last)
    ]
    return min(apart, key=lambda span: abs(span[0] - telling.start()), default=None)


def _patterns(slot: Slot, slots: Mapping[str, Slot]) -> Iterator[str]:
    yield from (f"(?:{pattern})" for pattern in slot.patterns)
    for name in slot.of:
        yield from _patterns(slots[name], slots)
