"""``irsletter batch --cluster``: two Dask workers over the loopback address give the same bytes as one process."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from irsletter.run.intake.batch import read_batch
from irsletter.run.store.plan import Batch
from tests.e2e.watching import lines
from tests.hostile.poison import first_page, poison

psutil = pytest.importorskip("psutil")
distributed = pytest.importorskip("distributed")

Run = Any
DAY = dt.date(2025, 10, 1)
OUTPUTS = ("results.jsonl", "summary.csv", "report.html", "deadlines.ics")
LETTERS = ("cp14", "cp501", "cp504", "lt11", "scam-cp504")


@pytest.fixture(scope="module")
def inbox(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cluster") / "in"
    (folder / "sub").mkdir(parents=True)
    for name in LETTERS:
        letter = first_page(name)
        for copy in range(3):
            (folder / f"{name}-{copy}.pdf").write_bytes(letter + b"\n%% copy %d\n" % copy)
    shutil.copy(samples / "cp14.pdf", folder / "sub" / "the same.pdf")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    return folder


@pytest.fixture(scope="module")
def serial(inbox: Path) -> dict[str, bytes]:
    out = inbox.parent / "serial"
    read_batch(Batch(inbox, out, DAY, executor="serial"))
    return {name: (out / name).read_bytes() for name in OUTPUTS}


def start(inbox: Path, out: Path, *options: object) -> subprocess.Popen[bytes]:
    words = ["batch", inbox, "--out", out, "--as-of", DAY, "--progress", "json", *options]
    command = [sys.executable, "-m", "irsletter", *map(str, words)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)


def test_two_workers_give_the_same_bytes_and_a_killed_one_loses_nothing(
    inbox: Path, serial: dict[str, bytes], tmp_path: Path
) -> None:
    with start(inbox, tmp_path / "out", "--cluster", "local:2") as batch:
        assert batch.stderr is not None
        first = json.loads(batch.stderr.readline())
        workers = [
            child
            for child in psutil.Process(batch.pid).children()
            if any("spawn_main" in word for word in child.cmdline())
        ]
        assert len(workers) == 2
        workers[0].kill()
        told = [json.loads(line) for line in batch.stderr.read().splitlines() if line.startswith(b"{")]
    assert batch.returncode == 0
    assert len({line["path"] for line in (first, *told)}) == len(told) + 1 == len(lines(tmp_path / "out"))
    assert {name: (tmp_path / "out" / name).read_bytes() for name in OUTPUTS} == serial


def test_a_scheduler_is_sent_the_bytes_and_a_hostile_page_costs_itself(samples: Path, tmp_path: Path) -> None:
    inbox, out = tmp_path / "in", tmp_path / "out"
    (inbox / "sub").mkdir(parents=True)
    shutil.copy(samples / "cp14.pdf", inbox / "sub" / "good.pdf")
    poison(inbox / "crash.pdf", "crash")
    options = ("--send", "--engine", "fault")
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=2, processes=True, dashboard_address=None, local_directory=tmp_path
        ) as scheduler,
        start(inbox, out, "--cluster", scheduler.scheduler_address, *options) as batch,
    ):
        _, said = batch.communicate(timeout=300)
    assert batch.returncode == 0, said
    results = lines(out)
    assert set(results) == {"sub/good.pdf", "crash.pdf"}
    assert results["sub/good.pdf"]["letters"][0]["notice"]["code"] == "CP14"
    assert results["crash.pdf"]["error"]["code"] == "internal"


def test_interrupting_a_cluster_keeps_what_was_read(inbox: Path, tmp_path: Path) -> None:
    with start(inbox, tmp_path / "out", "--cluster", "local:1") as batch:
        assert batch.stderr is not None
        batch.stderr.readline()
        os.killpg(batch.pid, signal.SIGINT)
        said = batch.stderr.read()
    assert batch.returncode == 130, said
    assert lines(tmp_path / "out")


def test_a_number_of_workers_that_is_none_is_refused(run: Run, inbox: Path, tmp_path: Path) -> None:
    done = run("batch", inbox, "--out", tmp_path / "out", "--cluster", "local:0")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"local:2" in done.stderr
