"""Steps that several walk-throughs take."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page

from tests.e2e.review_server import Served


def log_of(served: Served) -> list[dict[str, Any]]:
    path = served.out / "corrections.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def pressed(page: Page, key: str) -> None:
    """Press a key that leads to another page, and wait for it."""
    with page.expect_navigation(wait_until="domcontentloaded"):
        page.keyboard.press(key)
