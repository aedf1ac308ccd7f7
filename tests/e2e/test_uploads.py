"""Letters dropped on the page and posted by programs, against a real server: what comes back, and what stays behind."""

from __future__ import annotations

import json
import re
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from jsonschema import Draft202012Validator
from schemathesis import GenerationMode

from tests.e2e.conftest import ROOT
from tests.e2e.review_server import READING, Served, serving

Run = Callable[..., Any]
SMALL = 400_000
ROOM = 300_000


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scratch")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A configuration with which a file may hold ``SMALL`` bytes."""
    config = shutil.copytree(ROOT / "config", tmp_path_factory.mktemp("small") / "config")
    text = (config / "settings.toml").read_text(encoding="utf-8")
    text, count = re.subn(r"(?m)^max_bytes = \d+", f"max_bytes = {SMALL}", text)
    assert count == 1
    (config / "settings.toml").write_text(text, encoding="utf-8")
    return config


@pytest.fixture(scope="module")
def page(small: Path, scratch: Path) -> Iterator[Served]:
    with serving(None, "--config", str(small), TMPDIR=str(scratch)) as served:
        yield served


def left_in(scratch: Path) -> list[str]:
    """Files in ``scratch``; the lock is the server's own."""
    return [path.name for path in scratch.rglob("*") if path.is_file() and path.name != "lock"]


def test_the_first_page_says_what_to_do(page: Served) -> None:
    first = page.get().text
    assert "Drop a photo, scan or PDF here" in first
    assert "Nothing leaves this computer" in first
    assert httpx.get(page.origin).status_code == 404


def test_a_program_posts_a_file_and_gets_the_result_that_read_prints(
    page: Served, samples: Path, run: Run, scratch: Path
) -> None:
    path = f"{page.home}api/letters?lang=en"
    answer = httpx.post(path, files={"file": ("cp14.pdf", (samples / "cp14.pdf").read_bytes())}, timeout=100)
    assert answer.status_code == 200
    printed = run("read", samples / "cp14.pdf", "--format", "json", "--lang", "en", "--as-of", "2025-06-10").stdout
    ours, theirs = answer.json(), json.loads(printed)
    for each in (ours, theirs):
        each["generator"].pop("catalog")
    assert ours == theirs
    assert left_in(scratch) == []


def test_a_dropped_letter_is_explained_and_can_be_saved(page: Served, samples: Path, scratch: Path) -> None:
    sent = page.send("read", ("cp14.pdf", (samples / "cp14.pdf").read_bytes()))
    assert sent.status_code == 303
    answer = page.origin + sent.headers["location"]
    shown = httpx.get(answer)
    assert "$1,780.49" in shown.text
    assert "data:image/png" in shown.text
    assert "Esta es la primera factura" in httpx.get(f"{answer}?lang=es").text
    assert "$1,780.49" in httpx.get(f"{answer}/letter.html").text
    assert httpx.get(f"{answer}/letter.json").json()["letters"][0]["fields"]["amount_due"]["value"] == "1780.49"
    assert httpx.get(f"{answer}/dates.ics").text.startswith("BEGIN:VCALENDAR")
    assert httpx.get(f"{answer}/other").status_code == 404
    assert "no longer here" in page.get("answer/guessed").text
    assert left_in(scratch) == []


def test_several_files_are_the_pages_of_one_letter(page: Served, samples: Path) -> None:
    files = [(f"page {n}.pdf", (samples / name).read_bytes()) for n, name in enumerate(("cp14.pdf", "state-bill.pdf"))]
    result = page.send("api/letters", *files).json()
    assert result["source"]["pages"] == 4
    assert [file["name"] for file in result["source"]["files"]] == ["page 0.pdf", "page 1.pdf"]


def test_a_files_name_leads_nowhere(page: Served, scratch: Path) -> None:
    assert page.send("api/letters", ("../../etc/passwd.pdf", b"rubbish")).json()["source"]["name"] == "passwd.pdf"
    assert left_in(scratch) == []


def test_what_is_no_letter_is_told_plainly(page: Served) -> None:
    result = page.send("api/letters", ("x.pdf", b"%PDF-1.7 rubbish")).json()
    assert (result["status"], result["error"]["code"]) == ("error", "damaged")
    sent = page.send("read", ("x.pdf", b"%PDF-1.7 rubbish"))
    assert "damaged" in httpx.get(page.origin + sent.headers["location"]).text
    empty = page.send("read")
    assert empty.status_code == 400
    assert "No file came" in empty.text
    assert "The file is empty" in httpx.get(page.origin + page.send("read", ("x.pdf", b"")).headers["location"]).text
    assert page.send("read", ("", b"")).status_code == 400


def test_more_than_a_file_may_hold_is_refused_before_it_is_read(page: Served, scratch: Path) -> None:
    for path in ("api/letters", "read"):
        assert page.send(path, ("big.pdf", b"x" * (SMALL + ROOM))).status_code == 413
        over = page.send(path, ("big.pdf", b"x" * (SMALL + 1)))  # within what a form may hold, too large for a file
        told = over.text if path == "api/letters" else httpx.get(page.origin + over.headers["location"]).text
        assert "too_large" in told or "larger" in told or "limit" in told

    def endless() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
        for _ in range(2000):
            yield b"x" * 1000

    sort = {"content-type": "multipart/form-data; boundary=x", "origin": page.origin}
    assert httpx.post(f"{page.home}api/letters", content=endless(), headers=sort, timeout=30).status_code == 413
    many = [(f"{n}.pdf", b"x") for n in range(60)]
    assert page.send("api/letters", *many).status_code == 400
    assert left_in(scratch) == []


