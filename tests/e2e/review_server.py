"""The review page as a person starts it: a process of its own, spoken to over the loopback address."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

LOOKING, READING = 30, 100
"""Seconds that a page may take, and a step that reads a letter by a process of its own, on a busy machine."""


@dataclass(frozen=True, slots=True)
class Served:
    """``home`` ends with the token and a slash."""

    home: str
    out: Path
    process: subprocess.Popen[str]

    @property
    def origin(self) -> str:
        parts = urlsplit(self.home)
        return f"{parts.scheme}://{parts.netloc}"

    def get(self, path: str = "", **more: Any) -> httpx.Response:
        return httpx.get(self.home + path, timeout=LOOKING, **more)

    def post(self, path: str, data: dict[str, str], **headers: str) -> httpx.Response:
        return httpx.post(self.home + path, data=data, headers={"origin": self.origin} | headers, timeout=READING)

    def send(self, path: str, *files: tuple[str, bytes], **headers: str) -> httpx.Response:
        """Post ``files``, each a name and its bytes, as the form of the page does."""
        sent = [("file", each) for each in files]
        return httpx.post(self.home + path, files=sent, headers={"origin": self.origin} | headers, timeout=READING)

    def letter(self, name: str) -> dict[str, Any]:
        return letter_in(self.out, name)


def letter_in(out: Path, name: str) -> dict[str, Any]:
    """The letter of file ``name`` in the outputs at ``out``."""
    for line in (out / "results.jsonl").read_text(encoding="utf-8").splitlines():
        result = json.loads(line)
        if result["source"]["path"] == name:
            return dict(result["letters"][0])
    raise KeyError(name)


def started_over(served: Served, batch: Path) -> Served:
    """The server as before any correction, once what it still writes is written."""
    for _ in range(600):
        if 'data-state="waiting"' not in served.get("?show=all").text:
            break
        time.sleep(0.1)
    (served.out / "corrections.jsonl").unlink(missing_ok=True)
    for output in (batch / "out").iterdir():
        if output.suffix in (".jsonl", ".csv", ".html", ".ics"):
            shutil.copy(output, served.out)
    return served


def written_anew(served: Served, run: Callable[..., Any], day: str, *more: str) -> Path:
    """The outputs as corrections are now, beside those that the server writes by itself meanwhile."""
    out = served.out.with_name("anew")
    shutil.rmtree(out, ignore_errors=True)
    done = run("export", served.out, "--out", out, "--as-of", day, *more)
    assert done.returncode == 0, done.stderr
    return out


@contextmanager
def serving(out: Path | None, *more: str, **environment: str) -> Iterator[Served]:
    """The review page of the batch at ``out``; None: the answer page for one letter."""
    named = [str(out)] if out else []
    command = [sys.executable, "-m", "irsletter.review", *named, "--as-of", "2025-06-10", *more]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ | environment) as process:
        assert process.stderr is not None
        (home,) = re.findall(r"http://127\.0\.0\.1:\d+/[\w-]{32}/", process.stderr.readline())
        try:
            yield Served(home, out or Path(), process)
        finally:
            process.terminate()
            process.wait(60)  # the outputs are written to the end


def batched(run: Callable[..., Any], folder: Path, *more: str) -> Path:
    """``folder``, whose letters in ``in`` were read into ``out``."""
    done = run("batch", folder / "in", "--out", folder / "out", *more)
    assert done.returncode == 0, done.stderr
    return folder


@contextmanager
def serving_copy(batch: Path, folder: Path, *more: str, **environment: str) -> Iterator[Served]:
    """The review page of a copy of ``batch`` in ``folder`` that a test may change."""
    copy = shutil.copytree(batch, folder / "batch")
    with serving(copy / "out", "--letters", str(copy / "in"), *more, **environment) as page:
        yield page
