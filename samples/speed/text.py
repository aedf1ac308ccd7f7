"""One way of reading text PDFs, in a process of its own: ``python -m samples.speed.text WAY FOLDER``.

Ways: ``extract`` (words with boxes, as the program reads them), ``pdfplumber`` (its ``extract_words``), ``line`` (the
whole line to the Result). The first files warm the process and are not counted.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

WARM = 10
"""Pages before the clock starts."""
GROWS = (20, 200)
"""Pages between which the growth of memory is told."""


def _extract() -> Callable[[Path], int]:
    from irsletter.catalog.load import load_catalog
    from irsletter.extract import open_files

    settings = load_catalog().settings

    def read(path: Path) -> int:
        with open_files((path,), settings) as opened:
            return len(opened.read().pages)

    return read


def _pdfplumber() -> Callable[[Path], int]:
    import pdfplumber

    def read(path: Path) -> int:
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                page.extract_words()
                page.close()
            return len(pdf.pages)

    return read


def _line() -> Callable[[Path], int]:
    from irsletter.run.jobs.job import Job
    from irsletter.run.letter import read_job

    def read(path: Path) -> int:
        result = json.loads(read_job(Job((str(path),), "2026-11-28")).result)
        return int(result["source"]["pages"] or 0)

    return read


WAYS = {"extract": _extract, "pdfplumber": _pdfplumber, "line": _line}


def resident() -> float:
    """MB (2**20 bytes) of this process in memory now; Linux."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 2**20


def main(way: str, folder: str) -> int:
    """Writes ``{"pages": counted, "cpu": seconds, "growth": MB or null}``."""
    read = WAYS[way]()
    done = counted = 0
    start = time.process_time()
    at: dict[int, float] = {}
    for path in sorted(Path(folder).glob("*.pdf")):
        if done < WARM:
            done += read(path)
            start = time.process_time()
        else:
            pages = read(path)
            done, counted = done + pages, counted + pages
        at |= {mark: resident() for mark in GROWS if mark not in at and done >= mark}
    cpu = time.process_time() - start
    growth = at[GROWS[1]] - at[GROWS[0]] if len(at) == len(GROWS) else None
    sys.stdout.write(json.dumps({"pages": counted, "cpu": cpu, "growth": growth}))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
