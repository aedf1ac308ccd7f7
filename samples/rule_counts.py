"""Count on which labelled letters each rule about authenticity is found, and write ``config/authenticity/counts.toml``.

``python -m samples.rule_counts --count 60``. Only the set ``calibrate`` is read. Log-odds are the logarithm of the odds
ratio, half a letter added to each count; beside the weights they show which of these are too high or too low. A rule
that no letter of the set brings out has no entry.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from math import log

from irsletter.catalog.authenticity import COUNTS
from irsletter.catalog.load import config_folder
from samples.bench.authenticity import VARIANTS, Judged, judge, numbers
from samples.bench.make import make

_LEVEL = "pdf_text"


def written(judged: list[Judged], source: str) -> str:
    """The counts as TOML."""
    totals = Counter(one.is_false for one in judged)
    on: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for one in judged:
        on[one.is_false].update(set(one.rules))
    lines = [
        "# Written by `python -m samples.rule_counts`; not for editing. Meaning: class Counts of the catalog.",
        f'source = "{source}"',
        f"false = {totals[True]}",
        f"real = {totals[False]}",
    ]
    for rule in sorted({*on[True], *on[False]}):
        odds = [log((on[side][rule] + 0.5) / (totals[side] - on[side][rule] + 0.5)) for side in (True, False)]
        counts = f"on_false = {on[True][rule]}\non_real = {on[False][rule]}"
        lines += ["", f"[rule.{rule}]", counts, f"log_odds = {odds[0] - odds[1]:.2f}"]
    return "\n".join(lines) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0; 2 for a wrong argument."""
    parser = argparse.ArgumentParser(prog="python -m samples.rule_counts", description=__doc__)
    parser.add_argument("--count", type=int, default=60, help="letters of each variant (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    judged: list[Judged] = []
    for variant in VARIANTS:
        for number in numbers("calibrate", options.seed, variant, options.count):
            judged += judge(make("calibrate", _LEVEL, options.seed, number))
    file = config_folder() / COUNTS
    source = f"set calibrate, seed {options.seed}: {options.count} text PDFs of each variant"
    file.write_text(written(judged, source), encoding="utf-8")
    sys.stderr.write(f"{file} written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
