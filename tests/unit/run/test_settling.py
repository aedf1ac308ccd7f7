"""A file that still arrives is left alone."""

from __future__ import annotations

from pathlib import Path

from irsletter.run.watch import Settling


def test_a_file_is_ready_once_it_stood_still(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    settling = Settling(2.0)
    path.write_bytes(b"first half")
    assert not settling.ready(path, 10.0)
    assert not settling.ready(path, 11.9)
    path.write_bytes(b"first half, second half")
    assert not settling.ready(path, 12.1)
    assert not settling.ready(path, 14.0)
    assert settling.ready(path, 14.1)


def test_a_file_taken_away_is_not_ready_and_starts_anew(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    settling = Settling(2.0)
    path.write_bytes(b"x")
    settling.ready(path, 0.0)
    path.unlink()
    assert not settling.ready(path, 5.0)
    path.write_bytes(b"x")
    assert not settling.ready(path, 6.0)
