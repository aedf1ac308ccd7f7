"""Which files of a folder are letters to read, and what tells one file's bytes from another's."""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from irsletter.run.jobs.job import printable

Identity = tuple[int, int]
"""Drive and number of a folder on it: the same by whatever way it was reached."""


def find_inputs(
    folder: Path, ignored: tuple[str, ...], outputs: Path | None = None, *, warn: Callable[[str], None]
) -> list[Path]:
    """Every regular file below ``folder``, sorted; links are followed, and a circle of links ends where it closes.

    Left out: dot files and folders, names that ``ignored`` matches (``fnmatch``, case-insensitive), and all of
    ``outputs``. A folder reached by two ways is walked once, by the way without a link where there is one; one that
    can't be listed is told to ``warn``.
    """
    seen: set[Identity] = set()
    if outputs is not None and outputs.is_dir():
        seen.add(_identity(outputs))
    plain, linked = [folder], deque[Path]()
    found: list[Path] = []
    # folders wait in lists, not in calls: people's folders may lie deeper than calls do
    while plain or linked:
        found += _files(plain.pop() if plain else linked.popleft(), ignored, seen, plain, linked, warn)
    return sorted(found)


def _identity(folder: Path) -> Identity:
    """Raises OSError."""
    facts = folder.stat()
    return facts.st_dev, facts.st_ino


def _files(
    folder: Path,
    ignored: tuple[str, ...],
    seen: set[Identity],
    plain: list[Path],
    linked: deque[Path],
    warn: Callable[[str], None],
) -> Iterator[Path]:
    """The files right in ``folder``; the folders in it are put on ``plain`` or ``linked``."""
    try:
        itself = _identity(folder)
        if itself in seen:
            return
        seen.add(itself)
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        warn(f"{printable(folder)}: the folder can't be listed ({error.strerror}); what lies in it was not read")
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
            plain.append(path)
        elif is_file:
            yield path


def fingerprint(path: Path) -> tuple[str, int]:
    """sha256 in hex, and size in bytes. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), os.fstat(file.fileno()).st_size
