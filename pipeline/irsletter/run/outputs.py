"""The files of a batch: results.jsonl, summary.csv, report.html, deadlines.ics, replaced whole, one day for all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from irsletter.catalog.load import Catalog
from irsletter.emit.as_of import as_of_day
from irsletter.emit.csv import summary_csv
from irsletter.emit.ics import deadlines_ics
from irsletter.emit.report import report_html
from irsletter.emit.schema import dump, load
from irsletter.model.result import Result
from irsletter.run.job import Answer
from irsletter.run.links import Links
from irsletter.run.private import write_whole


@dataclass(frozen=True, slots=True)
class Line:
    """One input file's line: where it lies, as results print it, and how to get the answer to its bytes."""

    path: str
    name: str
    fetch: Callable[[], Answer]
    """From the ledger: a large folder's answers don't fit into memory all at once."""

    def result(self) -> Result:
        """The answer under this line's own path: equal bytes elsewhere gave the same one."""
        result = load(self.fetch().result)
        return replace(result, source=replace(result.source, name=self.name, path=self.path))

    def dated(self, as_of: dt.date, catalog: Catalog) -> Result:
        return as_of_day(self.result(), as_of, catalog)


def write_outputs(out: Path, lines: Iterable[Line], as_of: dt.date, catalog: Catalog) -> None:
    """Write all outputs for ``lines``, sorted by path. Raises UsageError."""
    ordered = sorted(lines, key=lambda line: line.path)
    links = Links(line.result() for line in ordered)

    def results() -> Iterator[Result]:
        for line in ordered:
            yield as_of_day(links.linked(line.result()), as_of, catalog)

    write_whole(out / "results.jsonl", (dump(result).encode() + b"\n" for result in results()))
    write_whole(out / "summary.csv", (summary_csv(results()),))
    write_whole(out / "report.html", (report_html(results()),))
    write_whole(out / "deadlines.ics", (deadlines_ics(results()),))
