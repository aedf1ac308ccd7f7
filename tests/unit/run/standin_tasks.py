"""Tasks that stand in for reading a letter; what a job is to do stands in its file name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from irsletter.run.jobs.job import Answer, Job
from irsletter.run.jobs.limits import stop_watchdog, wind_watchdog


def act(job: Job) -> Answer:
    """Die, hang, eat memory, say ``who`` reads or answer, as the name of the file says; ``once-`` does so at the first
    attempt only."""
    path = Path(job.paths[0])
    deed = path.name.split(".")[0]
    if deed.startswith("once-"):
        mark = path.with_suffix(".tried")
        deed = "" if mark.exists() else deed.removeprefix("once-")
        mark.touch()
    wind_watchdog(1.0)
    if deed == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    elif deed == "hang":
        time.sleep(60)
    elif deed == "eat":
        path.write_bytes(bytearray(1 << 32))
    stop_watchdog()
    return Answer(str(os.getpid()) if deed == "who" else path.name)
