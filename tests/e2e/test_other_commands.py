"""explain, schema, catalog check, doctor, redact, score."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2

Run = Callable[..., Any]


def test_explain_knows_notices_and_says_so_where_it_does_not(run: Run) -> None:
    known = run("explain", "cp 504")
    assert known.returncode == 0
    assert b"CP504" in known.stdout
    told = json.loads(run("explain", "LT11", "--format", "json").stdout)
    assert "hearing" in json.dumps(told)
    unknown = run("explain", "CP9999")
    assert unknown.returncode == 0
    assert b"irs.gov" in unknown.stdout
    slip = run("explain", "CP5O4")  # the letter O for a zero
    assert b"CP504" in slip.stderr
    assert b"CP504" not in slip.stdout


def test_notices_lists_the_catalog_or_one_subject_of_it(run: Run) -> None:
    levies = json.loads(run("notices", "--category", "levy", "--format", "json").stdout)
    assert {"LT11", "CP90", "CP504"} <= {row["code"] for row in levies}
    assert {row["category"] for row in levies} == {"levy"}
    everything = run("notices").stdout.decode().splitlines()
    assert len(everything) > len(levies)
    assert any(line.startswith("CP14 ") for line in everything)
    wrong = run("notices", "--category", "lottery")
    assert wrong.returncode == 2
    assert b"refund" in wrong.stderr


def test_the_schema_names_the_columns_of_the_summary(run: Run) -> None:
    columns = json.loads(run("schema").stdout)["x-summary-columns"]
    assert columns[:5] == ["urgency", "route", "next_what", "next_date", "next_basis"]
    assert columns[-1] == "notes"


def test_catalog_check_tells_every_fault_with_its_place(run: Run, tmp_path: Path) -> None:
    assert run("catalog", "check").returncode == 0
    mine = tmp_path / "config"
    shutil.copytree(Path(__file__).resolve().parents[2] / "config", mine)
    (mine / "notices" / "mine.toml").write_text('[notice.CP9999]\ntitle = "x"\ncategory = "no such"\n')
    (mine / "settings.toml").write_text((mine / "settings.toml").read_text() + "\nunheard_of = 1\n")
    done = run("catalog", "check", "--config", mine)
    assert done.returncode == 2
    assert b"notices/mine.toml: notice.CP9999.category" in done.stdout
    assert b"notices/mine.toml: notice.CP9999.sources" in done.stdout
    assert b"settings.toml: inputs.unheard_of" in done.stdout


def test_doctor_names_engine_and_extras(run: Run) -> None:
    done = run("doctor")
    assert done.returncode == 0, done.stdout
    text = done.stdout.decode()
    assert "engine tesserocr" in text
    assert "extra photo" in text
    assert "pip install 'irsletter[dask]'" in text or "ok      extra dask" in text


def test_redact_leaves_no_text_behind(run: Run, samples: Path, tmp_path: Path) -> None:
    done = run("redact", samples / "cp14.pdf", "--out", tmp_path / "shown.pdf")
    assert (done.returncode, done.stdout) == (0, b""), done.stderr
    with pypdfium2.PdfDocument(tmp_path / "shown.pdf") as document:
        assert len(document) == 3
        assert all(page.get_textpage().get_text_range() == "" for page in document)
    assert oct((tmp_path / "shown.pdf").stat().st_mode & 0o777) == "0o600"


def test_score_holds_answers_against_the_truth(run: Run, samples: Path, tmp_path: Path) -> None:
    for name in ("cp14.pdf", "cp14.truth.json"):
        shutil.copy(samples / name, tmp_path)
    done = run("score", tmp_path)
    assert done.returncode == 0, done.stdout
    truth = json.loads((tmp_path / "cp14.truth.json").read_text())
    truth["letter"]["fields"]["amount_due"] |= {"value": "1.00", "raw": "$1.00"}
    (tmp_path / "cp14.truth.json").write_text(json.dumps(truth))
    assert run("score", tmp_path).returncode == 5


def test_ladder_shows_a_batch_by_account(run: Run, samples: Path, tmp_path: Path) -> None:
    inbox, out = tmp_path / "inbox", tmp_path / "out"
    inbox.mkdir()
    for name in ("cp14.pdf", "cp503.pdf"):
        shutil.copy(samples / name, inbox / name)
    shutil.copy(samples / "cp14.pdf", inbox / "cp14 again.pdf")
    assert run("batch", inbox, "--out", out, "--workers", "1", "--quiet").returncode == 0
    shown = run("ladder", out)
    assert shown.returncode == 0
    text = shown.stdout.decode()
    assert "MARGIT & TOBIN ELDERGRASS ***-**-4821 · 2024 (Form 1040)" in text
    assert "a copy · asks for $1,780.49" in text
    assert text.endswith("Asked for now, each letter counted once: $10,115.27\n")  # 1,780.49 + 8,334.78
    told = json.loads(run("ladder", out, "--format", "json").stdout)
    assert [account["period"] for account in told["accounts"]] == ["2022", "2024"]
    assert run("ladder", inbox).returncode == 2
