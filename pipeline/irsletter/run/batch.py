"""Every letter below a folder: collect, read what the ledger lacks, write the outputs with one day for all lines."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from irsletter.catalog.load import Catalog, load_catalog
from irsletter.emit.schema import dump, load
from irsletter.errors import ErrorCode, ReadError, UsageError
from irsletter.model.kinds import ResultStatus
from irsletter.run.apart import read_apart
from irsletter.run.executors import EXECUTORS, Means, Task, read_watched
from irsletter.run.inputs import find_inputs, fingerprint
from irsletter.run.job import Answer, Job
from irsletter.run.ledger import Ledger, open_ledger
from irsletter.run.letter import failed, read_job
from irsletter.run.lock import hold_lock
from irsletter.run.outputs import Line, write_outputs
from irsletter.run.private import make_folder, open_private, write_whole
from irsletter.run.reader import reader_digest

_TASKS: Mapping[str, Task] = {"serial": read_job, "processes": read_watched, "cluster": read_apart}

_WORTH_ANOTHER_TRY = frozenset({ErrorCode.TIMED_OUT, ErrorCode.INTERNAL})
_MOST_ATTEMPTS = 2
_SCRATCH = ".work-"


@dataclass(frozen=True, slots=True)
class Batch:
    """What to read, where to write, and how."""

    folder: Path
    out: Path
    as_of: dt.date
    ledger: Path | None = None
    """None: ``ledger.sqlite3`` in ``out``."""
    config: Path | None = None
    engine: str | None = None
    password: str | None = field(default=None, repr=False)
    executor: str = "processes"
    """``serial``, ``processes`` or ``cluster``."""
    workers: int = 0
    cluster: str | None = None

    @property
    def ledger_path(self) -> Path:
        return self.ledger or self.out / "ledger.sqlite3"


@dataclass(frozen=True, slots=True)
class Progress:
    """One file got its line."""

    done: int
    total: int
    path: str
    status: ResultStatus
    code: ErrorCode | None
    message: str
    known: bool
    """Whether the ledger had the answer already."""


@dataclass(frozen=True, slots=True)
class Summary:
    """How a batch went. ``failed`` maps the paths that could not be read to what the Result says of them."""

    files: int
    read: int
    review: int
    failed: dict[str, tuple[ErrorCode, str]]


def read_batch(
    batch: Batch,
    report: Callable[[Progress], None] = lambda _: None,
    warn: Callable[[str], None] = lambda _: None,
    *,
    ready: Callable[[Path], bool] = lambda _: True,
) -> Summary:
    """Read every file below ``batch.folder`` that is ``ready`` and write the outputs; what the ledger knows is not read
    again. Raises UsageError, CatalogError."""
    catalog = load_catalog(batch.config)
    if not batch.folder.is_dir():
        raise UsageError(f"{batch.folder} is no folder.", "For one letter use `irsletter read FILE`.")
    make_folder(batch.out)
    batch = replace(batch, folder=batch.folder.absolute())
    with ExitStack() as stack:
        if batch.ledger_path.parent != batch.out:
            stack.enter_context(hold_lock(batch.out / "batch.lock"))
        ledger = stack.enter_context(open_ledger(batch.ledger_path, warn=warn))
        _sweep(batch.out)
        ledger.note("folder", str(batch.folder))
        run = _Run(batch, catalog, ledger, report)
        paths = find_inputs(batch.folder, catalog.settings.inputs.ignored, batch.out, warn=warn)
        return run.over([path for path in paths if ready(path)])


class _Run:
    def __init__(self, batch: Batch, catalog: Catalog, ledger: Ledger, report: Callable[[Progress], None]) -> None:
        self._batch, self._catalog, self._ledger, self._report = batch, catalog, ledger, report
        self._reader = reader_digest(catalog.digest, batch.engine)
        self._lines: list[Line] = []
        self._total = 0
        self._told = 0
        self._fresh = 0
        self._statuses: dict[str, ResultStatus] = {}
        self._failures: dict[str, tuple[ErrorCode, str]] = {}

    def over(self, paths: list[Path]) -> Summary:
        self._total = len(paths)
        known, unknown = self._sort_out(paths)
        growing = self._batch.out / "results.jsonl"
        write_whole(growing, (self._add(line) for line in known))
        for line in known:
            self._tell(line, known=True)
        with open_private(growing, "ab") as file:
            jobs = {sha256: alike[0] for sha256, alike in unknown.items()}
            for sha256, answer in self._read(jobs):
                self._ledger.keep(sha256, self._reader, answer)
                self._fresh += 1
                for job in unknown[sha256]:
                    line = self._line(job, sha256)
                    file.write(self._add(line))
                    file.flush()
                    self._tell(line, known=False)
        write_outputs(self._batch.out, self._lines, self._batch.as_of, self._catalog)
        reviews = sum(status is ResultStatus.REVIEW for status in self._statuses.values())
        return Summary(self._total, self._fresh, reviews, dict(sorted(self._failures.items())))

    def _sort_out(self, paths: list[Path]) -> tuple[list[Line], dict[str, list[Job]]]:
        """Lines that need no reading, and the jobs that do, by the sha256 of their bytes."""
        known: list[Line] = []
        unknown: dict[str, list[Job]] = {}
        for path in paths:
            job = self._job(path)
            try:
                sha256, size = fingerprint(path)
            except OSError as error:
                unopened = failed(job, _closed(error), self._catalog)
                known.append(Line(job.shown_path, job.shown_name, partial(_given, unopened)))
                continue
            self._ledger.note_file(job.shown_path, sha256, size)
            if self._settled(sha256):
                known.append(self._line(job, sha256))
            else:
                unknown.setdefault(sha256, []).append(job)
        return known, unknown

    def _job(self, path: Path) -> Job:
        batch = self._batch
        return Job(
            paths=(str(path),),
            as_of=batch.as_of.isoformat(),
            root=str(batch.folder),
            config=str(batch.config) if batch.config else None,
            engine=batch.engine,
            password=batch.password,
        )

    def _line(self, job: Job, sha256: str) -> Line:
        return Line(job.shown_path, job.shown_name, partial(self._ledger.kept, sha256, self._reader))

    def _settled(self, sha256: str) -> bool:
        """Whether the ledger has an answer, and circumstances can't give a better one now."""
        answer = self._ledger.answer(sha256, self._reader)
        if answer is None:
            return False
        error = load(answer.result).error
        return error is None or not (
            error.code is ErrorCode.ENGINE_MISSING
            or (error.code is ErrorCode.ENCRYPTED and self._batch.password is not None)
            or (error.code in _WORTH_ANOTHER_TRY and self._ledger.attempts(sha256, self._reader) < _MOST_ATTEMPTS)
        )

    def _read(self, jobs: dict[str, Job]) -> Iterator[tuple[str, Answer]]:
        batch = self._batch
        hashes = {job: sha256 for sha256, job in jobs.items()}
        scratch = tempfile.mkdtemp(prefix=_SCRATCH, dir=batch.out)
        means = Means(self._catalog.settings.limits, batch.workers, scratch, batch.cluster)
        try:
            for job, answer in EXECUTORS[batch.executor](_TASKS[batch.executor], self._started(jobs), means):
                yield hashes[job], answer
        finally:
            shutil.rmtree(scratch, ignore_errors=True)

    def _started(self, jobs: dict[str, Job]) -> Iterator[Job]:
        for sha256, job in jobs.items():
            self._ledger.start(sha256, self._reader)
            yield job

    def _add(self, line: Line) -> bytes:
        """Note a line for the outputs; gives it as it stands in the growing file."""
        result = line.dated(self._batch.as_of, self._catalog)
        self._statuses[line.path] = result.status
        if result.error is not None:
            self._failures[line.path] = (result.error.code, result.error.message)
        self._lines.append(line)
        return dump(result).encode() + b"\n"

    def _tell(self, line: Line, *, known: bool) -> None:
        """Report a line that is written."""
        self._told += 1
        code, message = self._failures.get(line.path, (None, ""))
        self._report(Progress(self._told, self._total, line.path, self._statuses[line.path], code, message, known))


def _sweep(out: Path) -> None:
    """Remove what a killed run left behind; the lock tells that none is running."""
    for left in out.glob(f"{_SCRATCH}*"):
        shutil.rmtree(left, ignore_errors=True)
    for left in out.glob(".*.tmp"):
        left.unlink(missing_ok=True)


def _given(answer: Answer) -> Answer:
    return answer


def _closed(error: OSError) -> ReadError:
    return ReadError(
        ErrorCode.DAMAGED, f"The file can't be opened: {error.strerror}.", "See who may read it, or copy it anew."
    )
