"""The call, the endpoint and the services of docs/intake.md, run as they stand there."""

from __future__ import annotations

import configparser
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.review_server import serving
from tests.e2e.test_stream import run_script, script
from tests.e2e.watching import lines


def test_the_call_prints_what_is_due(samples: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    shutil.copy(samples / "cp14.pdf", tmp_path / "in")
    program = tmp_path / "letters.py"
    program.write_text(script("A call", "python"))
    done = subprocess.run(
        [sys.executable, program, "in", "out"], cwd=tmp_path, capture_output=True, timeout=120, check=False
    )
    assert done.stdout == b"cp14.pdf CP14 1780.49\n", done.stderr


@pytest.mark.skipif(shutil.which("curl") is None, reason="the recipe uses curl")
def test_the_endpoint_answers(samples: Path, tmp_path: Path) -> None:
    with serving(None) as served:
        done = run_script("An HTTP endpoint", tmp_path, LETTER=samples / "cp14.pdf", ADDRESS=served.home)
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "result.json").read_text())["letters"][0]["notice"]["code"] == "CP14"


def systemd(folder: Path) -> list[str]:
    unit = configparser.ConfigParser(interpolation=None)
    unit.read_string(script("Watching as a service", "ini"))
    service = unit["Service"]
    assert (service["KillSignal"], service["SuccessExitStatus"]) == ("SIGINT", "130")
    return shlex.split(service["ExecStart"].replace("%h", str(folder)))


def task_scheduler(folder: Path) -> list[str]:
    line = script("Watching as a service", "bat")
    words = shlex.split(line, posix=False)
    command = words[words.index("/TR") + 1].strip('"')
    return [word.replace("C:\\", f"{folder}/").replace("\\", "/") for word in command.split()]


@pytest.mark.skipif(os.name == "nt", reason="ended as systemd ends it")
@pytest.mark.parametrize("command", [systemd, task_scheduler])
def test_what_a_service_manager_starts_reads_letters_and_ends_when_told(
    command: Callable[[Path], list[str]], samples: Path, tmp_path: Path
) -> None:
    program, *words = command(tmp_path)
    assert Path(program).stem == "irsletter"
    (tmp_path / "inbox").mkdir()
    shutil.copy(samples / "cp14.pdf", tmp_path / "inbox")
    out = tmp_path / "letters"
    with subprocess.Popen([sys.executable, "-m", "irsletter", *words], stderr=subprocess.PIPE) as service:
        while service.poll() is None and not (out / "summary.csv").exists():
            time.sleep(0.2)
        service.send_signal(signal.SIGINT)
        _, said = service.communicate(timeout=60)
    assert service.returncode == 130, said
    assert lines(out)["cp14.pdf"]["letters"][0]["notice"]["code"] == "CP14"
