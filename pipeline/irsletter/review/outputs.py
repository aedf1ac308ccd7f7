"""The batch's outputs made again after corrections, in a process of their own, a moment after the last one.

What a server that was killed left unwritten is written when the next one starts.
"""

from __future__ import annotations

import subprocess
import sys
import time
from threading import Lock, Timer

from irsletter.review.store import Store
from irsletter.run.outputs.letter_pages import CLIENTS, LETTERS
from irsletter.run.outputs.written import BATCH_FORMATS, EXPORTS, pages_beside

_PAUSE = 0.7
"""Seconds without another correction before the outputs are written."""
_AGAIN = 5.0
"""Seconds to wait where a batch is just writing them."""
_TRIES = 24
_PATIENCE = 15.0
"""Seconds that who ends the page waits for the outputs at most; what is not written then the next start writes."""


class Outputs:
    """Call ``stale`` after each correction; ``close`` writes what is still to be written.

    One write at a time: on a busy machine it takes longer than a person does between two corrections.
    """

    def __init__(self, store: Store) -> None:
        self._lock, self._turn, self._pause = Lock(), Lock(), _PAUSE
        self._timer: Timer | None = None
        self._stale = self._writing = self._refused = False
        self._out, self._from = store.out, store.corrections.path
        self._command = [sys.executable, "-P", "-m", "irsletter", "export", str(store.out)]
        self._command += ["--as-of", store.today.isoformat()]
        if store.config:
            self._command += ["--config", str(store.config)]

    @property
    def state(self) -> str:
        """``written``, ``waiting`` until they are, or ``refused`` while a batch holds them."""
        with self._lock:
            if not (self._stale or self._writing):
                return "written"
            return "refused" if self._refused else "waiting"

    @property
    def names(self) -> list[str]:
        """What is kept in step with the corrections: every output that lies there, pages as their folders."""
        clients, letters = pages_beside(self._out)
        files = [name for _, name in self._formats()]
        return [*files, *(f"{folder}/" for folder, there in ((CLIENTS, clients), (LETTERS, letters)) if there)]

    def _formats(self) -> list[tuple[str, str]]:
        """Name and file of what every batch writes, and of what else lies there."""
        known = ((name, file) for name, (file, _) in EXPORTS.items())
        return [(name, file) for name, file in known if name in BATCH_FORMATS or (self._out / file).is_file()]

    def stale(self) -> None:
        with self._lock:
            self._stale = True
            self._wait(self._pause, _TRIES)

    def catch_up(self) -> None:
        """Write the outputs where corrections are newer than they are."""
        try:
            made = min((self._out / name).stat().st_mtime_ns for name in self.names)
            behind = self._from.stat().st_mtime_ns > made
        except FileNotFoundError:
            behind = self._from.exists()
        if behind:
            self.stale()

    def close(self) -> None:
        with self._lock:
            if self._timer:
                self._timer.cancel()
        self._write(0, _PATIENCE)

    def _wait(self, seconds: float, tries: int) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = Timer(seconds, self._write, (tries,))
        self._timer.daemon = True
        self._timer.start()

    def _write(self, tries: int, limit: float | None = None) -> None:
        if not self._turn.acquire(timeout=limit or 0):
            return  # who is writing looks again when it is done
        try:
            self._write_alone(tries, limit)
        finally:
            self._turn.release()

    def _write_alone(self, tries: int, limit: float | None) -> None:
        with self._lock:
            if not self._stale:
                return
            self._stale, self._writing = False, True
        begun = time.monotonic()
        formats = [word for name, _ in self._formats() for word in ("--format", name)]
        try:
            done = subprocess.run(  # noqa: S603 - our own interpreter and module
                [*self._command, *formats], stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=limit
            )
        except subprocess.TimeoutExpired:
            return  # the next start writes them
        with self._lock:
            self._pause = max(_PAUSE, time.monotonic() - begun)  # a large batch is not written without a break
            self._writing, self._refused = False, done.returncode != 0
            if self._stale:  # corrected meanwhile
                self._wait(self._pause, _TRIES)
            elif self._refused:  # a batch holds the outputs, and will write them itself
                self._stale = True
                if tries:
                    self._wait(_AGAIN, tries - 1)
