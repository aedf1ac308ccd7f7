"""Whole processes, measured from outside: CPU seconds, seconds on the clock, memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ENVIRONMENT = os.environ | {
    # the rivals find Tesseract beside this Python; one thread each, which is their fastest (spinning threads cost CPU)
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
    "OMP_THREAD_LIMIT": "1",
}


@dataclass(frozen=True, slots=True)
class Run:
    """One process with all that it started: ``cpu`` and ``wall`` in seconds; ``memory`` in MB (2**20 bytes), the peak
    of its largest process; ``output`` is what it wrote to standard output."""

    cpu: float
    wall: float
    memory: float
    output: str


def measured(command: Sequence[str | Path]) -> Run:
    """Runs ``command`` to its end. Raises RuntimeError with its last words where it fails. POSIX only (wait4)."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.monotonic()
        words = [str(word) for word in command]
        process = subprocess.Popen(words, stdout=out, stderr=err, env=ENVIRONMENT)  # noqa: S603 - our own words
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            err.seek(0)
            raise RuntimeError(
                f"{words[0]} ended with {process.returncode}: {err.read().decode(errors='replace')[-500:]}"
            )
        out.seek(0)
        per_mb = 2**20 if sys.platform == "darwin" else 2**10
        return Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / per_mb, out.read().decode())
