"""How jobs are run: one after the other (the reference), in a pool of processes, or on a cluster; same answers.

Faults of a file cross the border as values. A worker that dies, hangs or eats memory costs one file: it is tried once
more alone, then given up by name.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from typing import Any

from irsletter.catalog.load import load_catalog
from irsletter.catalog.settings import Limits
from irsletter.errors import ErrorCode, ReadError
from irsletter.run import limits as worker_limits
from irsletter.run.job import Answer, Job
from irsletter.run.letter import failed, read_job


@dataclass(frozen=True, slots=True)
class Means:
    """What an executor may use."""

    limits: Limits
    workers: int = 0
    """0: one for each processor that this process may use."""
    scratch: str | None = None
    """Folder for temporary files of the workers; its owner removes it."""
    cluster: str | None = None
    """``local``, or the address of a scheduler (``tcp://...``)."""

    @property
    def worker_count(self) -> int:
        usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        return self.workers or usable


Task = Callable[[Job], Answer]
Executor = Callable[[Task, Iterable[Job], Means], Iterator[tuple[Job, Answer]]]


def read_watched(job: Job) -> Answer:
    """``read_job`` under the watchdog; only for processes that may die."""
    limits = load_catalog(job.config_root).settings.limits
    worker_limits.wind_watchdog(worker_limits.seconds_for(limits, 0))
    try:
        return read_job(job, lambda pages: worker_limits.wind_watchdog(worker_limits.seconds_for(limits, pages)))
    finally:
        worker_limits.stop_watchdog()


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
        for _, answer in _pool(task, [job], means, 1):
            yield job, answer if isinstance(answer, Answer) else failed(job, answer, load_catalog(job.config_root))


def _pool(task: Task, jobs: Iterable[Job], means: Means, workers: int) -> Iterator[tuple[Job, Answer | ReadError]]:
    from pebble import ProcessPool

    waiting = iter(jobs)
    running: dict[Future[Answer], Job] = {}
    pool: Any = ProcessPool(
        max_workers=workers,
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
        return gave_up(worker_limits.TIMED_OUT_EXIT)
    except ProcessExpired as death:
        return gave_up(death.exitcode)


def gave_up(exit_status: int | None) -> ReadError:
    """What the death of a worker means for the file that it was reading."""
    if exit_status == worker_limits.TIMED_OUT_EXIT:
        return ReadError(
            ErrorCode.TIMED_OUT,
            "Reading this file took too long and was stopped.",
            "Scan it again in better quality, or split it into smaller files.",
        )
    return ReadError(
        ErrorCode.INTERNAL,
        "Reading this file brought down the process that read it.",
        "The file may be damaged or made to do harm; open it with care, and scan the paper again if you have it.",
    )
