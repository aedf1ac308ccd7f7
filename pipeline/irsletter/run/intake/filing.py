"""Files that were read are put away: moved or copied to ``done``, ``review`` or ``failed``, never over another file.

The order of the steps makes it safe to be killed between any two: the way is noted in the ledger, the file is put there
under a name that was free, its old place is cleared, the ledger says so. A new start finishes what was noted.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from irsletter.emit.schema import dump
from irsletter.errors import ErrorCode
from irsletter.model.kinds import ResultStatus
from irsletter.model.result import Result
from irsletter.run.intake.clients import match_letter, read_kept
from irsletter.run.intake.file_names import NameTemplate, ending_of, fitting, values_of
from irsletter.run.intake.session import Session
from irsletter.run.jobs.inputs import fingerprint
from irsletter.run.store.ledger import FileLine
from irsletter.run.store.private import SCRATCH, cannot_write, make_folder, write_whole

DONE, REVIEW, FAILED = "done", "review", "failed"
_MOST_NUMBERS = 100_000


@dataclass(frozen=True, slots=True)
class Filing:
    """How files are put away."""

    move: bool
    """Else they are copied."""
    sidecar: bool = False
    """Put the Result beside each, under its name and ``.json``."""
    name: NameTemplate | None = None
    """How files in ``done`` are named; None: as they were. In ``review`` and ``failed`` files keep their names."""


class Cabinet:
    """Puts the files of one session away. Raises UsageError where the folders can't be written."""

    def __init__(self, session: Session, filing: Filing) -> None:
        self._session, self._filing = session, filing
        self._clients = read_kept(session.ledger)
        self._finish_noted()

    def put_away(self, file: FileLine, source: Path) -> None:
        """File ``source``, which was read as ``file``. One that was filed, left, or changed since stays as it is."""
        known = self._session.ledger.file(file.path)
        result = self._session.answers.of(file)
        if known is None or known.filed or result is None or not self._untouched(file, source):
            return
        if result.error is not None and result.error.code is ErrorCode.ENGINE_MISSING:
            return  # the machine's fault: the file stays until it can be read
        inside = source.relative_to(self._session.batch.folder)
        drawer, name = self._place(result, inside)
        for target in _numbered(self._session.batch.out / drawer / name.parent / fitting(name.name)):
            if self._is_free(target) and self._put(file, source, target):
                return

    def _place(self, result: Result, inside: Path) -> tuple[str, Path]:
        """The folder, and the path in it."""
        if result.status is ResultStatus.ERROR:
            return FAILED, inside
        if result.status is not ResultStatus.OK:
            return REVIEW, inside
        template = self._filing.name
        if template is None or not result.letters:
            return DONE, inside
        matches = [match_letter(self._clients, letter) for letter in result.letters]
        values = values_of(result.letters, matches)
        told = {place: value for place, value in values.items() if place in template.places and value is not None}
        if len(told) < len(template.places):
            return REVIEW, inside
        return DONE, Path(template.path(told, ending_of(inside.name, result.source.media_type)))

    def _is_free(self, target: Path) -> bool:
        return not os.path.lexists(target) and not (self._filing.sidecar and os.path.lexists(_beside(target)))

    def _put(self, file: FileLine, source: Path, target: Path) -> bool:
        """False where the name was taken meanwhile, or the file is gone."""
        make_folder(target.parent)
        way = {"path": file.path, "source": str(source), "target": str(target), "move": self._filing.move}
        self._session.ledger.note("filing", json.dumps(way))
        try:
            placed = (_link if self._filing.move else _copy)(source, target, self._session.batch.out)
        except FileNotFoundError:  # taken away by someone else
            placed = True
        except OSError as error:
            raise cannot_write(str(target), error.strerror or "unknown reason") from error
        if placed and target.exists():
            self._finish(file, source, target, move=self._filing.move)
        self._session.ledger.note("filing", "")
        return placed

    def _finish(self, file: FileLine, source: Path, target: Path, *, move: bool) -> None:
        shown = self._session.batch.job(target).shown_path
        if self._filing.sidecar:
            answers = self._session.answers
            result = answers.of(replace(file, path=shown) if move else file)
            if result is not None:
                with tempfile.TemporaryDirectory(prefix=SCRATCH, dir=self._session.batch.out) as scratch:
                    whole = Path(scratch) / "sidecar"
                    write_whole(whole, (dump(answers.dated(result)).encode(), b"\n"))
                    whole.replace(_beside(target))
        how = "moved" if move else "copied"
        if move:
            try:
                source.unlink(missing_ok=True)
            except OSError as error:  # a folder whose files may be read, not removed
                self._session.warn(f"{file.path}: could not be taken away ({error.strerror}); a copy was filed")
                how = "copied"
        self._session.ledger.move_file(file.path, shown, how)

    def _finish_noted(self) -> None:
        """What a killed run had begun: finish it where the bytes are at the new place, else forget it."""
        ledger = self._session.ledger
        noted = ledger.noted("filing")
        if not noted:
            return
        way = json.loads(noted)
        file, target = ledger.file(way["path"]), Path(way["target"])
        if file is not None and not file.filed and target.is_file() and fingerprint(target)[0] == file.sha256:
            self._finish(file, Path(way["source"]), target, move=way["move"])
        ledger.note("filing", "")

    @staticmethod
    def _untouched(file: FileLine, source: Path) -> bool:
        try:
            facts = source.stat()
        except OSError:
            return False
        return file.sha256 is None or (facts.st_size, facts.st_mtime_ns) == (file.bytes, file.changed_ns)


def _beside(target: Path) -> Path:
    return target.with_name(target.name + ".json")


def _numbered(target: Path) -> Iterator[Path]:
    """``target``, then ``name (2)``, ``name (3)`` and so on."""
    yield target
    for number in range(2, _MOST_NUMBERS):
        yield target.with_name(f"{target.stem} ({number}){target.suffix}")


def _link(source: Path, target: Path, out: Path) -> bool:
    """``source`` under the name of ``target`` too; False where that is taken. The caller removes the old name."""
    if source.is_symlink():
        return _copy(source, target, out)
    try:
        os.link(source, target)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno == errno.ENOENT:
            raise
        return _copy(source, target, out)  # another drive, or one that knows no second names
    return True


def _copy(source: Path, target: Path, out: Path) -> bool:
    """The bytes of ``source`` whole at ``target``, or not at all; False where the name is taken."""
    with tempfile.TemporaryDirectory(prefix=SCRATCH, dir=out) as scratch:
        copy = Path(scratch) / "copy"
        shutil.copy2(source, copy)
        with copy.open("rb") as file:
            os.fsync(file.fileno())
        try:
            os.link(copy, target)
        except FileExistsError:
            return False
        except OSError:  # a drive that knows no second names
            if os.path.lexists(target):
                return False
            copy.rename(target)
    return True
