"""The files that a batch and ``irsletter export`` write: each made from the ledger, replaced whole, one day for all.

``Answers`` is the one way from the ledger to Results; ``EXPORTS`` is the table of what can be written. A writer turns
dated Results into bytes; a new format is a line of the table.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from irsletter.catalog.labels import Labels
from irsletter.catalog.load import Catalog
from irsletter.emit.as_of import as_of_day
from irsletter.emit.csv import Work, summary_csv
from irsletter.emit.ics import deadlines_ics
from irsletter.emit.markdown import to_markdown
from irsletter.emit.report import Known, report_html
from irsletter.emit.schema import dump, load
from irsletter.emit.sqlite import results_sqlite
from irsletter.emit.xlsx import summary_xlsx
from irsletter.model.kinds import ResultStatus
from irsletter.model.result import Result
from irsletter.run.intake.clients import match_columns, read_kept
from irsletter.run.intake.links import Links
from irsletter.run.jobs.job import Answer
from irsletter.run.outputs.letter_pages import CLIENTS, LETTERS, has_pages, write_client_pages, write_letter_pages
from irsletter.run.outputs.pictures import Opening
from irsletter.run.store.ledger import FileLine, Ledger
from irsletter.run.store.plan import Warn
from irsletter.run.store.private import SCRATCH, write_whole

Correct = Callable[[Result], Result]
"""Puts corrections that a person made into a Result, before it is linked, dated and explained."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Every line of a ledger as a Result, in the order of the paths.

    ``correct`` is applied to each Result before anything is made of it, so that corrections flow into links, deadlines,
    explanations and every output alike.
    """

    ledger: Ledger
    reader: str
    """Digest of the reader whose answers are wanted; where it has none, the last one's before it is taken."""
    catalog: Catalog
    as_of: dt.date
    correct: Correct = lambda result: result
    lang: str = "en"
    """Language of the explanations and of what the outputs say around the values."""

    def of(self, file: FileLine) -> Result | None:
        """The Result of one line, not yet linked nor dated; None where there is no answer yet."""
        answer = file.unread or self.ledger.best_answer(file.key or "", self.reader)
        if answer is None:
            return None
        result = named(answer, file)
        if file.joined_into is not None:
            return _joined(result, file)
        return self.correct(result)

    def plain(self) -> Iterator[Result]:
        """All Results, not yet linked nor dated."""
        return (result for file in self.ledger.files() if (result := self.of(file)) is not None)

    def dated(self, result: Result) -> Result:
        return as_of_day(result, self.as_of, self.catalog, lang=self.lang)

    def __iter__(self) -> Iterator[Result]:
        """All Results, linked and dated."""
        links = Links(self.plain())
        return (self.dated(links.linked(result)) for result in self.plain())

    def work(self, results: Iterable[Result]) -> Work:
        """What the firm knows of the letters, by letter id and column of summary.csv: the client whom each letter is
        for, and the firm's own columns."""
        clients = read_kept(self.ledger)
        columns = {
            letter.id: match_columns(clients, letter) for result in results for letter in result.letters if clients
        }
        for letter, own in self.ledger.work().items():
            columns[letter] = columns.get(letter, {}) | own
        return columns


def named(answer: Answer, file: FileLine) -> Result:
    """The answer under this line's own path: equal bytes elsewhere gave the same one."""
    result = load(answer.result)
    name = file.path.rsplit("/", 1)[-1]
    return replace(result, source=replace(result.source, name=name, path=file.path))


def _joined(result: Result, file: FileLine) -> Result:
    """The line of a page of a letter that stands in the line of its first file."""
    return replace(result, letters=[], joined_into=file.joined_into, status=ResultStatus.OK, error=None)


@dataclass(frozen=True, slots=True)
class Dated:
    """Dated Results that can be gone through again and again without holding them all in memory."""

    path: Path
    """results.jsonl, or a copy of it that lives as long as the writing."""

    def __iter__(self) -> Iterator[Result]:
        with self.path.open("rb") as lines:
            yield from map(load, lines)


