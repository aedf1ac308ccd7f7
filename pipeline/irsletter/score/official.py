"""A folder of labelled letters read and scored: the measure that the program must pass on the official samples.

A letter is ``NAME.truth.json`` and the captures of it beside it: those that the truth names, else ``NAME.pdf``,
``NAME-scan.pdf``, ``NAME-photo.jpg`` and ``NAME-fax.tif``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from irsletter.model.result import Result
from irsletter.score.compare import compare
from irsletter.score.grades import FieldScore, Summary, summarise

_SUFFIX = ".truth.json"
_USUAL = {"": ".pdf", "-scan": ".pdf", "-photo": ".jpg", "-fax": ".tif"}

_MOST = 0.75
"""Share of photos and of faxes whose key values must be right; of all others, all."""


class Level(StrEnum):
    """How a letter was captured, and which share of them must be right."""

    TEXT = "text"
    SCAN = "scan"
    PHOTO = "photo"
    FAX = "fax"

    @property
    def needed(self) -> float:
        return 1.0 if self in (Level.TEXT, Level.SCAN) else _MOST


_LEVEL_WORDS = {
    "photo": Level.PHOTO,
    "fax": Level.FAX,
    "copy": Level.FAX,
    "scan": Level.SCAN,
    "image": Level.SCAN,
    "rotated": Level.SCAN,
    "stack": Level.SCAN,
}
"""What stands in the name of a capture, or of its file."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """One capture with the score of each value. ``fault`` says why it could not be read, if so."""

    file: str
    level: Level
    scores: tuple[FieldScore, ...]
    fault: str = ""

    @property
    def keys(self) -> dict[str, bool]:
        """Whether code, date, year, amount and breakdown are right; what the truth lacks must be absent."""
        return {name: self._right(fits) for name, fits in _KEYS.items()}

    @property
    def right(self) -> bool:
        return not self.fault and all(self.keys.values())

    @property
    def summary(self) -> Summary:
        return summarise(self.scores)

    def _right(self, fits: Callable[[str], bool]) -> bool:
        return not self.fault and all(score.right for score in self.scores if fits(score.name))


_KEYS: Mapping[str, Callable[[str], bool]] = {
    "code": "notice_code".__eq__,
    "date": "notice_date".__eq__,
    "year": lambda name: name.startswith("tax_period ") and not name.endswith(" form"),
    "amount": "amount_due".__eq__,
    "breakdown": lambda name: name.startswith("amounts"),
}


@dataclass(frozen=True, slots=True)
class OfficialReport:
    """All files of a folder."""

    files: tuple[FileReport, ...]

    @property
    def passed(self) -> bool:
        """Key values right on all text PDFs and scans, on three of four photos and of four faxes, and nothing wrong
        accepted anywhere."""
        enough = all(right >= needed for _, right, _, needed in self.levels())
        return bool(self.files) and enough and not any(file.summary.wrongly_accepted for file in self.files)

    def levels(self) -> Iterator[tuple[Level, int, int, int]]:
        """For each level that occurs: how many files are right, of how many, and how many must be."""
        for level in Level:
            files = [file for file in self.files if file.level is level]
            if files:
                yield level, sum(file.right for file in files), len(files), math.ceil(level.needed * len(files))

    def table(self) -> str:
        """For a person: a row for each file, then what is not right, then the outcome."""
        return "\n".join(_lines(self))


def run_official(folder: Path, read: Callable[[Path], Result]) -> OfficialReport:
    """Read every capture of every labelled letter below ``folder`` and score it."""
    reports: list[FileReport] = []
    for truth_file in sorted(folder.glob(f"*{_SUFFIX}")):
        truth = json.loads(truth_file.read_text(encoding="utf-8"))
        for file, level in _captures(folder, truth_file.name.removesuffix(_SUFFIX), truth):
            reports.append(score_result(read(folder / file), truth, file, level))
    return OfficialReport(tuple(reports))


def score_result(result: Result, truth: Mapping[str, Any], file: str, level: Level) -> FileReport:
    """``result`` of the capture ``file``. A file in which not just one letter was found is a fault."""
    if result.error:
        fault = f"{result.error.code}: {result.error.message}"
    elif len(result.letters) != 1:
        fault = f"{len(result.letters)} letters found, one is there"
    else:
        fault = ""
    first = result.letters[0] if result.letters else None
    return FileReport(file, level, compare(first, truth, file), fault)


def _captures(folder: Path, name: str, truth: Mapping[str, Any]) -> Iterator[tuple[str, Level]]:
    named = list(truth.get("files") or truth.get("boxes") or ())
    for file in named or [f"{name}{suffix}{ending}" for suffix, ending in _USUAL.items()]:
        if (folder / file).is_file():
            yield file, _level(file, truth)


def _level(file: str, truth: Mapping[str, Any]) -> Level:
    capture = str(truth.get("files", {}).get(file, {}).get("capture") or Path(file).stem)
    return next((level for word, level in _LEVEL_WORDS.items() if word in capture), Level.TEXT)


def _lines(report: OfficialReport) -> Iterator[str]:
    width = max((len(file.file) for file in report.files), default=4)
    titles = (*_KEYS, "other", "places", "accepted wrong")
    yield f"{'file':<{width}}  {'  '.join(titles)}"
    for file in report.files:
        yield f"{file.file:<{width}}  {'  '.join(_cells(file, titles))}"
    troubles = [line for file in report.files for line in _troubles(file)]
    if troubles:
        yield from ("", "Not right:", *troubles)
    yield ""
    for level, right, count, needed in report.levels():
        yield f"{level}: {right} of {count} right in code, date, year, amount and breakdown; {needed} needed"
    wrong = sum(file.summary.wrongly_accepted for file in report.files)
    yield f"wrong values accepted: {wrong}; 0 allowed"
    yield "PASSED" if report.passed else "FAILED"


def _cells(file: FileReport, titles: Iterable[str]) -> Iterator[str]:
    summary = file.summary
    others = summarise(score for score in file.scores if not any(fits(score.name) for fits in _KEYS.values()))
    cells = {name: "right" if right else "WRONG" for name, right in file.keys.items()}
    cells |= {"other": f"{others.right}/{others.expected}", "places": f"{summary.hits}/{summary.placed}"}
    cells["accepted wrong"] = str(summary.wrongly_accepted)
    return (f"{cells[title]:<{len(title)}}" for title in titles)


def _troubles(file: FileReport) -> Iterator[str]:
    if file.fault:
        yield f"  {file.file} {file.fault}"
        return
    for score in file.scores:
        if not score.right:
            yield f"  {file.file} {score}"
        elif score.hit is False:
            yield f"  {file.file} {score.name}: right, but its place is not where it is printed"
