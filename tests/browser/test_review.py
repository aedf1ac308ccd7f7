"""A person at the review page, in a real browser: forty letters to clear before ten."""

from __future__ import annotations

import base64
import csv
import io
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Tab, faults_of, overflows
from tests.browser.letters import DAY, reminders
from tests.browser.walking import log_of, pressed
from tests.e2e.review_server import Served, batched, serving, serving_copy, started_over

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def batch(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eleven letters, each with two amounts that disagree."""
    folder = tmp_path_factory.mktemp("clearing")
    (folder / "in").mkdir()
    reminders(folder / "in", 11)
    return batched(run, folder, "--as-of", DAY)


@pytest.fixture(scope="module")
def corrected(batch: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving_copy(batch, tmp_path_factory.mktemp("corrected"), "--as-of", DAY) as page:
        yield page


@pytest.fixture
def served(batch: Path, corrected: Served) -> Served:
    """The review page of a copy that the test may correct."""
    return started_over(corrected, batch)


@pytest.fixture
def alone(batch: Path, tmp_path: Path) -> Iterator[Served]:
    """A review page of its own, whose ledger and letters the test may change."""
    with serving_copy(batch, tmp_path, "--as-of", DAY) as page:
        yield page


@pytest.fixture(scope="module")
def shown(batch: Path) -> Iterator[Served]:
    """The review page of the batch itself, for tests that change nothing."""
    with serving(batch / "out", "--as-of", DAY) as page:
        yield page


def address(served: Served, name: str = "00-ashgrieve.pdf") -> str:
    return f"{served.home}letter/{served.letter(name)['id']}"


def amounts_in_summary(served: Served, wanted: str, name: str = "00-ashgrieve.pdf") -> bool:
    """Whether summary.csv comes to hold the amount: it is written a moment after a correction."""
    for _ in range(300):
        text = (served.out / "summary.csv").read_text(encoding="utf-8")
        if [row["amount_due"] for row in csv.DictReader(io.StringIO(text)) if row["file"] == name] == [wanted]:
            return True
        time.sleep(0.2)
    return False


def test_ten_letters_are_cleared_by_keyboard_alone(served: Served, tab: Tab) -> None:
    page = tab()
    page.goto(served.home, wait_until="domcontentloaded")
    expect(page.get_by_role("link", name="Need a look 11")).to_be_visible()
    page.keyboard.press("j")
    pressed(page, "Enter")
    for number in range(10):
        expect(page.get_by_text(f"{11 - number} to look at")).to_be_visible()
        pressed(page, "2" if number % 2 else "1")
        pressed(page, "a")
    expect(page.get_by_text("1 to look at")).to_be_visible()
    pressed(page, "q")
    expect(page.get_by_role("link", name="Need a look 1", exact=True)).to_be_visible()
    log = log_of(served)
    assert [line["act"] for line in log] == ["set", "looked"] * 10
    assert [line["new"] for line in log if line["act"] == "set"] == ["8334.78", "8334.87"] * 5
    assert len({line["letter"] for line in log}) == 10


def test_a_corrected_amount_stands_in_the_explanation_and_in_the_summary(served: Served, tab: Tab) -> None:
    page = tab()
    page.goto(address(served), wait_until="domcontentloaded")
    told = page.get_by_text("This is the second reminder that tax is unpaid")
    expect(told).to_contain_text("$8,334.78 for 2022. Please check the amount due")
    page.keyboard.press("e")
    page.keyboard.type("8,300.10")
    pressed(page, "Enter")
    expect(told).to_have_text("This is the second reminder that tax is unpaid: $8,300.10 for 2022.")
    expect(page.get_by_text("Your corrections stand in results.jsonl, summary.csv, report.html")).to_be_visible()
    assert amounts_in_summary(served, "8300.10")
    pressed(page, "u")
    expect(told).to_contain_text("$8,334.78 for 2022. Please check the amount due")
    assert amounts_in_summary(served, "8334.78")


def test_a_date_that_can_not_be_is_refused_and_stays_to_be_mended(served: Served, tab: Tab) -> None:
    page = tab()
    page.goto(address(served), wait_until="domcontentloaded")
    page.get_by_text("All fields").click()
    field = page.get_by_label("Correct notice date")
    field.fill("September 31, 2025")
    with page.expect_navigation(wait_until="domcontentloaded"):
        field.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("That is no notice date.")
    expect(field).to_have_value("September 31, 2025")
    assert log_of(served) == []


@pytest.mark.parametrize("turns", [0, 1])
def test_a_box_drawn_on_the_page_is_read_there_at_once(served: Served, tab: Tab, turns: int) -> None:
    letter = served.letter("00-ashgrieve.pdf")
    slip = next(each for each in letter["fields"]["amount_due"]["alternatives"] if each["value"] == "8334.87")
    x0, y0, x1, y1 = left, top, right, bottom = slip["evidence"][0]["box"]
    if turns:  # by a quarter to the right: what stood at the foot stands at the left
        x0, y0, x1, y1 = 1 - bottom, left, 1 - top, right
    page = tab(height=1600)
    page.goto(address(served))
    for _ in range(turns):
        page.keyboard.press("t")
    page.keyboard.press("b")
    expect(page.get_by_text("draw a box around the amount due")).to_be_visible()
    paper = page.locator("#page-1")
    paper.locator("img").evaluate("picture => picture.decode()")
    page.locator(".frame").first.evaluate("frame => frame.scrollTop = frame.scrollHeight")
    area = paper.bounding_box()
    assert area is not None
    page.mouse.move(area["x"] + (x0 - 0.01) * area["width"], area["y"] + (y0 - 0.006) * area["height"])
    page.mouse.down()
    page.mouse.move(area["x"] + (x1 + 0.01) * area["width"], area["y"] + (y1 + 0.006) * area["height"], steps=4)
    page.mouse.up()
    expect(page.get_by_text("Read there: $8,334.87. Enter keeps it.")).to_be_visible()
    pressed(page, "Enter")
    (line,) = log_of(served)
    assert (line["new"], line["place"]["page"]) == ("8334.87", 1)
    assert line["place"]["box"][1] == pytest.approx(top, abs=0.01)
    pressed(page, "u")
    assert log_of(served)[-1]["undoes"] == line["number"]
    expect(page.get_by_text("Please check the amount due").first).to_be_visible()


def test_two_tabs_tell_each_other_apart(served: Served, tab: Tab) -> None:
    first, second = tab(), tab()
    for page in (first, second):
        page.goto(address(served), wait_until="domcontentloaded")
    pressed(first, "2")
    second.keyboard.press("e")
    second.keyboard.type("8,300.10")
    pressed(second, "Enter")
    alert = second.get_by_role("alert")
    expect(alert).to_contain_text("changed in another window")
    expect(alert).to_contain_text("You wanted to keep: 8,300.10 as amount due")
    assert [line["new"] for line in log_of(served)] == ["8334.87"]
    second.get_by_role("link", name="See the letter as it is now").click()
    expect(second.get_by_role("heading", name="CP503")).to_be_visible()
    assert faults_of(second) == []


def test_a_server_that_dies_in_the_middle_loses_nothing(alone: Served, tab: Tab) -> None:
    page = tab()
    page.goto(address(alone), wait_until="domcontentloaded")
    pressed(page, "2")
    page.goto(address(alone, "01-copperleaf.pdf"), wait_until="domcontentloaded")
    alone.process.kill()
    alone.process.wait(10)
    page.keyboard.press("e")
    page.keyboard.type("8,300.10")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("start irsletter review again")
    expect(page.get_by_label("or type it")).to_have_value("8,300.10")  # still there to be copied
    with serving(alone.out, "--letters", str(alone.out.parent / "in"), "--as-of", DAY) as again:
        page.goto(again.home)
        expect(page.get_by_role("link", name="Need a look 10")).to_be_visible()
        assert amounts_in_summary(again, "8334.87")
    assert [line["new"] for line in log_of(alone)] == ["8334.87"]


def test_a_photo_dropped_on_the_page_is_explained(shown: Served, samples: Path, tab: Tab) -> None:
    page = tab()
    page.goto(shown.home, wait_until="domcontentloaded")
    pressed(page, "d")
    photo = base64.b64encode((samples / "cp504-photo.jpg").read_bytes()).decode()
    told = page.evaluate(
        """text => {
          const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
          const dropped = new DataTransfer();
          dropped.items.add(new File([bytes], "letter.jpg", { type: "image/jpeg" }));
          const drop = new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true });
          document.body.dispatchEvent(drop);
          return document.getElementById("busy").textContent;
        }""",
        photo,
    )
    assert "Reading it" in told
    expect(page.get_by_text("$6,052.64").first).to_be_visible(timeout=120_000)
    assert faults_of(page) == []


@pytest.fixture(scope="module")
def mixed(run: Run, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A letter with a right and its date, one that looks false, and one in order."""
    folder = tmp_path_factory.mktemp("mixed")
    (folder / "in").mkdir()
    for name in ("lt11.pdf", "scam-cp504.pdf", "cp14.pdf"):
        shutil.copy(samples / name, folder / "in")
    assert run("batch", folder / "in", "--out", folder / "out", "--as-of", DAY).returncode == 0
    with serving(folder / "out", "--as-of", DAY) as page:
        yield page


