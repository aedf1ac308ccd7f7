"""Results and labelled truth brought together: JSON Lines matched by file name, letters of a stack by their pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from irsletter.errors import UsageError
from irsletter.score.compare import compare
from irsletter.score.grades import FieldScore

Truth = Mapping[str, Any]
Letter = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One file held against its truth. ``letters_expected`` and ``letters_found`` count those with the pages right."""

    file: str
    level: str
    """How it was captured, as the truth says; ``unknown`` where it does not."""
    family: str
    variant: str
    """What it is: genuine, odd, tampered, false, other or stack; empty where the truth does not say."""
    marker: str
    """What was changed in a tampered or odd letter."""
    verdict: str
    """What was said of its first letter; ``cannot_tell`` where none was found."""
    scores: tuple[FieldScore, ...]
    letters_expected: int
    letters_found: int
    false_letters: int
    """Letters of the IRS seen where the truth has none."""
    fault: str = ""
    look: str = ""
    """The layout that the letter was set in, as the truth calls it."""


def read_lines(path: Path) -> list[dict[str, Any]]:
    """One JSON object a line. Raises UsageError with the line's number."""
    lines: list[dict[str, Any]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise UsageError(f"{path.name}, line {number}: no JSON: {error}") from error
        if not isinstance(record, dict):
            raise UsageError(f"{path.name}, line {number}: not an object")
        lines.append(record)
    return lines


def hold(truths: Iterable[Truth], results: Iterable[Mapping[str, Any]]) -> Iterator[Labelled]:
    """Each file that a truth names, held against its Result; a file that no Result speaks of is a fault of its own."""
    by_name = {str(result["source"]["path"] or result["source"]["name"]): result for result in results}
    by_name |= {Path(name).name: result for name, result in by_name.items()}
    for truth in truths:
        for file in truth.get("files", {}):
            yield _held(file, truth, by_name.get(file))


def _held(file: str, truth: Truth, result: Mapping[str, Any] | None) -> Labelled:
    read: list[Letter] = list(result["letters"]) if result else []
    fault = "no result" if result is None else str((result["error"] or {}).get("message", ""))
    expected = _letters(truth, file)
    scores: list[FieldScore] = []
    found, left = 0, list(read)
    for one in expected:
        letter = _same_pages(left, one, truth, file)
        if letter is not None:
            left.remove(letter)
            found += len(expected) == 1 or set(letter["pages"]) == set(_pages(one, file) or letter["pages"])
        scores.extend(compare(letter, one, file))
    return Labelled(
        file=file,
        level=str(truth["files"][file].get("capture") or truth.get("level") or "unknown"),
        family=str(truth.get("family", "")),
        variant=str(truth.get("variant", "")).partition(":")[0],
        marker=str(truth.get("variant", "")).partition(":")[2],
        verdict=str(read[0]["authenticity"]["verdict"]) if read else "cannot_tell",
        scores=tuple(scores),
        letters_expected=len(expected),
        letters_found=found,
        false_letters=_false(read, expected),
        fault=fault,
        look=str(truth.get("look", "")),
    )


def _letters(truth: Truth, file: str) -> list[Truth]:
    """The truth of each letter in ``file``, in the form that ``compare`` takes; none for a blank sheet."""
    if "letters" not in truth:
        letter = truth.get("letter")
        return [{**truth, "letter": {"verdict_ok": truth.get("verdict_ok"), **letter}}] if letter else []
    places = truth.get("boxes", {}).get(file) or [{}] * len(truth["letters"])
    return [
        {"letter": letter, "files": {file: {"pages": letter.get("pages")}}, "boxes": {file: boxes}}
        for letter, boxes in zip(truth["letters"], places, strict=False)
    ]


def _pages(one: Truth, file: str) -> list[int] | None:
    pages = one["files"].get(file, {}).get("pages")
    return list(pages) if pages else None


def _same_pages(left: list[Letter], one: Truth, truth: Truth, file: str) -> Letter | None:
    """The read letter that shares most pages with a true one; of a file with one letter, its first."""
    if "letters" not in truth:
        return left[0] if left else None
    pages = set(_pages(one, file) or ())
    best = max(left, key=lambda letter: len(pages & set(letter["pages"])), default=None)
    return best if best is not None and pages & set(best["pages"]) else None


def _false(read: list[Letter], expected: list[Truth]) -> int:
    """Letters called the IRS's where none of the true ones is."""
    of_irs = [one for one in expected if one["letter"].get("kind", "irs") == "irs"]
    return 0 if of_irs else sum(letter["kind"] == "irs" for letter in read)
