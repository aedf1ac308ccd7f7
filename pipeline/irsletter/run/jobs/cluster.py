"""Several machines: the same task on the workers of a Dask cluster."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

from irsletter.catalog.load import load_catalog
from irsletter.errors import ErrorCode, UsageError
from irsletter.run.jobs.executors import Means, Task
from irsletter.run.jobs.job import Answer, Job
from irsletter.run.jobs.reader import reader_digest
from irsletter.run.jobs.reader_process import read_staying
from irsletter.run.letter import failed, gave_up

_WAIT = "20s"
_MOST_TRIES = 3
"""How often a file is given out whose worker was lost, on top of what the scheduler does itself."""
_AHEAD = 3
"""Files given out for each thread of the cluster: enough that none waits for the next."""
_RECOUNT = 50
"""Files after which the threads are counted anew: workers come and go."""
_CALM = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "10s",
}
"""What Dask's processes look at of themselves, and how often. By default up to a hundred times a second, which takes a
tenth of a processor from two workers (a worker that is lost is told by its connection, and none of these)."""


def cluster(task: Task, jobs: Iterable[Job], means: Means) -> Iterator[tuple[Job, Answer]]:
    """On the workers of a Dask cluster, in the order they finish. They must have the same irsletter, and see the same
    paths unless ``means.send`` gives them the bytes.

    ``means.cluster``: ``local`` or ``local:N`` for processes of this machine, else the address of a scheduler. A worker
    that is lost costs nothing: its files are read by another. Raises UsageError where the extra is missing, no
    scheduler answers, or a worker has another program or configuration.
    """
    try:
        from distributed import Client, as_completed
    except ImportError as error:
        raise UsageError("The cluster needs the package distributed.", "pip install 'irsletter[dask]'") from error
    waiting = iter(jobs)
    first = next(waiting, None)
    if first is None:
        return
    waiting = chain([first], waiting)
    with ExitStack() as stack:
        client = stack.enter_context(_client(Client, means, stack))
        _check(client, first)
        running: dict[Any, Job] = {}
        tries: dict[Job, int] = {}

        def give_out(job: Job) -> Any:
            future = client.submit(_there, task, job, _contents(job) if means.send else None, pure=False)
            running[future] = job
            return future

        threads = sum(client.nthreads().values())
        ahead = [give_out(job) for job in islice(waiting, _AHEAD * threads)]
        done = as_completed(ahead, with_results=True, raise_errors=False)
        for count, (future, answer) in enumerate(done, start=1):
            job = running.pop(future)
            if isinstance(answer, Answer):
                yield job, answer
            elif tries.get(job, 0) < _MOST_TRIES:
                tries[job] = tries.get(job, 0) + 1
                done.add(give_out(job))
            else:
                yield job, failed(job, gave_up(ErrorCode.INTERNAL), load_catalog(job.config_root))
            if count % _RECOUNT == 0:
                threads = sum(client.nthreads().values()) or threads
            for job in islice(waiting, max(_AHEAD * threads - len(running), 0)):
                done.add(give_out(job))


def _client(client: Any, means: Means, stack: ExitStack) -> Any:
    """Connected, with at least one worker."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters of it is told as results
    try:
        target = means.cluster
        if target is not None and target.partition(":")[0] == "local":
            target = stack.enter_context(_local(means))
        connected = client(target, timeout=_WAIT)
        connected.wait_for_workers(1, timeout=_WAIT)
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError(
            f"No scheduler with workers answers at {means.cluster}.", "Start `dask scheduler` and `dask worker`."
        ) from error
    return connected


def _local(means: Means) -> Any:
    """Worker processes of this machine over the loopback address."""
    import dask
    from distributed import LocalCluster

    count = (means.cluster or "").partition(":")[2]
    if count and not (count.isdecimal() and int(count)):
        raise UsageError(f"--cluster {means.cluster} names no number of workers.", "Write for example local:2.")
    with dask.config.set(_CALM):  # its workers are handed it at their start
        return LocalCluster(
            n_workers=int(count) if count else means.worker_count,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},  # any port that is free
            memory_limit=0,  # a reader has its own limit
            local_directory=means.scratch,
            silence_logs=logging.CRITICAL,
        )


def _check(client: Any, job: Job) -> None:
    """Other code reads the same bytes to another answer. Raises UsageError."""
    ours = _reader(job.config, job.engine)
    try:
        theirs = client.run(_reader, job.config, job.engine)
    except ImportError as error:
        raise UsageError("A worker of the cluster has no irsletter.", "Install the same version on each.") from error
    for address, reader in theirs.items():
        if reader != ours:
            raise UsageError(
                f"The worker {address} has another irsletter, configuration or engine.",
                "Install the same version on each; a --config folder must be the same too.",
            )


def _reader(config: str | None, engine: str | None) -> str:
    return reader_digest(load_catalog(Path(config) if config else None).digest, engine)


def _contents(job: Job) -> tuple[bytes, ...] | None:
    try:
        return tuple(Path(path).read_bytes() for path in job.paths)
    except OSError:  # the worker's answer will say that it can't be opened
        return None


def _there(task: Task, job: Job, contents: tuple[bytes, ...] | None) -> Answer:
    """``task`` on a worker; ``contents``: the bytes of the files, where the worker does not see their paths."""
    if contents is None:
        return task(job)
    with tempfile.TemporaryDirectory(prefix="irsletter-", ignore_cleanup_errors=True) as folder:
        root = Path(folder).resolve()
        paths = [root / Path(path).relative_to(job.root or Path(path).parent) for path in job.paths]
        for path, data in zip(paths, contents, strict=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return task(replace(job, paths=tuple(map(str, paths)), root=str(root)))


def read_there(job: Job) -> Answer:
    """``read_job`` in a process that the worker keeps; what it leaves behind goes with the worker."""
    from distributed import get_worker

    return read_staying(job, Path(get_worker().local_directory))
