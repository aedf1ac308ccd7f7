"""The benchmarks of scale in small: they run, and give every figure that the page on scale quotes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from samples import million, scale

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processor time of children is counted")


def test_scaling_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scale, "LETTERS", ("state-bill", "scam-warrant"))
    assert scale.main(["--copies", "1", "--turns", "1", "--kind", "text", "--folder", str(tmp_path)]) == 0
    report = json.loads((tmp_path / "scale.json").read_text())
    assert report == json.loads(capsys.readouterr().out)
    assert report["letters"] == len(scale.LETTERS)
    assert all(speed > 0 for every in report["a_minute"].values() for speed in every)
    assert set(report["a_minute"]) == {"bare_1", "bare_2", "pool_1", "pool_2", "dask_2"}
    assert 0 < report["ledger"]["share"] < 1


def test_a_ledger_of_many_rows_is_measured(tmp_path: Path) -> None:
    words = ["--rows", "2000", "--outputs", "20", "40", "--folder", str(tmp_path), "--room", str(tmp_path)]
    assert million.main(words) == 0
    report = json.loads((tmp_path / "million.json").read_text())
    assert report["rows"]["count"] == 2000
    assert [each["count"] for each in report["outputs"]] == [20, 40]
    assert all(set(each["bytes_a_letter"]) >= {"results.jsonl", "report.html"} for each in report["outputs"])
    assert {path.name for path in tmp_path.iterdir()} == {"million.json"}
