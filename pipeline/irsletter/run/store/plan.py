"""What a batch is to do, and what it tells of itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from irsletter.errors import ErrorCode
from irsletter.model.kinds import ResultStatus
from irsletter.run.jobs.job import Job


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
    """``local``, ``local:N``, or the address of a Dask scheduler."""
    send: bool = False
    """Give the workers of a cluster the bytes of each file: they don't see the same paths."""
    refresh: bool = False
    """Read anew what another version of the program, its configuration or its engines read."""
    join: bool = False
    """Join photos that prove to be pages of one letter."""
    work: Path | None = None
    """CSV with the firm's own columns, by letter id."""
    clients: Path | None = None
    """CSV with the firm's clients."""
    lang: str = "en"
    """Language of the outputs."""
    by_client: bool = False
    """Write a report for each client too."""
    pages: bool = False
    """Write a page with pictures for each letter too."""

    @property
    def ledger_path(self) -> Path:
        return self.ledger or self.out / "ledger.sqlite3"

    def job(self, *paths: Path) -> Job:
        """The job that reads ``paths`` as one input."""
        return Job(
            paths=tuple(map(str, paths)),
            as_of=self.as_of.isoformat(),
            root=str(self.folder),
            config=str(self.config) if self.config else None,
            engine=self.engine,
            password=self.password,
            strips=True,
        )


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


Report = Callable[[Progress], None]
Warn = Callable[[str], None]
