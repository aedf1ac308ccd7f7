"""A report of accuracy as one HTML page that needs nothing else: curves, tables, counts with their bounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from irsletter.score.accuracy import Report, Row, Share, lost, worst
from irsletter.score.bounds import at_most
from irsletter.score.calibration import Calibration, Risk
from irsletter.score.curves import reliability_curve, risk_curve

if TYPE_CHECKING:
    from jinja2 import Template

Cells = tuple[str, ...]


def html_report(report: Report, whole: Calibration, doubted: Calibration, risks: tuple[Risk, ...]) -> str:
    """The page, UTF-8 text without scripts."""
    tables = [
        (f"{level}: {_of(report.letters[level])} letters with every key value right", _rows({
            "all key fields": report.key[level], **rows}))
        for level, rows in report.fields.items()
    ]  # fmt: skip
    if report.looks:
        tables.append(("By layout, key fields of all levels", _rows(report.looks)))
    return _template().render(
        tables=tables,
        counts=list(_counts(report)),
        curves=[
            ("Do confidences mean what they say?", reliability_curve(whole.bins), _error(whole)),
            ("The same for values that a person looks at", reliability_curve(doubted.bins), _error(doubted)),
            ("What is wrong among what is taken", risk_curve(risks), ""),
        ],
        faults=report.faults,
    )


def _rows(rows: Mapping[str, Row]) -> list[Cells]:
    return [
        (
            name,
            str(row.printed),
            _percent(row.right, row.printed),
            _percent(row.accepted_right, row.printed),
            f"{row.silently_wrong} of {row.accepted}",
            f"{row.at_most_wrong:.2%}" if row.accepted else "-",
            str(row.missing),
            _percent(row.hits, row.placed),
        )
        for name, row in rows.items()
    ]


def _counts(report: Report) -> Iterable[Cells]:
    singles = (
        ("Letters of stacks found with their own pages", report.stacks),
        ("No letter of the IRS, but called one", report.others_as_irs),
        ("Final notices and CP504 taken for each other", report.stages_confused),
    )
    named = [
        *singles,
        *((f"Frauds found: {name}", share) for name, share in report.frauds.items()),
        *((f"False alarms on honest letters: {level}", share) for level, share in report.alarms.items()),
    ]
    yield from ((name, _of(share), f"{at_most(share.hits, share.count):.2%}") for name, share in named if share.count)
    yield "Honest letters called likely_scam", str(report.worst_alarms), ""
    for level, rows in report.fields.items():
        yield from (
            (f"Worst fields, {level}: {name}", f"{lost(row)} of {row.printed}", "") for name, row in worst(rows)
        )


def _of(share: Share) -> str:
    return f"{share.hits} of {share.count}"


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"


def _error(calibrated: Calibration) -> str:
    return "no values" if calibrated.error is None else f"expected calibration error {calibrated.error:.3f}"


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, PackageLoader

    room = Environment(loader=PackageLoader("irsletter.score"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return room.get_template("accuracy.html.j2")
