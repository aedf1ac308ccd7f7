"""How fast the review page opens from a large batch: ``python -m samples.opening --count 5000``.

A few samples are read once, their answers are put into a ledger again and again under other bytes' names, and a real
server is asked for letters at random, as a browser asks: the page alone, without the picture, which comes after it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import random
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from irsletter.catalog.load import load_catalog
from irsletter.emit.as_of import as_of_day
from irsletter.emit.schema import dump, load
from irsletter.run.jobs.job import Answer, Job
from irsletter.run.letter import read_job
from irsletter.run.store.ledger import FileLine, open_ledger

_SAMPLES = Path(__file__).parent / "out"
_NAMES = ("cp14.pdf", "cp501.pdf", "cp503.pdf", "cp504.pdf", "lt11.pdf", "cp523.pdf", "scam-cp504.pdf")
_DAY = dt.date(2025, 6, 10)
_READER = "opening"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=5000, help="letters in the batch")
    parser.add_argument("--open", type=int, default=100, help="letters to open")
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="irsletter-") as folder:
        ids = _fill(Path(folder), wanted.count)
        command = [sys.executable, "-m", "irsletter.review", folder, "--as-of", _DAY.isoformat()]
        chosen = random.Random(wanted.seed).sample(ids, min(wanted.open, len(ids)))
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:  # noqa: S603 - our own module
            try:
                _measure(server, chosen, len(ids))
            finally:
                server.terminate()


def _measure(server: subprocess.Popen[str], ids: list[str], count: int) -> None:
    if server.stderr is None:
        raise RuntimeError("the server says nothing")
    home = next(word for word in server.stderr.readline().split() if word.startswith("http"))
    first = _timed(lambda: _get(home))
    queue = [_timed(lambda: _get(home)) for _ in range(5)]
    letters = [_timed(lambda each=each: _get(f"{home}letter/{each}")) for each in ids]  # type: ignore[misc]
    letters.sort()
    print(f"{count} letters in the batch, {len(ids)} opened, milliseconds")
    print(f"  the queue for the first time  {first:7.0f}")
    print(f"  the queue again, median       {statistics.median(queue):7.0f}")
    print(f"  a letter, median              {statistics.median(letters):7.0f}")
    print(f"  a letter, 95 of 100 within    {letters[int(0.95 * (len(letters) - 1))]:7.0f}")
    print(f"  a letter, slowest             {letters[-1]:7.0f}")


def _timed(call: Callable[[], None]) -> float:
    begun = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - begun)


def _get(address: str) -> None:
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
        answer.read()


def _fill(out: Path, count: int) -> list[str]:
    """A batch of ``count`` letters below ``out``; gives their ids."""
    read = [_read(_SAMPLES / name) for name in _NAMES]
    ids: list[str] = []
    with open_ledger(out / "ledger.sqlite3") as ledger, (out / "results.jsonl").open("wb") as lines:
        ledger.note("reader", _READER)
        for number, (file, answer, line, own) in enumerate(_copies(read, count)):
            ledger.note_file(file)
            ledger.start(file.sha256 or "", _READER)
            ledger.keep(file.sha256 or "", _READER, answer)
            lines.write(line.encode() + b"\n")
            ids += own
            if number % 500 == 499:
                print(f"  {number + 1} letters made", file=sys.stderr)
    return ids


def _read(path: Path) -> tuple[Answer, str]:
    """What a letter says, as the ledger and as results.jsonl hold it."""
    answer = read_job(Job((str(path),), _DAY.isoformat()))
    return answer, dump(as_of_day(load(answer.result), _DAY, load_catalog(None)))


def _copies(read: list[tuple[Answer, str]], count: int) -> Iterator[tuple[FileLine, Answer, str, list[str]]]:
    """The same answers as if other bytes had given them."""
    for number in range(count):
        answer, line = read[number % len(read)]
        result = load(answer.result)
        sha256 = hashlib.sha256(f"{number}".encode()).hexdigest()
        path, old = f"{number:05}.pdf", [letter.id for letter in result.letters]
        own = [hashlib.sha256(f"{number} {each}".encode()).hexdigest()[:12] for each in old]
        pairs = [(result.source.sha256 or "", sha256), *zip(old, own, strict=True)]
        texts = []
        for text in (answer.result, line):
            for before, after in [*pairs, (f'"{result.source.name}"', f'"{path}"')]:
                text = text.replace(before, after)
            texts.append(text)
        yield FileLine(path, sha256, 1, 1), Answer(texts[0]), texts[1], own


if __name__ == "__main__":
    main()
