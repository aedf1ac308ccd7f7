"""A page that brings down its reader costs the page; a file that does so in no page of its own costs the file."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import Any

import pikepdf
import pytest

from tests.hostile.poison import first_page, poison, short_limits

DEEDS = {"crash": "internal", "hang": "timed_out", "eat": "too_large"}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("poisoned")
    inbox = folder / "in"
    inbox.mkdir()
    (inbox / "good.pdf").write_bytes(first_page("cp14"))
    for deed in DEEDS:
        poison(folder / f"{deed}.pdf", deed)
        with pikepdf.open(inbox / "good.pdf") as letter, pikepdf.open(folder / f"{deed}.pdf") as bad:
            letter.pages.append(bad.pages[0])
            letter.save(inbox / f"letter-and-{deed}.pdf")
    shutil.copy(folder / "crash.pdf", inbox)
    command = [sys.executable, "-m", "irsletter", "batch", str(inbox), "--out", str(folder / "out")]
    done = subprocess.run(
        [*command, "--config", str(short_limits(folder)), "--engine", "fault", "--workers", "2"],
        capture_output=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = (folder / "out" / "results.jsonl").read_text(encoding="utf-8").splitlines()
    return {result["source"]["path"]: result for result in map(json.loads, lines)}


@pytest.mark.parametrize(("deed", "code"), DEEDS.items())
def test_a_bad_page_costs_the_page(results: dict[str, dict[str, Any]], deed: str, code: str) -> None:
    result = results[f"letter-and-{deed}.pdf"]
    (unread,) = result["source"]["unread_pages"]
    assert (unread["code"], result["error"], result["status"]) == (code, None, "review")
    assert unread["page"] == result["source"]["pages"]
    good = results["good.pdf"]["letters"][0]
    assert result["letters"][0]["fields"]["amount_due"]["value"] == good["fields"]["amount_due"]["value"]


def test_a_file_of_bad_pages_alone_is_given_up_by_name(results: dict[str, dict[str, Any]]) -> None:
    result = results["crash.pdf"]
    assert (result["status"], result["error"]["code"], result["letters"]) == ("error", "internal", [])
    assert "page" in result["error"]["message"]


def test_the_good_file_beside_them_is_read(results: dict[str, dict[str, Any]]) -> None:
    assert results["good.pdf"]["error"] is None
    assert [letter["notice"]["code"] for letter in results["good.pdf"]["letters"]] == ["CP14"]
