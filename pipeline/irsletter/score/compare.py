"""A read letter held against its truth, value by value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from irsletter.model.kinds import FieldStatus
from irsletter.model.result import Letter
from irsletter.score.grades import FieldScore, Grade, graded
from irsletter.score.rows import compare_amounts, compare_deadlines, compare_periods
from irsletter.score.truth import Truth
from irsletter.score.values import same, shown

_LISTS = {"tax_periods": compare_periods, "amounts": compare_amounts, "deadlines": compare_deadlines}
"""The lists of a letter; one that the truth names as free may say anything."""

_BAD_VERDICTS = frozenset({"likely_scam", "suspicious"})


def compare(
    letter: Letter | Mapping[str, Any] | None, truth: Mapping[str, Any], file: str | None = None
) -> tuple[FieldScore, ...]:
    """Every value of ``letter`` (a record, its JSON, or None where none was found) against the labelled ``truth``.

    ``file`` names which of the captures that the truth knows was read: its pages and boxes count. Without it all pages
    are expected and no places are compared.
    """
    known = Truth.of(truth, file)
    if letter is None:
        letter = {"fields": {}, "amounts": [], "tax_periods": [], "deadlines": [], "checks": []}
    read = asdict(letter) if isinstance(letter, Letter) else letter
    return tuple(_compare(dict(read), known))


def _compare(read: dict[str, Any], truth: Truth) -> Iterator[FieldScore]:
    yield from _kind_and_category(read, truth)
    yield from _fields(read["fields"], truth)
    for name, compare_list in _LISTS.items():
        if not truth.is_free(name):
            others = truth.others_free(name)
            yield from (one for one in compare_list(read, truth) if not (others and one.grade is Grade.SPURIOUS))
    yield from _checks(read["checks"], truth)
    yield from _verdict(read, truth)


def _kind_and_category(read: dict[str, Any], truth: Truth) -> Iterator[FieldScore]:
    got = {"kind": read.get("kind"), "category": (read.get("notice") or {}).get("category")}
    for name, value in got.items():
        expected = truth.letter.get(name)
        if expected is None:
            continue
        if value is None:
            yield FieldScore(name, Grade.MISSING, expected, "")
        else:
            # they carry no status of their own; the code that they follow from does
            status = (read["fields"].get("notice_code") or {}).get("status", FieldStatus.REVIEW)
            right = value in truth.letter.get(f"{name}_ok", (expected,))
            yield FieldScore(name, graded(right, status), expected, str(value), _accepted(status))


def _fields(read: Mapping[str, Any], truth: Truth) -> Iterator[FieldScore]:
    for name, expected in truth.fields.items():
        got = read.get(name)
        if got is None or got["value"] is None:
            if not truth.is_free(name):
                yield FieldScore(name, Grade.MISSING, shown(expected["value"]), "")
            continue
        right = same(got["value"], expected["value"], expected.get("alts", ()))
        if right or not truth.is_free(name):
            yield _score(name, got, right, expected, truth)
    for name, got in read.items():
        if name in truth.fields or truth.is_free(name) or got["value"] is None:
            continue
        hidden = truth.letter["fields"].get(name)
        if hidden and same(got["value"], hidden["value"], hidden.get("alts", ())):
            continue
        yield FieldScore(
            name, Grade.SPURIOUS, "", shown(got["value"]), _accepted(got["status"]), confidence=got["confidence"]
        )


def _score(name: str, got: Mapping[str, Any], right: bool, expected: Mapping[str, Any], truth: Truth) -> FieldScore:
    return FieldScore(
        name=name,
        grade=graded(right, got["status"]),
        expected=shown(expected["value"]),
        got=shown(got["value"]),
        accepted=_accepted(got["status"]),
        exact=right and same(got["raw"], expected["raw"]),
        hit=truth.hit(name, got["evidence"]),
        confidence=got["confidence"],
    )


def _checks(read: list[Mapping[str, Any]], truth: Truth) -> Iterator[FieldScore]:
    """A check that did not apply is missing, no error; one that failed wrongly sent the letter to a person."""
    got = {check["id"]: str(check["status"]) for check in read}
    for name, expected in truth.letter.get("checks", {}).items():
        status = got.get(name, "not_applicable")
        if status == expected:
            yield FieldScore(f"check {name}", Grade.ACCEPTED_RIGHT, expected, status, accepted=True)
        elif status == "not_applicable":
            yield FieldScore(f"check {name}", Grade.MISSING, expected, "")
        else:
            passed = status == "pass"
            grade = Grade.ACCEPTED_WRONG if passed else Grade.REVIEW_WRONG
            yield FieldScore(f"check {name}", grade, expected, status, accepted=passed)


def _verdict(read: Mapping[str, Any], truth: Truth) -> Iterator[FieldScore]:
    """``cannot_tell`` is no answer; a fraud passed over, and a letter wrongly called one, are both accepted errors."""
    right = truth.letter.get("verdict_ok")
    if not right:
        return
    got = str((read.get("authenticity") or {}).get("verdict", "cannot_tell"))
    expected = " or ".join(right)
    if got in right:
        yield FieldScore("verdict", Grade.ACCEPTED_RIGHT, expected, got, accepted=True)
    elif got == "cannot_tell" or (got in _BAD_VERDICTS) == bool(_BAD_VERDICTS & set(right)):
        yield FieldScore("verdict", Grade.MISSING, expected, got)
    else:
        yield FieldScore("verdict", Grade.ACCEPTED_WRONG, expected, got, accepted=True)


def _accepted(status: Any) -> bool:
    return bool(status == FieldStatus.ACCEPTED)
