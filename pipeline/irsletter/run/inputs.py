"""Which files of a folder are letters to read, and what tells one file's bytes from another's."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path


def find_inputs(
    folder: Path, ignored: tuple[str, ...], outputs: Path | None = None, *, warn: Callable[[str], None]
) -> list[Path]:
    """Every regular file below ``folder``, sorted; links are followed, and a circle of links ends where it closes.

    Left out: dot files and folders, names that ``ignored`` matches (``fnmatch``, case-insensitive), and all of
    ``outputs``. A folder reached by two ways is walked once, by the way without a link where there is one; one that
    can't be listed is told to ``warn``.
    """
    seen: set[Path] = {outputs.resolve()} if outputs else set()
    linked: list[Path] = []
    found = list(_walk(folder, ignored, seen, linked, warn))
    while linked:
        found.extend(_walk(linked.pop(0), ignored, seen, linked, warn))
    return sorted(found)


def _walk(
    folder: Path, ignored: tuple[str, ...], seen: set[Path], linked: list[Path], warn: Callable[[str], None]
) -> Iterator[Path]:
    real = folder.resolve()
    if real in seen:
        return
    seen.add(real)
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        warn(f"{folder}: the folder can't be listed ({error.strerror}); what lies in it was not read")
        return
    for entry in entries:
        name = entry.name.lower()
        if name.startswith(".") or any(fnmatchcase(name, pattern.lower()) for pattern in ignored):
            continue
        path = folder / entry.name
        try:
            is_folder, is_file = entry.is_dir(), entry.is_file()
        except OSError:  # a link that leads to itself names no file
            continue
        if is_folder and entry.is_symlink():
            linked.append(path)
        elif is_folder:
            yield from _walk(path, ignored, seen, linked, warn)
        elif is_file:
            yield path


def fingerprint(path: Path) -> tuple[str, int]:
    """sha256 in hex, and size in bytes. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), os.fstat(file.fileno()).st_size
