"""A reader in a process of its own that stays for file after file, ``python -m irsletter.worker --stay``.

For those who may not fork or spawn by other means (the workers of a cluster): a start costs more than a letter. A file
that brings it down costs that file; a fresh reader takes its place.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from irsletter.catalog.load import load_catalog
from irsletter.catalog.settings import Limits
from irsletter.errors import ReadError
from irsletter.run.jobs.executors import died, try_alone
from irsletter.run.jobs.job import Answer, Job
from irsletter.run.jobs.limits import TIMED_OUT_EXIT, seconds_for


class ReaderProcess:
    """Reads one job at a time. ``scratch``: folder for its temporary files, else the system's."""

    def __init__(self, limits: Limits, scratch: Path | None = None) -> None:
        self._limits = limits
        self._room = tempfile.TemporaryDirectory(prefix="irsletter-", dir=scratch, ignore_cleanup_errors=True)
        self._child: subprocess.Popen[bytes] | None = None
        self._read = 0

    def read(self, job: Job) -> Answer | ReadError:
        """The answer, or the fault where the reader died over it or hung."""
        if self._read >= self._limits.worker_files:
            self.close()
        child = self._child or self._start()
        if child.stdin is None or child.stdout is None:
            raise RuntimeError("the pipes of a reader are missing")
        self._read += 1
        hung = threading.Event()

        def end() -> None:
            hung.set()
            child.kill()

        # behind the child's own watchdog, for one that is stopped as a whole
        last_resort = threading.Timer(2 * seconds_for(self._limits, self._limits.max_pages), end)
        last_resort.daemon = True
        last_resort.start()
        try:
            child.stdin.write(job.to_json().encode() + b"\n")
            child.stdin.flush()
            said = child.stdout.readline()
        except BrokenPipeError:
            said = b""
        finally:
            last_resort.cancel()
        if said.endswith(b"\n"):
            return Answer.from_json(said.decode())
        status = child.wait()
        self.close()
        return died(TIMED_OUT_EXIT if hung.is_set() else status)

    def _start(self) -> subprocess.Popen[bytes]:
        room = self._room.name
        self._child = subprocess.Popen(
            [sys.executable, "-P", "-m", "irsletter.worker", "--stay"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "TMPDIR": room, "TEMP": room, "TMP": room},
        )
        self._read = 0
        return self._child

    def close(self) -> None:
        """End the process; the next job starts another."""
        if self._child is not None:
            with self._child as child:
                child.kill()
            self._child = None


_OWN = threading.local()


def read_staying(job: Job, scratch: Path | None = None) -> Answer:
    """``read_job`` in a process that this thread keeps for itself; a page that brings it down costs the page.

    Raises CatalogError.
    """
    limits = load_catalog(job.config_root).settings.limits
    reader: ReaderProcess | None = getattr(_OWN, "reader", None)
    if reader is None:
        reader = _OWN.reader = ReaderProcess(limits, scratch)
    answer = reader.read(job)
    return answer if isinstance(answer, Answer) else try_alone(job, reader.read, limits)
