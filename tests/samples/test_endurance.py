"""The long run in small: a batch that was killed goes on to the same results, damaged files all have an outcome."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from samples.endurance import damaged, main
from samples.memory import Memory

_STARTS_WORKERS = """
import subprocess, sys
held = bytearray(40 << 20)
for megabytes in map(int, sys.argv[2:]):
    worker = "import sys; held = bytearray(%d << 20); print(1, flush=True); input()" % megabytes
    with subprocess.Popen([sys.executable, "-c", worker], stdin=-1, stdout=-1) as process:
        process.stdout.readline()
        held += bytearray(int(sys.argv[1]) << 20)
        print(1, flush=True)
        input()
        process.communicate(b"\\n")
"""


def test_damage_is_damage_and_comes_again_by_seed() -> None:
    data = bytes(range(256)) * 40
    made = [bytes(damaged(data, random.Random(seed))) for seed in range(40)]
    assert made == [bytes(damaged(data, random.Random(seed))) for seed in range(40)]
    assert sum(one != data for one in made) >= 39
    assert len({len(one) for one in made}) > 10


@pytest.mark.skipif(sys.platform == "win32", reason="process groups are killed")
def test_a_killed_batch_ends_with_the_results_of_one_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--letters", "4", "--kills", "1", "--minutes", "0", "--workers", "1", "--folder", str(tmp_path)]
    assert main(words) == 0, capsys.readouterr().out
    report = json.loads((tmp_path / "endurance.json").read_text(encoding="utf-8"))
    assert (report["kills"]["files"], report["kills"]["same"]) == (4, True)


@pytest.mark.parametrize(
    ("each_time", "workers", "program_grows", "workers_grow"),
    [(0, "60 20 60 20 60 20 60 20", False, False), (30, "20 20 20 20", True, False), (0, "20 20 60 60", False, True)],
)
def test_growth_is_seen_in_the_program_and_in_its_workers(
    each_time: int, workers: str, program_grows: bool, workers_grow: bool
) -> None:
    memory = Memory()
    words = [sys.executable, "-c", _STARTS_WORKERS, str(each_time), *workers.split()]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in workers.split():
            process.stdout.readline()
            for _ in range(3):
                memory.look(process.pid)
            process.stdin.write("\n")
            process.stdin.flush()
    assert len(memory.workers) == len(workers.split())
    assert (memory.growth_of_the_program > 0.1, memory.growth_of_the_workers > 0.1) == (program_grows, workers_grow)
