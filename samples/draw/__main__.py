"""Draw the letters into ``samples/out``: ``python -m samples.draw [NAME ...]``, all of them without a name."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from samples.draw.make import make
from samples.draw.spec import ROOM, load_all


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0; 1 where ``--check`` found a file that differs; 2 for a name that has no specification."""
    parser = argparse.ArgumentParser(prog="python -m samples.draw", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="letters to draw; all of samples/letters without it")
    parser.add_argument("--out", type=Path, default=ROOM / "out", help="folder to write to (default: samples/out)")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; name the files that a new drawing would change"
    )
    options = parser.parse_args(arguments)
    letters = {letter.name: letter for letter in load_all()}
    if unknown := sorted(set(options.names) - set(letters)):
        parser.error(f"no such letter: {', '.join(unknown)}; there are {', '.join(letters)}")
    options.out.mkdir(parents=True, exist_ok=True)
    changed = []
    for name in options.names or letters:
        for file, data in make(letters[name]).items():
            path = options.out / file
            if options.check:
                changed += [] if path.exists() and path.read_bytes() == data else [file]
            else:
                path.write_bytes(data)
        sys.stderr.write(f"{name}\n")
    for file in changed:
        sys.stdout.write(f"differs: {file}\n")
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
