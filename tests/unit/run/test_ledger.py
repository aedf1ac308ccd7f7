"""What the ledger keeps, who may write it, and who may read it."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from irsletter.errors import UsageError
from irsletter.model.geometry import Box
from irsletter.run.job import Answer, Spot
from irsletter.run.ledger import MIGRATIONS, open_ledger

ANSWER = Answer('{"any": "result"}', (Spot(1, Box(0.1, 0.2, 0.3, 0.4)),))


def test_an_answer_is_kept_for_its_bytes_and_its_reader(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger") as ledger:
        ledger.start("bytes", "reader")
        assert ledger.answer("bytes", "reader") is None
        ledger.keep("bytes", "reader", ANSWER)
    with open_ledger(tmp_path / "ledger") as ledger:
        assert ledger.answer("bytes", "reader") == ANSWER
        assert ledger.answer("bytes", "newer reader") is None
        assert ledger.answer("other bytes", "reader") is None
        assert ledger.spots("bytes") == ANSWER.spots


def test_attempts_are_counted_before_they_are_made(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger") as ledger:
        assert ledger.attempts("bytes", "reader") == 0
        ledger.start("bytes", "reader")
        ledger.start("bytes", "reader")
        assert ledger.attempts("bytes", "reader") == 2


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "new" / "ledger") as ledger:
        ledger.start("bytes", "reader")
        for path in (tmp_path / "new").iterdir():
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def test_a_second_writer_is_refused_and_told_who_writes(tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    script = (
        "import sys; from pathlib import Path; from irsletter.run.ledger import open_ledger\n"
        "with open_ledger(Path(sys.argv[1])): print('ready', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"ready\n"
        with pytest.raises(UsageError, match=rf"process {holder.pid}\b"), open_ledger(path):
            pass
        holder.kill()
    with open_ledger(path) as ledger:  # the lock died with its holder
        ledger.start("bytes", "reader")


def test_a_ledger_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "ledger")
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    connection.close()
    with pytest.raises(UsageError, match="newer"), open_ledger(tmp_path / "ledger"):
        pass


def test_some_other_file_is_no_ledger(tmp_path: Path) -> None:
    (tmp_path / "ledger").write_text("a letter to a friend, longer than the header of a database" * 3)
    with pytest.raises(UsageError, match="no ledger"), open_ledger(tmp_path / "ledger"):
        pass
    assert (tmp_path / "ledger").read_text().startswith("a letter")


def test_the_version_is_written(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger"):
        pass
    connection = sqlite3.connect(tmp_path / "ledger")
    assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
