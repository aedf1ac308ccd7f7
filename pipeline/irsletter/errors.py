"""The error hierarchy: every expected fault has a code, a message that a preparer understands, and a hint.

Faults of a file become the ``error`` of its Result (they cross process borders as values); faults of the command or of
the configuration end the command with exit code 2.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ErrorCode(StrEnum):
    """Why a file could not be read, as it stands in ``error.code`` of a Result."""

    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    EMPTY = "empty"
    UNSUPPORTED_TYPE = "unsupported_type"
    TOO_LARGE = "too_large"
    TIMED_OUT = "timed_out"
    NO_TEXT = "no_text"
    ENGINE_MISSING = "engine_missing"
    INTERNAL = "internal"


class IrsletterError(Exception):
    """Root of all expected faults. ``message`` never quotes a letter; ``hint`` says what the person can do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ReadError(IrsletterError):
    """One file, or one page of it, could not be read; ``code`` tells why."""

    def __init__(self, code: ErrorCode, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.code = code

    def __reduce__(self) -> tuple[type[ReadError], tuple[ErrorCode, str, str]]:
        return type(self), (self.code, self.message, self.hint)


class UsageError(IrsletterError):
    """The command was used wrongly, or an output can't be written (exit code 2)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in the configuration: ``file`` relative to the config folder, ``where`` the table path in it."""

    file: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.where}: {self.message}" if self.where else f"{self.file}: {self.message}"


class CatalogError(IrsletterError):
    """The configuration has faults; all of them at once, each with its place (exit code 2)."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        lines = "\n".join(f"  {fault}" for fault in faults)
        super().__init__(
            f"The configuration has {len(faults)} fault(s):\n{lines}", "Run `irsletter catalog check` after mending it."
        )
        self.faults = faults
