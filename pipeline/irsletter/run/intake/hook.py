"""A program of the firm's own, run once for each letter with the Result on its standard input; no shell, a time limit.

At least once: a letter counts as told when the program ended well, so one whose telling failed or was cut off is told
again at the next start, as long as its file lies in the folder.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from irsletter.emit.schema import dump
from irsletter.errors import UsageError
from irsletter.model.result import Result
from irsletter.run.intake.session import Session
from irsletter.run.store.ledger import FileLine

_SECRETS = ("IRSLETTER_PASSWORD",)


def hook_command(text: str) -> tuple[str, ...]:
    """The words of ``--on-letter``. Raises UsageError where they name no program."""
    hint = "Name a program and its arguments; no shell reads them: --on-letter 'python3 told.py'"
    try:
        words = shlex.split(text, posix=os.name != "nt")
    except ValueError as error:
        raise UsageError(f"--on-letter {text}: {error}.", hint) from error
    program = shutil.which(words[0]) if words else None
    if program is None:
        raise UsageError(f"--on-letter {text}: there is no such program.", hint)
    return (str(Path(program).absolute()), *words[1:])


@dataclass(frozen=True, slots=True)
class Hook:
    session: Session
    command: tuple[str, ...]
    seconds: float

    def tell(self, file: FileLine) -> bool:
        """Tell every letter of ``file`` that was not told yet; whether all are told now. Failures are warned of."""
        result = self.session.answers.of(file)
        if result is None:
            return True
        ledger = self.session.ledger
        new = [letter for letter in result.letters if not ledger.was_told(letter.id)]
        for letter in new:
            fault = self._run(replace(result, letters=[letter]))
            if fault is not None:
                self.session.warn(f"{file.path}: --on-letter {fault}; it is tried again at the next start")
                return False
            ledger.note_told(letter.id)
        return True

    def _run(self, result: Result) -> str | None:
        """What went wrong, or None."""
        environment = {name: value for name, value in os.environ.items() if name not in _SECRETS}
        said = dump(self.session.answers.dated(result)).encode() + b"\n"
        try:
            with subprocess.Popen(  # noqa: S603 - the firm's own words, and no shell
                self.command,
                cwd=self.session.batch.folder,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            ) as program:
                try:
                    program.communicate(said, timeout=self.seconds)
                except subprocess.TimeoutExpired:
                    return f"did not end within {self.seconds:g} seconds"
                finally:
                    _end(program)
        except OSError as error:
            return f"could not be run ({error.strerror})"
        return None if program.returncode == 0 else f"failed (exit {program.returncode})"


def _end(program: subprocess.Popen[bytes]) -> None:
    """End it where it still runs, with all that it started."""
    if program.poll() is not None:
        return
    if sys.platform == "win32":
        program.kill()
    else:
        os.killpg(program.pid, signal.SIGKILL)
