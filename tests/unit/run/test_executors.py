"""One bad file costs one file: what becomes of workers that die, hang or eat memory."""

from __future__ import annotations

import dataclasses
import json
import sys
from importlib import import_module
from pathlib import Path

import pytest

from irsletter.catalog.load import load_catalog
from irsletter.errors import UsageError
from irsletter.run.jobs.cluster import cluster
from irsletter.run.jobs.executors import Means, processes, serial
from irsletter.run.jobs.job import Answer, Job

# the tasks are found by the spawned workers too, which take over sys.path
sys.path.insert(0, str(Path(__file__).parent))
act = import_module("standin_tasks").act

LIMITS = dataclasses.replace(load_catalog().settings.limits, worker_memory_bytes=1 << 30)


def run(folder: Path, *names: str, workers: int = 2) -> dict[str, Answer]:
    jobs = [Job((str(folder / name),), "2026-01-01", root=str(folder)) for name in names]
    answers = list(processes(act, jobs, Means(LIMITS, workers)))
    assert sorted(Path(job.paths[0]).name for job, _ in answers) == sorted(names)
    return {Path(job.paths[0]).name: answer for job, answer in answers}


def test_good_files_are_answered_next_to_bad_ones(tmp_path: Path) -> None:
    names = ["a.pdf", "die.pdf", "b.pdf", "hang.pdf", "c.pdf"]
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    answers = run(tmp_path, *names)
    assert [answers[name] for name in ("a.pdf", "b.pdf", "c.pdf")] == [
        Answer("a.pdf"),
        Answer("b.pdf"),
        Answer("c.pdf"),
    ]
    died, hung = (json.loads(answers[name].result) for name in ("die.pdf", "hang.pdf"))
    assert died["error"]["code"] == "internal"
    assert hung["error"]["code"] == "timed_out"
    for given_up in (died, hung):
        assert given_up["status"] == "error"
        assert given_up["error"]["message"]
        assert given_up["error"]["hint"]
        assert given_up["source"]["bytes"] == 1
    assert hung["source"]["path"] == "hang.pdf"


def test_a_file_that_failed_once_is_tried_again_alone(tmp_path: Path) -> None:
    assert run(tmp_path, "once-die.pdf", "a.pdf") == {
        "once-die.pdf": Answer("once-die.pdf"),
        "a.pdf": Answer("a.pdf"),
    }


def test_a_worker_is_replaced_after_so_many_files(tmp_path: Path) -> None:
    jobs = [Job((str(tmp_path / f"who.{number}"),), "2026-01-01") for number in range(4)]
    limits = dataclasses.replace(LIMITS, worker_files=2)
    readers = [answer.result for _, answer in processes(act, jobs, Means(limits, 1))]
    assert [readers.count(each) for each in dict.fromkeys(readers)] == [2, 2]


if sys.platform == "linux":  # elsewhere the system gives no such limit

    def test_memory_has_a_limit(tmp_path: Path) -> None:
        jobs = [Job((str(tmp_path / "eat.pdf"),), "2026-01-01")]
        with pytest.raises(MemoryError):
            list(processes(act, jobs, Means(LIMITS, 1)))


def test_serial_is_in_order(tmp_path: Path) -> None:
    jobs = [Job((str(tmp_path / name),), "2026-01-01") for name in ("b", "a")]
    assert [answer.result for _, answer in serial(act, jobs, Means(LIMITS))] == ["b", "a"]


def test_a_cluster_without_its_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError) as refused:
        list(cluster(act, [], Means(LIMITS, cluster="local")))
    assert "irsletter[dask]" in refused.value.hint
