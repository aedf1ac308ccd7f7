"""One run over files: note what lies there, read what is not known, write the outputs; a watch does so in rounds."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from irsletter.catalog.load import Catalog
from irsletter.emit.schema import dump, load
from irsletter.errors import ErrorCode, ReadError
from irsletter.model.kinds import ResultStatus
from irsletter.run.corrections.corrected import corrector
from irsletter.run.corrections.file import Corrections
from irsletter.run.corrections.parts import said_of
from irsletter.run.intake.join import find_groups, key_of, proves_one
from irsletter.run.jobs.cluster import cluster, read_there
from irsletter.run.jobs.executors import Executor, Means, Task, processes, read_watched, serial
from irsletter.run.jobs.inputs import fingerprint
from irsletter.run.jobs.job import Answer, Job
from irsletter.run.jobs.reader import reader_digest
from irsletter.run.letter import failed, read_job
from irsletter.run.outputs.pictures import Opening
from irsletter.run.outputs.written import Answers, Pages, write_outputs
from irsletter.run.store.ledger import FileLine, Ledger
from irsletter.run.store.plan import Batch, Progress, Report, Summary, Warn
from irsletter.run.store.private import SCRATCH, cannot_write, open_private, write_whole

_EXECUTORS: Mapping[str, tuple[Executor, Task]] = {
    "serial": (serial, read_job),
    "processes": (processes, read_watched),
    "cluster": (cluster, read_there),
}
_WORTH_ANOTHER_TRY = frozenset({ErrorCode.TIMED_OUT, ErrorCode.INTERNAL})
_MOST_ATTEMPTS = 2
_MOST_CHANGES = 3
"""How often a file that changes while it is read is begun anew."""


class Session:
    """Open it with ``run.batch.open_session``. Raises UsageError where an output can't be written."""

    def __init__(self, batch: Batch, catalog: Catalog, ledger: Ledger, report: Report, warn: Warn) -> None:
        self.batch, self.catalog, self.ledger = batch, catalog, ledger
        self._report, self.warn = report, warn
        self.reader = reader_digest(catalog.digest, batch.engine)
        self.answers = Answers(ledger, self.reader, catalog, batch.as_of, corrector(batch.out, catalog), batch.lang)
        self._kept = Corrections(batch.out)
        self._jobs: dict[str, Job] = {}
        self._known: list[FileLine] = []
        self._unknown: dict[str, list[FileLine]] = {}
        self._grown = False
        self._fresh = 0
        self._told = 0
        self._statuses: dict[str, ResultStatus] = {}
        self._failures: dict[str, tuple[ErrorCode, str]] = {}
        ledger.note("reader", self.reader)
        ledger.note("engine", batch.engine or "")

    def take(self, paths: Iterable[Path], *, all_there: bool = True) -> None:
        """Note the files at ``paths`` and what is known of them. ``all_there``: files known from before that are not
        among them have left the folder."""
        taken: dict[str, FileLine] = {}
        for path in paths:
            job = self.batch.job(path)
            if job.shown_path in taken:
                self.warn(f"{job.shown_path}: two files have names that print alike; only the first was read")
                continue
            file = taken[job.shown_path] = self._looked_at(job)
            self._jobs[job.shown_path] = said_of(self._kept, file.sha256 or "").of(job)
        if all_there:
            self.ledger.list_files(taken.values())
        else:
            for file in taken.values():
                self.ledger.note_file(file)
        others = 0
        for file in taken.values():
            settled = file.unread is not None or self._settled(file.key or "")
            if settled:
                self._known.append(file)
                others += file.unread is None and self.ledger.answer(file.key or "", self.reader) is None
            else:
                self._unknown.setdefault(file.key or "", []).append(file)
        if others:
            self.warn(f"{others} files were read by another version or configuration; --refresh reads them anew")

    def read(self, each: Callable[[FileLine, Path], None] = lambda _file, _path: None) -> list[FileLine]:
        """Read what is not known of the files taken; gives all their lines. results.jsonl grows meanwhile. ``each``
        is told of a file, and where it lies, when its line is written."""
        growing = self.batch.out / "results.jsonl"
        if not self._grown:
            self._grown = True
            write_whole(growing, (self._add(file) for file in self._known))
        lines: list[FileLine] = []
        rounds = 0
        with open_private(growing, "ab") as out:
            while self._known or self._unknown:
                known, self._known = self._known, []
                unknown, self._unknown = self._unknown, {}
                for file in known:
                    if file.path not in self._statuses:
                        out.write(self._add(file))
                    self._tell(file, known=True)
                    each(file, Path(self._jobs[file.path].paths[0]))
                rounds += 1
                for file in self._read(unknown, give_up=rounds > _MOST_CHANGES):
                    try:
                        out.write(self._add(file))
                        out.flush()
                    except OSError as error:
                        raise cannot_write(str(growing), error.strerror or "unknown reason") from error
                    self._tell(file, known=False)
                    each(file, Path(self._jobs[file.path].paths[0]))
                    lines.append(file)
                lines += known
        return lines

    def join(self) -> None:
        """Read files together that seem to be pages of one letter, and join those that prove to be."""
        own = (
            replace(file, key=file.sha256, joined_into=None)
            for file in self.ledger.files()
            if not file.filed
            and not said_of(self._kept, file.sha256 or "").starts  # there a person said what is a letter
        )
        lines = ((file, result) for file in own if (result := self.answers.of(file)) is not None)
        groups = {key_of(group): group for group in find_groups(lines)}
        jobs = {
            key: self.batch.job(*(Path(self._jobs[file.path].paths[0]) for file in group))
            for key, group in groups.items()
            if not self._settled(key)
        }
        keys = {job: key for key, job in jobs.items()}
        for job, answer in self._executed(jobs):
            group = groups[keys[job]]
            if any(self._has_changed(file, self._jobs[file.path]) for file in group):
                continue  # the next run takes them as they are then
            self.ledger.keep(keys[job], self.reader, answer)
            self._fresh += 1
        for key, (first, *others) in groups.items():
            joined = replace(first, key=key)
            result = self.answers.of(joined)
            if result is None or not proves_one(result, 1 + len(others)):
                continue
            self.ledger.note_file(joined)
            self._statuses[first.path] = result.status
            for file in others:
                self.ledger.note_file(replace(file, joined_into=first.path))
                self._statuses[file.path] = ResultStatus.OK

    def on(self, day: dt.date) -> None:
        """From now on ``day`` counts as today."""
        self.answers = replace(self.answers, as_of=day)

    def write(self) -> None:
        """All outputs, from the ledger."""
        batch = self.batch
        write_outputs(
            self.answers,
            batch.out,
            pages=Pages(batch.by_client, batch.pages, Opening(batch.config, batch.password)),
            warn=self.warn,
        )

    def summary(self) -> Summary:
        """How it went since the session was opened or this was last asked."""
        reviews = sum(status is ResultStatus.REVIEW for status in self._statuses.values())
        told = Summary(len(self._statuses), self._fresh, reviews, dict(sorted(self._failures.items())))
        self._fresh = self._told = 0
        for counted in (self._jobs, self._statuses, self._failures):
            counted.clear()
        return told

    def _looked_at(self, job: Job) -> FileLine:
        """The file of ``job`` as it lies there now."""
        path = Path(job.paths[0])
        try:
            before = path.stat().st_mtime_ns
            sha256, size = fingerprint(path)
        except OSError as error:
            unopened = failed(job, _closed(error), self.catalog)
            return FileLine(job.shown_path, None, unread=unopened)
        return FileLine(job.shown_path, sha256, size, before, said_of(self._kept, sha256).key(sha256))

    def _settled(self, key: str) -> bool:
        """Whether the ledger has an answer, and circumstances can't give a better one now."""
        look = self.ledger.answer if self.batch.refresh else self.ledger.best_answer
        answer = look(key, self.reader)
        if answer is None:
            return False
        try:
            error = load(answer.result).error
        except ValueError:  # of a program whose results had another form
            return False
        return error is None or not (
            error.code is ErrorCode.ENGINE_MISSING
            or (error.code is ErrorCode.ENCRYPTED and self.batch.password is not None)
            or (error.code in _WORTH_ANOTHER_TRY and self.ledger.attempts(key, self.reader) < _MOST_ATTEMPTS)
        )

    def _read(self, unknown: dict[str, list[FileLine]], *, give_up: bool) -> Iterator[FileLine]:
        """Files as their answers come in; those that changed meanwhile are taken again, at last by name alone."""
        jobs = {key: self._jobs[files[0].path] for key, files in unknown.items()}
        keys = {job: key for key, job in jobs.items()}
        for job, answer in self._executed(jobs):
            key = keys[job]
            changed = self._looked_at(job) if self._has_changed(unknown[key][0], job) else None
            if changed is None or changed.key == key:
                self.ledger.keep(key, self.reader, answer)
                self._fresh += 1
                yield from unknown[key]
            elif give_up or changed.unread is not None:
                files = unknown[key]
                line = replace(changed, unread=changed.unread or failed(job, _restless(), self.catalog))
                self.ledger.note_file(line)
                yield line
                self.take((Path(self._jobs[file.path].paths[0]) for file in files[1:]), all_there=False)
            else:
                self.take((Path(self._jobs[file.path].paths[0]) for file in unknown[key]), all_there=False)

    def _executed(self, jobs: Mapping[str, Job]) -> Iterator[tuple[Job, Answer]]:
        batch = self.batch
        scratch = tempfile.mkdtemp(prefix=SCRATCH, dir=batch.out)
        means = Means(self.catalog.settings.limits, batch.workers, scratch, batch.cluster, send=batch.send)
        try:
            execute, task = _EXECUTORS[batch.executor]
            yield from execute(task, self._started(jobs), means)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)

    def _started(self, jobs: Mapping[str, Job]) -> Iterator[Job]:
        for key, job in jobs.items():
            self.ledger.start(key, self.reader)
            yield job

    @staticmethod
    def _has_changed(file: FileLine, job: Job) -> bool:
        try:
            facts = Path(job.paths[0]).stat()
        except OSError:
            return True
        return (facts.st_size, facts.st_mtime_ns) != (file.bytes, file.changed_ns)

    def _add(self, file: FileLine) -> bytes:
        """Count a line for the summary; gives it as it stands in the growing file."""
        result = self.answers.of(file)
        if result is None:
            raise KeyError(file.path)
        self._statuses[file.path] = result.status
        self._failures.pop(file.path, None)
        if result.error is not None:
            self._failures[file.path] = (result.error.code, result.error.message)
        return dump(self.answers.dated(result)).encode() + b"\n"

    def _tell(self, file: FileLine, *, known: bool) -> None:
        """Report a line that is written."""
        self._told += 1
        code, message = self._failures.get(file.path, (None, ""))
        total = max(len(self._jobs), self._told)
        self._report(Progress(self._told, total, file.path, self._statuses[file.path], code, message, known))


def _closed(error: OSError) -> ReadError:
    return ReadError(
        ErrorCode.DAMAGED, f"The file can't be opened: {error.strerror}.", "See who may read it, or copy it anew."
    )


def _restless() -> ReadError:
    return ReadError(
        ErrorCode.DAMAGED, "The file kept changing while it was read.", "Wait until it is whole, and run it again."
    )
