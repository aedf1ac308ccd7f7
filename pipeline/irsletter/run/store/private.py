"""Files that hold tax matters: readable by their owner alone, and written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from irsletter.errors import UsageError

SCRATCH = ".work-"
"""How the names of folders for temporary files begin; they lie in the output folder."""


def make_folder(folder: Path) -> None:
    """Create ``folder`` as 0700; one that exists keeps its permissions. Raises UsageError."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"The folder {folder} can't be made: {error.strerror}.", "Name another folder with --out."
        ) from error


def open_private(path: Path, mode: str) -> IO[bytes]:
    """Open for writing as 0600; ``mode`` is ``wb``, ``ab`` or ``a+b``. Raises UsageError."""
    try:
        return open(path, mode, opener=lambda name, flags: os.open(name, flags, 0o600))
    except OSError as error:
        raise UsageError(f"{path} can't be written: {error.strerror}.", "Name another folder with --out.") from error


def cannot_write(what: str, why: str) -> UsageError:
    """The one fault for an output that can't be written: a full disk, a read-only drive, a file that is a folder."""
    return UsageError(
        f"{what} can't be written: {why}.",
        "Make room, or name another folder with --out; what was read so far is kept, so run it again.",
    )


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
        raise cannot_write(str(path), error.strerror or "unknown reason") from error
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise cannot_write(str(path), error.strerror or "unknown reason") from error
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
