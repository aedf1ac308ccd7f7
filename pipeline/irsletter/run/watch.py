"""A folder that scans keep arriving in: each file is read once it stands still; same ledger, same outputs."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from irsletter.catalog.load import load_catalog
from irsletter.errors import UsageError
from irsletter.run.batch import Batch, Progress, Summary, read_batch
from irsletter.run.inputs import find_inputs


class Settling:
    """Tells which files stand still: size and time of change unchanged for ``seconds`` of the given clock."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._seen: dict[Path, tuple[tuple[int, int], float]] = {}

    def ready(self, path: Path, now: float) -> bool:
        """Whether ``path`` stood still up to ``now`` (monotonic seconds); look at each file again and again."""
        try:
            facts = path.stat()
        except OSError:  # taken away again
            self._seen.pop(path, None)
            return False
        state = (facts.st_size, facts.st_mtime_ns)
        known, since = self._seen.get(path, (None, now))
        if state != known:
            self._seen[path] = (state, now)
            return False
        return now - since >= self._seconds

    def states(self, paths: list[Path]) -> frozenset[tuple[Path, tuple[int, int]]]:
        """What was last seen of ``paths``: equal sets mean that nothing new has to be read."""
        return frozenset((path, self._seen[path][0]) for path in paths if path in self._seen)


def watch_folder(
    batch: Batch,
    today: Callable[[], dt.date],
    report: Callable[[Progress], None],
    warn: Callable[[str], None],
    after: Callable[[Summary], None],
    stop: threading.Event,
) -> None:
    """Read what lies in ``batch.folder`` and what arrives, until ``stop`` is set; ``today`` gives each round's day.

    Raises UsageError, CatalogError.
    """
    from watchfiles import watch

    inputs = load_catalog(batch.config).settings.inputs
    if not batch.folder.is_dir():
        raise UsageError(f"{batch.folder} is no folder.", "Name the folder that scans arrive in.")
    batch = replace(batch, folder=batch.folder.absolute())
    settling = Settling(inputs.settle_seconds)
    done: frozenset[tuple[Path, tuple[int, int]]] | None = None
    pause = max(int(inputs.settle_seconds * 500), 50)
    changes = watch(batch.folder, stop_event=stop, rust_timeout=pause, yield_on_timeout=True, raise_interrupt=True)
    for _ in changes:
        now = time.monotonic()
        found = find_inputs(batch.folder, inputs.ignored, batch.out, warn=warn)
        ready = [path for path in found if settling.ready(path, now)]
        states = settling.states(ready)
        if states == done or (done is None and not ready):
            continue
        still = frozenset(ready)
        after(read_batch(replace(batch, as_of=today()), report, warn, ready=still.__contains__))
        done = states
