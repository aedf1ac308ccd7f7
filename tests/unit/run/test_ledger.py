"""What the ledger keeps, who may write it, and who may read it."""

from __future__ import annotations

import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from irsletter.errors import UsageError
from irsletter.model.geometry import Box
from irsletter.run.jobs.job import Answer, Spot
from irsletter.run.store.ledger import FileLine, open_ledger
from irsletter.run.store.migrations import MIGRATIONS

LEDGERS = Path(__file__).parent / "ledgers"
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
        "import sys; from pathlib import Path; from irsletter.run.store.ledger import open_ledger\n"
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


def test_a_ledger_of_the_first_program_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    shutil.copy(LEDGERS / "version-1.sqlite3", path)
    with pytest.raises(UsageError, match="older"), open_ledger(path, writing=False):
        pass
    with open_ledger(path) as ledger:
        files = {file.path: file for file in ledger.files()}
        assert sorted(files) == ["again.pdf", "cp14.pdf", "text.pdf"]
        assert files["again.pdf"].sha256 == files["cp14.pdf"].key
        answer = ledger.best_answer(files["cp14.pdf"].key or "", "a reader of today")
        assert answer is not None
        assert '"code":"CP14"' in answer.result
        assert answer.spots
        assert ledger.noted("folder") == "/letters"
        assert ledger.work() == {}
    connection = sqlite3.connect(path)
    states = connection.execute("SELECT state, attempts, length(catalog) FROM answers ORDER BY state").fetchall()
    connection.close()
    assert states == [("failed", 1, 12), ("read", 1, 12)]


def test_every_version_but_todays_has_a_stored_ledger() -> None:
    stored = sorted(path.name for path in LEDGERS.iterdir())
    assert stored == [f"version-{number}.sqlite3" for number in range(1, len(MIGRATIONS))]


def test_a_ledger_can_be_looked_at_while_it_is_written(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger") as writer, open_ledger(tmp_path / "ledger", writing=False) as reader:
        writer.start("bytes", "reader")
        writer.keep("bytes", "reader", ANSWER)
        assert reader.answer("bytes", "reader") == ANSWER


def test_the_last_readers_answer_stands_until_there_is_a_new_one(tmp_path: Path) -> None:
    newer = Answer('{"any": "newer"}')
    with open_ledger(tmp_path / "ledger") as ledger:
        for reader, answer in (("z-first", ANSWER), ("a-second", newer)):
            ledger.start("bytes", reader)
            ledger.keep("bytes", reader, answer)
        assert ledger.best_answer("bytes", "today") == newer
        ledger.start("bytes", "today")
        assert ledger.best_answer("bytes", "today") == newer
        ledger.keep("bytes", "today", ANSWER)
        assert ledger.best_answer("bytes", "today") == ANSWER


def test_files_that_left_the_folder_lose_their_line_unless_they_were_filed(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger") as ledger:
        ledger.list_files([FileLine("a.pdf", "aa", 1), FileLine("b.pdf", "bb", 1), FileLine("c.pdf", "cc", 1)])
        ledger.move_file("a.pdf", "done/a.pdf", "moved")
        ledger.list_files([FileLine("c.pdf", "cc", 1)])
        assert [file.path for file in ledger.files()] == ["c.pdf", "done/a.pdf"]
        assert ledger.lies_at("aa") == ["done/a.pdf"]


def test_the_firms_own_columns_stay_until_they_are_emptied(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger") as ledger:
        ledger.note_work({"one": {"notes": "called", "assigned_to": "KB"}, "two": {"notes": ""}})
        ledger.note_work({"one": {"notes": ""}})
        assert ledger.work() == {"one": {"assigned_to": "KB"}}


def test_where_write_ahead_is_refused_the_ledger_is_kept_the_slower_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Refusing(sqlite3.Connection):
        def execute(self, statement: str, *values: object) -> sqlite3.Cursor:  # type: ignore[override]
            return super().execute(statement.replace("journal_mode = WAL", "journal_mode"), *values)

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path, **options: connect(path, factory=Refusing, **options))
    told: list[str] = []
    with open_ledger(tmp_path / "ledger", warn=told.append) as ledger:
        ledger.start("bytes", "reader")
        ledger.keep("bytes", "reader", ANSWER)
        assert ledger.answer("bytes", "reader") == ANSWER
    assert len(told) == 1
    assert "slower" in told[0]
    assert not list(tmp_path.glob("*-wal"))
