"""A report of accuracy for a person, as text, and for a program, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from irsletter.score.accuracy import KEY_FIELDS, Report, Row, Share, lost, worst
from irsletter.score.bounds import at_most
from irsletter.score.calibration import Calibration

_HEAD = f"{'':<18}{'n':>6}{'exact':>8}{'acc+right':>11}{'silent':>8}{'of':>7}{'at most':>9}{'missing':>9}{'place':>8}"


def text_report(report: Report, whole: Calibration, doubted: Calibration) -> str:
    """The tables, widest 88 columns."""
    return "\n".join(_lines(report, whole, doubted))


def json_report(report: Report, whole: Calibration, doubted: Calibration) -> str:
    """All counts and the calibration; bounds are left to the reader of the counts."""
    record = {"accuracy": asdict(report), "calibration": asdict(whole), "calibration_of_review": asdict(doubted)}
    return json.dumps(record, ensure_ascii=False, indent=1)


def _lines(report: Report, whole: Calibration, doubted: Calibration) -> Iterator[str]:
    yield "exact: the value is right. acc+right: accepted and right. silent: accepted and wrong, of so many accepted;"
    yield "at most: what that count still allows at 95 % (Clopper-Pearson). place: accepted values boxed where printed."
    for level, rows in report.fields.items():
        yield from ("", f"{level}: {_said(report.letters[level])} letters with every key value right", _HEAD)
        yield _line("KEY FIELDS", report.key[level])
        ordered = sorted(
            rows.items(), key=lambda item: (item[0] not in KEY_FIELDS, item[1].right / max(item[1].printed, 1))
        )
        yield from (_line(name, row) for name, row in ordered)
        if losing := worst(rows):
            yield "worst: " + ", ".join(f"{name} {lost(row)} of {row.printed}" for name, row in losing)
    if report.looks:
        yield from ("", "By layout, key fields of all levels", _HEAD)
        yield from (_line(name, row) for name, row in report.looks.items())
    yield ""
    yield from _shares("Letters of stacks found with their own pages", {"": report.stacks})
    yield from _shares("No letter of the IRS, but called one", {"": report.others_as_irs}, bound=True)
    yield from _shares("Frauds found", report.frauds)
    yield from _shares("False alarms on honest letters", report.alarms, bound=True)
    yield from _shares("Final notices and CP504 taken for each other", {"": report.stages_confused}, bound=True)
    yield f"honest letters called likely_scam: {report.worst_alarms}"
    yield from _calibrated("Calibration error", whole)
    yield from _calibrated("Calibration error of values for review", doubted)
    yield from ("", *(f"could not be read: {fault}" for fault in report.faults)) if report.faults else ()


def _line(name: str, row: Row) -> str:
    cells = (
        f"{_percent(row.right, row.printed):>8}{_percent(row.accepted_right, row.printed):>11}{row.silently_wrong:>8}"
        f"{row.accepted:>7}{row.at_most_wrong if row.accepted else 0:>9.2%}{row.missing:>9}"
    )
    return f"{name:<18}{row.printed:>6}{cells}{_percent(row.hits, row.placed):>8}"


def _shares(title: str, shares: Mapping[str, Share], *, bound: bool = False) -> Iterator[str]:
    for name, share in shares.items():
        if share.count:
            most = f", at most {at_most(share.hits, share.count):.2%}" if bound else ""
            yield f"{title}{f', {name}' if name else ''}: {_said(share)}{most}"


def _calibrated(title: str, calibrated: Calibration) -> Iterator[str]:
    if calibrated.error is None:
        return
    yield f"{title}: {calibrated.error:.3f}"
    yield from (f"  {one.count:>6} values claim {one.claimed:.2f}, right {one.right:.3f}" for one in calibrated.bins)


def _said(share: Share) -> str:
    return f"{share.hits} of {share.count}"


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"
