"""Each promise of safety, tried from outside against a real server."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from tests.e2e.review_server import Served, serving

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def page(run: Run, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("safe")
    (folder / "in").mkdir()
    shutil.copy(samples / "cp14.pdf", folder / "in")
    assert run("batch", folder / "in", "--out", folder / "out", "--as-of", "2025-06-10").returncode == 0
    with serving(folder / "out") as served:
        yield served


def test_it_listens_on_the_loopback_address_alone(page: Served) -> None:
    port = urlsplit(page.home).port
    listening = []
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        if Path(table).exists():
            rows = [line.split() for line in Path(table).read_text().splitlines()[1:]]
            listening += [
                row[1].split(":")[0] for row in rows if row[3] == "0A" and int(row[1].split(":")[1], 16) == port
            ]
    if not listening:
        pytest.skip("no /proc/net/tcp here")
    assert listening == ["0100007F"]


@pytest.mark.parametrize("path", ["/", "/wrong-token/", "/wrong-token/style.css", "/favicon.ico", "/../etc/passwd"])
def test_without_the_token_there_is_nothing(page: Served, path: str) -> None:
    answer = httpx.get(page.origin + path)
    assert answer.status_code == 404
    assert "cp14" not in answer.text


def test_the_token_is_new_each_time_and_long_and_nothing_is_logged(page: Served) -> None:
    with serving(page.out) as other:
        mine, its = (urlsplit(each.home).path.strip("/") for each in (page, other))
        assert mine != its
        assert len(mine) >= 32
        assert httpx.get(f"{other.origin}/{mine}/").status_code == 404
        # and nothing of the letters is logged: after its address the server says nothing
        other.get(f"letter/{other.letter('cp14.pdf')['id']}")
        other.process.terminate()
        assert other.process.stderr is not None
        assert other.process.stderr.read() == ""


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "example.com"},
        {"host": "localhost:80"},
        {"host": "127.0.0.1.example.com"},
        {"origin": "http://example.com"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_strangers_are_refused(page: Served, headers: dict[str, str]) -> None:
    assert page.get(headers=headers).status_code == 403


def test_nothing_is_written_without_the_pages_own_origin(page: Served) -> None:
    path = f"{page.home}letter/{page.letter('cp14.pdf')['id']}"
    form = {"act": "looked", "version": "0", "who": "Mallory"}
    assert httpx.post(path, data=form).status_code == 403
    for origin in ("http://example.com", "null", page.origin.replace("http", "https")):
        assert httpx.post(path, data=form, headers={"origin": origin}).status_code == 403
    for method in ("PUT", "DELETE", "PATCH"):
        assert httpx.request(method, path, headers={"origin": page.origin}).status_code == 405
    assert not (page.out / "corrections.jsonl").exists()


def test_every_answer_forbids_foreign_and_inline_script_and_is_not_kept(page: Served) -> None:
    letter = page.letter("cp14.pdf")["id"]
    for path in ("", f"letter/{letter}", f"letter/{letter}/1.png", "review.js", "style.css", "nothing"):
        headers = page.get(path).headers
        policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
        assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert not any(name.startswith("access-control") for name in headers)
    for path in ("", f"letter/{letter}"):
        text = page.get(path).text
        assert text.count("<script") == 1  # the served file
        assert " style=" not in text
        assert " onclick" not in text
        assert "<style" not in text


def test_a_request_that_holds_too_much_is_refused(page: Served) -> None:
    path = f"letter/{page.letter('cp14.pdf')['id']}"
    assert page.post(path, {"value": "x" * 100_000}).status_code == 413

    def endless() -> Iterator[bytes]:
        for _ in range(1000):
            yield b"x" * 1000

    answer = httpx.post(
        page.home + path,
        content=endless(),
        headers={"origin": page.origin, "content-type": "application/x-www-form-urlencoded"},
        timeout=30,
    )
    assert answer.status_code == 413


def test_a_slow_request_does_not_stop_the_others(page: Served) -> None:
    parts = urlsplit(page.home)
    with socket.create_connection((str(parts.hostname), int(parts.port or 0))) as slow:
        slow.sendall(b"POST / HTTP/1.1\r\nHost: ")
        assert page.get().status_code == 200


def test_what_a_letter_says_never_becomes_markup(page: Served) -> None:
    letter = page.letter("cp14.pdf")["id"]
    form = {
        "act": "set",
        "field": "taxpayer_name",
        "value": "<img src=x onerror=alert(1)>",
        "version": "0",
        "who": "<b>",
    }
    assert page.post(f"letter/{letter}", form).status_code == 303
    for path in ("?show=all", f"letter/{letter}"):
        text = page.get(path).text
        assert "<img src=x" not in text
        assert "&lt;img src=x" in text
    number = {
        "act": "set",
        "field": "taxpayer_name",
        "value": "ANN 666-45-7803",
        "version": "1",
        "who": "Ann 666-45-7803",
    }
    assert page.post(f"letter/{letter}", number).status_code == 303
    assert "666-45-7803" not in (page.out / "corrections.jsonl").read_text(encoding="utf-8")
