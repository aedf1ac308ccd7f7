"""A letter's copy that can be shown around, read again before it is handed out."""

from __future__ import annotations

import tempfile
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from irsletter.emit.schema import load
from irsletter.errors import ReadError
from irsletter.model.geometry import Box
from irsletter.model.result import Result
from irsletter.redact import KINDS, doubts, private_places, redact_pdf
from irsletter.run.jobs.apart import draw_apart, read_apart
from irsletter.run.jobs.job import Job

_DPI = 150
_LOOKS = 2
"""How often a copy is read again while something private is still seen on it."""


def redacted(job: Job, keep: Collection[str] = ()) -> tuple[bytes, list[str]]:
    """The copy of the letter of ``job`` as a PDF, and what it can't be sure of. Kinds to ``keep`` stay to be seen.

    The copy is read again, and what is then still read of a name, address or id is filled too. Raises UsageError,
    ReadError where the file can't be read.
    """
    job = replace(job, cover=tuple(kind for kind in KINDS if kind not in keep))
    answer = read_apart(job)
    result = load(answer.result)
    if result.error is not None:
        raise ReadError(result.error.code, result.error.message, result.error.hint)
    pages = tuple(range(1, (result.source.pages or 0) + 1))
    pictures = draw_apart(job, answer.spots, pages, _DPI)
    more: dict[int, list[Box]] = {}
    said = doubts(result, keep)
    for _ in range(_LOOKS):
        copy = redact_pdf(result, pictures, keep, more)
        left = _left(copy, job, keep)
        if not any(left.values()):
            return copy, said
        for page, boxes in left.items():
            more.setdefault(page, []).extend(boxes)
    said.insert(0, f"Something could still be read on the copy and was covered: look at page {_first(more)} above all.")
    return redact_pdf(result, pictures, keep, more), said


def _left(copy: bytes, job: Job, keep: Collection[str]) -> dict[int, list[Box]]:
    """What is still read on the copy, by page."""
    with tempfile.TemporaryDirectory(prefix="irsletter-") as folder:
        path = Path(folder) / "copy.pdf"
        path.write_bytes(copy)
        answer = read_apart(Job((str(path),), job.as_of, config=job.config, engine=job.engine, cover=job.cover))
    result: Result = load(answer.result)
    left = {page: list(boxes) for page, boxes in private_places(result, keep).items()}
    for spot in answer.spots:
        left.setdefault(spot.page, []).append(spot.box)
    return left


def _first(more: dict[int, list[Box]]) -> int:
    return min(page for page, boxes in more.items() if boxes)
