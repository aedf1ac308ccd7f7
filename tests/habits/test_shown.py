"""The pages show real output: every block is what the command above it prints.

``python tests/habits/test_shown.py`` writes the pages anew; read them before they are committed.
"""

from __future__ import annotations

import re
import shlex
import shutil
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from irsletter.cli.main import COMMANDS, main

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples" / "out"
PAGES = ("README.md", "docs/explanations.md", "docs/outputs.md")
BLOCK = re.compile(r"```console\n\$ (?P<command>irsletter [^\n]+)\n```\n\n```text\n.*?```\n", re.DOTALL)
HEAD = re.compile(r" \| head -(?P<unit>c )?(?P<count>\d+)$")
"""``| head -9`` shows the first lines, ``| head -c 900`` the first letters."""
FOLDER = ("cp14.pdf", "cp503.pdf", "cp504.pdf")
"""Samples that the batch of docs/explanations.md reads, the first of them twice."""
INBOX = ("cp14.pdf", "cp503.pdf", "scam-cp504.pdf")
"""Samples of docs/outputs.md, the second of them twice."""
DEMAND = "Pay with gift cards today or you will be arrested.\n"
VARYING = (
    (re.compile(r"digest [0-9a-f]{12}"), "digest …"),
    (re.compile(r'"(sha256|catalog)":"[0-9a-f]+"'), r'"\1":"…"'),
    (re.compile(r"model [0-9a-f]{12}"), "model …"),
    (re.compile(r"(version|irsletter|Python) \d[\d.]*"), r"\1 …"),
    (re.compile(r"Python …, [^\n]+"), "Python …"),
)
"""What differs from machine to machine, or with every change of the configuration."""


class Place:
    """A scratch folder for one page: what ``INBOX``, ``DIR`` and the like in its commands stand for."""

    def __init__(self, root: Path, page: str) -> None:
        self.root = root
        self.page = page
        inbox = FOLDER if page.endswith("explanations.md") else INBOX
        twice = inbox[0] if page.endswith("explanations.md") else inbox[1]
        self._fill(root / "inbox", inbox)
        shutil.copy(SAMPLES / twice, root / "inbox" / f"again-{twice}")
        self._fill(root / "labelled", ("cp14.pdf", "cp14.truth.json"))
        (root / "demand.txt").write_text(DEMAND)
        self.names = {
            "INBOX": root / "inbox",
            "DIR": root / "out",
            "LABELLED": root / "labelled",
            "COPY": root / "copy.pdf",
            "demand.txt": root / "demand.txt",
        }

    @staticmethod
    def _fill(folder: Path, names: tuple[str, ...]) -> None:
        folder.mkdir()
        for name in names:
            shutil.copy(SAMPLES / name, folder / name)

    def word(self, word: str) -> str:
        return str(self.names.get(word, ROOT / word if word.startswith("samples/") else word))

    def steady(self, text: str) -> str:
        for name, path in self.names.items():
            text = text.replace(str(path), name)
        text = text.replace(str(ROOT), "…")
        for pattern, said in VARYING:
            text = pattern.sub(said, text)
        return text


def written(name: str) -> str:
    """The page ``name`` with every block as the program would print it now."""
    page = (ROOT / name).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        place = Place(Path(scratch), name)
        return BLOCK.sub(lambda found: _block(found["command"], place), page)


def _block(command: str, place: Place) -> str:
    cut = HEAD.search(command)
    words = shlex.split(command[: cut.start()] if cut else command)
    if words[1] == "ladder" and place.page.endswith("explanations.md"):
        _batch(place)
    arguments = [place.word(word) for word in words[1:]]
    if words[1] == "batch":
        arguments += ["--workers", "1"]  # what is printed is the same, and no process is started by a test's own
    done = CliRunner().invoke(main, arguments, prog_name="irsletter", env={"COLUMNS": "100"})
    assert done.exit_code in (0, 2, 3), (command, done.output)
    shown = place.steady(done.output)
    if cut and cut["unit"]:
        shown = shown[: int(cut["count"])]
    elif cut:
        shown = "\n".join(shown.splitlines()[: int(cut["count"])])
    return f"```console\n$ {command}\n```\n\n```text\n{shown.rstrip()}\n```\n"


def _batch(place: Place) -> None:
    arguments = ["batch", place.word("INBOX"), "--out", place.word("DIR"), "--workers", "1", "--quiet"]
    assert CliRunner().invoke(main, [*arguments, "--as-of", "2025-11-24"], prog_name="irsletter").exit_code == 0


@pytest.mark.parametrize("name", PAGES)
def test_the_page_shows_what_the_program_prints(name: str) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    assert len(BLOCK.findall(page)) >= 2
    assert page == written(name), "read what changed, then write the page anew: python tests/habits/test_shown.py"


SERVING = frozenset({"watch", "review", "serve"})
"""They run until they are stopped."""


def test_every_command_that_ends_is_shown_with_its_output() -> None:
    shown = {
        command.split()[1] for name in PAGES for command in BLOCK.findall((ROOT / name).read_text(encoding="utf-8"))
    }
    assert shown >= set(COMMANDS) - SERVING


if __name__ == "__main__":
    for each in PAGES:
        (ROOT / each).write_text(written(each), encoding="utf-8")
