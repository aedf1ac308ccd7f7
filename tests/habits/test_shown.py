"""docs/explanations.md shows real output: every block is what the command above it prints.

``python tests/habits/test_shown.py`` writes the page anew; read it before it is committed.
"""

from __future__ import annotations

import re
import shlex
import shutil
import tempfile
from pathlib import Path

from click.testing import CliRunner

from irsletter.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "explanations.md"
BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n```\n\n```text\n.*?```\n", re.DOTALL)
FOLDER = ("cp14.pdf", "cp503.pdf", "cp504.pdf")
"""Samples that the batch on the page reads, the first of them twice."""


def written(page: str) -> str:
    """``page`` with every block as the program would print it now."""
    with tempfile.TemporaryDirectory() as scratch:
        return BLOCK.sub(lambda found: _block(found["command"], Path(scratch)), page)


def _block(command: str, scratch: Path) -> str:
    words = shlex.split(command)
    assert words[0] == "irsletter", command
    if words[1] == "ladder" and not (scratch / "out").exists():
        _batch(scratch)
    places = {"DIR": str(scratch / "out")}
    arguments = [places.get(word, str(ROOT / word) if word.startswith("samples/") else word) for word in words[1:]]
    done = CliRunner().invoke(main, arguments, prog_name="irsletter", env={"COLUMNS": "100"})
    assert done.exit_code == 0, (command, done.output)
    return f"```console\n$ {command}\n```\n\n```text\n{done.stdout.rstrip()}\n```\n"


def _batch(scratch: Path) -> None:
    inbox = scratch / "inbox"
    inbox.mkdir()
    for name in FOLDER:
        shutil.copy(ROOT / "samples" / "out" / name, inbox / name)
    shutil.copy(inbox / FOLDER[0], inbox / f"again-{FOLDER[0]}")
    arguments = [
        "batch",
        str(inbox),
        "--out",
        str(scratch / "out"),
        "--workers",
        "1",
        "--quiet",
        "--as-of",
        "2025-11-24",
    ]
    assert CliRunner().invoke(main, arguments, prog_name="irsletter").exit_code == 0


def test_the_page_shows_what_the_program_prints() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert len(BLOCK.findall(page)) >= 5
    assert page == written(page), "read what changed, then write the page anew: python tests/habits/test_shown.py"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
