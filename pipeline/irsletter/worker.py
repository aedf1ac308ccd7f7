"""``python -m irsletter.worker``: work in a process that may die, asked and answered in JSON; one piece of it, or with
``--stay`` letter after letter, a line each."""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from typing import IO, Any

from irsletter.catalog.load import load_catalog
from irsletter.model.geometry import Box
from irsletter.run.jobs.executors import read_watched
from irsletter.run.jobs.job import Job, spots_from_lists
from irsletter.run.jobs.limits import confine, seconds_for, wind_watchdog

FAILED = 70
"""Exit status for a fault of the program itself, apart from the watchdog's."""


def _answer(request: dict[str, Any]) -> str:
    job = Job.from_json(request["job"])
    limits = load_catalog(job.config_root).settings.limits
    confine(limits)
    if request["task"] == "read":
        return read_watched(job).to_json()
    if request["task"] == "look":
        from irsletter.run.region import look_at

        wind_watchdog(seconds_for(limits, 1))
        looked = look_at(job, request["page"], Box(*request["box"]), request["field"])
        return json.dumps(dataclasses.asdict(looked))
    from irsletter.run.outputs.pictures import draw_pages

    pages = tuple(request["pages"])
    wind_watchdog(seconds_for(limits, len(pages)))
    drawn = draw_pages(job, spots_from_lists(request["spots"]), pages, request["dpi"])
    return json.dumps({str(page): picture.hex() for page, picture in drawn.items()})


def _take_stdout() -> IO[bytes]:
    """The answer's own way out: whatever a library prints goes to standard error instead."""
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answer


def _stay(out: IO[bytes]) -> None:
    """Read one job after another, a line each, until nobody asks any more."""
    confined = False
    for line in sys.stdin.buffer:
        job = Job.from_json(line.decode())
        if not confined:
            confine(load_catalog(job.config_root).settings.limits)
            confined = True
        out.write(read_watched(job).to_json().encode() + b"\n")
        out.flush()


def main() -> None:
    out = _take_stdout()
    try:
        if sys.argv[1:] == ["--stay"]:
            _stay(out)
            return
        text = _answer(json.load(sys.stdin))
    except Exception as error:  # the border: the parent learns it by the exit status, the reader by one plain line
        sys.stderr.write(f"irsletter worker: {type(error).__name__}\n")
        sys.exit(FAILED)
    with out:
        out.write(text.encode())


if __name__ == "__main__":
    main()
