"""Where dropped files are read: in a worker that may be killed, in a folder that vanishes, one after the other.

Nothing of them is kept on the disk. The last few answers stay in memory, so that a page can be loaded again.
"""

from __future__ import annotations

import datetime as dt
import secrets
import shutil
import tempfile
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import IO

from irsletter.emit.schema import load
from irsletter.errors import IrsletterError, ReadError, UsageError
from irsletter.model.result import Result
from irsletter.run.jobs.apart import draw_apart, read_apart, stop_children
from irsletter.run.jobs.job import Job
from irsletter.run.store.lock import hold_lock
from irsletter.run.store.private import open_private

_PREFIX = "irsletter-page-"
_KEPT = 12
"""Answers kept in memory."""
_WAITING = 4
"""Readings that may wait for the one that runs."""
_PICTURES = 12
"""Pages of an answer whose pictures are drawn."""
_DPI = 110
_LONGEST_NAME = 100

Upload = tuple[str, IO[bytes]]
"""A file's name as its sender gave it, and its bytes."""


class BusyError(IrsletterError):
    """Too many files are waiting to be read."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What was read of one upload, not yet dated nor explained; ``pictures`` by page, ids filled."""

    result: Result
    pictures: Mapping[int, bytes]


class Desk:
    """Open it with ``open_desk``. May be called from several threads."""

    def __init__(self, folder: Path, config: Path | None, today: dt.date | None) -> None:
        self._folder, self._config, self._today = folder, config, today
        self._reading, self._places = Lock(), BoundedSemaphore(1 + _WAITING)
        self._answers: OrderedDict[str, Answered] = OrderedDict()
        self._closed = False

    @property
    def today(self) -> dt.date:
        """The day that counts as today: the one named at the start, else the computer's now."""
        return self._today or dt.datetime.now().astimezone().date()

    def read(self, files: Sequence[Upload], *, draw: bool) -> Answered:
        """Read ``files`` as the pages of one letter. What is wrong with them stands in the Result.

        Raises BusyError where others wait already, UsageError where there is no file or no room on the disk.
        """
        if not files:
            raise UsageError("No file came with the request.", "Choose the photo or PDF of a letter.")
        if not self._places.acquire(blocking=False):
            raise BusyError("Other letters are being read just now.", "Wait a minute and send it again.")
        try:
            with self._reading, tempfile.TemporaryDirectory(dir=self._folder) as scratch:
                return self._read(files, Path(scratch), draw=draw)
        finally:
            self._places.release()

    def keep(self, answered: Answered) -> str:
        """Hold an answer in memory; gives the key that it is found under, which can't be guessed."""
        key = secrets.token_urlsafe(12)
        self._answers[key] = answered
        while len(self._answers) > _KEPT:
            self._answers.popitem(last=False)
        return key

    def answered(self, key: str) -> Answered | None:
        return self._answers.get(key)

    def close(self) -> None:
        """Kill what is being read; nothing is read after it."""
        self._closed = True
        stop_children()

    def _read(self, files: Sequence[Upload], scratch: Path, *, draw: bool) -> Answered:
        if self._closed:
            raise BusyError("The page is being closed.")
        paths = []
        for at, (name, file) in enumerate(files):
            place = scratch / str(at)
            place.mkdir(mode=0o700)
            path = place / safe_name(name)
            try:
                with open_private(path, "wb") as copy:
                    shutil.copyfileobj(file, copy, 1 << 20)
            except OSError as error:
                raise UsageError("There is no room for the file on this machine.", "Free some space.") from error
            paths.append(str(path))
        config = str(self._config) if self._config else None
        job = Job(tuple(paths), self.today.isoformat(), config=config)
        answer = read_apart(job)
        result = load(answer.result)
        pages = tuple(page for letter in result.letters for page in letter.pages)[:_PICTURES] if draw else ()
        try:
            pictures = draw_apart(job, answer.spots, pages, _DPI) if pages else {}
        except ReadError:  # the answer stands without them
            pictures = {}
        return Answered(result, pictures)


@contextmanager
def open_desk(config: Path | None, today: dt.date | None) -> Iterator[Desk]:
    """A desk with a folder of its own for everything temporary, removed at the end, by whatever end; what a killed one
    left behind is removed by the next."""
    _sweep(Path(tempfile.gettempdir()))
    before = tempfile.tempdir
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True)))
        stack.enter_context(hold_lock(folder / "lock"))
        tempfile.tempdir = str(folder)  # also what the form parser spools and the workers write
        desk = Desk(folder, config, today)
        try:
            yield desk
        finally:
            desk.close()
            tempfile.tempdir = before


def safe_name(name: str) -> str:
    """``name`` as a file's own name: no folder, nothing unprintable, not too long; its ending is kept."""
    bare = name.replace("\\", "/").rsplit("/", 1)[-1]
    bare = "".join(letter for letter in bare if letter.isprintable() and letter not in '<>:"|?*').strip(" .")
    encoded = bare.encode("utf-8", "replace")[-_LONGEST_NAME:].decode("utf-8", "ignore")
    return encoded.lstrip(" .") or "letter"


def _sweep(folder: Path) -> None:
    for left in folder.glob(f"{_PREFIX}*"):
        try:
            with hold_lock(left / "lock"):
                pass
        except UsageError:
            continue  # one that runs, or another person's
        shutil.rmtree(left, ignore_errors=True)
