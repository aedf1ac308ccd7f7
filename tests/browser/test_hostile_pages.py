"""A letter that tries to do harm, from its paper and by its file's name, through every output and a real browser."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from pathlib import Path
from typing import Any

import icalendar
import openpyxl
import pytest
import ttf_opensans
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.browser.conftest import Tab

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"
NAME = "<img src=x onerror=alert(1)>=cmd \u202egnp.pdf"
STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]")
DAY = ("--as-of", "2025-06-10")


def draw(path: Path) -> None:
    """A CP14 whose name, street, contact and payee are attacks, with a word of 10,000 letters."""
    pdfmetrics.registerFont(TTFont("Sans", ttf_opensans.opensans().path))
    canvas = Canvas(str(path), pagesize=(612, 792), invariant=True)
    canvas.setTitle(SCRIPT)
    canvas.setFont("Sans", 9)
    for x, y, text in (
        (40, 750, "Department of the Treasury"),
        (40, 738, "Internal Revenue Service"),
        (40, 690, f"ADA {SCRIPT} EXAMPLE"),
        (40, 678, "=HYPERLINK(1) \u202eLN</td></tr>"),
        (40, 666, "TAMBER FALLS, IA 51790-2214"),
        (400, 750, "Notice CP14"),
        (400, 738, "Tax year 2024"),
        (400, 726, "Notice date June 2, 2025"),
        (400, 714, "Your caller ID @SUM(1+1)"),
        (40, 640, "You have unpaid taxes for 2024 {{ 7 * 7 }} ${7*7}"),
        (40, 620, "Amount due: $1,234.56"),
        (40, 600, "Pay $1,234.56 by June 23, 2025."),
        (40, 580, "Contact: =cmd|' /C calc'!A0 ');DROP TABLE letters;--"),
        (40, 560, "Make your check payable to [click](http://evil.example) <b>x</b>"),
        (40, 540, "END:VEVENT BEGIN:VALARM ;:,\\"),
        (40, 520, "x" * 10_000),
    ):
        canvas.drawString(x, y, text)
    canvas.save()


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory, run: Any) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "in").mkdir()
    draw(folder / "in" / NAME)
    done = run("batch", folder / "in", "--out", folder / "out", "--pages", "--by-client", *DAY)
    assert done.returncode == 0, done.stderr
    assert run("export", folder / "out", *DAY).returncode == 0
    for form in ("terminal", "markdown", "html", "json"):
        done = run("read", folder / "in" / NAME, "--format", form, *DAY)
        (folder / "out" / f"answer.{form}").write_bytes(done.stdout)
    return folder / "out"


def test_the_attacks_were_read(out: Path) -> None:
    answer = (out / "answer.json").read_text("utf-8")
    assert '"CP14"' in answer
    # what a letter says is kept as it says it
    assert '"=HYPERLINK(1) LN</td></tr>"' in answer
    assert "[click](http://evil.example)" in answer
    assert "<img src=x onerror=alert(1)>" in answer


def test_no_page_runs_it(out: Path, tab: Tab) -> None:
    pages = [out / "report.html", *(out / "letters").iterdir(), *(out / "clients").iterdir()]
    (out / "answer.html").rename(out / "answer-of-read.html")
    pages.append(out / "answer-of-read.html")
    assert len(pages) >= 3
    for path in pages:
        assert not STEERING.search(path.read_text("utf-8")), path.name
        page, dialogs, asked = tab(), [], []
        page.on("dialog", lambda dialog, seen=dialogs: (seen.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request, seen=asked: seen.append(request.url))
        page.goto(path.as_uri())
        assert page.locator("h1").count() >= 1
        assert page.locator("img[onerror], b, td td").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1")
        assert dialogs == []
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_no_table_starts_it(out: Path) -> None:
    cells = [cell for row in csv.reader(io.StringIO((out / "summary.csv").read_text("utf-8"))) for cell in row]
    book = openpyxl.load_workbook(out / "summary.xlsx")
    cells += [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    assert not any(STEERING.search(cell) for cell in cells)
    texts = [cell for cell in cells[: cells.index("notes") * 2 + 2] if not re.fullmatch(r"[+-]?[\d.]+", cell)]
    assert not {cell[0] for cell in texts if cell} & set("=@+-\t\r")
    base = sqlite3.connect(out / "letters.sqlite")
    assert base.execute("SELECT count(*) FROM letters").fetchone() == (1,)
    assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    base.close()


def test_no_text_is_steered_by_it(out: Path) -> None:
    for name in ("answer.terminal", "answer.markdown", "letters.md", "deadlines.ics"):
        said = (out / name).read_bytes().decode("utf-8")
        assert not STEERING.search(said), name
    assert not re.search(r"(?<!\\)<script|(?<!\\)\[click\]", (out / "answer.markdown").read_text("utf-8"))
    calendar = icalendar.Calendar.from_ical((out / "deadlines.ics").read_bytes())
    assert len(calendar.walk("VEVENT")) == 1
