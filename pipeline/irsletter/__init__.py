"""Reads letters from the IRS, offline: ``read_letter(path)`` gives a ``Result``, ``read_folder`` many.

Nothing is imported until it is asked for; the types of what can be asked for stand in ``__init__.pyi``.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "Authenticity": "irsletter.model.result",
    "CatalogError": "irsletter.errors",
    "Deadline": "irsletter.model.result",
    "Evidence": "irsletter.model.result",
    "Explanation": "irsletter.model.result",
    "Field": "irsletter.model.result",
    "IrsletterError": "irsletter.errors",
    "Letter": "irsletter.model.result",
    "Result": "irsletter.model.result",
    "UsageError": "irsletter.errors",
    "read_folder": "irsletter.run.read",
    "read_letter": "irsletter.run.read",
}

__all__ = list(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'irsletter' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return [*_HOMES, "__version__"]
