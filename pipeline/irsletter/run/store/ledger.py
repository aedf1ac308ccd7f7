"""What was read already, in one SQLite file: which bytes lie at which path, and the answer to those bytes.

An answer is keyed by the sha256 of the bytes and the digest of the reader (program, configuration, engines), so an
interrupted run goes on where it stopped and equal files are read once. An answer of another reader stays good until it
is asked for anew (``--refresh``). Nothing in a Result kept here depends on the day.

All outputs are made from it (``run.outputs``). Who only looks (``writing=False``) may do so while a batch runs.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from irsletter.errors import UsageError
from irsletter.run.jobs.job import Answer, Spot, spots_from_lists, spots_to_lists
from irsletter.run.store.lock import hold_lock
from irsletter.run.store.migrations import MIGRATIONS
from irsletter.run.store.private import cannot_write, make_folder, open_private


@dataclass(frozen=True, slots=True)
class FileLine:
    """One input file, which has one line in every output. ``path`` as results print it."""

    path: str
    sha256: str | None
    """None where the file could not even be opened."""
    bytes: int | None = None
    changed_ns: int | None = None
    """Time of its last change as the system tells it, where that is known."""
    key: str | None = None
    """What its answer is kept under: ``sha256``, the key of a letter joined from several files, or that of a file whose
    letters a person told apart."""
    joined_into: str | None = None
    """Path of the first file of the letter that this one is a page of."""
    unread: Answer | None = None
    """The answer of a file that has no bytes to key one by."""
    filed: str | None = None
    """``moved`` or ``copied`` once it was filed."""


class Ledger:
    """Open it with ``open_ledger``. Not to be shared between threads. Raises UsageError where it can't be written."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    # the files

    def list_files(self, files: Iterable[FileLine]) -> None:
        """``files`` are all that lie in the folder now: others that are not filed lose their line."""
        with self._writing() as db:
            db.execute("UPDATE files SET listed = 0 WHERE filed IS NOT 'moved'")
            db.executemany(_NOTE_FILE, (_row(file) for file in files))

    def note_file(self, file: FileLine) -> None:
        """Remember what bytes lie at one path."""
        with self._writing() as db:
            db.execute(_NOTE_FILE, _row(file))

    def forget_file(self, path: str) -> None:
        """The file at ``path`` gets no line any more."""
        with self._writing() as db:
            db.execute("DELETE FROM files WHERE path = ?", (path,))

    def move_file(self, path: str, to: str, how: str) -> None:
        """The file at ``path`` lies at ``to`` from now on; ``how``: ``moved``, or ``copied`` (then ``to`` is noted in
        its place and the line stays where it was)."""
        with self._writing() as db:
            if how == "copied":
                db.execute("UPDATE files SET filed = 'copied', copy = ? WHERE path = ?", (to, path))
                return
            db.execute("DELETE FROM files WHERE path = ?", (to,))
            db.execute("UPDATE files SET filed = 'moved', path = ? WHERE path = ?", (to, path))
            db.execute("UPDATE files SET joined_into = ? WHERE joined_into = ?", (to, path))

    def file(self, path: str) -> FileLine | None:
        return next(self._files("path = ?", path), None)

    def files(self) -> Iterator[FileLine]:
        """Every file that has a line, sorted by path."""
        return self._files("listed ORDER BY path")

    def lies_at(self, sha256: str) -> list[str]:
        """Paths of the files with these bytes, relative to the batch folder."""
        return [file.path for file in self._files("listed AND sha256 = ? ORDER BY path", sha256)]

    def _files(self, condition: str, *values: str) -> Iterator[FileLine]:
        rows = self._connection.execute(
            f"SELECT path, sha256, bytes, changed_ns, key, joined_into, unread, filed FROM files WHERE {condition}",  # noqa: S608 - one of the constants above
            values,
        )
        for path, sha256, size, changed, key, joined, unread, filed in rows:
            yield FileLine(
                path, sha256, size, changed, key or sha256, joined, Answer(unread) if unread else None, filed
            )

    # the answers

    def start(self, key: str, reader: str) -> None:
        """Count an attempt before it is made, so that one which ends the run is counted too."""
        with self._writing(safe=False) as db:
            db.execute(
                "INSERT INTO answers (sha256, reader, attempts) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET "
                "attempts = attempts + 1, state = 'reading', result = NULL, spots = NULL, seconds = NULL",
                (key, reader),
            )

    def keep(self, key: str, reader: str, answer: Answer) -> None:
        """Store the answer of an attempt that was started; it is on the disk when this returns."""
        said = json.loads(answer.result)
        generator = said.get("generator") or {}
        engines = [f"{each['name']} {each['version']} {each['model']}" for each in generator.get("engines") or ()]
        with self._writing() as db:
            db.executemany("INSERT OR REPLACE INTO strips VALUES (?, ?)", answer.strips)
            db.execute(
                "UPDATE answers SET result = ?, spots = ?, seconds = ?, state = ?, engines = ?, catalog = ?, "
                "turn = (SELECT coalesce(max(turn), 0) + 1 FROM answers) WHERE sha256 = ? AND reader = ?",
                (
                    answer.result,
                    json.dumps(spots_to_lists(answer.spots)),
                    round(answer.seconds, 3),
                    "failed" if said.get("error") else "read",
                    "; ".join(engines),
                    generator.get("catalog"),
                    key,
                    reader,
                ),
            )

    def answer(self, key: str, reader: str) -> Answer | None:
        """What ``reader`` answered."""
        return self._answer("sha256 = ? AND reader = ?", key, reader)

    def best_answer(self, key: str, reader: str) -> Answer | None:
        """What ``reader`` answered, else what the last reader before it did."""
        return self.answer(key, reader) or self._answer("sha256 = ? ORDER BY turn DESC", key)

    def _answer(self, condition: str, *values: str) -> Answer | None:
        row = self._connection.execute(
            f"SELECT result, spots, seconds FROM answers WHERE result IS NOT NULL AND {condition} LIMIT 1",  # noqa: S608 - one of the constants above
            values,
        ).fetchone()
        return Answer(row[0], spots_from_lists(json.loads(row[1])), row[2] or 0.0) if row else None

    def attempts(self, key: str, reader: str) -> int:
        row = self._connection.execute(
            "SELECT attempts FROM answers WHERE sha256 = ? AND reader = ?", (key, reader)
        ).fetchone()
        return int(row[0]) if row else 0

    def spots(self, sha256: str) -> tuple[Spot, ...] | None:
        """Where ids stand in these bytes, as any reader saw it; None where nothing is known of them."""
        found = self._connection.execute(
            "SELECT spots FROM answers WHERE spots IS NOT NULL AND "
            "(sha256 = ? OR sha256 IN (SELECT key FROM files WHERE sha256 = ?))",
            (sha256, sha256),
        )
        rows = found.fetchall()
        return tuple(spot for (text,) in rows for spot in spots_from_lists(json.loads(text))) if rows else None

    def strip(self, letter: str) -> bytes | None:
        """What was cut out of the pages of a letter, as WebP."""
        row = self._connection.execute("SELECT picture FROM strips WHERE letter = ?", (letter,)).fetchone()
        return bytes(row[0]) if row else None

    # what the firm says

    def note_work(self, rows: Mapping[str, Mapping[str, str]]) -> None:
        """Set the firm's own columns, by letter id and column; an empty value clears one, others stay."""
        with self._writing() as db:
            cells = [(letter, column, value) for letter, row in rows.items() for column, value in row.items()]
            db.executemany("DELETE FROM work WHERE letter = ? AND name = ?", (cell[:2] for cell in cells))
            db.executemany("INSERT INTO work VALUES (?, ?, ?)", (cell for cell in cells if cell[2]))

    def work(self) -> dict[str, dict[str, str]]:
        """The firm's own columns, by letter id and column."""
        found: dict[str, dict[str, str]] = {}
        for letter, column, value in self._connection.execute("SELECT letter, name, value FROM work"):
            found.setdefault(letter, {})[column] = value
        return found

    def note_told(self, letter: str) -> None:
        """The hook was run for this letter."""
        with self._writing() as db:
            db.execute("INSERT OR IGNORE INTO told VALUES (?)", (letter,))

    def was_told(self, letter: str) -> bool:
        return self._connection.execute("SELECT 1 FROM told WHERE letter = ?", (letter,)).fetchone() is not None

    def note(self, name: str, value: str) -> None:
        """Remember a fact of the batch: its ``folder``, its last ``reader``, its ``clients``."""
        with self._writing() as db:
            db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def noted(self, name: str) -> str | None:
        row = self._connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    @contextmanager
    def _writing(self, *, safe: bool = True) -> Iterator[sqlite3.Connection]:
        """One transaction; ``safe``: a power cut after it does not undo it (a kill never does)."""
        try:
            self._connection.execute(f"PRAGMA synchronous = {'FULL' if safe else 'NORMAL'}")
            with self._connection as db:
                yield db
        except sqlite3.OperationalError as error:
            raise cannot_write("The ledger", str(error)) from error


