"""``irsletter score``: hold answers against labelled truth, read now or read before."""

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
_LINES = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--truth", metavar="T.jsonl", type=_LINES, help="Labelled truth, one file a line.")
@click.option("--results", metavar="R.jsonl", type=_LINES, help="What the program said: results.jsonl of a batch.")
@click.option(
    "--format", "form", type=click.Choice(("text", "json", "html")), default="text", show_default=True,
    help="For --truth and --results.",
)  # fmt: skip
@config_option
def score(folder: Path | None, truth: Path | None, results: Path | None, form: str, config: Path | None) -> int:
    """Hold the program against labelled letters.

    In FOLDER each NAME.truth.json tells what NAME.pdf, NAME-scan.pdf, NAME-photo.jpg, NAME-fax.tif say: they are
    read now, and the exit code is 5 where the answers fall short. With --truth and --results nothing is read: the
    answers of a batch are counted by capture level and field.
    """
    if truth and results and folder is None:
        put(_counted(truth, results, form))
        return Exit.DONE
    if folder is None or truth or results:
        raise click.UsageError("give a FOLDER, or both --truth and --results")
    from irsletter.score.official import run_official

    report = run_official(folder, _reader(folder, config))
    put(report.table())
    return Exit.DONE if report.passed else Exit.NEEDS_A_LOOK


def _counted(truth: Path, results: Path, form: str) -> str:
    from irsletter.score.accuracy import count
    from irsletter.score.calibration import calibration, risks
    from irsletter.score.labelled import hold, read_lines
    from irsletter.score.tables import json_report, text_report

    held = list(hold(read_lines(truth), read_lines(results)))
    scores = [score for file in held for score in file.scores]
    parts = (count(held), calibration(scores), calibration(scores, review_only=True))
    if form == "html":
        from irsletter.score.page import html_report

        return html_report(*parts, risks(scores))
    return json_report(*parts) if form == "json" else text_report(*parts)


def _reader(folder: Path, config: Path | None) -> Callable[[Path], Result]:
    """All files of ``folder`` read at once in a pool; gives what was read of each."""
    from irsletter.catalog.load import load_catalog
    from irsletter.emit.schema import load
    from irsletter.run.jobs.executors import Means, processes, read_watched
    from irsletter.run.jobs.job import Job

    day = day_or_today(None).isoformat()
    letters = sorted(path for path in folder.iterdir() if path.is_file() and path.suffix in _LETTERS)
    jobs = [Job((str(path),), day, config=str(config) if config else None) for path in letters]
    results = {
        Path(job.paths[0]): load(answer.result)
        for job, answer in processes(read_watched, jobs, Means(load_catalog(config).settings.limits))
    }
    return results.__getitem__
