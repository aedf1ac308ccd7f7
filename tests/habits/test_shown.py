"""The pages show real output: every block is what the commands above it print, one after the other in one folder.

``python tests/habits/test_shown.py`` writes the pages anew; read them before they are committed.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from irsletter.cli.main import COMMANDS, main

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("README.md", "docs/explanations.md", "docs/outputs.md")
BLOCK = re.compile(r"```console\n(?P<commands>(?:\$ [^\n]+\n)+)```\n\n```text\n.*?```\n", re.DOTALL)
HEAD = re.compile(r" \| head -(?P<unit>c )?(?P<count>\d+)$")
"""``| head -9`` shows the first lines, ``| head -c 900`` the first letters."""
INBOX = ("cp14.pdf", "cp503.pdf", "cp504.pdf", "lt11.pdf", "scam-cp504.pdf")
TWICE = "cp503.pdf"
DEMAND = "Pay with gift cards today or you will be arrested.\n"
SERVING: Mapping[str, str] = {"watch": " a look, ", "review": "Ctrl-C ends it", "serve": "Ctrl-C ends it"}
"""Commands that run until they are stopped, and what their last line says."""
VARYING = (
    (re.compile(r"digest [0-9a-f]{12}"), "digest …"),
    (re.compile(r'"(sha256|catalog)":"[0-9a-f]+"'), r'"\1":"…"'),
    (re.compile(r"model [0-9a-f]{12}"), "model …"),
    (re.compile(r"(version|irsletter|Python) \d[\d.]*"), r"\1 …"),
    (re.compile(r"Python …, [^\n]+"), "Python …"),
    (re.compile(r"127\.0\.0\.1:\d+/[\w-]+/"), "127.0.0.1:…/…/"),
)
"""What differs from machine to machine, from run to run, or with every change of the configuration."""


@contextlib.contextmanager
def _place(scratch: Path) -> Iterator[None]:
    """``scratch`` as the working folder, with what ``INBOX``, ``LABELLED`` and the like in commands stand for."""
    samples = ROOT / "samples" / "out"
    (scratch / "samples").symlink_to(ROOT / "samples")
    for folder, names in (("INBOX", INBOX), ("LABELLED", ("cp14.pdf", "cp14.truth.json"))):
        (scratch / folder).mkdir()
        for name in names:
            shutil.copy(samples / name, scratch / folder / name)
    shutil.copy(samples / TWICE, scratch / "INBOX" / f"again-{TWICE}")
    (scratch / "demand.txt").write_text(DEMAND)
    with contextlib.chdir(scratch):
        yield


def written(name: str) -> str:
    """The page ``name`` with every block as the program would print it now."""
    page = (ROOT / name).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as scratch, _place(Path(scratch)):
        return BLOCK.sub(lambda found: _block(found["commands"]), page)


def _block(commands: str) -> str:
    said = "\n".join(_run(line.removeprefix("$ ")) for line in commands.splitlines())
    said = said.replace(str(ROOT), "…")
    for pattern, shown in VARYING:
        said = pattern.sub(shown, said)
    said = "\n".join(line.rstrip() for line in said.splitlines()).strip("\n")
    return f"```console\n{commands}```\n\n```text\n{said}\n```\n"


def _run(command: str) -> str:
    cut = HEAD.search(command)
    alone = command[: cut.start()] if cut else command
    words = shlex.split(alone)
    if words[0] != "irsletter" or re.search(r" [|>] ", alone):
        return _in_a_shell(command)
    said = _until_stopped(words[1:]) if words[1] in SERVING else _in_process(words[1:])
    if cut and cut["unit"]:
        return said[: int(cut["count"])]
    return "\n".join(said.splitlines()[: int(cut["count"])]) if cut else said.strip("\n")


def _in_process(arguments: list[str]) -> str:
    if arguments[0] == "batch":
        arguments = [*arguments, "--workers", "1"]  # what is printed is the same, and no process is started
    done = CliRunner().invoke(main, arguments, prog_name="irsletter", env={"COLUMNS": "100"})
    assert done.exit_code in (0, 2, 3), (arguments, done.output)
    return done.output


def _in_a_shell(command: str) -> str:
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    done = subprocess.run(
        ["bash", "-ec", command],
        env={**os.environ, "PATH": path, "COLUMNS": "100", "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (command, done.stdout)
    return done.stdout.strip("\n")


def _until_stopped(arguments: list[str]) -> str:
    """What a command says that runs on, ended by Ctrl-C once it has said what it has to say."""
    said: list[str] = []
    with subprocess.Popen(
        [sys.executable, "-m", "irsletter", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        env={**os.environ, "COLUMNS": "100"},
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            said.append(line)
            if SERVING[arguments[0]] in line:
                os.killpg(process.pid, signal.SIGINT)
                break
        process.communicate(timeout=60)
    return "".join(said)


@pytest.mark.parametrize("name", PAGES)
def test_the_page_shows_what_the_program_prints(name: str) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    assert len(BLOCK.findall(page)) >= 2
    assert page == written(name), "read what changed, then write the page anew: python tests/habits/test_shown.py"


def test_every_command_is_shown_with_its_output() -> None:
    commands = "".join(found for name in PAGES for found in BLOCK.findall((ROOT / name).read_text(encoding="utf-8")))
    assert set(re.findall(r"^\$ irsletter (\w+)", commands, re.MULTILINE)) >= set(COMMANDS)


if __name__ == "__main__":
    for each in sys.argv[1:] or PAGES:
        (ROOT / each).write_text(written(each), encoding="utf-8")
