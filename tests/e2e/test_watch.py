"""``irsletter watch``: what arrives is read when it is whole, once and only once, whatever ends the program."""

from __future__ import annotations

import shutil
import sqlite3
import time
from pathlib import Path

import pikepdf
import pytest

from tests.e2e.watching import lines, quick_config, watching

MEGABYTE = 1 << 20


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def heavy_letter(samples: Path, path: Path, size: int) -> bytes:
    """A letter that carries so many bytes more, which no one can press."""
    noise = (samples / "cp14-scan.pdf").read_bytes()
    with pikepdf.open(samples / "cp14.pdf") as pdf:
        pdf.Root.Padding = pikepdf.Stream(pdf, (noise * (size // len(noise) + 1))[:size])
        pdf.save(path)
    return path.read_bytes()


def test_a_file_written_slowly_is_read_once_and_only_once(samples: Path, inbox: Path, tmp_path: Path) -> None:
    whole = heavy_letter(samples, tmp_path / "whole.pdf", 50 * MEGABYTE)
    out = tmp_path / "out"
    with watching(inbox, out, "--config", quick_config(tmp_path)) as watch:
        with (inbox / "slow.pdf").open("wb") as file:
            for start in range(0, len(whole), 4 * MEGABYTE):
                file.write(whole[start : start + 4 * MEGABYTE])
                file.flush()
                # now and then longer than a file must stand still
                time.sleep(1.5 if start % (20 * MEGABYTE) == 0 else 0.1)
        (told,) = watch.files(1)
        watch.summary()
        time.sleep(1.5)
    assert (told["path"], told["known"], told["code"]) == ("slow.pdf", False, None)
    assert [line for line in watch.told if line.startswith("{")][1:] == []
    result = lines(out)["slow.pdf"]
    assert (result["source"]["bytes"], result["letters"][0]["notice"]["code"]) == (len(whole), "CP14")
    ledger = sqlite3.connect(out / "ledger.sqlite3")
    assert ledger.execute("SELECT count(*), max(attempts) FROM answers").fetchone() == (1, 1)
    ledger.close()


def test_five_hundred_files_dropped_at_once(samples: Path, inbox: Path, tmp_path: Path) -> None:
    letter = (samples / "cp501.pdf").read_bytes()
    out, config = tmp_path / "out", quick_config(tmp_path)
    with watching(inbox, out, "--config", config) as watch:
        for number in range(500):
            # a letter in a hundred, else what costs little to refuse
            data = letter + b"\n%% %d" % number if number % 100 == 0 else b"no letter, number %d" % number
            (inbox / f"{number:03d}.pdf").write_bytes(data)
        told = watch.files(500)
        watch.kill()
    assert len({line["path"] for line in told}) == 500
    with watching(inbox, out, "--config", config) as watch:  # the ledger knows them all
        assert all(line["known"] for line in watch.files(500))
        assert watch.summary().startswith("500 files: ")
    results = lines(out)
    assert len(results) == 500
    assert sum(result["error"] is None for result in results.values()) == 5
    ledger = sqlite3.connect(out / "ledger.sqlite3")
    assert ledger.execute("SELECT count(*), max(attempts) FROM answers").fetchone() == (500, 1)
    ledger.close()


def test_temporary_names_are_no_letters_and_a_file_that_changes_is_read_again(
    samples: Path, inbox: Path, tmp_path: Path
) -> None:
    with watching(inbox, tmp_path / "out", "--config", quick_config(tmp_path)) as watch:
        for name in (".hidden.pdf", "scan.tmp", "scan.pdf.part", "~lock.pdf", "Thumbs.db"):
            shutil.copy(samples / "cp14.pdf", inbox / name)
        (inbox / "scan.tmp").rename(inbox / "scan.pdf")
        (told,) = watch.files(1)
        watch.summary()
        assert (told["path"], set(lines(tmp_path / "out"))) == ("scan.pdf", {"scan.pdf"})
        shutil.copy(samples / "cp501.pdf", inbox / "scan.pdf")
        watch.files(1)
        watch.summary()
    (result,) = lines(tmp_path / "out").values()
    assert result["letters"][0]["notice"]["code"] == "CP501"
