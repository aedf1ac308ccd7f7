"""Which pages of a file are a letter, as a person says it: at once on the page, in every output, after a re-read."""

from __future__ import annotations

import csv
import io
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.e2e.review_server import Served, batched, serving_copy

Run = Callable[..., Any]
DAY = ("--as-of", "2025-06-10")


@pytest.fixture(scope="module")
def batch(run: Run, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of three pages that is one letter, and a stack of two letters."""
    folder = tmp_path_factory.mktemp("parts")
    (folder / "in").mkdir()
    shutil.copy(samples / "cp14.pdf", folder / "in" / "one.pdf")
    with pikepdf.new() as stack:
        for name in ("cp503.pdf", "lt11.pdf"):
            with pikepdf.open(samples / name) as letter:
                stack.pages.extend(letter.pages)
        stack.save(folder / "in" / "stack.pdf")
    return batched(run, folder, *DAY)


@pytest.fixture
def served(batch: Path, tmp_path: Path) -> Iterator[Served]:
    with serving_copy(batch, tmp_path) as page:
        yield page


def rows_of(out: Path, name: str) -> list[dict[str, str]]:
    text = (out / "summary.csv").read_text(encoding="utf-8")
    return [row for row in csv.DictReader(io.StringIO(text)) if row["file"] == name]


def pages_written(out: Path, name: str, wanted: list[str]) -> bool:
    """Whether summary.csv comes to have these pages for the letters of a file."""
    for _ in range(300):
        if sorted(row["pages"] for row in rows_of(out, name)) == wanted:
            return True
        time.sleep(0.2)
    return False


def test_a_letter_is_split_at_once_and_in_every_output(served: Served, run: Run) -> None:
    letter = served.letter("one.pdf")["id"]
    done = served.post(f"letter/{letter}", {"act": "split", "page": "3", "version": "0", "who": "Ann"})
    assert done.status_code == 303
    second = done.headers["location"].rsplit("/", 1)[-1]
    assert second != letter
    shown = served.get(f"letter/{second}").text
    assert "one.pdf, page 3" in shown
    assert "It goes on from the letter before" in shown
    assert "one.pdf, pages 1, 2" in served.get(f"letter/{letter}").text
    assert served.get(f"letter/{second}/3.png").headers["content-type"] == "image/png"
    assert pages_written(served.out, "one.pdf", ["1; 2", "3"])
    # another window still thinks that there is one letter
    late = served.post(f"letter/{letter}", {"act": "split", "page": "2", "version": "0", "who": "Ben"})
    assert late.status_code == 409
    # a second reading keeps to what the person said
    folder = served.out.parent
    done = run("batch", folder / "in", "--out", folder / "out", "--refresh", *DAY)
    assert done.returncode == 0, done.stderr
    assert sorted(row["pages"] for row in rows_of(folder / "out", "one.pdf")) == ["1; 2", "3"]
    assert served.post("undo", {"number": "1", "who": "Ann"}).status_code == 303
    assert "one.pdf, pages 1, 2, 3" in served.get(f"letter/{letter}").text
    assert served.get(f"letter/{second}").status_code == 404
    assert pages_written(served.out, "one.pdf", ["1; 2; 3"])


def test_letters_of_a_stack_are_joined(served: Served) -> None:
    pages = [row["pages"] for row in rows_of(served.out, "stack.pdf")]
    assert sorted(pages) == ["1; 2", "3; 4; 5"]
    first, second = (row["letter_id"] for row in sorted(rows_of(served.out, "stack.pdf"), key=lambda row: row["pages"]))
    done = served.post(f"letter/{second}", {"act": "join", "page": "3", "version": "0", "who": "Ann"})
    assert done.headers["location"].endswith(f"/letter/{first}")
    assert "stack.pdf, pages 1, 2, 3, 4, 5" in served.get(f"letter/{first}").text
    assert pages_written(served.out, "stack.pdf", ["1; 2; 3; 4; 5"])


def test_what_can_not_be_parted_is_refused(served: Served) -> None:
    letter = served.letter("one.pdf")["id"]
    for form in ({"act": "split", "page": "1"}, {"act": "split", "page": "9"}, {"act": "join", "page": "1"}):
        answer = served.post(f"letter/{letter}", form | {"version": "0", "who": "Ann"})
        assert answer.status_code == 400
        assert "No letter can begin or go on there" in answer.text
    assert not (served.out / "corrections.jsonl").exists()