def is_for_everyone(page: Page, served: Served, paths: dict[str, str], screens: Path) -> None:
    """Each page at both widths and in both colour schemes: nothing wider than the window, axe content, a picture kept.
    Axe looks at a window of each width and at each scheme."""
    for name, path in paths.items():
        page.goto(served.home + path)  # with its pictures
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        for device, width, scheme in LOOKS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            assert (path, overflows(page)) == (path, False)
            if (width, scheme) in ((1280, "light"), (390, "dark")):
                assert (path, faults_of(page)) == (path, [])
            page.screenshot(path=screens / f"review-{name}-{device}-{scheme}.png")


LOOKS: tuple[tuple[str, int, Any], ...] = (
    ("desktop", 1280, "light"), ("desktop", 1280, "dark"), ("phone", 390, "light"), ("phone", 390, "dark"),
)  # fmt: skip


def test_every_kind_of_letter_and_answer_is_accessible(mixed: Served, samples: Path, tab: Tab, screens: Path) -> None:
    sent = mixed.send("read", ("scam-cp504.pdf", (samples / "scam-cp504.pdf").read_bytes()))
    paths = {"queue": "?show=all", "answer": f"answer/{sent.headers['location'].rsplit('/', 1)[-1]}"}
    paths |= {name: f"letter/{mixed.letter(f'{name}.pdf')['id']}" for name in ("lt11", "scam-cp504", "cp14")}
    is_for_everyone(tab(), mixed, paths, screens)


