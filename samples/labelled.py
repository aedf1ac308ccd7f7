"""Labelled letters of the bench, drawn once and read once: both are kept below a folder, so that a run can go on.

What was read is kept by a digest of the program and its configuration: another program reads again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from irsletter.catalog.load import load_catalog
from irsletter.run.jobs.executors import Means, processes
from irsletter.run.jobs.job import Answer, Job
from samples.bench.make import make, truth_bytes
from samples.measured import Measured

AS_OF = "2026-11-28"
"""What counts as today: nothing that is scored depends on it."""

ROOT = Path(__file__).resolve().parents[1]
READING = ("pipeline/irsletter/extract", "pipeline/irsletter/parse", "config/fields")
"""What makes values out of a file; confidences are measured for one state of it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One letter to draw."""

    set_name: str
    level: str
    seed: int
    number: int
    folder: str


PROGRAM = tuple(
    f"pipeline/irsletter/{room}" for room in ("catalog", "model", "extract", "parse", "validate", "emit", "run")
)
"""What makes a Result out of a file; the configuration is known by a digest of its own."""


def digest(parts: Iterable[str]) -> str:
    """First 12 hex of the sha256 over the program text below ``parts``."""
    whole = hashlib.sha256()
    for part in parts:
        for path in sorted([*(ROOT / part).rglob("*.py"), *(ROOT / part).rglob("*.toml")]):
            whole.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return whole.hexdigest()[:12]


def draw(one: Wanted) -> str:
    """The letter's truth file, drawn unless it is there."""
    folder = Path(one.folder)
    truth_file = folder / f"{one.set_name}-{one.level}-{one.seed}-{one.number:04d}.truth.json"
    if not truth_file.exists():
        made = make(one.set_name, one.level, one.seed, one.number)
        (folder / f"{made.name}{made.suffix}").write_bytes(made.data)
        truth_file.write_bytes(truth_bytes(made.truth))  # last, so that a torn run draws the letter again
    return str(truth_file)


def drawn(wanted: Iterable[Wanted], workers: int) -> list[dict[str, Any]]:
    """The truth of each letter, drawn in so many processes."""
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        files = list(pool.map(draw, wanted, chunksize=4))
    return [json.loads(Path(file).read_text(encoding="utf-8")) for file in files]


def read(files: Iterable[Path], task: Callable[[Job], Answer], workers: int) -> Iterator[Measured]:
    """What ``task`` (of ``samples.measured``) says of each file, unless this program has read it before."""
    state = f"{task.__name__}-{digest(PROGRAM)}-{load_catalog().digest}"
    waiting = []
    for path in files:
        kept = _kept(path, state)
        if kept.exists():
            yield Measured.of(json.loads(kept.read_text(encoding="utf-8")))
        else:
            waiting.append(path)
    jobs = [Job((str(path),), AS_OF) for path in waiting]
    for job, answer in processes(task, jobs, Means(load_catalog().settings.limits, workers)):
        kept = _kept(Path(job.paths[0]), state)
        kept.parent.mkdir(parents=True, exist_ok=True)
        torn = kept.with_suffix(".part")
        torn.write_text(answer.result, encoding="utf-8")
        torn.replace(kept)
        yield Measured.of(json.loads(answer.result))


def _kept(path: Path, state: str) -> Path:
    return path.parent / "read" / state / f"{path.name}.json"
