"""Several machines: the same task on the workers of a Dask cluster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from irsletter.catalog.load import load_catalog
from irsletter.errors import ErrorCode, UsageError
from irsletter.run.executors import Means, Task
from irsletter.run.job import Answer, Job
from irsletter.run.letter import failed, gave_up


def cluster(task: Task, jobs: Iterable[Job], means: Means) -> Iterator[tuple[Job, Answer]]:
    """On the machines of a Dask cluster, which must see the same paths and have irsletter installed.

    Each file is read in a process of its own there, so a hostile file costs itself on a cluster too. Raises UsageError
    where the extra is missing or no scheduler answers.
    """
    try:
        from distributed import Client, LocalCluster, as_completed
    except ImportError as error:
        raise UsageError("The cluster needs the package distributed.", "pip install 'irsletter[dask]'") from error
    local = means.cluster == "local"
    try:
        target = (
            LocalCluster(n_workers=1, threads_per_worker=means.worker_count, processes=False, dashboard_address=None)
            if local
            else None
        )
        client = Client(target or means.cluster, timeout="20s")
    except (OSError, ValueError) as error:
        raise UsageError(f"No scheduler answers at {means.cluster}.", "Start one with `dask scheduler`.") from error
    with client:
        running = {client.submit(task, job, pure=False): job for job in jobs}
        for done in as_completed(list(running)):
            job = running.pop(done)
            lost = done.status != "finished"
            yield (
                job,
                failed(job, gave_up(ErrorCode.INTERNAL), load_catalog(job.config_root)) if lost else done.result(),
            )
    if target is not None:
        target.close()
