"""Work in a child process, ``python -m irsletter.worker``: no ``__main__`` guard, no engine in this process.

The child is asked in JSON on its standard input and answers on its standard output; nothing it says is unpickled.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time

from irsletter.catalog.load import load_catalog
from irsletter.catalog.settings import Limits
from irsletter.errors import ReadError
from irsletter.model.geometry import Box
from irsletter.run.jobs.executors import died, try_alone
from irsletter.run.jobs.job import Answer, Job, Spot, spots_to_lists
from irsletter.run.jobs.limits import TIMED_OUT_EXIT, seconds_for, seconds_for_page
from irsletter.run.region import Looked


def read_apart(job: Job) -> Answer:
    """``read_job`` in a child; one that dies or hangs gives an ``error`` Result. Raises CatalogError."""
    limits = load_catalog(job.config_root).settings.limits
    answer = _read(job, limits)
    return answer if isinstance(answer, Answer) else try_alone(job, lambda tried: _read(tried, limits), limits)


def _read(job: Job, limits: Limits) -> Answer | ReadError:
    try:
        return Answer.from_json(_ask(json.dumps({"task": "read", "job": job.to_json()}), limits))
    except ReadError as error:
        return error


def draw_apart(job: Job, spots: tuple[Spot, ...], pages: tuple[int, ...], resolution: int) -> dict[int, bytes]:
    """PNG pictures of ``pages`` with ``spots`` filled, made in a child. Raises ReadError, CatalogError."""
    limits = load_catalog(job.config_root).settings.limits
    request = {"task": "draw", "job": job.to_json(), "spots": spots_to_lists(spots), "pages": pages, "dpi": resolution}
    drawn = json.loads(_ask(json.dumps(request), limits))
    return {int(page): bytes.fromhex(picture) for page, picture in drawn.items()}


def look_apart(job: Job, page: int, box: Box, name: str) -> Looked:
    """``region.look_at`` in a child. Raises ReadError, CatalogError."""
    limits = load_catalog(job.config_root).settings.limits
    request = {"task": "look", "job": job.to_json(), "page": page, "box": box.as_list(), "field": name}
    told = json.loads(_ask(json.dumps(request), limits))
    x0, y0, x1, y1 = told["box"]
    return Looked(told["text"], told["value"], (x0, y0, x1, y1), told["source"])


def _ask(request: str, limits: Limits) -> str:
    last_resort = 2 * seconds_for(limits, limits.max_pages)  # behind the child's own watchdog
    # in a folder of its own, removed even when the child is killed
    with tempfile.TemporaryDirectory(prefix="irsletter-") as scratch:
        environment = {**os.environ, "TMPDIR": scratch, "TEMP": scratch, "TMP": scratch}
        started = time.monotonic()
        command = [sys.executable, "-P", "-m", "irsletter.worker"]
        with subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
        ) as child:
            _CHILDREN.add(child)
            try:
                said, _ = child.communicate(request.encode(), timeout=last_resort)
            except subprocess.TimeoutExpired as error:
                raise died(TIMED_OUT_EXIT) from error
            finally:
                child.kill()  # does nothing to one that ended
                _CHILDREN.discard(child)
    if child.returncode != 0 or not said:
        # an interpreter that can't even start ends with the watchdog's status too, but at once
        in_time = time.monotonic() - started < min(limits.seconds_per_file, seconds_for_page(limits))
        raise died(None if in_time else child.returncode)
    return said.decode()


def stop_children() -> None:
    """Kill every child that works for this process now: who waits for it gets the answer of a reader that died."""
    for child in tuple(_CHILDREN):
        child.kill()


_CHILDREN: set[subprocess.Popen[bytes]] = set()
