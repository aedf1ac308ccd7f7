"""``irsletter watch`` as a service runs it, for tests."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90.0
"""Seconds that a test waits for one line."""


def quick_config(folder: Path, **values: float) -> Path:
    """The shipped configuration with other numbers in ``[inputs]``."""
    config = shutil.copytree(ROOT / "config", folder / "config")
    settings = config / "settings.toml"
    lines = settings.read_text().splitlines()
    for name, value in ({"settle_seconds": 0.4, "unfinished_seconds": 20.0} | values).items():
        (place,) = [number for number, line in enumerate(lines) if line.startswith(f"{name} =")]
        lines[place] = f"{name} = {value}"
    settings.write_text("\n".join(lines) + "\n")
    return config


class Watching:
    """A watch that runs."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.told: list[str] = []
        self._lines: Queue[str] = Queue()
        threading.Thread(target=self._follow, daemon=True).start()

    def _follow(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self._lines.put(line.decode("utf-8", "replace").rstrip())

    def until(self, wanted: Callable[[str], bool]) -> str:
        """The next line that is wanted."""
        while True:
            try:
                line = self._lines.get(timeout=PATIENCE)
            except Empty:
                raise AssertionError(f"nothing more was told after {self.told[-5:]}") from None
            self.told.append(line)
            if wanted(line):
                return line

    def files(self, count: int) -> list[dict[str, Any]]:
        """Progress of the next ``count`` files."""
        return [json.loads(self.until(lambda line: line.startswith("{"))) for _ in range(count)]

    def summary(self) -> str:
        """The line that tells how a round went; the outputs are written then."""
        return self.until(lambda line: " a look, " in line)

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def watching(inbox: Path, out: Path, *options: object, progress: str = "json") -> Iterator[Watching]:
    """Ends it with Ctrl-C, where it was not killed."""
    command = [sys.executable, "-m", "irsletter", "watch", inbox, "--out", out, "--progress", progress, *options]
    if "--workers" not in options:
        command += ["--workers", "1"]
    with subprocess.Popen(list(map(str, command)), stderr=subprocess.PIPE, start_new_session=True) as process:
        watch = Watching(process)
        try:
            watch.until(lambda line: line.startswith("Watching"))
            yield watch
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGINT)
                process.wait(30)
    assert process.returncode in (130, -signal.SIGKILL)


def lines(out: Path) -> dict[str, dict[str, Any]]:
    """The Results in results.jsonl by path; each path has one."""
    results = [json.loads(line) for line in (out / "results.jsonl").read_text(encoding="utf-8").splitlines()]
    by_path = {result["source"]["path"]: result for result in results}
    assert len(by_path) == len(results)
    return by_path