def test_every_page_is_accessible_and_fits(shown: Served, tab: Tab, screens: Path) -> None:
    letter = f"letter/{shown.letter('00-ashgrieve.pdf')['id']}"
    empty = {"settled": "?show=settled", "not-found": "?q=zzz", "none-suspicious": "?show=suspicious"}
    is_for_everyone(tab(), shown, {"to-clear": "", **empty, "drop": "drop", "letter": letter}, screens)


def test_at_twice_the_size_all_is_there(shown: Served, tab: Tab, screens: Path) -> None:
    page = tab(640, height=400, device_scale_factor=2)  # what a window of 1280 shows at 200 %
    letter = f"letter/{shown.letter('00-ashgrieve.pdf')['id']}"
    for name, path in (("to-clear", ""), ("drop", "drop"), ("letter", letter)):
        page.goto(shown.home + path, wait_until="domcontentloaded")
        assert (path, overflows(page)) == (path, False)
        page.screenshot(path=screens / f"review-{name}-twice.png")
    for name in ("Settled, next", "Skip", "Keep"):
        expect(page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first).to_be_visible()


def test_a_stack_is_split_and_the_split_taken_back(alone: Served, tab: Tab) -> None:
    page = tab()
    page.goto(address(alone), wait_until="domcontentloaded")
    with page.expect_navigation(wait_until="domcontentloaded"):
        page.get_by_role("button", name="A new letter begins here").click()
    expect(page.get_by_text("00-ashgrieve.pdf, page 2")).to_be_visible()
    expect(page.get_by_role("button", name="It goes on from the letter before")).to_be_visible()
    assert faults_of(page) == []
    pressed(page, "u")
    expect(page.get_by_text("00-ashgrieve.pdf, pages 1, 2")).to_be_visible()
    assert [line["act"] for line in log_of(alone)] == ["letters", "undo"]


