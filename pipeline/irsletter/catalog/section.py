"""How one part of the configuration is read: TOML files into frozen records, every fault collected with its place."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Hashable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

from irsletter.errors import Fault

T = TypeVar("T")


def read_toml(root: Path, name: str, faults: list[Fault]) -> Mapping[str, Any]:
    """The tables of ``root/name``; an unreadable or malformed file is a fault and gives no tables."""
    try:
        return parse_toml((root / name).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        faults.append(Fault(name, "", f"can't be read: {error}"))
        return {}


@lru_cache(maxsize=128)
def parse_toml(text: str) -> Mapping[str, Any]:
    """The tables of ``text``, parsed once; for reading alone. Raises tomllib.TOMLDecodeError."""
    return tomllib.loads(text)


def validate(kind: type[T], value: Any, file: str, where: str, faults: list[Fault]) -> T | None:
    """``value`` as a ``kind`` (a dataclass, or any type that pydantic knows), or None with its faults noted.

    Unknown keys are faults wherever the class carries ``__pydantic_config__ = {"extra": "forbid"}``, as all of the
    catalog's do.
    """
    from pydantic import ValidationError

    try:
        record: T = _adapter(cast("Hashable", kind)).validate_python(value)
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_input=False, include_context=False):
            place = ".".join(str(part) for part in (where, *detail["loc"]) if part != "")
            faults.append(Fault(file, place, detail["msg"]))
        return None
    return record


@lru_cache(maxsize=64)
def _adapter(kind: Any) -> Any:
    # building one costs a millisecond, and there are hundreds of notices
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def read_table(root: Path, name: str, key: str, kind: type[T], faults: list[Fault]) -> dict[str, T]:
    """The entries of table ``key`` of one file, each validated as ``kind`` with its own name filled in as ``id``.

    A file may hold nothing but that table; an entry with faults is left out after they are noted, so that all faults of
    all entries are told at once.
    """
    tables = read_toml(root, name, faults)
    faults.extend(Fault(name, other, "unknown table") for other in tables if other != key)
    entries = tables.get(key, {})
    if not isinstance(entries, Mapping):
        faults.append(Fault(name, key, "must be a table"))
        return {}
    read: dict[str, T] = {}
    for entry_id, entry in entries.items():
        where = f"{key}.{entry_id}"
        value = {"id": entry_id, **entry} if isinstance(entry, Mapping) else entry
        record = validate(kind, value, name, where, faults)
        if record is not None:
            read[entry_id] = record
    return read


def read_folder(root: Path, folder: str, key: str, kind: type[T], faults: list[Fault]) -> dict[str, T]:
    """``read_table`` over every ``.toml`` file of ``root/folder``, in name order; an id met twice is a fault."""
    merged: dict[str, T] = {}
    for path in sorted((root / folder).glob("*.toml")):
        name = f"{folder}/{path.name}"
        for entry_id, record in read_table(root, name, key, kind, faults).items():
            if entry_id in merged:
                faults.append(Fault(name, f"{key}.{entry_id}", "stands in another file too"))
            merged[entry_id] = record
    return merged


def duplicates(values: Iterable[str]) -> list[str]:
    """Each value that occurs more than once, once."""
    seen: set[str] = set()
    twice: dict[str, None] = {}
    for value in values:
        if value in seen:
            twice[value] = None
        seen.add(value)
    return list(twice)


def day_flaw(days: Iterable[str]) -> str:
    """What is wrong where one of ``days`` is no ISO date, else nothing."""
    try:
        for day in days:
            dt.date.fromisoformat(day)
    except ValueError:
        return "must be a day, YYYY-MM-DD"
    return ""
