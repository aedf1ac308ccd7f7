"""The long run in small: a batch that was killed goes on to the same results, damaged files all have an outcome."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

import pytest

from samples.endurance import damaged, main


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
