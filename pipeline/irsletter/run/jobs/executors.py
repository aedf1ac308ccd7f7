"""How jobs are run: one after the other (the reference), in a pool of processes, or on a cluster; same answers.

Faults of a file cross the border as values. A worker that dies, hangs or eats memory costs one file: it is tried once
more alone, then given up by name.
"""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

from irsletter.catalog.load import load_catalog
from irsletter.catalog.settings import Limits
from irsletter.errors import ErrorCode, ReadError
from irsletter.run.jobs import limits as worker_limits
from irsletter.run.jobs.job import Answer, Job
from irsletter.run.letter import Watcher, failed, gave_up, read_job


@dataclass(frozen=True, slots=True)
class Means:
    """What an executor may use."""

    limits: Limits
    workers: int = 0
    """0: one for each processor that this process may use."""
    scratch: str | None = None
    """Folder for temporary files of the workers; its owner removes it."""
    cluster: str | None = None
    """``local``, ``local:N``, or the address of a scheduler (``tcp://...``)."""
    send: bool = False
    """Give the workers of a cluster the bytes of each file: they don't see the same paths."""

    @property
    def worker_count(self) -> int:
        usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        return self.workers or usable


Task = Callable[[Job], Answer]
Executor = Callable[[Task, Iterable[Job], Means], Iterator[tuple[Job, Answer]]]


def read_watched(job: Job) -> Answer:
    """``read_job`` under the watchdog; only for processes that may die."""
    limits = load_catalog(job.config_root).settings.limits
    watch = _Watch(limits, job.marker)
    try:
        return read_job(job, Watcher(watch.on_count, watch.on_page))
    finally:
        worker_limits.stop_watchdog()


class _Watch:
    """Ends this process when a page or the whole file takes too long, and leaves word of the page."""

    def __init__(self, limits: Limits, marker: str | None) -> None:
        self._limits, self._marker = limits, Path(marker) if marker else None
        self._end = 0.0
        self.on_count(0)

    def on_count(self, pages: int) -> None:
        seconds = worker_limits.seconds_for(self._limits, pages)
        self._end = time.monotonic() + seconds
        worker_limits.wind_watchdog(seconds)

    def on_page(self, number: int) -> None:
        """``number`` 0: all pages are read."""
        if self._marker is not None:
            self._marker.write_text(str(number))
        left = max(self._end - time.monotonic(), 0.1)
        worker_limits.wind_watchdog(min(left, worker_limits.seconds_for_page(self._limits)) if number else left)


def serial(task: Task, jobs: Iterable[Job], _means: Means) -> Iterator[tuple[Job, Answer]]:
    """One after the other in this process, with no protection: the reference."""
    for job in jobs:
        yield job, task(job)


def processes(task: Task, jobs: Iterable[Job], means: Means) -> Iterator[tuple[Job, Answer]]:
    """In spawned processes, in the order they finish; those that killed their worker come last, each tried alone."""
    again: list[Job] = []
    for job, answer in _pool(task, jobs, means, means.worker_count):
        if isinstance(answer, Answer):
            yield job, answer
        else:
            again.append(job)
    for job in again:
        yield job, try_alone(job, lambda tried: _one(task, tried, means), means.limits)


def try_alone(job: Job, read: Callable[[Job], Answer | ReadError], limits: Limits) -> Answer:
    """A job whose reader died, once more alone: a page that kills it again is given up, and the rest is read.

    ``read`` gives the fault where the reader died.
    """
    with tempfile.TemporaryDirectory(prefix="irsletter-") as scratch:
        marker = Path(scratch) / "page"
        tried = replace(job, marker=str(marker))
        while True:
            answer = read(tried)
            if isinstance(answer, Answer):
                return answer
            page = int(marker.read_text() or 0) if marker.exists() else 0
            # a fault before or behind the pages is the file's; so is one that too many pages have
            if page == 0 or len(tried.given_up) >= limits.given_up_pages or page in dict(tried.given_up):
                return failed(job, answer, load_catalog(job.config_root))
            tried = replace(tried, given_up=(*tried.given_up, (page, answer.code.value)))
            marker.unlink()


def _one(task: Task, job: Job, means: Means) -> Answer | ReadError:
    return next(answer for _, answer in _pool(task, [job], means, 1))


def _pool(task: Task, jobs: Iterable[Job], means: Means, workers: int) -> Iterator[tuple[Job, Answer | ReadError]]:
    from pebble import ProcessPool

    waiting = iter(jobs)
    ahead = list(islice(waiting, workers))
    workers = len(ahead)  # each is started at once, and costs more than a letter
    if not ahead:
        return
    waiting = chain(ahead, waiting)
    running: dict[Future[Answer], Job] = {}
    pool: Any = ProcessPool(
        max_workers=workers,
        max_tasks=means.limits.worker_files,
        initializer=worker_limits.confine,
        initargs=(means.limits, means.scratch),
        context=multiprocessing.get_context("spawn"),
    )
    # behind the watchdog, for a worker that is stopped as a whole
    last_resort = 2 * worker_limits.seconds_for(means.limits, means.limits.max_pages)
    try:
        while True:
            # a short queue: an interrupted run drops little, and an iterator of jobs is never read far ahead
            while len(running) < 2 * workers and (job := next(waiting, None)) is not None:
                running[pool.schedule(task, args=(job,), timeout=last_resort)] = job
            if not running:
                break
            for done in wait(running, return_when=FIRST_COMPLETED).done:
                yield running.pop(done), _outcome(done)
        pool.close()
    finally:
        pool.stop()
        pool.join()


def _outcome(done: Future[Answer]) -> Answer | ReadError:
    from pebble import ProcessExpired

    try:
        return done.result()
    except TimeoutError:
        return gave_up(ErrorCode.TIMED_OUT)
    except ProcessExpired as death:
        return died(death.exitcode)


def died(exit_status: int | None) -> ReadError:
    """What the death of a worker means for the file that it was reading."""
    return gave_up(ErrorCode.TIMED_OUT if exit_status == worker_limits.TIMED_OUT_EXIT else ErrorCode.INTERNAL)
