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


_STARTER = """
import os, sys
pid = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(pid, 0)
told = status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss
os.write(int(sys.argv[1]), " ".join(map(str, told)).encode())
"""
"""A small process between: the peak of a process begins with the memory of the one that started it."""


def measured(command: Sequence[str | Path]) -> Run:
    """Runs ``command`` to its end. Raises RuntimeError with its last words where it fails. POSIX only (wait4)."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as told:
        start = time.monotonic()
        words = [str(word) for word in command]
        subprocess.run(  # noqa: S603 - our own words
            [sys.executable, "-ISc", _STARTER, str(told.fileno()), *words],
            stdout=out, stderr=err, env=ENVIRONMENT, pass_fds=(told.fileno(),), check=False,
        )  # fmt: skip
        wall = time.monotonic() - start
        for file in (out, err, told):
            file.seek(0)
        status, cpu, peak = (told.read() or b"256 0 0").split()
        if ended := os.waitstatus_to_exitcode(int(status)):
            raise RuntimeError(f"{words[0]} ended with {ended}: {err.read().decode(errors='replace')[-500:]}")
        per_mb = 2**20 if sys.platform == "darwin" else 2**10
        return Run(float(cpu), wall, int(peak) / per_mb, out.read().decode())
