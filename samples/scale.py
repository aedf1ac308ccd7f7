"""``python -m samples.scale``: what a second worker, the ledger and a cluster cost or bring, on the same letters.

- scaling: letters a minute of one and of two workers, against one and two bare processes that read the same files in a
  row, with no pool, no ledger, no outputs. From the first answer to the last: starting is not counted.
- ledger: seconds a letter to note, start and keep it, each on the disk, against seconds a letter to read it, on the
  average.
- cluster: letters a minute of two Dask workers against two workers of the local pool.

The runs take turns, and the best of each kind counts: what else the machine does only ever slows a run down. Seconds
of the processor a letter, starts included, tell more on a busy machine. Figures go to ``build/scale.json``. POSIX only.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from irsletter.run.jobs.job import Job
from irsletter.run.letter import read_job
from irsletter.run.store.ledger import FileLine, open_ledger

SAMPLES = Path(__file__).resolve().parent / "out"
AS_OF = "2025-10-01"
LETTERS = ("cp14", "cp501", "cp503", "cp504", "cp523", "letter1058", "lt11", "state-bill")


def main(arguments: list[str] | None = None) -> int:
    options = _options(arguments)
    if options.bare:
        _bare(options.bare)
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        room = Path(scratch)
        files = _letters(room / "letters", options.copies, options.kind)
        ways: dict[str, Callable[[Path], float]] = {
            "bare_1": lambda _: bare(files, 1),
            "bare_2": lambda _: bare(files, 2),
            "pool_1": lambda out: batch(files[0].parent, out, "--workers", "1"),
            "pool_2": lambda out: batch(files[0].parent, out, "--workers", "2"),
            "dask_2": lambda out: batch(files[0].parent, out, "--cluster", "local:2"),
        }
        speeds: dict[str, list[float]] = {name: [] for name in ways}
        processor: dict[str, list[float]] = {name: [] for name in ways}
        for turn in range(options.turns):
            for name, way in ways.items():
                before = _processor()
                speeds[name].append(way(room / f"{name}-{turn}"))
                processor[name].append((_processor() - before) / len(files))
        best = {name: max(each) for name, each in speeds.items()}
        ledger = ledger_seconds(files[: min(len(files), 16)], room / "ledger")
    report = {
        "letters": len(files),
        "kind": options.kind,
        "turns": options.turns,
        "a_minute": {name: [round(each, 1) for each in every] for name, every in speeds.items()},
        "processor_seconds": {name: round(min(every), 4) for name, every in processor.items()},
        "scaling": {
            "bare": round(best["bare_2"] / best["bare_1"], 3),
            "pool": round(best["pool_2"] / best["pool_1"], 3),
            "pool_of_bare": round(best["pool_2"] / best["pool_1"] / (best["bare_2"] / best["bare_1"]), 3),
        },
        "pool_2_of_bare_2": round(best["pool_2"] / best["bare_2"], 3),
        "dask_of_pool": round(best["dask_2"] / best["pool_2"], 3),
        "ledger": ledger | {"share": round(ledger["keep"] / ledger["read"], 4)},
    }
    options.folder.mkdir(parents=True, exist_ok=True)
    (options.folder / "scale.json").write_text(json.dumps(report, indent=1), encoding="utf-8")
    sys.stdout.write(json.dumps(report, indent=1) + "\n")
    return 0


def _processor() -> float:
    """Seconds that all processes started so far were at work; those that still run are not counted."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _letters(folder: Path, copies: int, kind: str) -> list[Path]:
    """Letters of equal mix, told apart by their bytes."""
    folder.mkdir()
    made = []
    for copy in range(copies):
        for name in LETTERS:
            path = folder / f"{copy:04d}-{name}.pdf"
            source = SAMPLES / (f"{name}.pdf" if kind == "text" else f"{name}-scan.pdf")
            path.write_bytes(source.read_bytes() + b"\n%% copy %d\n" % copy)
            made.append(path)
    return made


def bare(files: list[Path], count: int) -> float:
    """Letters a minute of ``count`` processes that do nothing but read, each its share."""
    shares = [files[start::count] for start in range(count)]
    command = [sys.executable, "-m", "samples.scale", "--bare"]
    started = [
        subprocess.Popen([*command, *map(str, share)], stdout=subprocess.PIPE)  # noqa: S603 - our own words
        for share in shares
    ]
    told = [list(map(float, (process.communicate()[0] or b"").split())) for process in started]
    return _speed([moment for moments in told for moment in moments])


def _bare(files: list[str]) -> None:
    for file in files:
        read_job(Job((file,), AS_OF))
        sys.stdout.write(f"{time.time()}\n")


def batch(letters: Path, out: Path, *options: str) -> float:
    """Letters a minute of ``irsletter batch``."""
    words = ["batch", str(letters), "--out", str(out), "--as-of", AS_OF, "--progress", "json", *options]
    with subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-m", "irsletter", *words], stderr=subprocess.PIPE
    ) as process:
        moments = [time.time() for line in process.stderr or () if line.startswith(b"{")]
    return _speed(moments)


def _speed(moments: list[float]) -> float:
    """A minute, from a tenth of the way to the end: the first letters wait for engines to load."""
    moments = sorted(moments)
    first = len(moments) // 10
    return 60 * (len(moments) - 1 - first) / (moments[-1] - moments[first])


def ledger_seconds(files: list[Path], folder: Path) -> dict[str, float]:
    """Seconds a letter to read it, and to start and keep it as a batch does (all are listed at once before)."""
    keys = {file: f"{number:064x}" for number, file in enumerate(files)}
    reading, keeping, working = [], [], []
    with open_ledger(folder / "ledger.sqlite3") as ledger:
        listing = time.perf_counter()
        ledger.list_files(FileLine(file.name, key, 1, 1, key) for file, key in keys.items())
        listing = time.perf_counter() - listing
        for file, key in keys.items():
            begun = time.perf_counter()
            answer = read_job(Job((str(file),), AS_OF))
            read, busy = time.perf_counter(), time.process_time()
            ledger.start(key, "scale")
            ledger.keep(key, "scale", answer)
            reading.append(read - begun)
            keeping.append(time.perf_counter() - read)
            working.append(time.process_time() - busy)
    return {
        "read": round(statistics.fmean(reading), 4),
        "keep": round(statistics.fmean(keeping) + listing / len(files), 5),
        "keep_processor": round(statistics.fmean(working), 5),
    }


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m samples.scale", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--copies", type=int, default=30, help=f"of {len(LETTERS)} letters (default: %(default)s)")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--kind", choices=("text", "scan"), default="scan")
    parser.add_argument("--folder", type=Path, default=Path("build"), metavar="DIR")
    parser.add_argument("--bare", nargs="+", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
