"""Write labelled letters: ``python -m samples.bench --set tune --level scan --count 20 --seed 1 --out DIR``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from samples.bench.capture import LEVELS
from samples.bench.case import cases
from samples.bench.data import SETS
from samples.bench.make import make, truth_bytes


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0; 2 for a wrong argument."""
    parser = argparse.ArgumentParser(prog="python -m samples.bench", description=__doc__)
    parser.add_argument("--set", dest="set_name", choices=SETS, required=True)
    parser.add_argument("--level", choices=(*LEVELS, "stack"), action="append", help="may be given several times")
    parser.add_argument("--count", type=int, default=20, help="letters of each level (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first letter (default: %(default)s)")
    parser.add_argument("--family", choices=sorted(cases()), metavar="NAME", help="only letters of this kind")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    for level in options.level or ["pdf_text"]:
        for number in range(options.first, options.first + options.count):
            made = make(options.set_name, level, options.seed, number, options.family)
            (options.out / f"{made.name}{made.suffix}").write_bytes(made.data)
            (options.out / f"{made.name}.truth.json").write_bytes(truth_bytes(made.truth))
    sys.stderr.write(f"{options.out}: {options.count * len(options.level or [1])} files\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
