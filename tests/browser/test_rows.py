"""Amounts and tax periods corrected in a real browser, by keyboard, mouse and finger."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Tab, faults_of, overflows
from tests.browser.letters import DAY, WRONG_FILE, batch_with_wrong_row
from tests.browser.walking import log_of, pressed
from tests.e2e.review_server import Served, serving_copy, started_over

Run = Callable[..., Any]
WRONG_SUM = "The rows of the table add up to $8,267.98, the printed total is $8,334.78"
RIGHT_SUM = "The rows of the table add up to $8,334.78"
NOTHING_LEFT = "Nothing: every field that matters is accepted."


@pytest.fixture(scope="module")
def batch(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A letter whose rows don't come to its total: a penalty of $118.30 is printed as $51.50."""
    return batch_with_wrong_row(run, tmp_path_factory.mktemp("rows"))


@pytest.fixture(scope="module")
def corrected(batch: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving_copy(batch, tmp_path_factory.mktemp("corrected"), "--as-of", DAY) as page:
        yield page


@pytest.fixture
def served(batch: Path, corrected: Served) -> Served:
    """The review page of a copy that the test may correct."""
    return started_over(corrected, batch)


def address(served: Served) -> str:
    return f"{served.home}letter/{served.letter(WRONG_FILE)['id']}"


def test_a_row_is_typed_right_and_taken_back(served: Served, tab: Tab) -> None:
    page = tab()
    page.goto(address(served), wait_until="domcontentloaded")
    expect(page.locator(".sum")).to_have_text(WRONG_SUM)
    page.get_by_label("Failure-to-pay penalty, amount").fill("118.30")
    pressed(page, "Enter")
    expect(page.get_by_text(NOTHING_LEFT)).to_be_attached()
    expect(page.locator(".sum")).to_have_text(RIGHT_SUM)
    # what the program had read is one click away
    with page.expect_navigation(wait_until="domcontentloaded"):
        page.get_by_role("button", name="$51.50").click()
    expect(page.locator(".sum")).to_have_text(WRONG_SUM)
    log = log_of(served)
    assert [(line["act"], line["old"]["value"], line["new"]["value"]) for line in log] == [
        ("row", "51.50", "118.30"),
        ("row", "118.30", "51.50"),
    ]
    pressed(page, "u")
    expect(page.locator(".sum")).to_have_text(RIGHT_SUM)
    pressed(page, "u")
    expect(page.locator(".sum")).to_have_text(WRONG_SUM)


def test_a_row_is_added_and_another_taken_out_by_mouse(served: Served, tab: Tab) -> None:
    page = tab()
    page.goto(address(served), wait_until="domcontentloaded")
    page.get_by_text("Add an amount").click()
    adding = page.locator(".adding[open]")
    adding.get_by_label("Kind").select_option("other_penalty")
    adding.get_by_label("Printed label").fill("Another penalty")
    adding.get_by_label("Tax period").select_option("2022")
    adding.get_by_label("Amount to add").fill("66.80")
    with page.expect_navigation(wait_until="domcontentloaded"):
        adding.get_by_role("button", name="Keep").click()
    expect(page.get_by_text(NOTHING_LEFT)).to_be_attached()
    expect(page.locator(".sum")).to_have_text(RIGHT_SUM)
    row = page.locator(".listed form").filter(has_text="Another penalty")
    row.get_by_text("more", exact=True).click()
    assert faults_of(page) == []
    with page.expect_navigation(wait_until="domcontentloaded"):
        row.get_by_role("button", name="It is not printed").click()
    expect(page.locator(".sum")).to_have_text(WRONG_SUM)
    assert [(bool(line["old"]), bool(line["new"])) for line in log_of(served)] == [(False, True), (True, False)]


def test_a_tax_period_that_can_not_be_is_refused_in_its_place(served: Served, tab: Tab) -> None:
    page = tab(390)
    page.goto(address(served), wait_until="domcontentloaded")
    field = page.get_by_label("2022, tax period")
    field.fill("2O22")
    with page.expect_navigation(wait_until="domcontentloaded"):
        field.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("That is no tax period.")
    expect(field).to_have_value("2O22")
    assert not overflows(page)
    assert log_of(served) == []


@pytest.mark.parametrize("pointer", ["touch", "pen"])
def test_a_box_is_drawn_with_a_finger_and_with_a_pen(served: Served, tab: Tab, pointer: str) -> None:
    page = tab(390, height=1400, has_touch=True, is_mobile=True)
    page.goto(address(served))
    row = page.locator(".listed form").filter(has_text="Failure-to-pay penalty")
    row.get_by_text("more", exact=True).tap()
    row.get_by_role("button", name="Show it on the page").tap()
    expect(page.get_by_text("draw a box around the amount")).to_be_visible()
    paper = page.locator("#page-1")
    paper.locator("img").evaluate("picture => picture.decode()")
    paper.scroll_into_view_if_needed()
    x0, y0, x1, y1 = served.letter(WRONG_FILE)["amounts"][2]["field"]["evidence"][0]["box"]
    area = paper.bounding_box()
    assert area is not None
    corners = [
        (area["x"] + x * area["width"], area["y"] + y * area["height"])
        for x, y in ((x0 - 0.01, y0 - 0.004), (x1, y1), (x1 + 0.01, y1 + 0.004))
    ]
    before = page.evaluate("scrollY")
    speak = page.context.new_cdp_session(page)
    if pointer == "touch":
        for kind, corner in zip(("touchStart", "touchMove", "touchMove"), corners, strict=True):
            points = [{"x": corner[0], "y": corner[1]}]
            speak.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        assert page.evaluate("scrollY") == before  # the page did not run away under the finger
        speak.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    else:
        pressed_pen = {"button": "left", "buttons": 1, "clickCount": 1, "pointerType": "pen"}
        for kind, (x, y) in zip(("mousePressed", "mouseMoved", "mouseMoved"), corners, strict=True):
            speak.send("Input.dispatchMouseEvent", {"type": kind, "x": x, "y": y, **pressed_pen})
        x, y = corners[-1]
        speak.send("Input.dispatchMouseEvent", {"type": "mouseReleased", "x": x, "y": y, **pressed_pen, "buttons": 0})
    expect(page.get_by_text("Read there: $96.07. Enter keeps it.")).to_be_visible()
    with page.expect_navigation(wait_until="domcontentloaded"):
        row.get_by_role("button", name="Keep").tap()
    (line,) = log_of(served)
    assert (line["new"]["value"], line["place"]["page"]) == ("96.07", 1)
    assert line["place"]["box"][1] == pytest.approx(y0, abs=0.01)
