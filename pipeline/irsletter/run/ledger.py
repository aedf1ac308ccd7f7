"""What was read already, in one SQLite file: which bytes lie at which path, and the answer to those bytes.

An answer is keyed by the sha256 of the bytes and the digest of the reader (program, configuration, engines), so an
interrupted run goes on where it stopped, equal files are read once, and a new program reads anew. It holds nothing that
depends on the day.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from irsletter.errors import UsageError
from irsletter.run.job import Answer, Spot, spots_from_lists, spots_to_lists
from irsletter.run.lock import hold_lock
from irsletter.run.private import make_folder, open_private

MIGRATIONS = (
    """
    CREATE TABLE files (path TEXT PRIMARY KEY, sha256 TEXT, bytes INTEGER) WITHOUT ROWID;
    CREATE TABLE answers (
        sha256 TEXT NOT NULL, reader TEXT NOT NULL, attempts INTEGER NOT NULL,
        result TEXT, spots TEXT, PRIMARY KEY (sha256, reader)
    ) WITHOUT ROWID;
    CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
    """,
)
"""Statements that lead from ``user_version`` n to n + 1; never edited, only added to."""


class Ledger:
    """Open it with ``open_ledger``. Not to be shared between threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def note_file(self, path: str, sha256: str, size: int) -> None:
        """Remember what bytes lie at ``path`` (as results print it)."""
        with self._connection as db:
            db.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (path, sha256, size))

    def start(self, sha256: str, reader: str) -> None:
        """Count an attempt before it is made, so that one which ends the run is counted too."""
        with self._connection as db:
            db.execute(
                "INSERT INTO answers VALUES (?, ?, 1, NULL, NULL) "
                "ON CONFLICT DO UPDATE SET attempts = attempts + 1, result = NULL, spots = NULL",
                (sha256, reader),
            )

    def keep(self, sha256: str, reader: str, answer: Answer) -> None:
        """Store the answer of an attempt that was started."""
        with self._connection as db:
            db.execute(
                "UPDATE answers SET result = ?, spots = ? WHERE sha256 = ? AND reader = ?",
                (answer.result, json.dumps(spots_to_lists(answer.spots)), sha256, reader),
            )

    def answer(self, sha256: str, reader: str) -> Answer | None:
        row = self._connection.execute(
            "SELECT result, spots FROM answers WHERE sha256 = ? AND reader = ? AND result IS NOT NULL", (sha256, reader)
        ).fetchone()
        return Answer(row[0], spots_from_lists(json.loads(row[1]))) if row else None

    def kept(self, sha256: str, reader: str) -> Answer:
        """The answer that is known to be there. Raises KeyError."""
        answer = self.answer(sha256, reader)
        if answer is None:
            raise KeyError(sha256)
        return answer

    def attempts(self, sha256: str, reader: str) -> int:
        row = self._connection.execute(
            "SELECT attempts FROM answers WHERE sha256 = ? AND reader = ?", (sha256, reader)
        ).fetchone()
        return int(row[0]) if row else 0

    def spots(self, sha256: str) -> tuple[Spot, ...] | None:
        """Where ids stand in these bytes, as any reader saw it; None where nothing is known of them."""
        found = self._connection.execute("SELECT spots FROM answers WHERE sha256 = ? AND spots IS NOT NULL", (sha256,))
        rows = found.fetchall()
        return tuple(spot for (text,) in rows for spot in spots_from_lists(json.loads(text))) if rows else None

    def note(self, name: str, value: str) -> None:
        """Remember a fact of the batch, e.g. its ``folder``."""
        with self._connection as db:
            db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def noted(self, name: str) -> str | None:
        row = self._connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None


@contextmanager
def open_ledger(path: Path, *, writing: bool = True, warn: Callable[[str], None] = lambda _: None) -> Iterator[Ledger]:
    """The ledger at ``path``, made where there is none; ``writing`` takes the one writer's lock.

    Raises UsageError where another run holds it, where it comes from a newer program, or where it is no ledger.
    """
    with ExitStack() as stack:
        make_folder(path.parent)
        if writing:
            stack.enter_context(hold_lock(path.with_name(path.name + ".lock")))
            open_private(path, "ab").close()
        elif not path.is_file():
            raise UsageError(f"There is no ledger at {path}.", "Run `irsletter batch FOLDER --out DIR` first.")
        connection = sqlite3.connect(path, isolation_level="IMMEDIATE")
        stack.callback(connection.close)
        try:
            if writing:
                _prepare(connection, path, warn)
        except sqlite3.DatabaseError as error:
            raise UsageError(f"{path} is no ledger: {error}.", "Move it away, or name another --ledger.") from error
        yield Ledger(connection)


def _prepare(connection: sqlite3.Connection, path: Path, warn: Callable[[str], None]) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(MIGRATIONS):
        raise UsageError(f"{path} was written by a newer irsletter.", "Update irsletter, or name another --ledger.")
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode == "wal":
        connection.execute("PRAGMA synchronous = NORMAL")
    else:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = FULL")
        warn(f"{path}: write-ahead logging is refused here (a network drive?); the ledger is kept the slower way")
    for step, statements in enumerate(MIGRATIONS[version:], start=version + 1):
        connection.executescript(f"BEGIN; {statements} PRAGMA user_version = {step}; COMMIT;")
