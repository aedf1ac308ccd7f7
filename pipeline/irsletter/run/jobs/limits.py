"""What a worker may cost: memory and time, enforced from inside the worker by the operating system and by a watchdog.

A worker over its limits dies; its parent reads the way it died and gives up one file by name, never the batch.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import tempfile
import warnings
from functools import lru_cache

from irsletter.catalog.settings import Limits

TIMED_OUT_EXIT = 1
"""Exit status with which the watchdog ends a worker (``faulthandler`` fixes it)."""


@lru_cache(maxsize=1)
def _sink() -> int:
    return os.open(os.devnull, os.O_WRONLY)


def confine(limits: Limits, scratch: str | None = None) -> None:
    """Set in each worker, before any engine is imported: memory, no core dump, one thread, temporary files in
    ``scratch`` (which the parent removes), Ctrl-C left to the parent.

    The memory limit needs Linux; elsewhere only the limits of pixels, pages and time hold.
    """
    os.environ["OMP_THREAD_LIMIT"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warnings.simplefilter("ignore")  # what libraries remark on a file may quote it, and helps nobody
    if scratch:
        tempfile.tempdir = scratch
    if sys.platform == "linux":
        import resource

        # RLIMIT_DATA, not RLIMIT_AS: engines reserve address space that they never touch
        resource.setrlimit(resource.RLIMIT_DATA, (limits.worker_memory_bytes, limits.worker_memory_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def wind_watchdog(seconds: float) -> None:
    """End this process in ``seconds`` unless wound anew or stopped; works even where C code holds the interpreter."""
    # the traceback that comes with it goes nowhere
    faulthandler.dump_traceback_later(seconds, exit=True, file=_sink())


def seconds_for_page(limits: Limits) -> float:
    """How long one page may hold up its reader; an engine that keeps time itself is given the chance to."""
    return limits.seconds_per_page * 1.2


def stop_watchdog() -> None:
    faulthandler.cancel_dump_traceback_later()


def seconds_for(limits: Limits, pages: int) -> float:
    """How long a file of so many pages may take."""
    return limits.seconds_per_file + limits.seconds_per_file_page * pages
