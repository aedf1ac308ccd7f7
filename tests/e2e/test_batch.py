"""``irsletter batch``: outputs, resuming after a kill, the same bytes from any executor."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import icalendar
import pytest

from irsletter.cli.export import FORMATS
from irsletter.run.outputs.written import EXPORTS

Run = Callable[..., Any]
CONFIG = Path(__file__).resolve().parents[2] / "config"
DAY = ("--as-of", "2025-10-01")
TEXTS = ("cp14.pdf", "cp501.pdf", "cp504.pdf", "lt11.pdf", "state-bill.pdf", "scam-cp504.pdf")
OUTPUTS = ("results.jsonl", "summary.csv", "report.html", "deadlines.ics")


@pytest.fixture(scope="module")
def inbox(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inbox")
    for name in TEXTS:
        shutil.copy(samples / name, folder)
    (folder / "sub").mkdir()
    shutil.copy(samples / "cp14.pdf", folder / "sub" / "again.pdf")
    return folder


@pytest.fixture(scope="module")
def out(run: Run, inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outputs") / "out"
    done = run("batch", inbox, "--out", folder, *DAY)
    assert (done.returncode, done.stdout) == (0, b""), done.stderr
    return folder


def results(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "results.jsonl").read_text(encoding="utf-8").splitlines()]


def test_one_line_for_each_path_sorted(out: Path) -> None:
    assert [result["source"]["path"] for result in results(out)] == sorted([*TEXTS, "sub/again.pdf"])
    assert {result["as_of"] for result in results(out)} == {"2025-10-01"}


def test_equal_bytes_are_read_once_and_told_as_copies(out: Path) -> None:
    by_path = {result["source"]["path"]: result for result in results(out)}
    first, again = by_path["cp14.pdf"], by_path["sub/again.pdf"]
    assert again["source"]["name"] == "again.pdf"
    assert again["letters"][0]["copy_of"] == first["letters"][0]["id"]
    assert first["letters"][0]["copy_of"] is None
    ledger = sqlite3.connect(out / "ledger.sqlite3")
    assert ledger.execute("SELECT count(*), max(attempts) FROM answers").fetchone() == (len(TEXTS), 1)
    assert ledger.execute("SELECT count(*) FROM files").fetchone() == (len(TEXTS) + 1,)
    ledger.close()


def test_the_other_outputs_hold_every_letter(out: Path) -> None:
    with (out / "summary.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(row["file"] for row in rows) == sorted([*TEXTS, "sub/again.pdf"])
    report = (out / "report.html").read_text(encoding="utf-8")
    assert all(name in report for name in TEXTS)
    calendar = icalendar.Calendar.from_ical((out / "deadlines.ics").read_bytes())
    assert any(event.name == "VEVENT" for event in calendar.walk())


def test_only_their_owner_may_read_the_outputs(out: Path) -> None:
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    for path in out.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


def test_nothing_is_left_over(out: Path) -> None:
    assert {path.name for path in out.iterdir()} == {*OUTPUTS, "ledger.sqlite3", "ledger.sqlite3.lock"}


def test_another_run_reads_nothing_and_writes_the_same(run: Run, inbox: Path, out: Path) -> None:
    before = {name: (out / name).read_bytes() for name in OUTPUTS}
    done = run("batch", inbox, "--out", out, "--progress", "json", *DAY)
    lines = [json.loads(line) for line in done.stderr.splitlines() if line.startswith(b"{")]
    assert len(lines) == len(TEXTS) + 1
    assert all(line["known"] for line in lines)
    assert {name: (out / name).read_bytes() for name in OUTPUTS} == before


def test_another_day_is_written_without_reading_again(run: Run, inbox: Path, out: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(out, tmp_path / "out")
    done = run("batch", inbox, "--out", copy, "--progress", "json", "--as-of", "2026-01-15")
    assert all(json.loads(line)["known"] for line in done.stderr.splitlines() if line.startswith(b"{"))
    assert {result["as_of"] for result in results(copy)} == {"2026-01-15"}


def test_serial_and_processes_give_the_same_bytes(inbox: Path, out: Path, tmp_path: Path) -> None:
    script = (
        "import sys, datetime as dt; from pathlib import Path\n"
        "from irsletter.run.intake.batch import read_batch; from irsletter.run.store.plan import Batch\n"
        "read_batch(Batch(Path(sys.argv[1]), Path(sys.argv[2]), dt.date(2025, 10, 1), executor='serial'))"
    )
    subprocess.run([sys.executable, "-c", script, str(inbox), str(tmp_path / "out")], check=True)
    for name in OUTPUTS:
        assert (tmp_path / "out" / name).read_bytes() == (out / name).read_bytes(), name


def test_a_killed_run_goes_on_where_it_stopped(run: Run, inbox: Path, out: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "irsletter", "batch", str(inbox), "--out", str(tmp_path / "out")]
    options = [*DAY, "--workers", "1", "--progress", "json"]
    with subprocess.Popen([*command, *options], stderr=subprocess.PIPE, start_new_session=True) as killed:
        assert killed.stderr is not None
        first = json.loads(killed.stderr.readline())
        os.killpg(killed.pid, signal.SIGKILL)
    assert first["done"] == 1
    grown = (tmp_path / "out" / "results.jsonl").read_bytes().splitlines()
    assert 1 <= len(grown) < len(TEXTS) + 1
    done = run("batch", inbox, "--out", tmp_path / "out", "--progress", "json", *DAY)
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stderr.splitlines() if line.startswith(b"{")]
    assert first["path"] in {line["path"] for line in lines if line["known"]}
    for name in OUTPUTS:
        assert (tmp_path / "out" / name).read_bytes() == (out / name).read_bytes(), name
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith(".")]


def test_interrupting_exits_130_and_keeps_what_was_read(samples: Path, inbox: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "irsletter", "batch", str(inbox), "--out", str(tmp_path / "out")]
    options = [*DAY, "--workers", "1", "--progress", "json"]
    with subprocess.Popen([*command, *options], stderr=subprocess.PIPE, start_new_session=True) as stopped:
        assert stopped.stderr is not None
        stopped.stderr.readline()
        os.killpg(stopped.pid, signal.SIGINT)
        rest = stopped.stderr.read()
    assert stopped.returncode == 130, rest
    assert b"Traceback" not in rest
    ledger = sqlite3.connect(tmp_path / "out" / "ledger.sqlite3")
    assert ledger.execute("SELECT count(*) FROM answers WHERE result IS NOT NULL").fetchone()[0] >= 1
    ledger.close()


def test_export_makes_the_same_files_from_the_ledger(run: Run, out: Path, tmp_path: Path) -> None:
    done = run("export", out, "--out", tmp_path / "again", "--format", "all", *DAY)
    assert (done.returncode, done.stdout) == (0, b""), done.stderr
    for name in OUTPUTS:
        assert (tmp_path / "again" / name).read_bytes() == (out / name).read_bytes(), name
    assert {path.name for path in (tmp_path / "again").iterdir()} == {target for target, _ in EXPORTS.values()}


def test_export_names_every_format_there_is() -> None:
    assert tuple(EXPORTS) == FORMATS


def test_export_needs_a_batch(run: Run, tmp_path: Path) -> None:
    done = run("export", tmp_path)
    assert done.returncode == 2
    assert b"irsletter batch" in done.stderr


def test_another_configuration_reads_anew_only_when_asked(run: Run, out: Path, inbox: Path, tmp_path: Path) -> None:
    copy, config = shutil.copytree(out, tmp_path / "out"), shutil.copytree(CONFIG, tmp_path / "config")
    changed = (config / "settings.toml").read_text().replace("settle_seconds = 2.0", "settle_seconds = 2.5")
    (config / "settings.toml").write_text(changed)
    command = ("batch", inbox, "--out", copy, "--config", config, "--progress", "json", *DAY)
    done = run(*command)
    assert all(json.loads(line)["known"] for line in done.stderr.splitlines() if line.startswith(b"{"))
    assert b"--refresh" in done.stderr
    again = run(*command, "--refresh")
    fresh = [json.loads(line)["known"] for line in again.stderr.splitlines() if line.startswith(b"{")]
    assert fresh.count(False) == len(TEXTS) + 1
    assert b"--refresh" not in run(*command).stderr


def test_the_firms_columns_and_clients_survive_a_re_read(run: Run, out: Path, inbox: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(out, tmp_path / "out")
    with (out / "summary.csv").open(encoding="utf-8", newline="") as file:
        row = next(row for row in csv.DictReader(file) if row["file"] == "cp501.pdf")
    (tmp_path / "work.csv").write_text(
        f'letter_id,notes,follow_up_on\n{row["letter_id"]},"=called, twice",2025-11-01\n'
    )
    (tmp_path / "clients.csv").write_text(
        f"id,names,last4,form_2848\nC7,{row['taxpayer_names']},{row['id_last4']},1040 2015-2020\n"
    )
    learn = ("--work", tmp_path / "work.csv", "--clients", tmp_path / "clients.csv")
    assert run("batch", inbox, "--out", copy, *learn, *DAY).returncode == 0
    assert run("batch", inbox, "--out", copy, "--refresh", *DAY).returncode == 0
    with (copy / "summary.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["file"]: row for row in csv.DictReader(file)}
    told = rows["cp501.pdf"]
    assert (told["notes"], told["follow_up_on"]) == ("'=called, twice", "2025-11-01")
    assert (told["client_id"], told["poa_covers"], told["match_confidence"]) == ("C7", "1040 2015-2020", "0.97")
    assert rows["state-bill.pdf"]["client_id"] == ""


def test_strict_says_that_a_person_must_look(run: Run, inbox: Path, out: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(out, tmp_path / "out")
    assert run("batch", inbox, "--out", copy, *DAY, "--strict").returncode == 5


def test_watch_reads_what_arrives(samples: Path, tmp_path: Path) -> None:
    inbox, out = tmp_path / "inbox", tmp_path / "out"
    inbox.mkdir()
    command = [sys.executable, "-m", "irsletter", "watch", str(inbox), "--out", str(out), "--progress", "json"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True) as watching:
        assert watching.stderr is not None
        try:
            assert b"Watching" in watching.stderr.readline()
            shutil.copy(samples / "cp14.pdf", inbox / "arrived.pdf")
            arrived = json.loads(watching.stderr.readline())
            assert (arrived["path"], arrived["total"]) == ("arrived.pdf", 1)
            assert watching.stderr.readline().startswith(b"1 file:")
        finally:
            os.killpg(watching.pid, signal.SIGINT)
        watching.stderr.read()
    assert watching.returncode == 130
    assert len(results(out)) == 1


def test_the_call_for_a_folder_needs_no_guard(samples: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    shutil.copy(samples / "cp501.pdf", tmp_path / "in")
    script = tmp_path / "script.py"
    script.write_text(
        "import datetime, sys, irsletter\n"
        "results = irsletter.read_folder('in', 'out', as_of=datetime.date(2025, 10, 1))\n"
        "print(*(letter.notice.code for result in results for letter in result.letters))\n"
        "try: irsletter.read_folder('gone', 'out')\n"
        "except irsletter.UsageError as error: print('refused')\n"
    )
    done = subprocess.run([sys.executable, script], cwd=tmp_path, capture_output=True, check=False)
    assert done.stdout == b"CP501\nrefused\n", done.stderr
