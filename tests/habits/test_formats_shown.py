"""docs/formats.md shows real output: every block is what the commands above it print, run in a shell one after the
other.

``python tests/habits/test_formats_shown.py`` writes the page anew; read it before it is committed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "formats.md"
BLOCK = re.compile(r"```console\n(?P<commands>(?:[^\n`]+\n)+)```\n\n```text\n.*?```\n", re.DOTALL)


def written(page: str) -> str:
    """``page`` with every block as the program would print it now."""
    with tempfile.TemporaryDirectory() as scratch:
        inbox = Path(scratch) / "inbox"
        inbox.mkdir()
        (Path(scratch) / "samples").symlink_to(ROOT / "samples")
        for name in ("cp14.pdf", "cp504.pdf", "lt11.pdf", "scam-cp504.pdf"):
            (inbox / name).write_bytes((ROOT / "samples" / "out" / name).read_bytes())
        return BLOCK.sub(lambda found: _block(found["commands"], Path(scratch)), page)


def _block(commands: str, folder: Path) -> str:
    script = "\n".join(line.removeprefix("$ ") for line in commands.splitlines())
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    done = subprocess.run(
        ["bash", "-ec", script],
        cwd=folder,
        env={**os.environ, "PATH": path, "COLUMNS": "100", "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (script, done.stdout)
    said = "\n".join(line.rstrip() for line in done.stdout.splitlines()).strip("\n")
    return f"```console\n{commands}```\n\n```text\n{said}\n```\n"


def test_the_page_shows_what_the_program_prints() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert BLOCK.search(page)
    assert written(page) == page


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
