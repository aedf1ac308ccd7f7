"""Checks made again from a written letter say what they said of the reading; corrections alone change them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from irsletter.catalog.load import load_catalog
from irsletter.emit.schema import load
from irsletter.model.kinds import CheckStatus, DeadlineState, FieldStatus
from irsletter.model.result import Letter
from irsletter.run.corrections.recheck import rechecked
from irsletter.run.corrections.redated import redated
from irsletter.run.jobs.job import Job
from irsletter.run.letter import read_job

SAMPLES = Path(__file__).parents[3] / "samples" / "out"
NAMES = ("cp14.pdf", "cp503.pdf", "cp523.pdf", "state-bill.pdf", "lt11.pdf", "letter1058.pdf", "scam-cp504.pdf")


@pytest.fixture(scope="module")
def letters() -> dict[str, Letter]:
    read = {name: load(read_job(Job((str(SAMPLES / name),), "2025-06-10")).result) for name in NAMES}
    return {name: result.letters[0] for name, result in read.items()}


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_that_nobody_corrected_stays_as_it_was(letters: dict[str, Letter], name: str) -> None:
    letter, catalog = letters[name], load_catalog(None)
    assert rechecked(letter, catalog, set()) == letter
    opened = replace(letter, deadlines=[replace(each, state=DeadlineState.OPEN) for each in letter.deadlines])
    assert redated(opened, opened, catalog) == opened


def doubted(letter: Letter, value: str) -> Letter:
    """The letter as if its second row had been read as ``value`` and no row of the table stood alone."""
    rows = [replace(row, field=replace(row.field, status=FieldStatus.REVIEW, confidence=0.5)) for row in letter.amounts]
    rows[1] = replace(rows[1], field=replace(rows[1].field, value=value))
    return replace(letter, amounts=rows)


def statuses(letter: Letter) -> set[str]:
    return {row.field.status for row in letter.amounts}


def test_a_sum_that_comes_right_proves_its_rows(letters: dict[str, Letter]) -> None:
    catalog, letter = load_catalog(None), letters["cp14.pdf"]
    right = letter.amounts[1].field.value
    assert right is not None
    wrong = rechecked(doubted(letter, "-4915.01"), catalog, set())
    check = next(each for each in wrong.checks if each.id == "amounts_add_up")
    assert (check.status, check.blocking) == (CheckStatus.FAIL, True)
    assert [reason.code for reason in wrong.review.reasons] == ["amounts_add_up"]
    assert statuses(wrong) == {"review"}
    mended = rechecked(replace(wrong, amounts=doubted(letter, right).amounts), catalog, set())
    assert statuses(mended) == {"accepted"}
    assert mended.review.reasons == []


def test_a_sum_that_was_right_before_proves_nothing_new(letters: dict[str, Letter]) -> None:
    """A row whose digit was mended makes its own sum right: that is no second witness."""
    letter = letters["cp14.pdf"]
    right = letter.amounts[1].field.value
    assert right is not None
    assert statuses(rechecked(doubted(letter, right), load_catalog(None), set())) == {"review"}


def test_what_a_person_decided_stands_against_the_sum(letters: dict[str, Letter]) -> None:
    told = rechecked(doubted(letters["cp14.pdf"], "-4915.01"), load_catalog(None), {"amount_due"})
    check = next(each for each in told.checks if each.id == "amounts_add_up")
    assert (check.status, check.blocking) == (CheckStatus.FAIL, False)
    assert told.review.reasons == []
