"""Letters as a step of another program: paths in, Results out; the scripts of docs/intake.md run as they stand."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "intake.md"
ENVIRONMENT = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


def script(heading: str, language: str = "sh") -> str:
    """The first block of ``language`` below ``heading``."""
    pattern = rf"^## {heading}\n.*?^```{language}\n(.*?)^```"
    found = re.search(pattern, DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


def run_script(heading: str, folder: Path, **given: object) -> subprocess.CompletedProcess[bytes]:
    environment = ENVIRONMENT | {name: str(value) for name, value in given.items()}
    return subprocess.run(
        ["sh", "-c", script(heading)], cwd=folder, env=environment, capture_output=True, timeout=120, check=False
    )


def test_the_stream_of_the_documents_gives_one_result_a_path(samples: Path, tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    shutil.copy(samples / "cp14.pdf", inbox / "a letter.pdf")
    (inbox / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    done = run_script("A stream", tmp_path, INBOX="in")
    assert done.returncode == 0, done.stderr
    lines = map(json.loads, (tmp_path / "results.jsonl").read_text(encoding="utf-8").splitlines())
    told = {result["source"]["path"]: result for result in lines}
    assert set(told) == {"in/a letter.pdf", "in/broken.pdf"}
    assert told["in/a letter.pdf"]["letters"][0]["notice"]["code"] == "CP14"
    assert told["in/broken.pdf"]["error"]["code"] == "damaged"


def test_a_path_that_leads_nowhere_gets_its_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "irsletter", "batch", "-", "--out", "-"]
    done = subprocess.run(command, input=b"gone.pdf\n", cwd=tmp_path, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    assert (json.loads(line)["source"]["path"], json.loads(line)["status"]) == ("gone.pdf", "error")
    assert not list(tmp_path.iterdir())


def test_what_needs_a_folder_is_refused(tmp_path: Path) -> None:
    for wrong in (["-", "--out", "out"], [".", "--out", "-"], ["-", "--out", "-", "--refresh"]):
        command = [sys.executable, "-m", "irsletter", "batch", *wrong]
        done = subprocess.run(command, input=b"", cwd=tmp_path, capture_output=True, timeout=60, check=False)
        assert (done.returncode, done.stdout) == (2, b""), wrong


def test_the_recipe_for_paperless(samples: Path, tmp_path: Path) -> None:
    done = run_script(
        "paperless-ngx", tmp_path, DOCUMENT_SOURCE_PATH=samples / "cp14.pdf", DOCUMENT_ID=17, LETTERS=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "17.json").read_text())["letters"][0]["notice"]["code"] == "CP14"
