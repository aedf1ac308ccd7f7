"""``python -m samples.speed``: the program, the engine alone and two rivals on the same letters, by turns.

Every contestant is a whole process with one worker; the turns are interleaved, so that whatever else the machine does
falls on all of them alike. CPU seconds count, since they hold on a busy machine; medians over the turns.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from irsletter.score.labelled import hold
from irsletter.score.values import same
from samples.labelled import AS_OF, Wanted, drawn
from samples.speed.engine import prepared
from samples.speed.naive import PATTERNS
from samples.speed.process import Run, measured
from samples.speed.text import WAYS

PYTHON = sys.executable
LEAST_TEXTS = 16
PROGRAM = (PYTHON, "-m", "irsletter")


def main(arguments: list[str] | None = None) -> int:
    options = _options(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        room = Path(scratch)
        report = {"scans": _scans(options, room), "text": _text(options, room)}
    file: Path = options.folder / "speed.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(report, indent=1), encoding="utf-8")
    sys.stdout.write("\n".join(_lines(report)) + "\n")
    return 0


def _scans(options: argparse.Namespace, room: Path) -> dict[str, Any]:
    folder, truths = _letters("scan", options.scans, options, room)
    files = sorted(folder.glob("*.pdf"))
    pages = list(prepared(files))
    np.savez(room / "pages.npz", *(np.asarray(page) for page in pages))
    turn = 0

    def batch() -> Run:
        nonlocal turn
        turn += 1
        words = ("--workers", "1", "--as-of", AS_OF, "--quiet")
        return measured((*PROGRAM, "batch", folder, "--out", room / f"out{turn}", *words))

    def ocrmypdf() -> Run:
        runs = [
            measured(
                (PYTHON, "-m", "ocrmypdf", "--jobs", "1", "--output-type", "pdf", "--quiet",
                 "--sidecar", room / f"{file.stem}.txt", file, room / "ocr.pdf")
            )
            for file in files
        ]  # fmt: skip
        return Run(
            sum(run.cpu for run in runs), sum(run.wall for run in runs), max(run.memory for run in runs), runs[0].output
        )

    runs = _by_turns(
        {
            "engine alone, pages in memory": lambda: measured(
                (PYTHON, "-m", "samples.speed.engine", room / "pages.npz")
            ),
            "irsletter batch": batch,
            "OCRmyPDF with sidecar": ocrmypdf,
            "pytesseract and patterns": lambda: measured((PYTHON, "-m", "samples.speed.naive", folder)),
        },
        options.turns,
    )
    # the floor is recognition alone: neither start nor model count
    alone = [json.loads(run.output)["cpu"] / len(pages) for run in runs["engine alone, pages in memory"]]
    table = {name: _median(of, len(pages)) for name, of in runs.items()}
    table["engine alone, pages in memory"]["cpu"] = statistics.median(alone)
    naive = json.loads(runs["pytesseract and patterns"][0].output)
    results = [json.loads(line) for line in (room / "out1" / "results.jsonl").read_text(encoding="utf-8").splitlines()]
    return {"letters": len(files), "pages": len(pages), "turns": options.turns, "table": table,
            "fields": _right(truths, results, naive)}  # fmt: skip


def _text(options: argparse.Namespace, room: Path) -> dict[str, Any]:
    folder, _ = _letters("pdf_text", options.texts, options, room)
    runs = _by_turns(
        {way: partial(measured, (PYTHON, "-m", "samples.speed.text", way, folder)) for way in WAYS},
        options.turns,
    )
    table = {}
    for way, of in runs.items():
        told = [json.loads(run.output) for run in of]
        table[way] = {
            "cpu": statistics.median(one["cpu"] / one["pages"] for one in told),
            "memory": statistics.median(run.memory for run in of),
            "growth": statistics.median(one["growth"] for one in told) if told[0]["growth"] is not None else None,
        }
    return {"letters": options.texts, "pages": json.loads(runs["line"][0].output)["pages"], "turns": options.turns,
            "table": table}  # fmt: skip


def _letters(level: str, count: int, options: argparse.Namespace, room: Path) -> tuple[Path, list[dict[str, Any]]]:
    """A folder with these letters alone, and their truth."""
    kept: Path = options.folder / f"tune-{options.seed}"
    kept.mkdir(parents=True, exist_ok=True)
    truths = drawn([Wanted("tune", level, options.seed, number, str(kept)) for number in range(count)], 2)
    folder = room / level
    folder.mkdir()
    for truth in truths:
        for file in truth["files"]:
            shutil.copy(kept / file, folder / file)
    return folder, truths


def _by_turns(contestants: dict[str, Callable[[], Run]], turns: int) -> dict[str, list[Run]]:
    runs: dict[str, list[Run]] = {name: [] for name in contestants}
    for turn in range(turns):
        for name, contest in contestants.items():
            runs[name].append(contest())
            sys.stderr.write(f"turn {turn + 1}: {name}: {runs[name][-1].cpu:.1f} CPU s\n")
    return runs


def _median(runs: Sequence[Run], pages: int) -> dict[str, float]:
    return {
        "cpu": statistics.median(run.cpu for run in runs) / pages,
        "wall": statistics.median(run.wall for run in runs) / pages,
        "memory": statistics.median(run.memory for run in runs),
    }


def _right(truths: list[dict[str, Any]], results: list[dict[str, Any]], naive: dict[str, Any]) -> dict[str, int]:
    """Printed values of the fields that the naive script looks for: how many there are, how many each got right."""
    counts = {"printed": 0, "irsletter batch": 0, "pytesseract and patterns": 0}
    for file in hold(truths, results):
        counts["irsletter batch"] += sum(score.name in PATTERNS and score.right for score in file.scores)
    for truth in truths:
        (name,) = truth["files"]
        for field, printed in (truth.get("letter") or {"fields": {}})["fields"].items():
            if field in PATTERNS:
                counts["printed"] += 1
                got = naive[name].get(field)
                counts["pytesseract and patterns"] += same(got, printed["value"], printed.get("alts", ()))
    return counts


def _lines(report: dict[str, Any]) -> list[str]:
    scans, text = report["scans"], report["text"]
    table = scans["table"]
    ours, floor = table["irsletter batch"], table["engine alone, pages in memory"]["cpu"]
    lines = [
        f"{scans['pages']} scanned pages of {scans['letters']} letters, medians of {scans['turns']} turns, one worker",
        "",
        "| | CPU s a page | to the engine | times irsletter | s a page | peak MB |",
        "|---|---|---|---|---|---|",
    ]
    for name, row in table.items():
        lines.append(
            f"| {name} | {row['cpu']:.2f} | {row['cpu'] / floor:.2f} | {row['cpu'] / ours['cpu']:.2f} "
            f"| {row['wall']:.2f} | {row['memory']:.0f} |"
        )
    fields = scans["fields"]
    lines += ["", "Values right, of the six fields that the script looks for: "
              + ", ".join(f"{name} {fields[name]}" for name in fields if name != "printed")
              + f", of {fields['printed']} printed."]  # fmt: skip
    lines += ["", f"{text['pages']} pages of text PDFs ({text['letters']} letters), warm, one process each", "",
              "| | ms CPU a page | peak MB | growth from page 20 to 200, MB |", "|---|---|---|---|"]  # fmt: skip
    for way, row in text["table"].items():
        growth = "-" if row["growth"] is None else f"{row['growth']:.1f}"
        lines.append(f"| {way} | {1000 * row['cpu']:.1f} | {row['memory']:.0f} | {growth} |")
    ratio = text["table"]["pdfplumber"]["cpu"] / text["table"]["extract"]["cpu"]
    return [*lines, "", f"extract reads {ratio:.1f} times the pages of pdfplumber's extract_words."]


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m samples.speed", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--scans", type=int, default=6, metavar="N", help="scanned letters (default: %(default)s)")
    parser.add_argument("--texts", type=int, default=90, metavar="N", help="text letters (default: %(default)s)")
    parser.add_argument("--turns", type=int, default=3, metavar="N", help="default: %(default)s")
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--folder", type=Path, default=Path("build/accuracy"), metavar="DIR")
    options = parser.parse_args(arguments)
    if options.texts < LEAST_TEXTS:
        parser.error(f"--texts: at least {LEAST_TEXTS}, of which the first warm the process and are not counted")
    return options


if __name__ == "__main__":
    sys.exit(main())
