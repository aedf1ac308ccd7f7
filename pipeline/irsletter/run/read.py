"""The calls for programs: one letter, or a folder."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from irsletter.catalog.load import load_catalog
from irsletter.emit.as_of import as_of_day
from irsletter.emit.schema import load
from irsletter.errors import UsageError
from irsletter.model.result import Result
from irsletter.run.jobs.apart import read_apart
from irsletter.run.jobs.job import Job
from irsletter.run.letter import read_job


def read_letter(
    path: str | Path | Sequence[str | Path],
    *,
    as_of: dt.date | None = None,
    isolated: bool = True,
    engine: str | None = None,
    password: str | None = None,
    config: str | Path | None = None,
) -> Result:
    """Read one letter; several paths are pages of one letter.

    ``as_of`` counts as today (default: the computer's date). ``isolated`` reads in a child process with limits of time
    and memory; ``isolated=False`` trusts the file. What is wrong with the file stands in ``Result.error``. Raises
    CatalogError for a faulty ``config`` and UsageError where no path is given.
    """
    paths = (path,) if isinstance(path, str | Path) else tuple(path)
    if not paths:
        raise UsageError("No file was named.", "Name the letter's file.")
    day = as_of or today()
    job = Job(
        paths=tuple(str(Path(each).absolute()) for each in paths),
        as_of=day.isoformat(),
        config=str(Path(config).absolute()) if config else None,
        engine=engine,
        password=password,
    )
    answer = read_apart(job) if isolated else read_job(job)
    return as_of_day(load(answer.result), day, load_catalog(job.config_root))


def read_folder(
    folder: str | Path, out: str | Path, *, as_of: dt.date | None = None, config: str | Path | None = None
) -> tuple[Result, ...]:
    """Read every letter below ``folder`` as ``irsletter batch`` does, with the same outputs in ``out``.

    It runs in processes of its own, so it needs no ``__main__`` guard. Raises UsageError.
    """
    command = [sys.executable, "-P", "-m", "irsletter", "batch", str(folder), "--out", str(out), "--quiet"]
    if as_of:
        command += ["--as-of", as_of.isoformat()]
    if config:
        command += ["--config", str(config)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)  # noqa: S603 - our own program
    if done.returncode != 0:
        raise UsageError(done.stderr.decode("utf-8", "replace").strip() or "The batch did not end well.")
    with (Path(out) / "results.jsonl").open(encoding="utf-8") as lines:
        return tuple(load(line) for line in lines)


def today() -> dt.date:
    """The computer's date."""
    return dt.datetime.now().astimezone().date()
