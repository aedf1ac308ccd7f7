"""When a file that arrives is whole: it stands still, nobody holds a lock on it, and its end is there."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

State = tuple[int, int]
"""Size in bytes, and time of change in nanoseconds."""

_ENDS = {b"%PDF-": b"%%EOF", b"\xff\xd8\xff": b"\xff\xd9", b"\x89PNG": b"IEND"}
"""How files begin, and what stands near the end of a whole one."""
_TAIL = 2048
_SHARING_VIOLATION = 32
"""Windows: another program has the file open and shares it with nobody."""


@dataclass(slots=True)
class _Seen:
    state: State
    since: float
    whole: bool = False


class Settling:
    """Tells which files are whole: size and time of change stood still for ``seconds`` of the given clock, no other
    program holds a lock. A PDF, JPEG or PNG without its end gets ``unfinished`` seconds: a slow writer may pause.
    """

    def __init__(self, seconds: float, unfinished: float = 0.0) -> None:
        self._seconds, self._unfinished = seconds, max(seconds, unfinished)
        self._seen: dict[Path, _Seen] = {}

    def ready(self, path: Path, now: float) -> bool:
        """Whether ``path`` stood still up to ``now`` (monotonic seconds); look at each file again and again."""
        try:
            facts = path.stat()
        except OSError:  # taken away again
            self._seen.pop(path, None)
            return False
        state = (facts.st_size, facts.st_mtime_ns)
        seen = self._seen.get(path)
        if seen is None or seen.state != state:
            self._seen[path] = _Seen(state, now)
            return False
        if not seen.whole:
            still = now - seen.since
            seen.whole = still >= self._seconds and not held(path) and (still >= self._unfinished or has_end(path))
        return seen.whole

    def state(self, path: Path) -> State | None:
        """Size and time of change as they were last seen."""
        return self._seen[path].state if path in self._seen else None

    def forget_all_but(self, paths: Iterable[Path]) -> None:
        """Files that are no more need no memory."""
        there = set(paths)
        self._seen = {path: seen for path, seen in self._seen.items() if path in there}


def has_end(path: Path) -> bool:
    """Whether a file of a kind that has an end mark has it; True for other kinds, and where nothing can be learnt."""
    try:
        with path.open("rb") as file:
            head = file.read(8)
            mark = next((end for start, end in _ENDS.items() if head.startswith(start)), None)
            if mark is None:
                return True
            file.seek(max(file.seek(0, os.SEEK_END) - _TAIL, 0))
            return mark in file.read()
    except OSError:
        return True


def held(path: Path) -> bool:
    """Whether another program has the file locked; False where nothing can be learnt: reading it will tell."""
    try:
        with path.open("rb") as file:
            return _locked(file.fileno())
    except OSError as error:
        return getattr(error, "winerror", None) == _SHARING_VIOLATION


if sys.platform == "win32":

    def _locked(_handle: int) -> bool:
        return False  # who writes a file there keeps others from opening it
else:
    import fcntl

    def _locked(handle: int) -> bool:
        for lock in (fcntl.flock, fcntl.lockf):
            try:
                lock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except (BlockingIOError, PermissionError):
                return True
            except OSError:  # a drive that knows no locks
                continue
        return False
