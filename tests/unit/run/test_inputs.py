"""Which files of a folder are read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from irsletter.catalog.load import load_catalog
from irsletter.run.jobs.inputs import find_inputs, fingerprint
from irsletter.run.jobs.job import Job


def found(folder: Path, outputs: Path | None = None) -> list[str]:
    ignored = load_catalog().settings.inputs.ignored
    return [str(path.relative_to(folder)) for path in find_inputs(folder, ignored, outputs, warn=pytest.fail)]


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode())


def test_every_regular_file_whatever_its_name(tmp_path: Path) -> None:
    touch(tmp_path, "b.pdf", "a/letter", "a/deep/er/x.weird", "NOTES.TXT")
    assert found(tmp_path) == ["NOTES.TXT", "a/deep/er/x.weird", "a/letter", "b.pdf"]


def test_what_systems_and_scanners_leave_is_no_letter(tmp_path: Path) -> None:
    touch(tmp_path, "a.pdf", ".DS_Store", "Thumbs.db", "thumbs.DB", "desktop.ini", "~$a.docx", "scan.TMP", "x.part")
    assert found(tmp_path) == ["a.pdf"]


def test_the_outputs_are_no_input(tmp_path: Path) -> None:
    touch(tmp_path, "a.pdf", "out/results.jsonl", "out/sub/x")
    assert found(tmp_path, tmp_path / "out") == ["a.pdf"]


def test_links_are_followed_and_circles_end(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    touch(elsewhere, "linked.pdf", "single.pdf")
    inbox = tmp_path / "inbox"
    touch(inbox, "a/own.pdf")
    (inbox / "file-link").symlink_to(elsewhere / "single.pdf")
    (inbox / "folder-link").symlink_to(elsewhere)
    (inbox / "a" / "circle").symlink_to(inbox)
    (inbox / "self").symlink_to(inbox / "self")
    (inbox / "dangling").symlink_to(inbox / "gone")
    assert found(inbox) == ["a/own.pdf", "file-link", "folder-link/linked.pdf", "folder-link/single.pdf"]


def test_pipes_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    touch(tmp_path, "a.pdf")
    assert found(tmp_path) == ["a.pdf"]


def test_undecodable_names_are_printed_as_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / os.fsdecode(b"caf\xe9.pdf")).write_bytes(b"x")
    (path,) = find_inputs(folder, (), warn=pytest.fail)
    job = Job((str(path),), "2026-01-01", root=str(folder))
    assert (job.shown_path, job.shown_name) == ("caf\\xe9.pdf", "caf\\xe9.pdf")
    assert Job.from_json(job.to_json()) == job


def test_fingerprint_is_the_sha256_of_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert fingerprint(tmp_path / "a") == ("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3)
