"""Letters as a stream: paths come in, Results go out as they are read; nothing is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

from irsletter.catalog.load import load_catalog
from irsletter.emit.as_of import as_of_day
from irsletter.emit.schema import dump, load
from irsletter.run.jobs.executors import Means, processes, read_watched
from irsletter.run.jobs.job import Job


def read_stream(
    paths: Iterable[Path],
    *,
    as_of: dt.date,
    workers: int = 0,
    engine: str | None = None,
    password: str | None = None,
    config: Path | None = None,
    lang: str = "en",
) -> Iterator[str]:
    """One Result for each path, as a line of JSON, in the order in which they are done; ``source.path`` is relative to
    the current folder. A few paths are taken ahead (two a worker). What is wrong with a file stands in its Result;
    a file that brought down its reader comes at the end. Raises CatalogError.
    """
    catalog = load_catalog(config)
    here = Path.cwd()
    jobs = (
        Job(
            paths=(str(here / path),),
            as_of=as_of.isoformat(),
            root=str(here),
            config=str(config) if config else None,
            engine=engine,
            password=password,
        )
        for path in paths
    )
    for _, answer in processes(read_watched, jobs, Means(catalog.settings.limits, workers)):
        yield dump(as_of_day(load(answer.result), as_of, catalog, lang=lang))
