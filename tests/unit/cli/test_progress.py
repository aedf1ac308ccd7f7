"""What a person sees of a run on a terminal."""

from __future__ import annotations

import re

import pytest

from irsletter.cli.progress import Count, shown
from irsletter.errors import ErrorCode
from irsletter.model.kinds import ResultStatus
from irsletter.run.store.plan import Progress


def step(done: int, status: ResultStatus, code: ErrorCode | None = None, *, known: bool = False) -> Progress:
    return Progress(done, 40, f"{done}.pdf", status, code, "", known)


def test_the_line_counts_letters_a_minute_and_what_needs_a_look() -> None:
    moments = iter((0.0, 30.0))
    count = Count(lambda: next(moments))
    for each in (
        step(1, ResultStatus.OK),
        step(2, ResultStatus.REVIEW),
        step(3, ResultStatus.ERROR, ErrorCode.DAMAGED),
        step(4, ResultStatus.OK, known=True),  # of an earlier run: no speed of this one
    ):
        count.add(each)
    assert str(count) == "6 a minute, 1 need a look, 1 failed"


def test_the_bar_shows_files_and_the_time_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # as on a terminal
    monkeypatch.setenv("COLUMNS", "120")
    with shown("bar") as report:
        report(step(1, ResultStatus.REVIEW))
    out, err = capsys.readouterr()
    assert out == ""
    assert " 1/40 " in plain(err)
    assert "1 need a look, 0 failed" in plain(err)
    assert "-:--:--" in plain(err)  # one file tells no speed yet


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", text)
