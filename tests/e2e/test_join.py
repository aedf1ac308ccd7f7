"""``irsletter batch --join``: photos of single pages become one letter; the same letter scanned twice is linked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.e2e.review_server import serving
from tests.e2e.watching import lines

Run = Any
FIELDS = ("notice_code", "notice_date", "amount_due", "due_date", "taxpayer_name", "taxpayer_id")


def photograph(pdf: Path, page: int, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    document = pypdfium2.PdfDocument(pdf)
    document[page - 1].render(scale=150 / 72).to_pil().convert("L").save(to, quality=85)
    document.close()


@pytest.fixture(scope="module")
def inbox(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("photos")
    # named as nobody would: what is printed counts
    for page, name in ((1, "z.jpg"), (2, "a.jpg"), (3, "m.jpg")):
        photograph(samples / "cp14-scan.pdf", page, folder / "eldergrass" / name)
    # another letter, of which one page lies in another folder
    photograph(samples / "cp501-scan.pdf", 1, folder / "osswick" / "1.jpg")
    photograph(samples / "cp501-scan.pdf", 2, folder / "elsewhere" / "2.jpg")
    (folder / "whole").mkdir()
    (folder / "whole" / "cp501.pdf").write_bytes((samples / "cp501.pdf").read_bytes())
    return folder


@pytest.fixture(scope="module")
def out(run: Run, inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("joined") / "out"
    done = run("batch", inbox, "--out", folder, "--join", "--as-of", "2025-10-01")
    assert done.returncode == 0, done.stderr
    assert b"6 files: " in done.stderr
    return folder


def test_pages_become_the_letter_that_the_whole_file_holds(run: Run, samples: Path, out: Path) -> None:
    results = lines(out)
    assert len(results) == 6
    joined = results["eldergrass/z.jpg"]
    (letter,) = joined["letters"]
    assert (letter["pages"], letter["missing_pages"]) == ([1, 2, 3], [])
    assert [file["name"] for file in joined["source"]["files"]] == ["z.jpg", "a.jpg", "m.jpg"]
    truth = json.loads((samples / "cp14.truth.json").read_text())["letter"]["fields"]
    for name in FIELDS:
        if name in truth:
            assert letter["fields"][name]["value"] == truth[name]["value"], name
    for name in ("eldergrass/a.jpg", "eldergrass/m.jpg"):
        assert (results[name]["joined_into"], results[name]["letters"]) == ("eldergrass/z.jpg", [])
        assert (results[name]["status"], results[name]["error"]) == ("ok", None)


def test_pages_of_different_folders_stay_apart_and_a_second_copy_is_linked(out: Path) -> None:
    results = lines(out)
    for name in ("osswick/1.jpg", "elsewhere/2.jpg", "whole/cp501.pdf"):
        assert results[name]["joined_into"] is None
    photo, whole = results["osswick/1.jpg"]["letters"][0], results["whole/cp501.pdf"]["letters"][0]
    assert (photo["copy_of"], whole["copy_of"]) == (whole["id"], None)


def test_the_review_page_shows_every_page(out: Path) -> None:
    letter = lines(out)["eldergrass/z.jpg"]["letters"][0]["id"]
    with serving(out) as served:
        pages = [served.get(f"letter/{letter}/{page}.png") for page in (1, 2, 3)]
    assert [page.status_code for page in pages] == [200] * 3
    assert len({page.content for page in pages}) == 3


def test_the_letters_own_page_shows_every_page(run: Run, out: Path, tmp_path: Path) -> None:
    done = run("export", out, "--out", tmp_path, "--format", "html", "--pages", "--as-of", "2025-10-01")
    assert done.returncode == 0, done.stderr
    letter = lines(out)["eldergrass/z.jpg"]["letters"][0]["id"]
    page = (tmp_path / "letters" / f"{letter}.html").read_text(encoding="utf-8")
    assert page.count("<image ") == 3


def test_another_run_reads_nothing_and_another_without_join_parts_them(run: Run, inbox: Path, out: Path) -> None:
    before = (out / "results.jsonl").read_bytes()
    done = run("batch", inbox, "--out", out, "--join", "--as-of", "2025-10-01")
    assert b"(0 read now" in done.stderr
    assert (out / "results.jsonl").read_bytes() == before
    run("batch", inbox, "--out", out, "--as-of", "2025-10-01")
    assert all(result["joined_into"] is None for result in lines(out).values())
