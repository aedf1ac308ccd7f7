"""The pages in a real browser: readable by everyone, at every width, in both colour schemes, on paper, unscripted."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Tab, faults_of, overflows

DAY = ("--as-of", "2025-12-05")
BATCH = ("cp14.pdf", "cp504.pdf", "lt11.pdf", "scam-cp504.pdf")
WIDTHS = {"desktop": (1280, 900), "phone": (390, 844)}
LIT = "0.38"
"""Opacity of a place that is pointed at."""


Show = Callable[..., Page]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, run: Any, samples: Path) -> dict[str, Path]:
    """The page of four letters, of a photo, of a stack in Spanish, a report and a client's report, as commands write
    them."""
    folder = tmp_path_factory.mktemp("looked-at")
    (folder / "in").mkdir()
    for name in BATCH:
        shutil.copy(samples / name, folder / "in")
    done = run("batch", folder / "in", "--out", folder / "out", "--pages", "--by-client", *DAY)
    assert done.returncode == 0, done.stderr
    (folder / "photo.html").write_bytes(run("read", samples / "cp504-photo.jpg", "--format", "html", *DAY).stdout)
    with pikepdf.new() as stack:
        for name in BATCH[:3]:
            with pikepdf.open(samples / name) as letter:
                stack.pages.extend(letter.pages)
        stack.save(folder / "stack.pdf")
    stacked = run("read", folder / "stack.pdf", "--format", "html", "--lang", "es", *DAY).stdout
    (folder / "stack.html").write_bytes(stacked)
    letters = {page: page.read_text("utf-8") for page in (folder / "out" / "letters").iterdir()}
    found = {name: next(page for page, text in letters.items() if f"<span>{file} " in text) for name, file in NAMES}
    client = next(page for page in (folder / "out" / "clients").iterdir() if "tolliverane" in page.name)
    read = {name: folder / f"{name}.html" for name in ("photo", "stack")}
    return found | read | {"report": folder / "out" / "report.html", "client": client}


NAMES = (("letter", "cp14.pdf"), ("hearing", "lt11.pdf"), ("scam", "scam-cp504.pdf"))


@pytest.fixture
def show(tab: Tab, pages: dict[str, Path]) -> Iterator[Show]:
    """Open a page by name; the test fails where the page asks the network for something or logs an error."""
    faults: list[str] = []

    def open_page(name: str, **look: Any) -> Page:
        page = tab(**look)
        page.on("request", lambda asked: None if asked.url.startswith(("file:", "data:")) else faults.append(asked.url))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.goto(pages[name].as_uri())
        return page

    yield open_page
    assert faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", WIDTHS)
@pytest.mark.parametrize("name", ["letter", "photo", "scam", "stack", "report", "client"])
def test_everyone_can_read_it(show: Show, screens: Path, name: str, device: str, scheme: str) -> None:
    width, height = WIDTHS[device]
    page = show(name, width=width, height=height, scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert faults_of(page) == []
    assert not overflows(page)
    page.screenshot(path=screens / f"{name}-{device}-{scheme}.png")


@pytest.mark.parametrize("name", ["letter", "report"])
def test_the_keyboard_reaches_everything(show: Show, name: str) -> None:
    page = show(name)
    wanted = page.evaluate(
        "[...document.querySelectorAll('a[href], button, select, summary, [tabindex]')]"
        ".filter(each => each.checkVisibility()).length"
    )
    page.keyboard.press("Tab")
    assert page.locator(".skip:focus").count() == 1
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
    page.evaluate("window.seen = new Set()")
    for _ in range(wanted + 5):
        page.evaluate("seen.add(document.activeElement)")
        page.keyboard.press("Tab")
    assert page.evaluate("seen.delete(document.body), seen.size") == wanted


def test_a_number_leads_to_its_place_and_back(show: Show) -> None:
    page = show("letter")
    number = page.locator("tr .number").first
    number.focus()
    page.keyboard.press("Enter")
    target = page.url.split("#")[1]
    box = page.locator(f"[id='{target}']")
    assert box.evaluate("each => getComputedStyle(each.querySelector('rect')).fillOpacity") == LIT
    spot = box.bounding_box()
    assert spot is not None
    assert 0 <= spot["y"] <= 900
    box.click()
    row = page.locator(f"[id='{page.url.split('#')[1]}']")
    assert row.evaluate("each => each.matches('tr:target, li:target')")
    assert row.locator(".number").inner_text() == number.inner_text()


def test_value_and_place_light_up_together(show: Show) -> None:
    page = show("letter")
    row = page.locator("tr:has(.number)").first
    mark = page.locator(f".box[href='#{row.get_attribute('id')}']").first
    opacity = "each => getComputedStyle(each.querySelector('rect')).fillOpacity"
    ground = "each => getComputedStyle(each).backgroundColor"
    page.mouse.move(0, 0)
    unlit = row.evaluate(ground)
    row.hover()
    assert mark.evaluate(opacity) == LIT
    mark.hover()
    assert row.evaluate(ground) != unlit
    page.mouse.move(0, 0)
    assert (mark.evaluate(opacity), row.evaluate(ground)) == ("1", unlit)


def test_numbers_stand_beside_their_values_on_the_picture(show: Show) -> None:
    page = show("photo")
    overlaps = page.evaluate(
        "[...document.querySelectorAll('.sheet svg')].flatMap(svg => {"
        "const at = each => ['cx', 'cy', 'r'].map(name => +each.getAttribute(name));"
        "const discs = [...svg.querySelectorAll('circle')].map(at);"
        "return discs.flatMap((one, i) => discs.slice(i + 1).filter(two =>"
        "Math.hypot(one[0] - two[0], one[1] - two[1]) < one[2])) })"
    )
    assert overlaps == []


@pytest.mark.parametrize("name", ["letter", "photo", "scam", "hearing"])
def test_a_letter_prints_on_one_sheet(show: Show, tmp_path: Path, name: str) -> None:
    page = show(name)
    page.pdf(path=tmp_path / "sheet.pdf", format="Letter", prefer_css_page_size=True)
    with pypdfium2.PdfDocument(tmp_path / "sheet.pdf") as sheet:
        assert len(sheet) == 1
        text = sheet[0].get_textpage().get_text_range()
    assert page.locator("h1").inner_text().split(" · ")[0] in text
    assert page.locator(".today p").first.inner_text()[:30] in " ".join(text.split())


def test_a_clients_report_prints_each_letters_answer_on_the_sheet_of_its_table(show: Show, tmp_path: Path) -> None:
    show("client").pdf(path=tmp_path / "sheet.pdf", format="Letter", prefer_css_page_size=True)
    with pypdfium2.PdfDocument(tmp_path / "sheet.pdf") as sheet:
        assert len(sheet) == 1
        text = " ".join(sheet[0].get_textpage().get_text_range().split())
    assert "lt11.pdf" in text
    assert "You have a right to a hearing until Mar 11, 2026" in text
    assert "first send Form 12153" in text


def test_the_report_sorts_and_filters(show: Show) -> None:
    page = show("report")
    rows = page.locator("#letters tbody tr")
    assert rows.count() == 4
    page.get_by_role("button", name="Amount due").click()
    amounts = [float(each.replace(",", "").lstrip("$") or 0) for each in rows.locator("td.money").all_inner_texts()]
    assert amounts == sorted(amounts)
    page.get_by_role("button", name="Amount due").click()
    assert page.locator("[aria-sort]").get_attribute("aria-sort") == "descending"
    assert rows.first.locator("td.money").inner_text() == f"${max(amounts):,.2f}"
    page.locator("select[name=mark]").select_option(label="with signs of fraud")
    visible = rows.filter(visible=True)
    assert visible.count() == 1
    assert page.locator("article").filter(visible=True).count() == 1
    assert page.locator("output").inner_text() == "1 / 4"
    page.locator("select[name=mark]").select_option(label="all")
    page.locator("select[name=notice]").select_option(label="CP14")
    assert visible.locator(".code").all_inner_texts() == ["CP14"]
    page.locator("select[name=notice]").select_option(label="all")
    client = page.locator("select[name=client]").locator("option").nth(1).inner_text()
    page.locator("select[name=client]").select_option(label=client)
    assert all(client in each for each in visible.locator(".who").all_inner_texts())


@pytest.mark.parametrize("name", ["letter", "report"])
def test_nothing_needs_a_script(show: Show, name: str) -> None:
    page = show(name, java_script_enabled=False)
    assert page.locator("h1").first.is_visible()
    if name == "report":
        assert page.locator("#letters tbody tr").filter(visible=True).count() == 4
        assert not page.locator(".filters").is_visible()
        page.locator("article summary").first.click()
        assert page.locator("article .values").first.is_visible()
    else:
        assert page.locator(".sheet image").first.is_visible()
