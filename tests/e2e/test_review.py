"""The review page over a real batch and a real server, without a browser."""

from __future__ import annotations

import csv
import io
import json
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from irsletter import read_letter
from irsletter.model.geometry import Box
from irsletter.run.jobs.job import Job
from irsletter.run.region import look_at
from tests.e2e.review_server import Served, batched, serving, serving_copy

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def batch(run: Run, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review")
    (folder / "in").mkdir()
    for name in ("cp14.pdf", "scam-cp504.pdf"):
        shutil.copy(samples / name, folder / "in")
    return batched(run, folder, "--as-of", "2025-06-10")


@pytest.fixture(scope="module")
def page(batch: Path) -> Iterator[Served]:
    with serving(batch / "out") as served:
        yield served


@pytest.fixture(scope="module")
def changing(batch: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving_copy(batch, tmp_path_factory.mktemp("own")) as served:
        yield served


@pytest.fixture
def own(batch: Path, changing: Served) -> Served:
    """A server over a copy that the test may change, without corrections."""
    (changing.out / "corrections.jsonl").unlink(missing_ok=True)
    shutil.copy(batch / "in" / "cp14.pdf", changing.out.parent / "in")
    return changing


def log_of(served: Served) -> list[dict[str, Any]]:
    path = served.out / "corrections.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def setting(value: str, version: int = 0, field: str = "amount_due") -> dict[str, str]:
    return {"act": "set", "field": field, "value": value, "version": str(version), "who": "Ann"}


def test_the_queue_begins_with_what_needs_a_look(page: Served) -> None:
    queue = page.get("?show=all").text
    assert queue.index("scam-cp504.pdf") < queue.index("cp14.pdf, page")
    assert "check if real" in queue


def test_the_queue_is_searched_and_says_when_nothing_is_found(page: Served) -> None:
    assert "scam-cp504.pdf" not in page.get("?show=all&q=cp14").text
    assert "No letter matches" in page.get("?show=all&q=zzz").text
    assert "<script>" not in page.get("?show=all&q=<script>").text


def test_a_letter_shows_its_findings_fields_and_page(page: Served) -> None:
    letter = page.letter("scam-cp504.pdf")
    shown = page.get(f"letter/{letter['id']}").text
    assert "Check whether this letter is real" in shown
    assert letter["authenticity"]["findings"][0]["title"] in shown
    assert "<rect" in shown
    picture = page.get(f"letter/{letter['id']}/1.png")
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    assert page.get(f"letter/{letter['id']}/9.png").status_code == 404
    crop = page.get(f"letter/{letter['id']}/notice_date/0.png")
    assert crop.content.startswith(b"\x89PNG")
    assert page.get(f"letter/{letter['id']}/notice_date/99.png").status_code == 404
    assert page.get("letter/000000000000").status_code == 404


def test_a_file_that_changed_is_not_shown(own: Served) -> None:
    (own.out.parent / "in" / "cp14.pdf").write_bytes((own.out.parent / "in" / "scam-cp504.pdf").read_bytes())
    answer = own.get(f"letter/{own.letter('cp14.pdf')['id']}/1.png")
    assert answer.status_code == 404
    assert "changed" in answer.text


def test_an_amount_reaches_summary_and_explanation_and_is_taken_back(own: Served) -> None:
    letter = own.letter("cp14.pdf")["id"]
    kept = own.post(f"letter/{letter}", setting("1,780.94"))
    assert kept.status_code == 303
    (line,) = log_of(own)
    assert (line["field"], line["old"], line["new"], line["who"]) == ("amount_due", "1780.49", "1780.94", "Ann")
    assert "1,780.94" in own.get(f"letter/{letter}").text
    assert _amount_in_summary(own, "1780.94") == "1780.94"
    assert own.post("undo", {"number": "1", "who": "Ann"}).status_code == 303
    assert _amount_in_summary(own, "1780.49") == "1780.49"
    assert own.post("undo", {"number": "1"}).status_code == 409
    assert own.post("undo", {"number": "x"}).status_code == 400


def test_what_can_not_be_is_refused_and_kept_in_the_form(own: Served) -> None:
    letter = own.letter("cp14.pdf")["id"]
    answer = own.post(f"letter/{letter}", setting("February 30, 2025", field="notice_date"))
    assert answer.status_code == 400
    assert "That is no notice date." in answer.text
    assert "February 30, 2025" in answer.text
    for form in (
        {"act": "burn"},
        {"act": "set", "field": "status", "value": "ok"},
        {"act": "kind", "value": "genuine"},
    ):
        assert own.post(f"letter/{letter}", form | {"version": "0"}).status_code == 400
    assert own.post(f"letter/{letter}", {"act": "looked"}).status_code == 400
    assert log_of(own) == []


def test_two_tabs_do_not_overwrite_each_other(own: Served) -> None:
    letter = own.letter("cp14.pdf")["id"]
    assert own.post(f"letter/{letter}", setting("1.00")).status_code == 303
    second = own.post(f"letter/{letter}", setting("2.00"))
    assert second.status_code == 409
    assert "changed in another window" in second.text
    assert "2.00" in second.text
    assert [line["new"] for line in log_of(own)] == ["1.00"]


def test_settled_letters_leave_the_queue_until_it_is_empty(own: Served) -> None:
    own.post(f"letter/{own.letter('scam-cp504.pdf')['id']}", {"act": "looked", "version": "0", "who": "Ann"})
    queue = own.get().text
    assert "Nothing is left to look at" in queue
    assert own.get("next").headers["location"].endswith("/")


def test_a_paper_that_is_none_of_the_irs_is_settled_until_it_is_one_after_all(own: Served) -> None:
    scam = own.letter("scam-cp504.pdf")["id"]
    for version, (kind, waiting) in enumerate((("solicitation", False), ("irs", True), ("other", False))):
        form = {"act": "kind", "value": kind, "version": str(version), "who": "Ann"}
        assert own.post(f"letter/{scam}", form).status_code == 303
        assert ("scam-cp504.pdf" in own.get("?show=look").text) is waiting
    assert [line["old"] for line in log_of(own)] == ["irs", "solicitation", "irs"]


def test_the_firms_own_columns_are_edited_in_place(own: Served) -> None:
    letter = own.letter("cp14.pdf")["id"]
    kept = own.post(f"work/{letter}", {"assigned_to": "Ben", "follow_up_on": "2025-06-20"})
    assert kept.status_code == 303
    assert 'value="Ben"' in own.get("?show=all").text
    assert own.post(f"work/{letter}", {"amount_due": "1.00"}).status_code == 409


def test_a_box_drawn_on_a_page_is_read_there_and_kept_as_the_proof(own: Served) -> None:
    letter = own.letter("cp14.pdf")
    evidence = letter["fields"]["amount_due"]["evidence"][0]
    x0, y0, x1, y1 = evidence["box"]
    box = f"{x0 - 0.01},{y0 - 0.005},{x1 + 0.01},{y1 + 0.005}"
    asked = {"field": "amount_due", "page": str(evidence["page"]), "box": box}
    read = own.post(f"letter/{letter['id']}/look", asked).json()
    assert read["value"] == "$1,780.49"
    assert "1,780.49" in read["text"]
    form = setting(read["value"], field="proposed_amount") | {"place": read["place"]}
    assert own.post(f"letter/{letter['id']}", form).status_code == 303
    (line,) = log_of(own)
    assert line["place"]["page"] == evidence["page"]
    assert line["place"]["box"][0] == pytest.approx(x0, abs=0.01)
    assert own.post(f"letter/{letter['id']}/look", asked | {"box": "0.5,0.9,0.55,0.91"}).json()["value"] == ""
    for wrong in ({"box": "nan,0,1,1"}, {"box": "1,1,0,0"}, {"box": "0,0"}, {"page": "9"}, {"field": "status"}):
        assert own.post(f"letter/{letter['id']}/look", asked | wrong).status_code == 400


def test_a_place_on_a_photo_is_read_without_its_page(samples: Path) -> None:
    result = read_letter(samples / "cp504-photo.jpg")
    field = result.letters[0].fields["amount_due"]
    seen = field.evidence[0]
    assert seen.page is not None
    assert seen.box is not None
    job = Job((str(samples / "cp504-photo.jpg"),), "2025-06-10")
    looked = look_at(job, seen.page, Box(*seen.box), "amount_due")
    assert looked.value == "6052.64"


def test_corrections_survive_a_kill(own: Served) -> None:
    letter = own.letter("cp14.pdf")["id"]
    assert own.post(f"letter/{letter}", setting("1780.94")).status_code == 303
    own.process.kill()  # the last test with this server
    own.process.wait(10)
    with serving(own.out) as again:
        assert "1,780.94" in again.get(f"letter/{letter}").text


def _amount_in_summary(served: Served, wanted: str) -> str:
    """The amount of cp14.pdf in summary.csv, waited for: it is written a moment after a correction."""
    found = ""
    for _ in range(300):
        text = (served.out / "summary.csv").read_text(encoding="utf-8")
        (found,) = [row["amount_due"] for row in csv.DictReader(io.StringIO(text)) if row["file"] == "cp14.pdf"]
        if found == wanted:
            break
        time.sleep(0.2)
    return found
