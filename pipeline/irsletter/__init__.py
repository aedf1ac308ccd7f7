"""Reads letters from the IRS, offline: ``read_letter(path)`` gives a ``Result``, ``read_folder`` many.

Nothing is imported until it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from irsletter.errors import CatalogError, IrsletterError, UsageError
    from irsletter.model.result import Authenticity, Deadline, Evidence, Explanation, Field, Letter, Result
    from irsletter.run.read import read_folder, read_letter

__version__ = "0.1.0"

_HOMES = {
    "read_letter": "irsletter.run.read",
    "read_folder": "irsletter.run.read",
    "Result": "irsletter.model.result",
    "Letter": "irsletter.model.result",
    "Field": "irsletter.model.result",
    "Evidence": "irsletter.model.result",
    "Deadline": "irsletter.model.result",
    "Authenticity": "irsletter.model.result",
    "Explanation": "irsletter.model.result",
    "IrsletterError": "irsletter.errors",
    "UsageError": "irsletter.errors",
    "CatalogError": "irsletter.errors",
}

__all__ = [
    "Authenticity",
    "CatalogError",
    "Deadline",
    "Evidence",
    "Explanation",
    "Field",
    "IrsletterError",
    "Letter",
    "Result",
    "UsageError",
    "read_folder",
    "read_letter",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'irsletter' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
