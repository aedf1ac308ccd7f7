"""``irsletter score``: read labelled letters and hold the answers against the truth beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from irsletter.cli.exits import Exit
from irsletter.cli.options import config_option, day_or_today, put

if TYPE_CHECKING:
    from irsletter.model.result import Result

_LETTERS = frozenset({".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".heic"})


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@config_option
def score(folder: Path, config: Path | None) -> int:
    """Hold the program against labelled letters.

    In FOLDER each NAME.truth.json tells what NAME.pdf, NAME-scan.pdf, NAME-photo.jpg, NAME-fax.tif say. Exits with
    5 where the answers fall short.
    """
    from irsletter.score.official import run_official

    report = run_official(folder, _reader(folder, config))
    put(report.table())
    return Exit.DONE if report.passed else Exit.NEEDS_A_LOOK


def _reader(folder: Path, config: Path | None) -> Callable[[Path], Result]:
    """All files of ``folder`` read at once in a pool; gives what was read of each."""
    from irsletter.catalog.load import load_catalog
    from irsletter.emit.schema import load
    from irsletter.run.executors import Means, processes, read_watched
    from irsletter.run.job import Job

    day = day_or_today(None).isoformat()
    letters = sorted(path for path in folder.iterdir() if path.is_file() and path.suffix in _LETTERS)
    jobs = [Job((str(path),), day, config=str(config) if config else None) for path in letters]
    results = {
        Path(job.paths[0]): load(answer.result)
        for job, answer in processes(read_watched, jobs, Means(load_catalog(config).settings.limits))
    }
    return results.__getitem__