def test_only_the_page_itself_and_programs_that_know_the_token_may_post(page: Served) -> None:
    file = {"file": ("a.pdf", b"rubbish")}
    assert httpx.post(f"{page.home}read", files=file).status_code == 403  # a browser names its origin
    for headers in (
        {"origin": "http://example.com"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-origin"},  # a browser without an origin
        {"host": "example.com"},
    ):
        for path in ("read", "api/letters"):
            assert httpx.post(page.home + path, files=file, headers=headers).status_code == 403
    assert httpx.post(f"{page.origin}/wrong/api/letters", files=file).status_code == 404
    assert httpx.get(f"{page.origin}/wrong/openapi.json").status_code == 404


def test_when_the_page_ends_its_reader_dies_and_nothing_stays(tmp_path: Path, samples: Path) -> None:
    if not Path("/proc").is_dir():
        pytest.skip("no /proc here")
    letter = (samples / "lt11-scan.pdf").read_bytes()
    with serving(None, TMPDIR=str(tmp_path)) as served:
        reading = threading.Thread(target=lambda: _sent(served, letter))
        reading.start()
        children = _wait_for_children(served.process.pid)
        served.process.send_signal(signal.SIGTERM)
        served.process.wait(30)
        reading.join(30)
        assert not any(Path(f"/proc/{child}/cmdline").exists() for child in children)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_page_left_is_removed_by_the_next_and_nothing_is_logged(tmp_path: Path, samples: Path) -> None:
    letter = (samples / "cp14.pdf").read_bytes()
    with serving(None, TMPDIR=str(tmp_path)) as served:
        assert served.send("api/letters", ("CANARY STREET.pdf", letter)).status_code == 200
        served.send("api/letters", ("CANARY STREET.pdf", b"%PDF rubbish"))
        served.process.kill()
        assert served.process.stderr is not None
        assert served.process.stderr.read() == ""
    assert list(tmp_path.glob("irsletter-page-*"))
    with serving(None, TMPDIR=str(tmp_path)):
        assert len(list(tmp_path.glob("irsletter-page-*"))) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("mode", "count", "answers"),
    [
        (GenerationMode.POSITIVE, 6, {200}),  # each is read by a process of its own: a second apiece
        (GenerationMode.NEGATIVE, 150, {200, 400}),  # what does not belong in the form beside a file is left alone
    ],
)
def test_the_endpoint_keeps_to_its_description(
    page: Served, mode: GenerationMode, count: int, answers: set[int]
) -> None:
    assert {answer.status_code for answer in asked(page, mode, count)} <= answers


def test_it_keeps_to_it_for_letters_that_are_read(page: Served, samples: Path) -> None:
    whole = [(samples / f"{name}.pdf").read_bytes() for name in ("cp14", "letter1058", "scam-cp504", "state-bill")]
    half = whole[0][: len(whole[0]) // 2]
    sent = [[whole[0]], [whole[1]], [whole[2]], [whole[3]], whole[:2], [half], [whole[0], b"no letter"]]
    answers = asked(page, GenerationMode.POSITIVE, len(sent), sent)
    results = [answer.json() for answer in answers]
    assert {answer.status_code for answer in answers} == {200}
    read = [letter for each in results for letter in each["letters"]]
    assert {"CP14", "Letter 1058", "CP504"} <= {letter["notice"]["code"] for letter in read if letter["notice"]}
    assert {"no_red_flags", "likely_scam"} <= {letter["authenticity"]["verdict"] for letter in read}
    assert {letter["kind"] for letter in read} >= {"irs", "state"}
    assert {"ok", "review", "error"} <= {each["status"] for each in results}
    assert len({each["as_of"] for each in results}) > 1


def asked(page: Served, mode: GenerationMode, count: int, files: list[list[bytes]] | None = None) -> list[Any]:
    """The answers to ``count`` requests made up from the description, each held against it; ``files`` are sent in turn
    in place of bytes that are made up."""
    described = page.get("openapi.json").json()
    Draft202012Validator.check_schema(described["components"]["schemas"]["Letter"])
    operation = schemathesis.openapi.from_dict(described)["/api/letters"]["POST"]
    base, answers = page.home.rstrip("/"), []

    @settings(
        max_examples=count, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode))
    def holds(case: Any) -> None:
        sent = files[len(answers) % len(files)] if files else []
        own = {"files": [("file", ("letter.pdf", each)) for each in sent]} if sent else {}
        answer = case.call(base_url=base, timeout=READING, **own)
        answers.append(answer)
        case.validate_response(answer)

    holds()
    assert len(answers) == count
    return answers


def _sent(served: Served, letter: bytes) -> None:
    with suppress(httpx.TransportError):
        served.send("api/letters", ("a.pdf", letter))


def _wait_for_children(parent: int) -> list[str]:
    for _ in range(200):
        found = Path(f"/proc/{parent}/task").glob("*/children")
        children = [child for each in found for child in each.read_text().split()]
        if children:
            return children
        time.sleep(0.05)
    raise AssertionError("no reader was started")
