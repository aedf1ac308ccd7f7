"""``irsletter watch --file``: read files are put away by what they say, never over another, and survive any kill."""

from __future__ import annotations

import json
import random
import shutil
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.watching import lines, quick_config, watching

Run = Any
NAME = "{taxpayer_name}/{notice_date} {notice_code} {tax_year}.pdf"
BY_CLIENT = "{client_id}/{notice_code}.pdf"


@pytest.fixture
def inbox(samples: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    shutil.copy(samples / "cp14.pdf", folder / "one.pdf")
    (folder / "two.pdf").write_bytes((samples / "cp14.pdf").read_bytes() + b"\n%% another scan of it")
    shutil.copy(samples / "cp501.pdf", folder / "sub" / "third")
    shutil.copy(samples / "scam-cp504.pdf", folder / "sub" / "scam.pdf")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and no more\n%%EOF")
    return folder


def below(folder: Path) -> dict[str, bytes]:
    """The bytes of every file below ``folder``, by path."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def drawers(out: Path) -> dict[str, bytes]:
    return {name: data for name, data in below(out).items() if name.split("/")[0] in {"done", "review", "failed"}}


def test_files_are_moved_by_status_and_named_by_what_they_say(inbox: Path, tmp_path: Path) -> None:
    before, out = below(inbox), tmp_path / "out"
    options = ("--file", "move", "--sidecar", "--name", NAME, "--config", quick_config(tmp_path))
    with watching(inbox, out, *options) as watch:
        watch.files(5)
        watch.summary()
    assert below(inbox) == {}
    filed = drawers(out)
    names = {name for name in filed if not name.endswith(".json")}
    cp14, cp501 = (sorted(name for name in names if code in name) for code in ("CP14 ", "CP501 "))
    assert all(name.startswith("done/MARGIT & TOBIN ELDERGRASS/20") for name in cp14)
    assert [name[-14:] for name in cp14] == ["4 2024 (2).pdf", " CP14 2024.pdf"]
    (third,) = cp501
    assert third.startswith("done/DELPHINE R. OSSWICK/20")
    assert third.endswith(" CP501 2023.pdf")  # by what it is: it had no ending
    assert names - {*cp14, *cp501} == {"review/sub/scam.pdf", "failed/broken.pdf"}
    assert Counter(filed[name] for name in names) == Counter(before.values())
    sidecars = {name.removesuffix(".json"): json.loads(data) for name, data in filed.items() if name.endswith(".json")}
    assert set(sidecars) == names
    results = lines(out)
    assert {path.removeprefix("../out/") for path in results} == names
    for name, sidecar in sidecars.items():
        assert sidecar["source"] == results[f"../out/{name}"]["source"]
        assert [letter["id"] for letter in sidecar["letters"]] == [
            letter["id"] for letter in results[f"../out/{name}"]["letters"]
        ]


def test_copies_are_made_once_and_nothing_is_written_over(tmp_path: Path) -> None:
    inbox, out = tmp_path / "in", tmp_path / "out"
    (inbox / "sub").mkdir(parents=True)
    before = {"one.txt": b"no letter", "sub/two.txt": b"none either"}
    for name, data in before.items():
        (inbox / name).write_bytes(data)
    (out / "failed").mkdir(parents=True)
    (out / "failed" / "one.txt").write_bytes(b"the firm's own")
    (out / "failed" / "one (2).txt.json").write_bytes(b"the firm's own too")
    options = ("--file", "copy", "--sidecar", "--config", quick_config(tmp_path))
    for _ in range(2):
        with watching(inbox, out, *options) as watch:
            watch.files(2)
            watch.summary()
    assert below(inbox) == before
    assert set(lines(out)) == set(before)
    filed = drawers(out)
    assert filed.pop("failed/one (3).txt.json").startswith(b"{")
    assert filed.pop("failed/sub/two.txt.json").startswith(b"{")
    assert filed == {
        "failed/one.txt": b"the firm's own",
        "failed/one (2).txt.json": b"the firm's own too",
        "failed/one (3).txt": before["one.txt"],
        "failed/sub/two.txt": before["sub/two.txt"],
    }


def test_a_file_is_named_by_client_only_on_an_accepted_match(run: Run, inbox: Path, tmp_path: Path) -> None:
    clients = tmp_path / "clients.csv"
    # last four and name for one; a name alone is no match
    clients.write_text("id,names,last4\nC-14,Margit & Tobin Eldergrass,LAST4\nC-501,Delphine R. Osswick,\n")
    read = json.loads(run("read", inbox / "one.pdf", "--format", "json").stdout)
    last4 = read["letters"][0]["fields"]["taxpayer_id"]["value"]["last4"]
    clients.write_text(clients.read_text().replace("LAST4", last4))
    options = ("--file", "move", "--name", BY_CLIENT, "--clients", clients, "--config", quick_config(tmp_path))
    with watching(inbox, tmp_path / "out", *options) as watch:
        watch.files(5)
        watch.summary()
    names = set(drawers(tmp_path / "out"))
    assert {name for name in names if name.startswith("review/")} == {"review/sub/scam.pdf", "review/sub/third"}
    done = {name for name in names if name.startswith("done/")}
    assert len(done) == 2
    assert all(name.startswith("done/C-14/CP14") for name in done)


def test_killed_at_any_moment_no_file_is_lost_or_filed_twice(tmp_path: Path) -> None:
    inbox, out, config = tmp_path / "in", tmp_path / "out", quick_config(tmp_path, settle_seconds=0.1)
    inbox.mkdir()
    wanted = {f"{number:02d}.txt": b"no letter, number %d" % number for number in range(60)}
    for name, data in wanted.items():
        (inbox / name).write_bytes(data)
    rng = random.Random(8)
    options = ("--file", "move", "--sidecar", "--workers", "1", "--config", config)
    for _ in range(4):
        with watching(inbox, out, *options) as watch:
            if not any(inbox.iterdir()):
                break
            watch.files(1)
            time.sleep(rng.uniform(0.0, 0.15))
            watch.kill()
    with watching(inbox, out, *options) as watch:
        end = time.monotonic() + 60
        while any(inbox.iterdir()) and time.monotonic() < end:
            time.sleep(0.1)
        time.sleep(0.5)
    filed = {name.removeprefix("failed/"): data for name, data in drawers(out).items()}
    assert {name: data for name, data in filed.items() if not name.endswith(".json")} == wanted
    assert {name.removesuffix(".json") for name in filed if name.endswith(".json")} == set(wanted)
    assert set(lines(out)) == {f"../out/failed/{name}" for name in wanted}


@pytest.mark.parametrize(
    "options",
    [
        ("--sidecar",),
        ("--name", NAME),
        ("--file", "move", "--name", "{taxpayer_id}.pdf"),
        ("--file", "move", "--name", "{taxpayer_name.__class__}.pdf"),
        ("--file", "move", "--name", "../{notice_code}.pdf"),
        ("--file", "move", "--name", "/{notice_code}.pdf"),
        ("--file", "move", "--name", "letter.pdf"),
        ("--file", "move", "--name", "{notice_code"),
        ("--on-letter", "no-such-program-anywhere"),
        ("--on-letter", "python3 'open quote"),
    ],
)
def test_wrong_options_are_refused(run: Run, inbox: Path, tmp_path: Path, options: tuple[str, ...]) -> None:
    done = run("watch", inbox, "--out", tmp_path / "out", *options)
    assert (done.returncode, done.stdout) == (2, b"")
    assert not (tmp_path / "out").exists()
