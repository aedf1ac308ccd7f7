"""Measure how sure the program's values are, and write ``config/weights.toml``.

``python -m samples.calibrate --count pdf_text=300 --count scan=40``; ``--check`` says whether the file is stale.

Only the set ``calibrate`` is read. Its letters teach a logistic regression what a value's field, capture, the rules'
own figure and their acceptance say of its being right; values sorted by the score that other letters than their own
give them are cut into bins by isotonic regression, and a bin's confidence is the one-sided 95 % Clopper-Pearson bound
of what was right in it.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from irsletter.catalog.load import config_folder, load_catalog
from irsletter.catalog.weights import FILE
from irsletter.score.labelled import hold
from samples.accuracy import ALL_LEVELS, level_count
from samples.labelled import READING, Wanted, digest, drawn, read
from samples.left_out import left_out
from samples.measured import Measured, one_engine, rules_alone
from samples.regression import Seen, fitted

USUAL = {
    "pdf_text": 600, "pdf_image": 60, "scan": 100, "copy": 60, "fax": 80, "photo_easy": 80, "photo_medium": 70,
    "photo_hard": 50, "rotated": 40,
}  # fmt: skip
"""Letters of each level, unless others are asked for."""
_APART = 1000
"""Each level has letters of its own: the numbers of the next begin so much higher."""


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0; 1 for ``--check`` where the file is stale or missing; 2 for a wrong argument."""
    options = _options(arguments)
    weights_file = config_folder() / FILE
    if options.check:
        return _check(weights_file)
    counts = dict(options.count or USUAL)
    folder: Path = options.folder / f"calibrate-{options.seed}"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [
        Wanted("calibrate", level, options.seed, _APART * ALL_LEVELS.index(level) + number, str(folder))
        for level in counts
        for number in range(counts[level])
    ]
    truths = drawn(wanted, options.workers)
    files = [folder / file for truth in truths for file in truth["files"]]
    seen_by_table: dict[str, list[Seen]] = {}
    for task in (rules_alone, one_engine):
        pictures = [file for file in files if task is rules_alone or "-pdf_text-" not in file.name]
        # without a second recogniser both tasks measure the same table
        seen_by_table |= _seen(truths, list(read(pictures, task, options.workers)))
    tables = {}
    for name, seen in sorted(seen_by_table.items()):
        tables[name] = fitted(seen)
        sys.stdout.write(
            f"{name}, accepted from {tables[name]['accept_from']}, promoted from {tables[name]['promote_from']}\n"
            + "".join(_counts(seen))
        )
        sys.stdout.writelines(left_out(seen))
    letters = ", ".join(f"{count} {level}" for level, count in counts.items())
    weights_file.write_text(written(f"set calibrate, seed {options.seed}: {letters}", tables), encoding="utf-8")
    sys.stderr.write(f"{weights_file} written\n")
    return 0


def _seen(truths: list[dict[str, Any]], measured: list[Measured]) -> dict[str, list[Seen]]:
    """Every value that carries a confidence, by table."""
    by_name = {str(one.result["source"]["name"]): one for one in measured}
    found: dict[str, list[Seen]] = defaultdict(list)
    for file in hold(truths, [one.result for one in measured]):
        one = by_name.get(file.file)
        number = int(Path(file.file).stem.rpartition("-")[2])
        for score in file.scores if one and one.table else ():
            if one and score.confidence is not None and score.got and (group := _group(score.name)):
                found[one.table].append(
                    Seen(number, group, one.capture, score.confidence, score.accepted, score.right, file.look)
                )
    return found


def _counts(seen: list[Seen]) -> Iterator[str]:
    """By field: how many the rules accept and leave for review, and how many of these were wrong."""
    groups: dict[str, Counter[tuple[bool, bool]]] = defaultdict(Counter)
    for one in seen:
        groups[one.group][one.accepted, one.right] += 1
        groups["all"][one.accepted, one.right] += 1
    for group, counts in sorted(groups.items()):
        sums = [counts[True, True] + counts[True, False], counts[True, False]]
        sums += [counts[False, True] + counts[False, False], counts[False, False]]
        yield "  {:20}accepted {:5}, wrong {:3}; for review {:5}, wrong {:3}\n".format(group, *sums)


def _group(name: str) -> str:
    if name.startswith("amounts"):
        return "amounts"
    return "tax_periods" if name.startswith("tax_period ") else name


def _check(weights_file: Path) -> int:
    weights = load_catalog().weights
    if weights is None:
        sys.stderr.write(f"{weights_file} is not there: confidences are those of the rules (make calibrate)\n")
        return 1
    if weights.code != digest(READING):
        sys.stderr.write(f"{weights_file} was measured on another state of the reader: make calibrate\n")
        return 1
    return 0


def written(source: str, tables: dict[str, dict[str, Any]]) -> str:
    lines = [
        "# Written by `make calibrate`; not for editing. Meaning: pipeline/irsletter/catalog/weights.py.",
        f'code = "{digest(READING)}"',
        f'source = "{source}"',
    ]
    for name, table in tables.items():
        lines += ["", f'[table."{name}"]']
        lines += [f"{key} = {table[key]}" for key in ("letters", "intercept", "accept_from", "promote_from")]
        for ladder in ("bins", "review"):
            lines += [f"{ladder} = [", *(_bin(one) for one in table[ladder]), "]"]
        for part in ("group", "capture", "tier", "cell"):
            lines += ["", f'[table."{name}".{part}]']
            lines += [f'"{key}" = {value}' for key, value in sorted(table[part].items())]
    return "\n".join(lines) + "\n"


def _bin(one: dict[str, Any]) -> str:
    return "  { " + ", ".join(f"{key} = {value}" for key, value in one.items()) + " },"


def _options(arguments: Iterable[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m samples.calibrate", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--count", type=level_count, action="append", metavar="LEVEL=N", help="may be given several times"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", type=Path, default=Path("build/accuracy"), metavar="DIR")
    parser.add_argument("--check", action="store_true", help="only say whether the file is stale")
    return parser.parse_args(None if arguments is None else list(arguments))


if __name__ == "__main__":
    sys.exit(main())
