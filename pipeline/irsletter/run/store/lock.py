"""One writer at a time: a lock that the operating system drops when its holder ends, however it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from irsletter.errors import UsageError
from irsletter.run.store.private import open_private


@contextmanager
def hold_lock(path: Path) -> Iterator[None]:
    """Hold the lock file ``path``. Raises UsageError, naming the holder, where another run has it."""
    with open_private(path, "a+b") as file:
        try:
            _lock(file)
        except OSError as error:
            file.seek(0)
            holder = file.read(64).decode("ascii", "replace").strip() or "unknown"
            raise UsageError(
                f"Another run (process {holder}) is writing to {path.parent}.", "Let it end, or name another --out."
            ) from error
        file.truncate(0)
        file.write(f"{os.getpid()}\n".encode())
        file.flush()
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        # a byte far behind the text, so that who is refused can still read the holder's number
        file.seek(4096)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
