"""Pages beside the outputs of a batch: strips in the report, one page a letter, one report a client."""

from __future__ import annotations

import base64
import io
import re
import shutil
from pathlib import Path

import pytest
from PIL import Image

from irsletter.catalog.load import load_catalog
from irsletter.emit.report import Known, report_html
from irsletter.emit.schema import load
from irsletter.run.outputs.strips import MOST_BYTES
from tests.e2e.conftest import Run

DAY = ("--as-of", "2025-10-01")
LETTERS = ("cp14.pdf", "cp504.pdf", "state-bill.pdf")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory, run: Run, samples: Path) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    (folder / "in").mkdir()
    for name in LETTERS:
        shutil.copy(samples / name, folder / "in")
    done = run("batch", folder / "in", "--out", folder / "out", "--pages", "--by-client", *DAY)
    assert done.returncode == 0, done.stderr
    return folder / "out"


def strips(page: str) -> list[bytes]:
    return [base64.b64decode(each) for each in re.findall(r'src="data:image/webp;base64,([^"]+)"', page)]


def test_the_report_shows_a_small_strip_of_each_letter(out: Path) -> None:
    found = strips((out / "report.html").read_text(encoding="utf-8"))
    assert len(found) == len(LETTERS)
    for strip in found:
        assert len(base64.b64encode(strip)) <= 30_000
        with Image.open(io.BytesIO(strip)) as image:
            assert image.width <= 700
            assert image.convert("L").getextrema()[0] < 100  # something is printed on it


def test_the_report_leads_to_the_page_of_each_letter(out: Path) -> None:
    report = (out / "report.html").read_text(encoding="utf-8")
    pages = sorted(path.name for path in (out / "letters").iterdir())
    assert len(pages) == len(LETTERS)
    assert sorted(re.findall(r'href="letters/([^"]+)"', report)) == pages
    for name in pages:
        assert "<image " in (out / "letters" / name).read_text(encoding="utf-8")


def test_the_page_of_a_client_holds_no_other_clients_letter(out: Path) -> None:
    names = {"margit-tobin-eldergrass": "ELDERGRASS", "rowena-t-kestlemere": "KESTLEMERE", "hollis-quenby-dart": "DART"}
    pages = {path.stem.rsplit("-", 1)[0]: path.read_text(encoding="utf-8") for path in (out / "clients").iterdir()}
    assert pages.keys() == names.keys()
    for name, page in pages.items():
        assert [other for other in names.values() if other in page] == [names[name]]
        assert "all clients" not in page
        (letter,) = re.findall(r'href="\.\./letters/([^"]+)"', page)
        assert (out / "letters" / letter).is_file()


def test_pages_of_what_is_gone_go_too(out: Path, run: Run, tmp_path: Path) -> None:
    copy = shutil.copytree(out, tmp_path / "out")
    (copy / "clients" / "someone-0123abcd.html").write_text("old")
    (copy / "clients" / "notes.html").write_text("the firm's own")
    done = run("export", copy, "--format", "html", "--by-client", *DAY)
    assert done.returncode == 0, done.stderr
    assert not (copy / "clients" / "someone-0123abcd.html").exists()
    assert (copy / "clients" / "notes.html").exists()


def test_a_letter_whose_file_is_gone_has_a_page_without_pictures(out: Path, run: Run, tmp_path: Path) -> None:
    inbox = out.parent / "in"
    (inbox / "cp14.pdf").rename(tmp_path / "cp14.pdf")
    try:
        done = run("export", out, "--out", tmp_path / "again", "--format", "html", "--pages", *DAY)
    finally:
        (tmp_path / "cp14.pdf").rename(inbox / "cp14.pdf")
    assert done.returncode == 0
    assert b"cp14.pdf: no pictures of its pages" in done.stderr
    pages = [path.read_text(encoding="utf-8") for path in (tmp_path / "again" / "letters").iterdir()]
    assert sorted("<image " in page for page in pages) == [False, True, True]
    assert len(strips((tmp_path / "again" / "report.html").read_text(encoding="utf-8"))) == len(LETTERS)


def test_a_thousand_letters_fit_into_forty_megabytes(out: Path) -> None:
    lines = (out / "results.jsonl").read_bytes().splitlines()
    many = [load(line) for line in lines] * 334
    known = Known({}, strip=lambda _: b"\0" * MOST_BYTES)
    page = report_html(many, load_catalog().labels["en"], known)
    assert page.count(b'class="strip-of"') == 1000
    assert len(page) < 40_000_000
