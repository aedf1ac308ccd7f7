"""Files that hold tax matters: readable by their owner alone, and written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from irsletter.errors import UsageError


def make_folder(folder: Path) -> None:
    """Create ``folder`` as 0700; one that exists keeps its permissions. Raises UsageError."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"The folder {folder} can't be made: {error.strerror}.", "Name another one.") from error


def open_private(path: Path, mode: str) -> IO[bytes]:
    """Open for writing as 0600; ``mode`` is ``wb``, ``ab`` or ``a+b``. Raises UsageError."""
    try:
        return open(path, mode, opener=lambda name, flags: os.open(name, flags, 0o600))
    except OSError as error:
        raise UsageError(f"{path} can't be written: {error.strerror}.", "Name another folder with --out.") from error


def write_whole(path: Path, chunks: Iterable[bytes]) -> None:
    """Put ``chunks`` at ``path`` atomically: who reads it sees the old file or the new one. Raises UsageError."""
    with replacing(path) as file:
        for chunk in chunks:
            file.write(chunk)


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A new file that takes the place of ``path`` when the block ends well, and vanishes when it does not."""
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    except OSError as error:
        raise UsageError(f"{path} can't be written: {error.strerror}.", "Name another folder with --out.") from error
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
