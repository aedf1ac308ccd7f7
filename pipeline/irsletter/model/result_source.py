"""Where a Result comes from: the file or files, and what is to be known of their pages."""

from __future__ import annotations

from dataclasses import dataclass, field

from irsletter.errors import ErrorCode

_STRICT = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class UnreadPage:
    __pydantic_config__ = _STRICT
    page: int
    code: ErrorCode
    message: str


@dataclass(frozen=True, slots=True)
class SourceFile:
    __pydantic_config__ = _STRICT
    name: str
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True)
class TurnedPage:
    """A page that lies on its side or upside down as a viewer shows it; evidence boxes lie as it does."""

    __pydantic_config__ = _STRICT
    page: int
    quarters: int
    """Quarter turns clockwise in which it lies, 1 to 3."""


@dataclass(frozen=True, slots=True)
class Source:
    __pydantic_config__ = _STRICT
    name: str
    path: str
    sha256: str | None
    media_type: str | None
    bytes: int | None
    pages: int | None
    unread_pages: list[UnreadPage]
    files: list[SourceFile]
    turned_pages: list[TurnedPage] = field(default_factory=list)
