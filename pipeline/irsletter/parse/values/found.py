"""What the readers of values hand back: the value, the text as printed, and what had to be repaired to read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """A whole text read as one value. ``repaired`` says in words what was repaired, empty where nothing was."""

    value: T
    raw: str
    repaired: str = ""


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value found in a longer text, which holds it from ``start`` to before ``end``."""

    value: T
    raw: str
    start: int
    end: int
    repaired: str = ""


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=_Span)


def apart(spans: Iterable[S]) -> tuple[S, ...]:
    """``spans`` in the order of the text, each overlap settled for the one that begins first, then for the longer."""
    kept: list[S] = []
    for span in sorted(spans, key=lambda item: (item.start, -item.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)
