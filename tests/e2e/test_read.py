"""``irsletter read`` over the drawn letters: what it answers, where, and with which exit code."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pikepdf
import pytest

Run = Callable[..., Any]
DAY = ("--as-of", "2025-07-01")


@pytest.fixture(scope="module")
def schema(run: Run) -> dict[str, Any]:
    done = run("schema")
    assert done.returncode == 0
    described: dict[str, Any] = json.loads(done.stdout)
    jsonschema.Draft202012Validator.check_schema(described)
    return described


@pytest.fixture(scope="module")
def cp14(run: Run, samples: Path) -> dict[str, Any]:
    """The Result of one text letter."""
    answer: dict[str, Any] = json.loads(run("read", samples / "cp14.pdf", "--format", "json", *DAY).stdout)
    return answer


@pytest.mark.parametrize("name", ["cp14.pdf", "cp504-scan.pdf", "lt11-photo.jpg"])
def test_each_capture_gives_a_result_of_the_schema(run: Run, samples: Path, schema: dict[str, Any], name: str) -> None:
    done = run("read", samples / name, "--format", "json", *DAY)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(b"\n") == 1
    assert b"\r" not in done.stdout
    result = json.loads(done.stdout)
    jsonschema.Draft202012Validator(schema).validate(result)
    truth = json.loads((samples / f"{name.split('-')[0].split('.')[0]}.truth.json").read_text(encoding="utf-8"))
    (letter,) = result["letters"]
    assert letter["notice"]["code"] == truth["letter"]["code"]
    assert result["as_of"] == "2025-07-01"
    assert result["source"]["name"] == result["source"]["path"] == name


def test_a_clean_text_letter_reads_as_it_was_drawn(cp14: dict[str, Any], samples: Path) -> None:
    truth = json.loads((samples / "cp14.truth.json").read_text(encoding="utf-8"))["letter"]
    fields = cp14["letters"][0]["fields"]
    for name in ("notice_date", "amount_due", "due_date"):
        assert (fields[name]["value"], fields[name]["status"]) == (truth["fields"][name]["value"], "accepted"), name


def test_the_terminal_gets_the_answer_and_stderr_nothing(run_alone: Run, samples: Path) -> None:
    done = run_alone("read", samples / "cp14.pdf", *DAY)
    text = done.stdout.decode("utf-8")
    assert done.returncode == 0
    assert done.stderr == b""
    assert "CP14" in text
    assert "$1,780.49" in text
    assert "\x1b" not in text  # no colour where nobody looks


def test_html_and_markdown_are_whole_pages(run: Run, samples: Path) -> None:
    html = run("read", samples / "cp14.pdf", "--format", "html", *DAY).stdout.decode("utf-8")
    assert html.lstrip().lower().startswith("<!doctype html>")
    assert "data:image/" in html
    assert "<script" not in html
    assert run("read", samples / "cp14.pdf", "--format", "markdown", *DAY).stdout.startswith(b"# ")


def test_standard_input_is_a_file_too(run_alone: Run, samples: Path, cp14: dict[str, Any]) -> None:
    piped = json.loads(
        run_alone("read", "-", "--format", "json", *DAY, stdin=(samples / "cp14.pdf").read_bytes()).stdout
    )
    assert piped["source"]["name"] == "-"
    assert piped["source"]["sha256"] == cp14["source"]["sha256"]
    assert piped["letters"] == cp14["letters"]


def test_several_files_are_pages_of_one_letter(run: Run, samples: Path, tmp_path: Path) -> None:
    names = []
    with pikepdf.open(samples / "cp14.pdf") as whole:
        for number, page in enumerate(whole.pages, start=1):
            with pikepdf.new() as one:
                one.pages.append(page)
                one.save(tmp_path / f"{number}.pdf")
            names.append(tmp_path / f"{number}.pdf")
    result = json.loads(run("read", *names, "--format", "json", *DAY).stdout)
    assert [file["name"] for file in result["source"]["files"]] == ["1.pdf", "2.pdf", "3.pdf"]
    assert [letter["pages"] for letter in result["letters"]] == [[1, 2, 3]]


def test_exit_2_for_wrong_use(run: Run, samples: Path, tmp_path: Path) -> None:
    for wrong in (
        ("read", tmp_path / "gone.pdf"),
        ("read",),
        ("read", samples / "cp14.pdf", "--as-of", "soon"),
        ("read", samples / "cp14.pdf", "--as-of", "9999-12-31"),
        ("read", samples / "cp14.pdf", "--config", tmp_path / "gone"),
        ("read", samples / "cp14.pdf", "--config", tmp_path),
        ("read", "-", "-"),
        ("bake",),
        ("batch", tmp_path / "gone", "--out", tmp_path / "out"),
    ):
        done = run(*wrong)
        assert (done.returncode, done.stdout) == (2, b""), wrong
        assert done.stderr
        assert b"Traceback" not in done.stderr


def test_exit_3_for_a_file_that_can_not_be_read(run_alone: Run, tmp_path: Path) -> None:
    (tmp_path / "note.pdf").write_text("Dear Sir or Madam,\n")
    done = run_alone("read", tmp_path / "note.pdf", "--format", "json")
    assert done.returncode == 3
    assert json.loads(done.stdout)["error"]["code"] == "unsupported_type"
    assert json.loads(done.stdout)["error"]["message"].encode() in done.stderr


def test_exit_4_where_there_is_no_irs_letter(run: Run, samples: Path, tmp_path: Path) -> None:
    with pikepdf.new() as blank:
        blank.add_blank_page(page_size=(612, 792))
        blank.save(tmp_path / "blank.pdf")
    done = run("read", tmp_path / "blank.pdf", "--format", "json")
    assert (done.returncode, json.loads(done.stdout)["letters"], json.loads(done.stdout)["status"]) == (4, [], "ok")
    assert run("read", samples / "state-bill.pdf").returncode == 4


def test_exit_5_only_with_strict_and_a_letter_to_look_at(run: Run, samples: Path) -> None:
    assert run("read", samples / "scam-cp504.pdf").returncode == 0
    assert run("read", samples / "scam-cp504.pdf", "--strict").returncode == 5
    assert run("read", samples / "cp501.pdf", "--strict").returncode == 0


def test_the_day_changes_only_what_depends_on_it(run: Run, samples: Path, cp14: dict[str, Any]) -> None:
    late = copy.deepcopy(cp14)
    early = json.loads(run("read", samples / "cp14.pdf", "--format", "json", "--as-of", "2025-06-03").stdout)
    assert {deadline["state"] for deadline in early["letters"][0]["deadlines"]} == {"open"}
    assert {deadline["state"] for deadline in late["letters"][0]["deadlines"]} == {"passed"}
    for result in (early, late):
        del result["as_of"], result["letters"][0]["explanation"]
        for deadline in result["letters"][0]["deadlines"]:
            del deadline["state"]
    assert early == late


@pytest.mark.parametrize(
    ("limit", "name", "code"),
    [
        ("seconds_per_file = 0.3\nseconds_per_file_page = 0.0", "cp504-scan.pdf", "timed_out"),
        ("worker_memory_bytes = 120000000", "lt11-photo.jpg", "too_large"),
    ],
)
def test_a_file_over_its_limits_is_given_up_by_name(
    run: Run, samples: Path, tmp_path: Path, limit: str, name: str, code: str
) -> None:
    config = shutil.copytree(Path(__file__).resolve().parents[2] / "config", tmp_path / "config")
    settings = (config / "settings.toml").read_text(encoding="utf-8")
    keys = tuple(line.split(" =")[0] for line in limit.splitlines())
    kept = [line for line in settings.splitlines() if not line.startswith(tuple(f"{key} " for key in keys))]
    kept.insert(kept.index("[limits]") + 1, limit)
    (config / "settings.toml").write_text("\n".join(kept), encoding="utf-8")
    done = run("read", samples / name, "--format", "json", "--config", config)
    assert done.returncode == 3, done.stdout
    assert json.loads(done.stdout)["error"]["code"] == code
