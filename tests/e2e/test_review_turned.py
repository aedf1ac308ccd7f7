"""Pages that lie otherwise than the program found: turned on the page, read anew, kept through every second reading."""

from __future__ import annotations

import json
import shutil
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
    """A letter whose first page is written upside down, so that its text can't be understood, and a scan."""
    folder = tmp_path_factory.mktemp("turned")
    (folder / "in").mkdir()
    with pikepdf.open(samples / "cp14.pdf") as letter:
        first = letter.pages[0]
        _, _, width, height = map(float, first.mediabox)
        first.contents_add(f"q -1 0 0 -1 {width} {height} cm".encode(), prepend=True)
        first.contents_add(b"Q")
        letter.save(folder / "in" / "upside-down.pdf")
    shutil.copy(samples / "cp503-scan.pdf", folder / "in" / "scan.pdf")
    return batched(run, folder, *DAY)


@pytest.fixture
def served(batch: Path, tmp_path: Path) -> Iterator[Served]:
    with serving_copy(batch, tmp_path) as page:
        yield page


def turn(served: Served, letter: str, quarters: int, version: int = 0, page: str = "1") -> Any:
    form = {"act": "turn", "page": page, "quarters": str(quarters), "version": str(version), "who": "Ann"}
    return served.post(f"letter/{letter}", form)


def lines_of(out: Path) -> dict[str, Any]:
    read = map(json.loads, (out / "results.jsonl").read_text(encoding="utf-8").splitlines())
    return {result["source"]["path"]: result["letters"] for result in read}


def test_a_turned_page_is_read_anew_and_stays_so(served: Served, run: Run) -> None:
    before = served.letter("upside-down.pdf")
    assert "amount_due" not in before["fields"]
    done = turn(served, before["id"], 2)
    assert done.headers["location"].endswith(f"/letter/{before['id']}")
    shown = served.get(f"letter/{before['id']}").text
    assert "$1,780.49" in shown
    assert 'class="page turned-2" id="page-1"' in shown
    assert 'class="page turned-0" id="page-2"' in shown
    assert turn(served, before["id"], 1).status_code == 409  # another window still knows nothing of it
    folder = served.out.parent
    for again in (("export", folder / "out"), ("batch", folder / "in", "--out", folder / "out", "--refresh")):
        assert run(*again, *DAY).returncode == 0
        (letter,) = lines_of(folder / "out")["upside-down.pdf"]
        field = letter["fields"]["amount_due"]
        assert (field["value"], field["status"]) == ("1780.49", "accepted")
        # the box lies where a viewer shows the page: what stands at the top when upright is at the foot
        assert field["evidence"][0]["box"][1] > 0.6
    assert served.post("undo", {"number": "1", "who": "Ann"}).status_code == 303
    assert "$1,780.49" not in served.get(f"letter/{before['id']}").text
    assert run("export", folder / "out", *DAY).returncode == 0
    assert lines_of(folder / "out")["upside-down.pdf"] == [before]


def test_what_a_person_says_overrules_the_ink_and_is_taken_back(served: Served) -> None:
    letter = served.letter("scan.pdf")
    assert turn(served, letter["id"], 2, page=str(letter["pages"][-1])).status_code == 303
    assert turn(served, letter["id"], 0, 1, page=str(letter["pages"][-1])).status_code == 303
    said = (served.out / "corrections.jsonl").read_text(encoding="utf-8").splitlines()
    page = letter["pages"][-1]
    assert [json.loads(line)["new"] for line in said] == [[[page, 2]], [[page, 0]]]
    for number in (2, 1):
        assert served.post("undo", {"number": str(number), "who": "Ann"}).status_code == 303
    assert f'id="page-{page}" data-page="{page}" data-turns="0"' in served.get(f"letter/{letter['id']}").text


def test_a_turn_that_is_none_is_refused(served: Served) -> None:
    letter = served.letter("upside-down.pdf")["id"]
    assert turn(served, letter, 2, page="9").status_code == 400
    form = {"act": "turn", "page": "1", "quarters": "north", "version": "0", "who": "Ann"}
    assert served.post(f"letter/{letter}", form).status_code == 400
    assert not (served.out / "corrections.jsonl").exists()


def test_the_engine_of_the_batch_reads_it_again_and_the_report_keeps_its_strip(
    run: Run, samples: Path, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    shutil.copy(samples / "cp503-scan.pdf", tmp_path / "in" / "scan.pdf")
    batch = batched(run, tmp_path, *DAY, "--engine", "pytesseract")
    with serving_copy(batch, tmp_path) as page:
        assert turn(page, page.letter("scan.pdf")["id"], 2).status_code == 303
        out = page.out
    (line,) = (out / "results.jsonl").read_text(encoding="utf-8").splitlines()
    result = json.loads(line)
    assert [each["quarters"] for each in result["source"]["turned_pages"]] == [2]
    assert result["generator"]["engines"][0]["name"] == "pytesseract"
    assert (out / "report.html").read_text(encoding="utf-8").count("data:image/webp;base64,") == 1
