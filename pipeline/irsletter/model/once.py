"""Frozen values that keep what is made of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

S = TypeVar("S", bound="Once")
T = TypeVar("T")


@dataclass(frozen=True, eq=False, slots=True)
class Once:
    """A value that never changes: what is made of it is made once, and lives no longer than it does."""

    _made: dict[Callable[[Any], Any], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self: S, make: Callable[[S], T]) -> T:
        """``make(self)``, made when it is first asked for."""
        if make not in self._made:
            self._made[make] = make(self)
        found: T = self._made[make]
        return found
