"""A file that still arrives is left alone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from irsletter.run.intake.settling import Settling


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


@pytest.mark.parametrize(
    ("begun", "whole"),
    [(b"%PDF-1.7 half", b"%PDF-1.7 whole\n%%EOF\n"), (b"\xff\xd8\xff half", b"\xff\xd8\xff whole\xff\xd9")],
)
def test_a_writer_that_pauses_before_the_end_is_waited_for(tmp_path: Path, begun: bytes, whole: bytes) -> None:
    path = tmp_path / "scan"
    settling = Settling(2.0, 60.0)
    path.write_bytes(begun)
    assert [settling.ready(path, now) for now in (0.0, 2.0, 59.0)] == [False] * 3
    path.write_bytes(whole)
    assert [settling.ready(path, now) for now in (59.5, 61.5)] == [False, True]


def test_a_file_that_stays_without_its_end_is_read_at_last(tmp_path: Path) -> None:
    path = tmp_path / "cut.pdf"
    path.write_bytes(b"%PDF-1.7 half")
    settling = Settling(2.0, 60.0)
    assert [settling.ready(path, now) for now in (0.0, 60.0)] == [False, True]


@contextmanager
def holding(path: Path, way: str) -> Iterator[None]:
    """Another program that has the file locked."""
    code = (
        f"import fcntl, sys; f = open(sys.argv[1], 'ab'); fcntl.{way}(f, fcntl.LOCK_EX); print(1, flush=True); input()"
    )
    command = [sys.executable, "-c", code, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        yield
        other.communicate(b"\n")


@pytest.mark.skipif(sys.platform == "win32", reason="locks are another thing there")
@pytest.mark.parametrize("way", ["flock", "lockf"])
def test_a_locked_file_is_left_to_who_holds_it(tmp_path: Path, way: str) -> None:
    path = tmp_path / "scan.tif"
    path.write_bytes(b"x")
    settling = Settling(2.0)
    settling.ready(path, 0.0)
    with holding(path, way):
        assert not settling.ready(path, 5.0)
    assert settling.ready(path, 6.0)
