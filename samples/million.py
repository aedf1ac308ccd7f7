"""``python -m samples.million``: a ledger of a million rows, made up from real Results, and what it costs to use it.

What grows with the count of rows is measured at full count, with Results of small size; what grows with the size of
Results is measured at smaller counts, each letter with an id and a name of its own. Figures go to
``build/million.json``.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from irsletter.catalog.load import load_catalog
from irsletter.emit.schema import dump, load
from irsletter.run.jobs.job import Answer, Job
from irsletter.run.letter import read_job
from irsletter.run.outputs.written import BATCH_FORMATS, Answers, write_outputs
from irsletter.run.store.ledger import FileLine, Ledger, open_ledger
from samples.scale import AS_OF, LETTERS, SAMPLES

_PROBES = 200


def main(arguments: list[str] | None = None) -> int:
    options = _options(arguments)
    texts = [read_job(Job((str(SAMPLES / f"{name}.pdf"),), AS_OF)).result for name in LETTERS]
    with tempfile.TemporaryDirectory(dir=options.room) as scratch:
        room = Path(scratch)
        report = {
            "rows": rows(room / "rows.sqlite3", options.rows, [_bare(text) for text in texts]),
            "outputs": [outputs(room / f"outputs-{count}", count, texts) for count in options.outputs],
        }
    options.folder.mkdir(parents=True, exist_ok=True)
    (options.folder / "million.json").write_text(json.dumps(report, indent=1), encoding="utf-8")
    sys.stdout.write(json.dumps(report, indent=1) + "\n")
    return 0


def rows(path: Path, count: int, texts: list[str]) -> dict[str, Any]:
    """What one step costs with so many files in the ledger."""
    with open_ledger(path) as ledger:
        filling = _timed(lambda: _fill(ledger, path, count, texts))
        listing = _timed(lambda: ledger.list_files(_lines(count)))
        going = _timed(lambda: sum(1 for _ in ledger.files()))
        steps: dict[str, Callable[[int], object]] = {
            "look_up": lambda number: ledger.best_answer(f"{number * 37 % count:064x}", "reader"),
            "start": lambda number: ledger.start(f"new {number}", "reader"),
            "keep": lambda number: ledger.keep(f"new {number}", "reader", Answer(texts[0])),
        }
        milliseconds = {name: round(1000 * _timed(partial(_repeat, step)) / _PROBES, 3) for name, step in steps.items()}
    return {
        "count": count,
        "bytes_a_row": round(path.stat().st_size / count),
        "seconds": {"fill": round(filling, 1), "list_all": round(listing, 1), "go_through": round(going, 1)},
        "milliseconds": milliseconds,
        "peak_mb": _peak(),
    }


def outputs(folder: Path, count: int, texts: list[str]) -> dict[str, Any]:
    """What the outputs of so many letters cost, with Results of full size."""
    folder.mkdir()
    path = folder / "ledger.sqlite3"
    with open_ledger(path) as ledger:
        _fill(ledger, path, count, texts)
        answers = Answers(ledger, "reader", load_catalog(), dt.date.fromisoformat(AS_OF))
        seconds = {name: round(_timed(partial(write_outputs, answers, folder, [name])), 1) for name in BATCH_FORMATS}
    sizes = {file.name: round(file.stat().st_size / count) for file in sorted(folder.iterdir()) if file.is_file()}
    return {"count": count, "seconds": seconds, "bytes_a_letter": sizes, "peak_mb": _peak()}


def _fill(ledger: Ledger, path: Path, count: int, texts: list[str]) -> None:
    """Rows as a batch leaves them, written in one go."""
    import sqlite3

    ledger.list_files(_lines(count))
    rows = (
        (f"{number:064x}", "reader", 1, texts[number % len(texts)], "[]", "read", number) for number in range(count)
    )
    with sqlite3.connect(path) as db:
        db.executemany(
            "INSERT INTO answers (sha256, reader, attempts, result, spots, state, turn) VALUES (?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
    db.close()


def _lines(count: int) -> Iterator[FileLine]:
    for number in range(count):
        yield FileLine(f"{number // 1000:04d}/letter {number:07d}.pdf", f"{number:064x}", 100_000, 1, f"{number:064x}")


def _bare(text: str) -> str:
    """A Result without its letters: a row of small size."""
    return dump(replace(load(text), letters=[]))


def _text(texts: list[str], number: int) -> str:
    """A Result for one row: a letter of its own, to a person of its own."""
    text = texts[number % len(texts)]
    for letter in json.loads(text)["letters"]:
        text = text.replace(letter["id"], f"{number:012x}")
        name = letter["fields"].get("taxpayer_name")
        if name is not None and name["value"]:
            text = text.replace(name["value"], f"{name['value']} {number}")
    return text


def _repeat(step: Callable[[int], object]) -> None:
    for number in range(_PROBES):
        step(number)


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _peak() -> int:
    """MB that this process held at most so far (Linux)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m samples.million", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--outputs", type=int, nargs="+", default=[1_000, 4_000], help="letters whose outputs are made")
    parser.add_argument("--room", type=Path, help="folder for the ledgers, else the system's for temporary files")
    parser.add_argument("--folder", type=Path, default=Path("build"), metavar="DIR")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
