"""Claims become steps that rise and never promise more than their count."""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from irsletter.catalog.weights import Step, Weights, read_weights
from irsletter.score.bounds import at_least
from samples.calibrate import FEWEST, steps_of, written


def claims(*shares: tuple[float, int, int]) -> list[tuple[float, bool]]:
    """``count`` claims of one confidence, ``right`` of them right."""
    return [(claim, number < right) for claim, count, right in shares for number in range(count)]


def test_each_step_is_worth_the_lower_bound_of_its_own_count() -> None:
    low, high = steps_of(claims((0.6, 100, 70), (0.95, 1000, 998)))
    assert (low.claim, low.count, low.right) == (0.6, 100, 70)
    assert low.at_least == pytest.approx(at_least(70, 100), abs=1e-4)
    assert high.at_least == pytest.approx(at_least(998, 1000), abs=1e-4)


def test_claims_that_were_right_less_often_than_lower_ones_share_a_step() -> None:
    (one,) = steps_of(claims((0.7, 200, 190), (0.9, 200, 180)))
    assert (one.count, one.right) == (400, 370)


def test_few_values_promise_nothing_of_their_own() -> None:
    steps = steps_of(claims((0.5, 300, 240), (0.99, 5, 5)))
    assert [step.count for step in steps] == [305]
    assert all(step.count >= FEWEST for step in steps)


def test_whatever_the_claims_steps_rise_and_stay_below_certainty() -> None:
    dice = random.Random(7)
    pairs = [(dice.choice([0.3, 0.5, 0.82, 0.95, 0.97, 0.98]), dice.random() < 0.9) for _ in range(3000)]
    steps = steps_of(pairs)
    assert sum(step.count for step in steps) == 3000
    worths = [step.at_least for step in steps]
    assert worths == sorted(worths)
    assert worths[-1] < 1


def test_what_is_written_is_read_and_a_table_that_falls_is_a_fault(tmp_path: Path) -> None:
    text = written({"text": claims((0.6, 100, 70), (0.95, 1000, 998)), "ocr": []}, Counter(pdf_text=9))
    (tmp_path / "weights.toml").write_text(text, encoding="utf-8")
    faults: list[object] = []
    read = read_weights(tmp_path, faults)  # type: ignore[arg-type]
    assert faults == []
    assert read.letters == {"pdf_text": 9}
    assert read.text == tuple(steps_of(claims((0.6, 100, 70), (0.95, 1000, 998))))
    assert tomllib.loads(text)["code"]
    falling = text.replace("claim = 0.6", "claim = 0.99")
    (tmp_path / "weights.toml").write_text(falling, encoding="utf-8")
    read_weights(tmp_path, faults)  # type: ignore[arg-type]
    assert len(faults) == 1


def test_a_claim_takes_the_step_it_stands_on_by_where_it_was_read() -> None:
    weights = Weights(text=(Step(0.5, 0.4, 50, 30), Step(0.9, 0.98, 900, 890)), ocr=(Step(0.5, 0.3, 50, 20),))
    assert weights.worth(0.95, by_ocr=False) == 0.98
    assert weights.worth(0.7, by_ocr=False) == 0.4
    assert weights.worth(0.95, by_ocr=True) == 0.3
    assert weights.worth(0.2, by_ocr=False) == 0.2
    assert weights.worth(0.0, by_ocr=False) == 0.0
    assert Weights().worth(0.77, by_ocr=True) == 0.77
