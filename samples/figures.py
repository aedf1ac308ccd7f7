"""``python -m samples.figures build/accuracy/report.json``: a measured report as the tables of ``samples/ACCURACY.md``.

The row of the history names the commit; causes of the worst fields are added by a person who has opened the letters.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from irsletter.score.accuracy import Row, lost, worst
from irsletter.score.bounds import at_most

_HEAD = "| {} | n | exact | accepted and right | silently wrong | of accepted | at most | missing |"
_RULE = "|---|---|---|---|---|---|---|---|"


def tables(record: Mapping[str, Any]) -> Iterator[str]:
    """Lines of markdown: key fields by level, the worst ten fields of each, key fields by layout, authenticity."""
    accuracy = record["accuracy"]
    letters = accuracy["letters"]
    yield from ("", _HEAD.format("level (letters, all key values right)"), _RULE)
    for level, row in accuracy["key"].items():
        whole = letters[level]
        yield _row(f"`{level}` ({whole['count']}, {whole['hits']})", Row(**row))
    yield from ("", "Fields that lost most values, by level (lost of printed; silently wrong):", "")
    for level, rows in accuracy["fields"].items():
        losing = worst({name: Row(**row) for name, row in rows.items()})
        said = [
            f"{name} {lost(row)} of {row.printed}" + f" ({row.silently_wrong})" * bool(row.silently_wrong)
            for name, row in losing
        ]
        yield f"- `{level}`: {', '.join(said) or 'none'}"
    yield from ("", _HEAD.format("layout, all levels together"), _RULE)
    yield from (_row(f"`{look}`", Row(**row)) for look, row in accuracy["looks"].items() if row["printed"])
    yield ""
    yield from _authenticity(accuracy)
    errors = (_error(record, "calibration"), _error(record, "calibration_of_review"))
    yield "- Calibration error: {}; of values for review: {}".format(*errors)


def _row(name: str, row: Row) -> str:
    shares = (_percent(row.right, row.printed), _percent(row.accepted_right, row.printed))
    most = f"{row.at_most_wrong:.2%}" if row.accepted else "-"
    cells = (name, row.printed, *shares, row.silently_wrong, row.accepted, most, row.missing)
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def _authenticity(accuracy: Mapping[str, Any]) -> Iterator[str]:
    for title, shares in (("Frauds found", accuracy["frauds"]), ("False alarms on honest letters", accuracy["alarms"])):
        bound = title.startswith("False")
        said = [f"{name} {_said(one, bound=bound)}" for name, one in shares.items() if one["count"]]
        if said:
            yield f"- {title}: {'; '.join(said)}"
    yield f"- Honest letters called likely_scam: {accuracy['worst_alarms']}"
    for title, name in (
        ("No letter of the IRS, but called one", "others_as_irs"),
        ("Final notices and CP504 taken for each other", "stages_confused"),
        ("Letters of stacks found with their own pages", "stacks"),
    ):
        if accuracy[name]["count"]:
            yield f"- {title}: {_said(accuracy[name], bound=name != 'stacks')}"


def _said(share: Mapping[str, int], *, bound: bool) -> str:
    most = f" (at most {at_most(share['hits'], share['count']):.1%})" if bound else ""
    return f"{share['hits']} of {share['count']}{most}"


def _error(record: Mapping[str, Any], part: str) -> str:
    error = record[part]["error"]
    return "-" if error is None else f"{error:.3f}"


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0; 2 for a wrong argument."""
    parser = argparse.ArgumentParser(prog="python -m samples.figures", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("report", type=Path, help="the JSON file that samples.accuracy wrote")
    options = parser.parse_args(arguments)
    sys.stdout.write("\n".join(tables(json.loads(options.report.read_text(encoding="utf-8")))) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
