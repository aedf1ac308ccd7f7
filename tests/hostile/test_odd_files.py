"""File names with any bytes, folders deeper than calls, links in circles, files that vanish or grow while read, and
outputs that can't be written: each is survived or named."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.watching import lines
from tests.hostile.poison import first_page

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "out"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="names and limits of POSIX")
NAMES = {
    b"caf\xe9.pdf": "caf\\xe9.pdf",
    b"\xff\xfe\x01.pdf": "\\xff\\xfe\x01.pdf",
    b"two\nlines.pdf": "two\nlines.pdf",
    b"-rf.pdf": "-rf.pdf",
    b"=cmd|' &C calc'!A0.pdf": "=cmd|' &C calc'!A0.pdf",
    b"<script>alert(1)<&.pdf": "<script>alert(1)<&.pdf",
    "ключ 鍵 🗝.pdf".encode(): "ключ 鍵 🗝.pdf",
    b"back\\slash.pdf": "back\\slash.pdf",
    b"x" * 251 + b".pdf": "x" * 251 + ".pdf",
}


def command(inbox: Path, out: Path, *options: object) -> list[str]:
    words = ["batch", inbox, "--out", out, "--as-of", "2025-10-01", *options]
    return [sys.executable, "-m", "irsletter", *map(str, words)]


def batch(inbox: Path, out: Path, *options: object, **more: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command(inbox, out, *options), capture_output=True, timeout=200, check=False, **more)


def below(folder: Path, depth: int) -> Path:
    """A folder so deep that its path is longer than any call may name."""
    here = os.open(folder, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir("d", dir_fd=here)
        deeper = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = deeper
    file = os.open("letter.txt", os.O_CREAT | os.O_WRONLY, dir_fd=here)
    os.write(file, b"no letter, %d deep" % depth)
    os.close(file)
    os.close(here)
    return folder.joinpath(*["d"] * depth)


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[Path]:
    """An inbox in which folders may lie so deep that Python could not remove them."""
    (tmp_path / "in").mkdir()
    yield tmp_path / "in"
    subprocess.run(["rm", "-rf", str(tmp_path / "in")], check=True)


def test_names_folders_and_links(deep: Path, tmp_path: Path) -> None:
    inbox, out = deep, tmp_path / "out"
    for name in NAMES:
        (inbox / os.fsdecode(name)).write_bytes(first_page("cp14") + b"\n%% " + name.hex().encode())
    (inbox / "deep").mkdir()
    below(inbox / "deep", 1500)
    (inbox / "endless").mkdir()
    below(inbox / "endless", 2500)
    (inbox / "circle").symlink_to(inbox)
    (inbox / "itself").symlink_to(inbox / "itself")
    (inbox / "nowhere").symlink_to(tmp_path / "gone")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "back").symlink_to(inbox)
    shutil.copy(SAMPLES / "cp501.pdf", tmp_path / "elsewhere" / "linked.pdf")
    (inbox / "link").symlink_to(tmp_path / "elsewhere")
    done = batch(inbox, out, "--quiet")
    assert done.returncode == 0, done.stderr
    assert b"can't be listed" in done.stderr
    assert b"Traceback" not in done.stderr
    results = lines(out)
    read = {path for path, result in results.items() if result["error"] is None}
    assert read == {*NAMES.values(), "link/linked.pdf"}
    assert {path for path in results if path.startswith("deep/")} == {"deep/" + "d/" * 1500 + "letter.txt"}
    for name in ("summary.csv", "report.html", "deadlines.ics"):
        text = (out / name).read_text(encoding="utf-8")
        assert "<script>alert(1)" not in text or name != "report.html"
    assert "\n=cmd" not in (out / "summary.csv").read_text(encoding="utf-8")
    again = batch(inbox, out, "--progress", "json")
    known = [json.loads(line)["known"] for line in again.stderr.splitlines() if line.startswith(b"{")]
    assert known == [True] * len(results)


def test_files_that_vanish_or_grow_while_others_are_read(tmp_path: Path) -> None:
    inbox, out = tmp_path / "in", tmp_path / "out"
    inbox.mkdir()
    for number in range(6):
        (inbox / f"{number}.pdf").write_bytes((SAMPLES / "cp14.pdf").read_bytes() + b"\n%% %d" % number)
    for name in ("y-grows.pdf", "z-vanishes.pdf"):
        (inbox / name).write_bytes((SAMPLES / "cp501.pdf").read_bytes()[:900])
    options = ("--workers", "1", "--progress", "json")
    with subprocess.Popen(command(inbox, out, *options), stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        process.stderr.readline()
        (inbox / "z-vanishes.pdf").unlink()
        shutil.copy(SAMPLES / "cp504.pdf", inbox / "y-grows.pdf")
        process.stderr.read()
    assert process.returncode == 0
    results = lines(out)
    assert len(results) == 8
    gone, grown = results["z-vanishes.pdf"], results["y-grows.pdf"]
    assert (gone["status"], gone["error"]["code"], gone["source"]["sha256"]) == ("error", "damaged", None)
    assert grown["letters"][0]["notice"]["code"] == "CP504"
    assert all(results[f"{number}.pdf"]["status"] == "ok" for number in range(6))


def in_a_room(folder: Path, options: str, then: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    """``words`` with a drive of its own at ``folder``, mounted with ``options``; ``then``: a command before them."""
    script = f'mount -t tmpfs -o "{options}" tmpfs "$0" && {then} exec "$@"'
    return subprocess.run(
        ["unshare", "-rm", "sh", "-c", script, str(folder), *words], capture_output=True, timeout=200, check=False
    )


def rooms() -> bool:
    """Whether this system lets anyone mount a drive of his own."""
    if shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode == 0


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    inbox = tmp_path / "in"
    inbox.mkdir()
    for number in range(8):
        (inbox / f"{number}.pdf").write_bytes((SAMPLES / "cp14.pdf").read_bytes() + b"\n%% %d" % number)
    return inbox


def named(done: subprocess.CompletedProcess[bytes]) -> str:
    """What was said of an output that can't be written: it is the person's to mend, not a crash."""
    assert (done.returncode, done.stdout) == (2, b""), done.stderr
    said = done.stderr.decode()
    assert "Traceback" not in said
    assert "--out" in said
    return said


@pytest.mark.skipif(not rooms(), reason="no drive may be mounted here")
def test_a_full_disk_is_named(letters: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    said = named(in_a_room(out, "size=160k", "", *command(letters, out, "--quiet")))
    assert "can't be written" in said


@pytest.mark.skipif(not rooms(), reason="no drive may be mounted here")
def test_a_read_only_drive_is_named(letters: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    said = named(in_a_room(out, "ro", "", *command(letters, out, "--quiet")))
    assert "Read-only file system" in said


def test_a_file_in_the_place_of_the_folder_is_named(letters: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert "can't be made" in named(batch(letters, tmp_path / "file" / "out"))


def test_what_was_read_before_the_disk_was_full_is_kept(letters: Path, tmp_path: Path) -> None:
    def cap() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (90_000, resource.RLIM_INFINITY))

    out = tmp_path / "out"
    named(batch(letters, out, "--quiet", "--workers", "1", preexec_fn=cap))
    done = batch(letters, out, "--progress", "json")
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stderr.splitlines() if line.startswith(b"{")]
    assert len(told) == len(lines(out)) == 8
    assert all(result["status"] == "ok" for result in lines(out).values())
