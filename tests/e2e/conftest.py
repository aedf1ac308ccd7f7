"""The command, in this process (its readers are processes of their own) or in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest
from click.testing import CliRunner

from irsletter.cli.main import main

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended."""

    returncode: int
    stdout: bytes
    stderr: bytes


class Run(Protocol):
    def __call__(self, *arguments: object, stdin: bytes = b"") -> Done: ...


@pytest.fixture(scope="session")
def samples() -> Path:
    return ROOT / "samples" / "out"


@pytest.fixture(scope="session")
def run() -> Run:
    """``irsletter ARGS`` called in this process, for speed; a batch with one reader, which costs a start less."""

    def call(*arguments: object, stdin: bytes = b"") -> Done:
        words = [str(each) for each in arguments]
        if words[0] == "batch" and not {"--workers", "--cluster"} & set(words):
            words += ["--workers", "1"]
        done = CliRunner().invoke(main, words, input=stdin, prog_name="irsletter")
        return Done(done.exit_code, done.stdout_bytes, done.stderr_bytes)

    return call


@pytest.fixture(scope="session")
def run_alone() -> Run:
    """``irsletter ARGS`` as a person starts it."""

    def call(*arguments: object, stdin: bytes = b"") -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "irsletter", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            env={**os.environ, "COLUMNS": "100"},
            timeout=120,
            check=False,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    return call
