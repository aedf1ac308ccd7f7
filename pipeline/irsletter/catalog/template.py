"""Sentences with slots: ``{slot}`` takes a value, ``[...]`` stands only where every slot inside it has one.

A sentence whose slots outside of brackets are not all filled is not said at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter


@dataclass(frozen=True, slots=True)
class Part:
    """Fixed ``text`` followed by one slot, or by none at the end of a piece."""

    text: str
    slot: str | None


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two brackets (``optional``) or outside of them."""

    parts: tuple[Part, ...]
    optional: bool

    @property
    def slots(self) -> tuple[str, ...]:
        return tuple(part.slot for part in self.parts if part.slot is not None)


@dataclass(frozen=True, slots=True)
class Template:
    pieces: tuple[Piece, ...]

    @property
    def slots(self) -> frozenset[str]:
        return frozenset(slot for piece in self.pieces for slot in piece.slots)

    @property
    def needs(self) -> frozenset[str]:
        """Slots without which nothing is said."""
        return frozenset(slot for piece in self.pieces if not piece.optional for slot in piece.slots)

    def fill(self, values: Mapping[str, str]) -> tuple[str, tuple[str, ...]] | None:
        """The sentence and the slots it used, in order; None where a needed value is missing."""
        if any(slot not in values for slot in self.needs):
            return None
        said = [piece for piece in self.pieces if all(slot in values for slot in piece.slots)]
        text = "".join(part.text + (values[part.slot] if part.slot else "") for piece in said for part in piece.parts)
        return text, tuple(dict.fromkeys(slot for piece in said for slot in piece.slots))


def parse_template(text: str) -> Template:
    """Raises ValueError where brackets or braces do not pair up, or a slot carries a format."""
    pieces: list[Piece] = []
    rest, optional = text, False
    while rest:
        end = rest.find("]" if optional else "[")
        piece, rest_after = (rest, "") if end < 0 else (rest[:end], rest[end + 1 :])
        if "[" in piece or "]" in piece or (optional and end < 0):
            raise ValueError("brackets must pair up and can't be nested")
        if piece:
            pieces.append(Piece(_parts(piece), optional))
        optional = end >= 0 and not optional
        rest = rest_after
    if optional:
        raise ValueError("brackets must pair up and can't be nested")
    return Template(tuple(pieces))


def _parts(piece: str) -> tuple[Part, ...]:
    parts = []
    for text, slot, form, conversion in Formatter().parse(piece):
        if form or conversion or slot == "":
            raise ValueError("a slot is a name in braces and nothing more")
        parts.append(Part(text, slot))
    return tuple(parts)