Writer = Callable[[Iterable[Result], Labels, Known], Iterable[bytes]]


def _jsonl(results: Iterable[Result], _labels: Labels, _known: Known) -> Iterable[bytes]:
    return (dump(result).encode() + b"\n" for result in results)


def _csv(results: Iterable[Result], _labels: Labels, known: Known) -> Iterable[bytes]:
    return (summary_csv(results, known.work),)


def _html(results: Iterable[Result], labels: Labels, known: Known) -> Iterable[bytes]:
    return (report_html(results, labels, known),)


def _ics(results: Iterable[Result], labels: Labels, _known: Known) -> Iterable[bytes]:
    return (deadlines_ics(results, labels),)


def _markdown(results: Iterable[Result], labels: Labels, _known: Known) -> Iterable[bytes]:
    return (to_markdown(result, labels).encode() + b"\n" for result in results)


def _xlsx(results: Iterable[Result], labels: Labels, known: Known) -> Iterable[bytes]:
    return (summary_xlsx(results, labels, known.work),)


def _sqlite(results: Iterable[Result], _labels: Labels, known: Known) -> Iterable[bytes]:
    return (results_sqlite(results, known.work),)


EXPORTS: Mapping[str, tuple[str, Writer]] = {
    "jsonl": ("results.jsonl", _jsonl),
    "csv": ("summary.csv", _csv),
    "html": ("report.html", _html),
    "ics": ("deadlines.ics", _ics),
    "markdown": ("letters.md", _markdown),
    "xlsx": ("summary.xlsx", _xlsx),
    "sqlite": ("letters.sqlite", _sqlite),
}
"""Name of the file and its writer, by format."""

BATCH_FORMATS = ("jsonl", "csv", "html", "ics")
"""What every batch writes."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Which pages are wanted beside the report."""

    by_client: bool = False
    """One report for each client."""
    by_letter: bool = False
    """A page with pictures for each letter."""
    opening: Opening = field(default_factory=Opening)


def write_outputs(
    answers: Answers,
    out: Path,
    formats: Iterable[str] = BATCH_FORMATS,
    pages: Pages = Pages(),
    warn: Warn = lambda _: None,
) -> list[Path]:
    """Write ``formats`` and ``pages`` into ``out``, each file atomically; gives what was written. With any format the
    pages that lie there already are written too: they are kept in step. Raises UsageError."""
    wanted = [name for name in EXPORTS if name in set(formats)]
    if wanted:
        clients, letters = pages_beside(out)
        pages = replace(pages, by_client=pages.by_client or clients, by_letter=pages.by_letter or letters)
    written: list[Path] = []
    with tempfile.TemporaryDirectory(prefix=SCRATCH, dir=out) as scratch:
        lines = Path(scratch) / "lines"
        labels = answers.catalog.labels[answers.lang]
        write_whole(lines, _jsonl(answers, labels, Known({})))
        results = Dated(lines)
        known = Known(answers.work(results), answers.ledger.strip, _page_beside(out, every=pages.by_letter))
        for name in wanted:
            target, writer = EXPORTS[name]
            write_whole(out / target, writer(results, labels, known))
            written.append(out / target)
        # last, for they take longest
        if pages.by_client:
            write_client_pages(results, labels, known, out)
            written.append(out / CLIENTS)
        if pages.by_letter:
            write_letter_pages(results, labels, answers.ledger, out, pages.opening, warn)
            written.append(out / LETTERS)
    return written


def pages_beside(out: Path) -> tuple[bool, bool]:
    """Whether pages of clients, and of letters, lie in ``out``."""
    return has_pages(out / CLIENTS), has_pages(out / LETTERS)


def _page_beside(out: Path, *, every: bool) -> Callable[[str], str | None]:
    """The page of a letter, relative to the report, where there is one; ``every``: they are all written."""
    there = {path.stem for path in (out / LETTERS).glob("*.html")}
    return lambda letter: f"{LETTERS}/{letter}.html" if every or letter in there else None
