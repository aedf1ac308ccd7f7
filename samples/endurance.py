"""``python -m samples.endurance``: a batch of many letters killed again and again, then damaged files for a set time.

Three claims are counted: a killed batch that goes on ends with the same bytes as one that was left alone; each file
has exactly one outcome, whatever is in it; memory does not grow with the number of files: neither the program nor its
workers hold a tenth more later in the undisturbed run (``samples.memory``). Figures go to
``build/accuracy/endurance.json``. Hours long; POSIX only (process groups).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from samples.labelled import AS_OF, Wanted, drawn
from samples.memory import Memory, in_fifths

SAMPLES = Path(__file__).resolve().parent / "out"
DAMAGED_AT_ONCE = 24
"""Files of one batch of damaged ones."""
MOST_GROWTH = 0.1
JUDGED = 250
"""Files from which growth is judged: a short run is nothing but warm-up."""
OUTPUTS = ("results.jsonl", "summary.csv", "report.html", "deadlines.ics")
_PAUSE = 0.5


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 where every claim held, else 1; 2 for a wrong argument."""
    options = _options(arguments)
    rng = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as scratch:
        room = Path(scratch)
        report = {"kills": _killed(options, rng, room)}
        if options.minutes:
            report["damage"] = _damaged(options, rng, room)
    options.folder.mkdir(parents=True, exist_ok=True)
    (options.folder / "endurance.json").write_text(json.dumps(report, indent=1), encoding="utf-8")
    sys.stdout.write("\n".join(_lines(report)) + "\n")
    held = (
        report["kills"]["same"]
        and (report["kills"]["growth"] <= MOST_GROWTH or report["kills"]["files"] < JUDGED)
        and not report.get("damage", {}).get("without_outcome")
    )
    return 0 if held else 1


def _killed(options: argparse.Namespace, rng: random.Random, room: Path) -> dict[str, Any]:
    """One batch left alone, and unless ``--kills`` is 0 one killed so often: are the results the same, file by file?"""
    store, letters = options.folder / f"tune-{options.seed}", room / "letters"
    store.mkdir(parents=True, exist_ok=True)
    letters.mkdir()
    scans = options.letters // 20
    wanted = [Wanted("tune", "pdf_text", options.seed, number, str(store)) for number in range(options.letters - scans)]
    wanted += [Wanted("tune", "scan", options.seed, number, str(store)) for number in range(scans)]
    order = list(range(options.letters))  # files are read by name: each fifth has its share of scans
    rng.shuffle(order)
    for place, truth in zip(order, drawn(wanted, options.workers), strict=True):
        for file in truth["files"]:
            shutil.copy(store / file, letters / f"{place:05d}-{file}")
    start = time.monotonic()
    alone, memory = _run(letters, room / "alone", options.workers)
    whole = time.monotonic() - start
    report: dict[str, Any] = {
        "files": options.letters,
        "kills": 0,
        "seconds": round(whole, 1),
        "peak_mb": round(memory.peak),
        "program_fifths_mb": [round(each) for each in in_fifths(memory.own)],
        "workers_mb": [round(each) for each in memory.workers.values()],
        "growth": round(max(memory.growth_of_the_program, memory.growth_of_the_workers), 3),
        "same": alone == 0 and len(_outcomes(room / "alone")) == options.letters,
    }
    if not options.kills:
        return report
    kills = 0
    for _ in range(options.kills):
        process = _start(letters, room / "killed", options.workers)
        try:
            # the whole group at once, as a power cut would
            process.wait(rng.uniform(0.1, 0.9) * max(whole / (options.kills + 1), 6.0))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            kills += 1
    again, _ = _run(letters, room / "killed", options.workers)
    first, second = _outcomes(room / "alone"), _outcomes(room / "killed")
    report["kills"] = kills
    report["same"] &= (
        again == 0
        and first == second
        and all((room / "alone" / name).read_bytes() == (room / "killed" / name).read_bytes() for name in OUTPUTS)
    )
    return report


