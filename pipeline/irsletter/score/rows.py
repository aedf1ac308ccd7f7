"""Tax periods, amount rows and deadlines: lists, so each true entry must first find its counterpart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from irsletter.model.kinds import FieldStatus
from irsletter.score.grades import FieldScore, Grade, graded
from irsletter.score.truth import Truth
from irsletter.score.values import same, same_form

Entry = Mapping[str, Any]


def compare_periods(read: Mapping[str, Any], truth: Truth) -> Iterator[FieldScore]:
    """By label; the form of a period that was found is a score of its own."""
    got = {period["label"]: period for period in read["tax_periods"]}
    expected = {period["label"]: period for period in truth.letter["tax_periods"] if truth.expects(period)}
    hidden = {period["label"] for period in truth.letter["tax_periods"]} - expected.keys()
    for label, period in expected.items():
        name, found = f"tax_period {label}", got.get(label)
        if found is None:
            yield FieldScore(name, Grade.MISSING, label, "")
            continue
        status = found["field"]["status"]
        right = (found["start"], found["end"]) == (period["start"], period["end"])
        claim, accepted = found["field"]["confidence"], status == FieldStatus.ACCEPTED
        yield FieldScore(name, graded(right, status), label, label, accepted, exact=right, confidence=claim)
        if period.get("form"):
            yield _form(f"{name} form", period["form"], found["form"], status)
    for label in sorted(got.keys() - expected.keys() - hidden):
        field = got[label]["field"]
        accepted = field["status"] == FieldStatus.ACCEPTED
        yield FieldScore(f"tax_period {label}", Grade.SPURIOUS, "", label, accepted, confidence=field["confidence"])


def _form(name: str, expected: str, got: str | None, status: str) -> FieldScore:
    if not got:
        return FieldScore(name, Grade.MISSING, expected, "")
    return FieldScore(name, graded(same_form(got, expected), status), expected, got, status == FieldStatus.ACCEPTED)


def compare_amounts(read: Mapping[str, Any], truth: Truth) -> Iterator[FieldScore]:
    """A true row takes the read row of its value, kind and period; else, as wrong, one of its kind and period, or one
    of its value. A row in running text (``place`` ``text``) may be given or not."""
    labels = {period["id"]: period["label"] for period in read["tax_periods"]}
    left = list(read["amounts"])
    expected = [(index, row) for index, row in enumerate(truth.letter["amounts"]) if truth.expects(row)]
    found: dict[int, Entry] = {}
    for counts_as in (_alike, _same_place, _same_value):
        for index, row in expected:
            if index not in found:
                match = next((each for each in left if counts_as(each, row, labels)), None)
                if match is not None:
                    left.remove(match)
                    found[index] = match
    for index, row in expected:
        if index in found or row.get("place", "table") == "table":
            yield _row(f"amounts[{index}]", row, found.get(index), labels, truth)
    for extra in left:
        value = extra["field"]["value"]
        if value is not None and not any(_alike(extra, row, labels) for row in truth.letter["amounts"]):
            got = f"{extra['kind']} {value}"
            field = extra["field"]
            accepted = field["status"] == FieldStatus.ACCEPTED
            yield FieldScore("amounts", Grade.SPURIOUS, "", got, accepted, confidence=field["confidence"])


def _row(name: str, row: Entry, match: Entry | None, labels: Mapping[str, str], truth: Truth) -> FieldScore:
    expected = f"{row['kind']} {row['value']}"
    if match is None or match["field"]["value"] is None:
        return FieldScore(name, Grade.MISSING, expected, "")
    field, right = match["field"], _alike(match, row, labels)
    return FieldScore(
        name=name,
        grade=graded(right, field["status"]),
        expected=f"{expected} {row.get('tax_period') or ''}".rstrip(),
        got=f"{match['kind']} {field['value']} {labels.get(match['tax_period'] or '', '')}".rstrip(),
        accepted=field["status"] == FieldStatus.ACCEPTED,
        exact=right and same(field["raw"], row["raw"]),
        hit=truth.hit(name, field["evidence"]),
        confidence=field["confidence"],
    )


def _alike(got: Entry, row: Entry, labels: Mapping[str, str]) -> bool:
    return _same_value(got, row, labels) and _same_place(got, row, labels)


def _same_place(got: Entry, row: Entry, labels: Mapping[str, str]) -> bool:
    kinds = row.get("kinds_ok") or [row["kind"]]
    return got["kind"] in kinds and labels.get(got["tax_period"] or "") == row.get("tax_period")


def _same_value(got: Entry, row: Entry, labels: Mapping[str, str]) -> bool:  # noqa: ARG001 - one shape for all three
    return bool(got["field"]["value"] == row["value"])


def compare_deadlines(read: Mapping[str, Any], truth: Truth) -> Iterator[FieldScore]:
    """By kind and date. Only dates count: a deadline without one is neither right nor spurious."""
    free = set(truth.letter.get("deadlines_free", ()))
    expected = [entry for entry in truth.letter.get("deadlines", ()) if entry.get("date") and truth.expects(entry)]
    left = [each for each in read["deadlines"] if each["date"]]
    for entry in expected:
        name = f"deadline {entry['what']}"
        match = _take(left, lambda each, entry=entry: (each["what"], each["date"]) == (entry["what"], entry["date"]))  # type: ignore[misc]
        match = match or _take(left, lambda each, entry=entry: each["what"] == entry["what"])  # type: ignore[misc]
        if match is None:
            yield FieldScore(name, Grade.MISSING, entry["date"], "")
            continue
        right = (match["date"], match["basis"]) == (entry["date"], entry.get("basis", match["basis"]))
        expected_text, got = (f"{each['date']} {each.get('basis', '')}".strip() for each in (entry, match))
        accepted = match["status"] == FieldStatus.ACCEPTED
        yield FieldScore(name, graded(right, match["status"]), expected_text, got, accepted, exact=right)
    hidden = {(entry["what"], entry.get("date")) for entry in truth.letter.get("deadlines", ())}
    for extra in left:
        if extra["what"] not in free and (extra["what"], extra["date"]) not in hidden:
            accepted = extra["status"] == FieldStatus.ACCEPTED
            yield FieldScore(f"deadline {extra['what']}", Grade.SPURIOUS, "", extra["date"], accepted)


def _take(left: list[Any], wanted: Callable[[Any], bool]) -> Any:
    match = next((each for each in left if wanted(each)), None)
    if match is not None:
        left.remove(match)
    return match
