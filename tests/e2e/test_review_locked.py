"""A protected PDF: its password opens it again for pictures and second readings, and is kept nowhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.e2e.review_server import batched, serving_copy

Run = Callable[..., Any]
DAY = ("--as-of", "2025-06-10")
WORD = "violet-harbour"


@pytest.fixture(scope="module")
def batch(run: Run, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("locked")
    (folder / "in").mkdir()
    with pikepdf.open(samples / "cp14.pdf") as letter:
        letter.save(folder / "in" / "locked.pdf", encryption=pikepdf.Encryption(owner=WORD, user=WORD))
    return batched(run, folder, *DAY, "--password", WORD, "--pages")


def test_the_password_opens_it_again_and_is_kept_nowhere(batch: Path, tmp_path: Path) -> None:
    with serving_copy(batch, tmp_path, IRSLETTER_PASSWORD=WORD) as page:
        letter = page.letter("locked.pdf")["id"]
        assert page.get(f"letter/{letter}/1.png").headers["content-type"] == "image/png"
        form = {"act": "split", "page": "2", "version": "0", "who": "Ann"}
        assert page.post(f"letter/{letter}", form).status_code == 303
    files = [path for path in (*batch.rglob("*"), *tmp_path.rglob("*")) if path.is_file()]
    assert [path.name for path in files if WORD.encode() in path.read_bytes()] == []


def test_pages_of_the_batch_show_its_pictures(batch: Path) -> None:
    (page,) = (batch / "out" / "letters").glob("*.html")
    assert page.read_text(encoding="utf-8").count("data:image/webp;base64,") == 3


def test_without_it_no_picture_is_shown_and_nothing_is_lost(batch: Path, tmp_path: Path) -> None:
    with serving_copy(batch, tmp_path) as page:
        letter = page.letter("locked.pdf")["id"]
        assert page.get(f"letter/{letter}/1.png").status_code == 404
        form = {"act": "split", "page": "2", "version": "0", "who": "Ann"}
        refused = page.post(f"letter/{letter}", form)
        assert refused.status_code == 400
        assert "password" in refused.text
        assert "$1,780.49" in page.get(f"letter/{letter}").text