def _damaged(options: argparse.Namespace, rng: random.Random, room: Path) -> dict[str, Any]:
    """Batches of damaged files until the time is over."""
    whole = sorted(path for path in SAMPLES.iterdir() if path.suffix in {".pdf", ".jpg"})
    end = time.monotonic() + 60 * options.minutes
    said: Counter[str] = Counter()
    files, lost, peaks = 0, 0, []
    while time.monotonic() < end:
        folder, out = room / f"damaged{files}", room / f"out{files}"
        folder.mkdir()
        for number in range(DAMAGED_AT_ONCE):
            path = rng.choice(whole)
            (folder / f"{number:02d}-{path.name}").write_bytes(bytes(damaged(path.read_bytes(), rng)))
        code, memory = _run(folder, out, options.workers)
        outcomes = _outcomes(out)
        said.update(one[0] for one in outcomes.values())
        lost += sum(path.name not in outcomes for path in folder.iterdir()) + (code != 0)
        peaks.append(round(memory.peak))
        files += DAMAGED_AT_ONCE
        shutil.rmtree(folder)
        shutil.rmtree(out)
    return {"files": files, "without_outcome": lost, "outcomes": dict(said), "peak_mb": [min(peaks), max(peaks)]}


def damaged(data: bytes, rng: random.Random) -> bytearray:
    """``data`` cut, with bytes changed, a piece doubled, or a piece gone."""
    changed = bytearray(data)
    way = rng.randrange(4)
    start = rng.randrange(len(changed))
    if way == 0:
        return changed[: start + 1]
    if way == 1:
        for _ in range(rng.randrange(1, 60)):
            changed[rng.randrange(len(changed))] = rng.randrange(256)
        return changed
    piece = changed[start : start + rng.randrange(1, 4000)]
    if way == 2:
        return changed[:start] + piece + changed[start:]
    return changed[:start] + changed[start + len(piece) :]


def _command(letters: Path, out: Path, workers: int) -> list[str]:
    words = ["--workers", str(workers), "--as-of", AS_OF, "--quiet"]
    return [sys.executable, "-m", "irsletter", "batch", str(letters), "--out", str(out), *words]


def _start(letters: Path, out: Path, workers: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own words
        _command(letters, out, workers), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def _run(letters: Path, out: Path, workers: int) -> tuple[int, Memory]:
    """The exit code, and the memory of the batch and its workers, looked at every half second."""
    process = _start(letters, out, workers)
    memory = Memory()
    while process.poll() is None:
        memory.look(process.pid)
        time.sleep(_PAUSE)
    return process.returncode, memory


def _outcomes(out: Path) -> dict[str, tuple[str, str]]:
    """Status and the whole line of each file, by name. A file with two different outcomes of one letter counts as
    neither: lines are joined, so that the comparison fails."""
    found: dict[str, tuple[str, str]] = {}
    for record, line in _records(out / "results.jsonl"):
        name = str(record["source"]["name"])
        before = found.get(name, ("", ""))[1]
        found[name] = (str(record["status"]), before + line)
    return found


def _records(file: Path) -> Iterator[tuple[dict[str, Any], str]]:
    if file.exists():
        for line in file.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            record.pop("timing", None)
            yield record, json.dumps(record, sort_keys=True)


def _lines(report: dict[str, Any]) -> Iterable[str]:
    kills = report["kills"]
    said = "the same bytes" if kills["same"] else "OTHER BYTES OR FILES MISSING"
    held = (
        f"killed {kills['kills']} times and started again: {said} as when left alone"
        if kills["kills"]
        else ("left alone: each has its outcome" if kills["same"] else "left alone: FILES WITHOUT AN OUTCOME")
    )
    yield f"{kills['files']} letters, {held} ({kills['seconds']} s, {kills['peak_mb']} MB at most)"
    yield f"memory of the program by fifths of that run, MB: {kills['program_fifths_mb']}"
    yield f"most that each worker held, MB: {kills['workers_mb']}; growth of either at most {kills['growth']:+.1%}"
    if damage := report.get("damage"):
        outcomes = ", ".join(f"{count} {status}" for status, count in sorted(damage["outcomes"].items()))
        yield f"{damage['files']} damaged files, {damage['without_outcome']} without an outcome: {outcomes}"
        yield "memory of a batch of {} files, MB: {} to {}".format(DAMAGED_AT_ONCE, *damage["peak_mb"])


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m samples.endurance", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--letters", type=int, default=3000, help="one in twenty a scan (default: %(default)s)")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--minutes", type=float, default=60, help="of damaged files (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", type=Path, default=Path("build/accuracy"), metavar="DIR")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