def test_a_page_turned_is_read_that_way_up_and_turned_back(alone: Served, tab: Tab) -> None:
    page = tab()
    page.goto(address(alone), wait_until="domcontentloaded")
    second = page.locator("#page-2")
    second.scroll_into_view_if_needed()
    page.get_by_role("button", name="Turn", exact=True).last.click()
    expect(second).to_have_class("page turned-1")
    page.get_by_role("button", name="Turn", exact=True).last.click()
    expect(second).to_have_class("page turned-2")
    read = page.get_by_role("button", name="Read it this way up")
    expect(read).to_have_count(1)
    assert faults_of(page) == []
    with page.expect_navigation(wait_until="domcontentloaded"):
        read.click()
    expect(page.locator("#page-2")).to_have_class("page turned-2")
    expect(page.get_by_role("button", name="Read it this way up")).to_have_count(0)
    assert [(line["act"], line["new"]) for line in log_of(alone)] == [("turned", [[2, 2]])]
    pressed(page, "u")
    expect(page.locator("#page-2")).to_have_class("page turned-0")


def test_letters_are_found_by_name_last_four_and_code(shown: Served, tab: Tab) -> None:
    page = tab()
    page.goto(shown.home, wait_until="domcontentloaded")
    letter = shown.letter("03-eldergrass.pdf")
    last4 = letter["fields"]["taxpayer_id"]["value"]["last4"]
    for words, count in (("eldergrass", 1), (last4, 1), ("cp503", 11), ("cp504", 0)):
        page.keyboard.press("/")
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(words)
        pressed(page, "Enter")
        expect(page.get_by_role("link", name=f"Need a look {count}", exact=True)).to_be_visible()
    expect(page.get_by_text("No letter matches “cp504”")).to_be_visible()
    page.goto(f"{shown.home}?q=eldergrass", wait_until="domcontentloaded")
    page.get_by_role("link", name="Settled 0").click()
    expect(page.get_by_text("No letter matches “eldergrass”")).to_be_visible()


def test_the_firms_own_columns_are_kept_in_place_by_touch(alone: Served, tab: Tab) -> None:
    page = tab(390, has_touch=True, is_mobile=True)
    page.goto(alone.home, wait_until="domcontentloaded")
    page.get_by_text("Assign").first.tap()
    page.get_by_label("assigned to").first.fill("Ben")
    page.get_by_label("follow up on").first.tap()
    expect(page.get_by_text("kept", exact=True)).to_be_visible()
    page.reload(wait_until="domcontentloaded")
    page.get_by_text("Ben").first.tap()
    expect(page.get_by_label("assigned to").first).to_have_value("Ben")
    page.locator("a.open").first.tap()
    page.get_by_role("button", name="$8,334.87").tap()
    expect(page.get_by_text("Nothing: every field that matters is accepted.")).to_be_visible()
    page.wait_for_load_state("load")
    here = page.url
    page.get_by_role("button", name="Settled, next").tap()
    page.wait_for_url(lambda url: url != here)
    expect(page.get_by_text("10 to look at")).to_be_visible()
    assert [line["act"] for line in log_of(alone)] == ["set", "looked"]
