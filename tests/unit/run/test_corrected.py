"""A day that was seen and could not be read is filled by what a person says of its field, and no right with it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from irsletter.catalog.load import load_catalog
from irsletter.emit.schema import load
from irsletter.model.kinds import DeadlineBasis, DeadlineKind, FieldStatus
from irsletter.model.result import Deadline, Field, Result
from irsletter.run.corrections.corrected import corrected
from irsletter.run.corrections.file import Corrections
from irsletter.run.jobs.job import Job
from irsletter.run.letter import read_job

SAMPLE = Path(__file__).parents[3] / "samples" / "out" / "cp14.pdf"


@pytest.fixture(scope="module")
def read() -> Result:
    return load(read_job(Job((str(SAMPLE),), "2025-06-10")).result)


def unread(result: Result, field: str, *kinds: DeadlineKind) -> Result:
    """The result as if the label of ``field`` had been seen without a day, and ``kinds`` named without one."""
    (letter,) = result.letters
    (day,) = letter.deadlines
    bare = replace(day, date=None, last_legal_day=None, confidence=0.0, status=FieldStatus.REVIEW)
    fields = letter.fields.copy()
    fields[field] = Field(None, None, 0.0, FieldStatus.REVIEW, day.evidence, [])  # type: ignore[literal-required]
    return replace(
        result,
        letters=[replace(letter, fields=fields, deadlines=[replace(bare, what=kind) for kind in kinds])],
    )


def days(result: Result, folder: Path, *lines: dict[str, Any]) -> set[tuple[DeadlineKind, str | None]]:
    kept = Corrections(folder)
    said = [{"path": "cp14.pdf", "act": "set", "old": None, **line} for line in lines]
    kept.add(result.letters[0].id, 0, "Ann", dt.datetime(2025, 6, 10, tzinfo=dt.UTC), *said)
    found: list[Deadline] = corrected(result, kept, load_catalog(None)).letters[0].deadlines
    return {(each.what, each.date) for each in found if each.basis is DeadlineBasis.PRINTED}


@pytest.mark.parametrize(("field", "kind"), [("due_date", DeadlineKind.PAY), ("respond_by", DeadlineKind.RESPOND)])
def test_an_unread_day_is_filled(read: Result, tmp_path: Path, field: str, kind: DeadlineKind) -> None:
    told = days(unread(read, field, kind), tmp_path, {"field": field, "new": "2025-07-01"})
    assert (kind, "2025-07-01") in told
    assert (kind, None) not in told


def test_the_day_to_answer_is_no_day_of_a_right_that_has_none(read: Result, tmp_path: Path) -> None:
    both = unread(read, "respond_by", DeadlineKind.RESPOND, DeadlineKind.HEARING)
    told = days(both, tmp_path, {"field": "respond_by", "new": "2025-07-01"})
    assert {(DeadlineKind.RESPOND, "2025-07-01"), (DeadlineKind.HEARING, None)} <= told


def test_a_day_that_is_not_printed_is_none(read: Result, tmp_path: Path) -> None:
    told = days(read, tmp_path, {"field": "due_date", "new": None})
    assert not any(what is DeadlineKind.PAY for what, _ in told)