_NOTE_FILE = (
    "INSERT INTO files (path, sha256, bytes, changed_ns, key, joined_into, unread, listed) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET sha256 = excluded.sha256, bytes = excluded.bytes, "
    "changed_ns = excluded.changed_ns, key = excluded.key, joined_into = excluded.joined_into, "
    "unread = excluded.unread, listed = 1, filed = CASE WHEN sha256 IS excluded.sha256 THEN filed END"
)


def _row(file: FileLine) -> tuple[object, ...]:
    unread = file.unread.result if file.unread else None
    key = file.key if file.key != file.sha256 else None
    return file.path, file.sha256, file.bytes, file.changed_ns, key, file.joined_into, unread


@contextmanager
def open_ledger(path: Path, *, writing: bool = True, warn: Callable[[str], None] = lambda _: None) -> Iterator[Ledger]:
    """The ledger at ``path``, made where there is none; ``writing`` takes the one writer's lock.

    Raises UsageError where another run holds it, where it comes from another version of the program that can't be used
    here, or where it is no ledger.
    """
    with ExitStack() as stack:
        if writing:
            make_folder(path.parent)
            stack.enter_context(hold_lock(path.with_name(path.name + ".lock")))
            open_private(path, "ab").close()
        elif not path.is_file():
            raise UsageError(f"There is no ledger at {path}.", "Run `irsletter batch FOLDER --out DIR` first.")
        connection = sqlite3.connect(path, isolation_level="IMMEDIATE")
        stack.callback(connection.close)
        try:
            _check_version(connection, path, writing=writing)
            if writing:
                _prepare(connection, path, warn)
        except sqlite3.OperationalError as error:
            raise cannot_write("The ledger", str(error)) from error
        except sqlite3.DatabaseError as error:
            raise UsageError(f"{path} is no ledger: {error}.", "Move it away, or name another --ledger.") from error
        yield Ledger(connection)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _check_version(connection: sqlite3.Connection, path: Path, *, writing: bool) -> None:
    version = _version(connection)
    if version > len(MIGRATIONS):
        raise UsageError(f"{path} was written by a newer irsletter.", "Update irsletter, or name another --ledger.")
    if not writing and version < len(MIGRATIONS):
        raise UsageError(
            f"{path} was written by an older irsletter.", "Run `irsletter batch` with it once: nothing is read anew."
        )


def _prepare(connection: sqlite3.Connection, path: Path, warn: Callable[[str], None]) -> None:
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        connection.execute("PRAGMA journal_mode = DELETE")
        warn(f"{path}: write-ahead logging is refused here (a network drive?); the ledger is kept the slower way")
    connection.execute("PRAGMA synchronous = FULL")
    for step, statements in enumerate(MIGRATIONS[_version(connection) :], start=_version(connection) + 1):
        connection.executescript(f"BEGIN; {statements} PRAGMA user_version = {step}; COMMIT;")
