"""The review page over a real batch, without a browser."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from irsletter.review.app import make_app
from irsletter.review.store import Store

Run = Callable[..., Any]
HOST, TOKEN = "127.0.0.1:8123", "token-of-this-test"
HOME = f"http://{HOST}"


@pytest.fixture(scope="module")
def out(run: Run, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review")
    (folder / "in").mkdir()
    for name in ("cp14.pdf", "scam-cp504.pdf"):
        shutil.copy(samples / name, folder / "in")
    done = run("batch", folder / "in", "--out", folder / "out", "--as-of", "2025-06-10")
    assert done.returncode == 0, done.stderr
    return folder / "out"


def ask(out: Path, method: str, path: str, **more: object) -> httpx.Response:
    async def go() -> httpx.Response:
        transport = httpx.ASGITransport(app=make_app(Store(out), TOKEN, HOST))
        async with httpx.AsyncClient(transport=transport, base_url=HOME) as client:
            return await client.request(method, path, **more)  # type: ignore[arg-type]

    return asyncio.run(go())


def letter_path(out: Path, name: str) -> str:
    queue = ask(out, "GET", f"/{TOKEN}/").text
    (path,) = re.findall(rf'href="([^"]+/letter/[^"]+)">{re.escape(name)}<', queue)
    return str(path)


def test_the_queue_begins_with_what_needs_a_look(out: Path) -> None:
    queue = ask(out, "GET", f"/{TOKEN}/")
    assert queue.status_code == 200
    assert queue.text.index("scam-cp504.pdf") < queue.text.index("cp14.pdf")


def test_no_script_can_run_and_nothing_is_kept(out: Path) -> None:
    for path in (f"/{TOKEN}/", letter_path(out, "cp14.pdf"), "/"):
        answer = ask(out, "GET", path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        assert answer.headers["referrer-policy"] == "same-origin"  # "no-referrer" would take the Origin off forms
        assert answer.headers["cache-control"] == "no-store"
        assert "<script" not in answer.text


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/wrong-token/", {}, 404),
        (f"/{TOKEN}/", {"host": "example.com"}, 403),
        (f"/{TOKEN}/", {"host": "127.0.0.1:9999"}, 403),
        (f"/{TOKEN}/", {"origin": "http://example.com"}, 403),
        ("/", {}, 404),
    ],
)
def test_strangers_are_refused(out: Path, path: str, headers: dict[str, str], status: int) -> None:
    assert ask(out, "GET", path, headers=headers).status_code == status


def test_a_letter_shows_its_fields_reasons_and_page(out: Path) -> None:
    page = ask(out, "GET", letter_path(out, "cp14.pdf"))
    assert page.status_code == 200
    assert "1780.49" in page.text
    assert "<rect" in page.text
    picture = ask(out, "GET", f"{letter_path(out, 'cp14.pdf')}/1.png")
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    assert ask(out, "GET", f"{letter_path(out, 'cp14.pdf')}/9.png").status_code == 404


def test_a_file_that_changed_is_not_shown(out: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(out, tmp_path / "out")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "cp14.pdf").write_bytes((out.parent / "in" / "scam-cp504.pdf").read_bytes())
    path = f"{letter_path(copy, 'cp14.pdf')}/1.png"

    async def go() -> httpx.Response:
        transport = httpx.ASGITransport(app=make_app(Store(copy, tmp_path / "in"), TOKEN, HOST))
        async with httpx.AsyncClient(transport=transport, base_url=HOME) as client:
            return await client.get(path)

    answer = asyncio.run(go())
    assert answer.status_code == 404
    assert "changed" in answer.text


def test_a_correction_is_kept_beside_the_results(out: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(out, tmp_path / "out")
    before = (copy / "results.jsonl").read_bytes()
    path = letter_path(copy, "cp14.pdf")
    form = {"who": "Reviewer", "amount_due": "1780.94", "taxpayer_name": "X 666-45-7803"}
    assert ask(copy, "POST", path, data=form).status_code == 403  # no Origin: not from the page
    assert not (copy / "corrections.jsonl").exists()
    kept = ask(copy, "POST", path, data=form, headers={"origin": HOME})
    assert kept.status_code == 303
    lines = [json.loads(line) for line in (copy / "corrections.jsonl").read_text().splitlines()]
    assert (lines[0]["field"], lines[0]["old"], lines[0]["new"]) == ("amount_due", "1780.49", "1780.94")
    assert {line["who"] for line in lines} == {"Reviewer"}
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", line["when"]) for line in lines)
    assert "666-45-7803" not in (copy / "corrections.jsonl").read_text()
    assert stat.S_IMODE((copy / "corrections.jsonl").stat().st_mode) == 0o600
    assert (copy / "results.jsonl").read_bytes() == before
    assert 'value="1780.94"' in ask(copy, "GET", path).text
    again = ask(copy, "POST", path, data=form, headers={"origin": HOME})
    assert again.status_code == 303
    assert len((copy / "corrections.jsonl").read_text().splitlines()) == len(lines)


def test_a_correction_needs_a_name(out: Path) -> None:
    answer = ask(out, "POST", letter_path(out, "cp14.pdf"), data={"amount_due": "1.00"}, headers={"origin": HOME})
    assert answer.status_code == 400


def test_the_command_serves_on_the_loopback_address(out: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "irsletter.review", str(out)], stderr=subprocess.PIPE, text=True
    ) as serving:
        assert serving.stderr is not None
        address = re.findall(r"http://127\.0\.0\.1:\d+/[\w-]{32}/", serving.stderr.readline())
        assert len(address) == 1
        assert "cp14.pdf" in httpx.get(address[0], timeout=20).text
        serving.terminate()
