"""What lies beside the outputs is kept in step with corrections: pages of letters and clients, other formats."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.review_server import serving

Run = Callable[..., Any]
DAY = ("--as-of", "2025-06-10")


@pytest.fixture(scope="module")
def batch(run: Run, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("beside")
    (folder / "in").mkdir()
    for name in ("cp14.pdf", "cp503.pdf"):
        shutil.copy(samples / name, folder / "in")
    done = run("batch", folder / "in", "--out", folder / "out", "--pages", "--by-client", *DAY)
    assert done.returncode == 0, done.stderr
    assert run("export", folder / "out", "--format", "markdown", *DAY).returncode == 0
    return folder


def comes_true(what: Callable[[], bool]) -> bool:
    for _ in range(300):
        if what():
            return True
        time.sleep(0.2)
    return False


def pictures(page: Path) -> list[str]:
    return re.findall(r"data:image/webp;base64,[^\"]+", page.read_text(encoding="utf-8"))


def test_pages_and_other_outputs_follow_a_correction(batch: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(batch, tmp_path / "batch")
    out = copy / "out"
    with serving(out, "--letters", str(copy / "in")) as served:
        letter, other = served.letter("cp14.pdf")["id"], served.letter("cp503.pdf")["id"]
        page, untouched = out / "letters" / f"{letter}.html", out / "letters" / f"{other}.html"
        drawn, before = pictures(page), untouched.stat()
        assert len(drawn) == 3
        form = {"act": "set", "field": "amount_due", "value": "1,780.94", "version": "0", "who": "Ann"}
        assert served.post(f"letter/{letter}", form).status_code == 303
        assert "Your corrections" in served.get(f"letter/{letter}").text
        written = "results.jsonl, summary.csv, report.html, deadlines.ics, letters.md, clients/, letters/"
        assert comes_true(lambda: f"Your corrections stand in {written}." in served.get("?show=all").text)
        for output in (page, *out.glob("clients/*eldergrass*"), out / "letters.md", out / "report.html"):
            assert "1,780.94" in output.read_text(encoding="utf-8"), output
        assert not (out / "summary.xlsx").exists()  # nobody asked for it
        assert pictures(page) == drawn
        assert (untouched.stat().st_ino, untouched.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_quick_corrections_are_written_by_one_process_at_a_time(batch: Path, tmp_path: Path) -> None:
    """A write takes longer than a person does: the second waits for the first and no one is told of another batch."""
    if not Path("/proc").is_dir():
        pytest.skip("no /proc here")
    copy = shutil.copytree(batch, tmp_path / "batch")
    with serving(copy / "out", "--letters", str(copy / "in")) as served:
        address, at_once, told = f"letter/{served.letter('cp14.pdf')['id']}", [], []
        for version in range(5):
            form = {"act": "set", "field": "amount_due", "value": f"1,780.{version}0", "version": str(version)}
            assert served.post(address, form | {"who": "Ann"}).status_code == 303
            for _ in range(6):
                at_once.append(len(_exports(served.process.pid)))
                time.sleep(0.15)
            told.append(served.get("?show=all").text)
        assert max(at_once) == 1
        assert not any("A batch is writing here" in page for page in told)
        assert comes_true(lambda: "1,780.40" in (copy / "out" / "report.html").read_text(encoding="utf-8"))


def _exports(process: int) -> list[str]:
    """The writers that the process started and that still run."""
    children = [
        child for each in Path(f"/proc/{process}/task").glob("*/children") for child in each.read_text().split()
    ]
    commands = [Path(f"/proc/{child}/cmdline") for child in children]
    return [command.parent.name for command in commands if command.exists() and "export" in command.read_text()]


def test_an_export_keeps_the_pages_that_lie_there_in_step(batch: Path, run: Run, tmp_path: Path) -> None:
    copy = shutil.copytree(batch, tmp_path / "batch")
    page = min(copy.glob("out/letters/*.html"))
    drawn = pictures(page)
    assert run("export", copy / "out", "--format", "csv", "--as-of", "2025-06-20").returncode == 0
    told = page.read_text(encoding="utf-8")
    assert "Jun 20, 2025" in told
    assert "Jun 10, 2025" not in told
    assert pictures(page) == drawn
    # elsewhere only what is asked for
    assert run("export", copy / "out", "--out", tmp_path / "else", "--format", "csv", *DAY).returncode == 0
    assert [path.name for path in (tmp_path / "else").iterdir()] == ["summary.csv"]


def test_what_a_killed_server_left_behind_is_written_by_the_next(batch: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(batch, tmp_path / "batch")
    out = copy / "out"
    with serving(out, "--letters", str(copy / "in")) as served:
        letter = served.letter("cp14.pdf")["id"]
        form = {"act": "set", "field": "amount_due", "value": "1,780.94", "version": "0", "who": "Ann"}
        assert served.post(f"letter/{letter}", form).status_code == 303
        served.process.kill()
    page = out / "letters" / f"{letter}.html"
    with serving(out, "--letters", str(copy / "in")):
        assert comes_true(lambda: "1,780.94" in page.read_text(encoding="utf-8"))
