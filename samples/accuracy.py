"""How right the program is: draw labelled letters, read them as a batch does, count.

``python -m samples.accuracy --set tune --level pdf_text --level scan --count 40 --failures``

Letters, results and reports are kept below ``build/accuracy/``; what was drawn once is not drawn
again, and what this very program has read is not read again: a long run may be stopped and goes on.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from irsletter.score.accuracy import count, failures
from irsletter.score.calibration import calibration, risks
from irsletter.score.labelled import Labelled, hold
from irsletter.score.page import html_report
from irsletter.score.tables import json_report, text_report
from samples.bench.capture import LEVELS
from samples.bench.data import SETS
from samples.labelled import Wanted, drawn, read
from samples.measured import as_batch
from samples.sight import Sight, as_json, sight_table, sights

ALL_LEVELS = (*LEVELS, "stack")

FULL = {"pdf_text": 600, "pdf_image": 600, "scan": 300} | {
    level: 220 for level in ALL_LEVELS if level not in {"pdf_text", "pdf_image", "scan"}
}
"""Letters of each level that the claims of the report need."""


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0, whatever the figures say; 2 for a wrong argument."""
    options = _options(arguments)
    folder: Path = options.folder / f"{options.set_name}-{options.seed}"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [
        Wanted(options.set_name, level, options.seed, number, str(folder))
        for level in options.level
        for number in range(options.letters.get(level) or (FULL[level] if options.full else options.count))
    ]
    start = time.monotonic()
    truths = drawn(wanted, options.workers)
    _say(f"{len(truths)} letters drawn or found after {time.monotonic() - start:.0f} s")
    files = [folder / file for truth in truths for file in truth["files"]]
    measured = list(read(files, as_batch, options.workers))
    results = [one.result for one in measured]
    _say(f"read after {time.monotonic() - start:.0f} s")
    held = list(hold(truths, results))
    _write(options.folder, options.set_name, truths, results)
    sys.stdout.write(_report(held, sights(truths, measured), options.folder / f"{options.set_name}.json"))
    if options.failures:
        sys.stdout.write(
            "".join(f"{file} {'SILENT ' * score.wrongly_accepted}{score}\n" for file, score in failures(held))
        )
    return 0


def _report(held: list[Labelled], seen: dict[str, Sight], json_file: Path) -> str:
    scores = [score for file in held for score in file.scores]
    parts = (count(held), calibration(scores), calibration(scores, review_only=True))
    record = json.loads(json_report(*parts)) | {"sight": as_json(seen)}
    json_file.write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
    json_file.with_suffix(".html").write_text(html_report(*parts, risks(scores)), encoding="utf-8")
    return "\n".join((text_report(*parts), "", *sight_table(seen))) + "\n"


def _write(folder: Path, set_name: str, truths: list[dict[str, Any]], results: list[dict[str, Any]]) -> None:
    for name, records in (("truth", truths), ("results", results)):
        lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        (folder / f"{set_name}.{name}.jsonl").write_text(lines, encoding="utf-8")


def level_count(text: str) -> tuple[str, int]:
    """``scan=40`` as level and number. Raises argparse.ArgumentTypeError."""
    level, _, number = text.partition("=")
    if level not in ALL_LEVELS or not number.isdigit():
        raise argparse.ArgumentTypeError(f"not a level and a number: {text!r}")
    return level, int(number)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m samples.accuracy", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--set", dest="set_name", choices=SETS, default="tune")
    parser.add_argument(
        "--level", choices=ALL_LEVELS, action="append", help="may be given several times (default: all)"
    )
    parser.add_argument("--count", type=int, default=12, help="letters of each level (default: %(default)s)")
    parser.add_argument(
        "--letters", type=level_count, action="append", default=[], metavar="LEVEL=N",
        help="so many of this level; without --level only the levels named so",
    )  # fmt: skip
    parser.add_argument("--full", action="store_true", help="as many letters as the claims of the report need")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--failures", action="store_true", help="list every value that is not right (tune only)")
    parser.add_argument("--folder", type=Path, default=Path("build/accuracy"), metavar="DIR")
    options = parser.parse_args(arguments)
    if options.failures and options.set_name != "tune":
        parser.error("only the failures of the set tune may be looked at")
    options.letters = dict(options.letters)
    options.level = options.level or list(options.letters) or list(ALL_LEVELS)
    return options


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
