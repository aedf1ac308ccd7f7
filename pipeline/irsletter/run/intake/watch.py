"""A folder that scans keep arriving in: each file is read once it stands still; same ledger, same outputs."""

from __future__ import annotations

import datetime as dt
import math
import threading
import time
from collections.abc import Callable
from pathlib import Path

from irsletter.errors import UsageError
from irsletter.run.intake.batch import open_session
from irsletter.run.intake.filing import Cabinet, Filing
from irsletter.run.intake.hook import Hook
from irsletter.run.intake.session import Session
from irsletter.run.intake.settling import Settling, State
from irsletter.run.jobs.inputs import find_inputs
from irsletter.run.store.ledger import FileLine
from irsletter.run.store.plan import Batch, Report, Summary, Warn

_REWRITING = 20.0
"""Outputs are written anew when this many times as long has passed as writing them took: they grow, arrivals don't."""


def watch_folder(
    batch: Batch,
    today: Callable[[], dt.date],
    report: Report,
    warn: Warn,
    after: Callable[[Summary], None],
    stop: threading.Event,
    filing: Filing | None = None,
    on_letter: tuple[str, ...] = (),
) -> None:
    """Read what lies in ``batch.folder`` and what arrives, until ``stop`` is set; ``today`` gives each round's day.

    Each file that was read is told to ``on_letter`` (words of a command), then put away as ``filing`` says. A file that
    leaves the folder keeps its line. Raises UsageError, CatalogError.
    """
    from watchfiles import watch

    if not batch.folder.is_dir():
        raise UsageError(f"{batch.folder} is no folder.", "Name the folder that scans arrive in.")
    with open_session(batch, report, warn) as session:
        batch, inputs = session.batch, session.catalog.settings.inputs
        settling = Settling(inputs.settle_seconds, inputs.unfinished_seconds)
        hook = Hook(session, on_letter, inputs.hook_seconds) if on_letter else None
        cabinet = Cabinet(session, filing) if filing else None

        def afterwards(file: FileLine, path: Path) -> None:
            if (hook is None or hook.tell(file)) and cabinet is not None:
                cabinet.put_away(file, path)

        done: dict[Path, State | None] = {}
        writing = Writing(session)
        pause = max(int(inputs.settle_seconds * 500), 50)
        try:
            for _ in watch(
                batch.folder, stop_event=stop, rust_timeout=pause, yield_on_timeout=True, raise_interrupt=True
            ):
                now = time.monotonic()
                found = find_inputs(batch.folder, inputs.ignored, batch.out, warn=warn)
                ready = {path: settling.state(path) for path in found if settling.ready(path, now)}
                new = [path for path, state in ready.items() if done.get(path) != state]
                done = ready
                settling.forget_all_but(found)
                if new:
                    session.on(today())
                    session.take(new, all_there=False)
                    writing.pending = True
                    session.read(afterwards)
                if writing.if_due():
                    after(session.summary())
        finally:
            writing.now()


class Writing:
    """Keeps the outputs up to date without spending the night on them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.pending = False
        self._ended = -math.inf
        self._took = 0.0

    def if_due(self) -> bool:
        """Write if something is new and the last writing lies far enough back; tells whether it did."""
        if not self.pending or time.monotonic() - self._ended < _REWRITING * self._took:
            return False
        self.now()
        return True

    def now(self) -> None:
        if self.pending:
            begun = time.monotonic()
            self._session.write()
            self._ended = time.monotonic()
            self._took = self._ended - begun
            self.pending = False
