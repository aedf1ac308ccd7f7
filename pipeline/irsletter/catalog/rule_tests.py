"""The kinds of test that a rule about authenticity can have, each a record: what it looks at and what excuses a hit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

_STRICT = {"extra": "forbid"}


class Place(StrEnum):
    """Where a host can stand."""

    TEXT = "text"
    LINK = "link"
    BARCODE = "barcode"


@dataclass(frozen=True, slots=True)
class TextTest:
    """Hits where one of ``patterns`` stands in the text, or all slots of one of ``asks`` stand in one sentence, unless
    a guard speaks against it; with ``also``, only if one of those stands somewhere in the letter too, with ``nowhere``
    only if none of these does. ``hidden``: invisible text counts as well."""

    __pydantic_config__ = _STRICT
    patterns: tuple[str, ...] = ()
    asks: tuple[tuple[str, ...], ...] = ()
    """Names of slots, in any order of words. The first is what guards are asked about; one that begins with ``!`` must
    not stand in the sentence."""
    across: tuple[tuple[str, ...], ...] = ()
    """The same, but the slots may also stand in the sentence before or behind that of the first; guards are asked about
    each."""
    guards: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    """Patterns that, in the same sentence, make the match harmless."""
    also: tuple[str, ...] = ()
    nowhere: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class AbsentTest:
    """Hits where one of ``when`` stands in the text and none of ``absent`` does; needs every page of the letter."""

    __pydantic_config__ = _STRICT
    when: tuple[str, ...]
    absent: tuple[str, ...]
    guards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamesTest:
    """Hits where the text bears an entry of the directory's ``fake_names``, ``fake_forms`` or ``fake_phones``."""

    __pydantic_config__ = _STRICT
    names: str
    guards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PayeeTest:
    """Hits where a payment is to be made out to somebody whom the directory does not accept. Each of ``patterns`` has
    a group ``payee``."""

    __pydantic_config__ = _STRICT
    patterns: tuple[str, ...]
    unless: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    """Patterns of words that make another name of an accepted one: "United States Treasury Recovery LLC"."""


@dataclass(frozen=True, slots=True)
class HostTest:
    """Hits where a host in one of ``places`` is not in the directory; with ``brands``, only if it imitates one:
    a label of the host is a brand, begins or ends with a brand joined to one of ``joined``, or a listed host stands in
    its path or below a foreign domain."""

    __pydantic_config__ = _STRICT
    places: tuple[Place, ...]
    brands: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    """Patterns of which one must stand in the host's own sentence; then only printed hosts count."""
    unless: tuple[str, ...] = ()
    """With ``near``: patterns that make such a sentence harmless."""
    mail: bool = False
    """With ``near``: hosts of mail addresses instead of sites."""


@dataclass(frozen=True, slots=True)
class CodeTest:
    """Hits where the payload of a barcode or QR code matches one of ``patterns``; what they match is quoted, and no
    more of it, for a payload may carry the reader's id."""

    __pydantic_config__ = _STRICT
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkTest:
    """Hits where a link shows one site and leads to another."""

    __pydantic_config__ = _STRICT


@dataclass(frozen=True, slots=True)
class UnlistedTest:
    """Hits where the letter's ``phone`` or ``address`` (its payment address) is not in the directory. ``where_listed``:
    only where the directory knows what this very notice prints, so that another one is a contradiction; otherwise only
    where it does not."""

    __pydantic_config__ = _STRICT
    subject: str
    where_listed: bool = False


@dataclass(frozen=True, slots=True)
class FactTest:
    """Hits where the file has all facts of one of ``any_of``."""

    __pydantic_config__ = _STRICT
    any_of: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class NamedTest:
    """Runs the named check of the code."""

    __pydantic_config__ = _STRICT
    name: str


Test: TypeAlias = (
    TextTest | AbsentTest | NamesTest | PayeeTest | HostTest | CodeTest | LinkTest | UnlistedTest | FactTest | NamedTest
)

TESTS: Mapping[str, type[Any]] = {
    "text": TextTest,
    "absent": AbsentTest,
    "names": NamesTest,
    "payee": PayeeTest,
    "host": HostTest,
    "code": CodeTest,
    "link": LinkTest,
    "unlisted": UnlistedTest,
    "facts": FactTest,
    "named": NamedTest,
}
"""What a rule may name as its ``kind`` of test."""
