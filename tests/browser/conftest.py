"""A real Chromium, and what a page must keep to in it. Where there is none, these tests say so and are skipped."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.e2e.conftest import run, samples

__all__ = ["run", "samples"]

_NAMES = ("chromium", "chromium-browser", "google-chrome")

expect.set_options(timeout=60_000)  # a busy machine is no fault of the page

Tab = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine, without a window."""
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
        found = str(own) if own.exists() else next((path for name in _NAMES if (path := shutil.which(name))), None)
        if found is None:
            pytest.skip("no Chromium on this machine: install chromium, or run `playwright install chromium`")
        chromium = playwright.chromium.launch(executable_path=found)
        yield chromium
        chromium.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """``tab(width=1280, scheme="light", **more)``: an empty page; an error of its scripts fails the test."""
    opened = []
    faults: list[str] = []

    def opening(width: int = 1280, scheme: Any = "light", height: int = 800, **more: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, **more)
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        # a script, a style or a request that the page's own policy forbids
        page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
        return page

    yield opening
    for context in opened:
        context.close()
    assert not faults


@pytest.fixture(scope="session")
def screens(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pictures of the pages are put: SCREENS, else a folder that pytest removes."""
    named = os.environ.get("SCREENS")
    folder = Path(named) if named else tmp_path_factory.mktemp("screens")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def faults_of(page: Page) -> list[str]:
    """What axe finds on the page as it is now: rule, and the first place of it."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found]


def overflows(page: Page) -> bool:
    """Whether the page must be scrolled sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"))
