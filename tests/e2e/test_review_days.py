"""Days, contacts and changes corrected on the page: in every output, as truth, taken back without a trace."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import icalendar
import pytest

from tests.e2e.review_server import Served, batched, letter_in, serving_copy, started_over, written_anew

Run = Callable[..., Any]
FILE = "letter1058.pdf"
DAY = "2026-02-02"


@pytest.fixture(scope="module")
def batch(run: Run, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A final notice that prints no day: that of the hearing is counted, payment is asked immediately."""
    folder = tmp_path_factory.mktemp("days")
    (folder / "in").mkdir()
    shutil.copy(samples / FILE, folder / "in")
    return batched(run, folder, "--as-of", DAY)


@pytest.fixture(scope="module")
def changing(batch: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving_copy(batch, tmp_path_factory.mktemp("own"), "--as-of", DAY) as served:
        yield served


@pytest.fixture
def own(batch: Path, changing: Served) -> Served:
    """A server over a copy that the test may change, without corrections."""
    return started_over(changing, batch)


def shown(served: Served) -> str:
    return served.get(f"letter/{served.letter(FILE)['id']}").text


def named(served: Served, listed: str, said: str) -> tuple[str, str]:
    """Name of the form whose row says ``said``, and what it says that the row was."""
    row = rf'name="field" value="({listed}-\d+)"><input type="hidden" name="was" value="([^"]*)"'
    return next((name, unescape(was)) for name, was in re.findall(row, shown(served)) if said in was)


def ask(served: Served, name: str, version: int = 0, act: str = "set", **more: str) -> int:
    form = {"act": act, "field": name, "version": str(version), "who": "Ann"} | more
    return int(served.post(f"letter/{served.letter(FILE)['id']}", form).status_code)


def exported(served: Served, run: Run) -> tuple[dict[str, Any], dict[str, str], dict[str, Any]]:
    """The letter, its row of summary.csv and the days of deadlines.ics by summary, as they are written now."""
    out = written_anew(served, run, DAY)
    (row,) = csv.DictReader(io.StringIO((out / "summary.csv").read_text(encoding="utf-8")))
    calendar = icalendar.Calendar.from_ical((out / "deadlines.ics").read_bytes())
    events = {str(event["summary"]): event["dtstart"].dt.isoformat() for event in calendar.walk("VEVENT")}
    return letter_in(out, FILE), dict(row), events


def test_a_printed_day_that_was_not_read_takes_the_place_of_the_counted_one(own: Served, run: Run) -> None:
    before, row, events = exported(own, run)
    (counted,) = [each for each in before["deadlines"] if each["what"] == "hearing"]
    assert (counted["basis"], row["hearing_by"]) == ("computed", counted["date"])
    assert counted["date"] in events.values()
    assert ask(own, "deadlines-new", what="hearing", value="March 2, 2026") == 303
    after, row, events = exported(own, run)
    (hearing,) = [each for each in after["deadlines"] if each["what"] == "hearing"]
    assert (hearing["date"], hearing["basis"], hearing["status"]) == ("2026-03-02", "printed", "accepted")
    assert hearing["right_lost"] == counted["right_lost"]
    assert (row["hearing_by"], row["respond_by"]) == ("2026-03-02", "")
    assert after["fields"]["respond_by"]["value"] == "2026-03-02"
    assert "2026-03-02" in events.values()
    assert counted["date"] not in events.values()
    told = json.dumps(after["explanation"])
    assert "Mar 2, 2026" in told
    assert "Feb 25, 2026" not in told


def test_a_day_is_given_to_an_act_that_had_words_alone(own: Served, run: Run) -> None:
    name, was = named(own, "deadlines", "immediately")
    assert ask(own, name, was=was, value="2026-02-20") == 303
    after, row, events = exported(own, run)
    (pay,) = [each for each in after["deadlines"] if each["what"] == "pay"]
    assert (pay["date"], pay["words"], pay["last_legal_day"]) == ("2026-02-20", None, "2026-02-20")
    assert (row["pay_by"], after["fields"]["due_date"]["value"]) == ("2026-02-20", "2026-02-20")
    assert "2026-02-20" in events.values()
    name, was = named(own, "deadlines", "pay|")
    assert ask(own, name, 1, act="absent", was=was) == 303
    after, row, _ = exported(own, run)
    assert (row["pay_by"], "due_date" in after["fields"]) == ("", False)
    assert [each for each in after["deadlines"] if each["what"] == "pay"] == []


def test_a_single_day_that_is_added_becomes_a_deadline(own: Served, run: Run) -> None:
    assert ask(own, "respond_by", value="2026-02-18") == 303
    after, row, events = exported(own, run)
    assert ("respond", "2026-02-18") in {(each["what"], each["date"]) for each in after["deadlines"]}
    assert row["respond_by"] == "2026-02-18"
    assert "2026-02-18" in events.values()


def test_a_contact_is_one_wherever_it_stands(own: Served, run: Run) -> None:
    before = own.letter(FILE)["fields"]["contact_phone"]["value"]
    name, was = named(own, "contacts", before)
    assert ask(own, name, was=was, value="502-555-0143") == 303
    after, row, _ = exported(own, run)
    assert after["fields"]["contact_phone"]["value"] == row["contact_phone"] == "+15025550143"
    assert after["contacts"][0]["field"]["value"] == "+15025550143"
    assert "502-555-0143" in json.dumps(after["explanation"])
    assert ask(own, "contact_phone", 1, value="502-555-0144") == 303
    assert exported(own, run)[0]["contacts"][0]["field"]["value"] == "+15025550144"
    place = "PO Box 1, Ogden, UT 84201"
    assert ask(own, "contacts-new", 2, kind="address", role="response", value=place) == 303
    assert exported(own, run)[0]["contacts"][-1]["field"]["value"]["zip"] == "84201"


def test_a_change_to_the_return_is_added_and_mended(own: Served, run: Run) -> None:
    change = {"item": "Wages", "as_filed": "40,000.00", "irs_figure": "41,500", "change": "1500.00"}
    assert ask(own, "adjustments-new", period=own.letter(FILE)["tax_periods"][0]["label"], **change) == 303
    (made,) = exported(own, run)[0]["adjustments"]
    assert (made["item"], made["tax_period"], made["irs_figure"]["value"]) == ("Wages", "p1", "41500.00")
    name, was = named(own, "adjustments", "Wages")
    assert ask(own, name, 1, was=was, as_filed="40,000.00", irs_figure="41,600.00", change="") == 303
    (made,) = exported(own, run)[0]["adjustments"]
    assert (made["irs_figure"]["value"], made["change"]) == ("41600.00", None)
    (page,) = (written_anew(own, run, DAY, "--pages") / "letters").glob("*.html")
    assert "41,600.00" in page.read_text("utf-8")


def test_every_step_is_taken_back(own: Served, run: Run) -> None:
    before = exported(own, run)[0]
    name, was = named(own, "deadlines", "immediately")
    assert ask(own, name, was=was, value="2026-02-20") == 303
    assert ask(own, "deadlines-new", 1, what="respond", value="2026-02-10") == 303
    assert ask(own, "adjustments-new", 2, item="Wages", change="1.00") == 303
    for number in (3, 2, 1):
        assert own.post("undo", {"number": str(number), "who": "Ann"}).status_code == 303
    assert exported(own, run)[0] == before


def test_what_the_grammar_refuses_is_not_kept(own: Served) -> None:
    counted = next(at for at, each in enumerate(own.letter(FILE)["deadlines"]) if each["basis"] == "computed")
    for name, form in (
        ("deadlines-new", {"what": "hearing", "value": "February 30, 2026"}),
        ("deadlines-new", {"what": "lunch", "value": "2026-02-20"}),
        ("contacts-new", {"kind": "phone", "role": "questions", "value": "call us"}),
        ("contacts-new", {"kind": "pigeon", "role": "questions", "value": "502-555-0143"}),
        ("adjustments-new", {"item": "Wages", "as_filed": "much"}),
        ("adjustments-new", {"item": "Wages"}),
        (f"deadlines-{counted}", {"value": "2026-02-20"}),
    ):
        assert ask(own, name, **form) == 400, (name, form)
    assert not (own.out / "corrections.jsonl").exists()


def test_a_decided_day_is_truth_and_the_others_are_not(own: Served, run: Run, tmp_path: Path) -> None:
    assert ask(own, "deadlines-new", what="hearing", value="March 2, 2026") == 303
    truth = tmp_path / "truth.jsonl"
    assert run("export", own.out, "--truth", truth, "--as-of", DAY).returncode == 0
    told = json.loads(truth.read_text(encoding="utf-8"))["letter"]
    assert [(each["what"], each["date"]) for each in told["deadlines"]] == [("hearing", "2026-03-02")]
    scored = run("score", "--truth", truth, "--results", own.out / "results.jsonl", "--format", "json")
    assert scored.returncode in (0, 5), scored.stderr
    fields = json.loads(scored.stdout)["accuracy"]["fields"]["firm"]
    assert {name: (each["printed"], each["right"]) for name, each in fields.items()} == {"deadlines": (1, 0)}
