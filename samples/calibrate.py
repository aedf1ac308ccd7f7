"""What the program's claims are worth: read the set ``calibrate`` and write ``config/weights.toml``.

``python -m samples.calibrate`` writes; ``--check`` only says whether the code that reads letters is still the one that
was measured. The claims of each kind (text layer, picture) are put in rising steps by isotonic regression; each step is
worth the lower Clopper-Pearson bound of its own count.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import itertools
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from irsletter.catalog.load import config_folder, load_catalog
from irsletter.catalog.weights import Step
from irsletter.score.bounds import at_least
from irsletter.score.labelled import Labelled, hold
from samples.accuracy import Wanted, drawn, read

COUNTS = {
    "pdf_text": 240, "pdf_image": 16, "scan": 40, "copy": 10, "fax": 16, "photo_easy": 16, "photo_medium": 16,
    "photo_hard": 10, "rotated": 6,
}  # fmt: skip
"""Letters read of each level."""

FEWEST = 40
"""A step with fewer values joins the one below it."""

ROOT = Path(__file__).resolve().parents[1]
Claim = tuple[float, bool]


def code_digest() -> str:
    """First 12 hex of the sha256 over the code and the rules that make values out of a file."""
    whole = hashlib.sha256()
    folders = (ROOT / "pipeline/irsletter/extract", ROOT / "pipeline/irsletter/parse", config_folder() / "fields")
    for folder in folders:
        for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.toml")]):
            whole.update(path.read_bytes())
    return whole.hexdigest()[:12]


def steps_of(claims: Sequence[Claim]) -> tuple[Step, ...]:
    """Rising steps. Raises nothing; no claims, no steps."""
    if not claims:
        return ()
    from sklearn.isotonic import IsotonicRegression

    fitted = IsotonicRegression().fit_transform([claim for claim, _ in claims], [float(right) for _, right in claims])
    pooled = sorted(zip(fitted, claims, strict=True), key=lambda pair: pair[1][0])
    blocks = [[claim for _, claim in group] for _, group in itertools.groupby(pooled, key=lambda pair: pair[0])]
    return tuple(_rising(_step(block) for block in _merged(blocks)))


def _merged(blocks: Iterable[list[Claim]]) -> list[list[Claim]]:
    merged: list[list[Claim]] = []
    for block in blocks:
        if merged and (len(block) < FEWEST or len(merged[-1]) < FEWEST):
            merged[-1] = merged[-1] + block
        else:
            merged.append(block)
    return merged


def _step(block: Sequence[Claim]) -> Step:
    right = sum(pair[1] for pair in block)
    return Step(min(pair[0] for pair in block), round(at_least(right, len(block)), 4), len(block), right)


def _rising(steps: Iterable[Step]) -> Iterator[Step]:
    """A smaller block has a lower bound; a higher claim is never worth less than a lower one."""
    highest = 0.0
    for step in steps:
        highest = max(highest, step.at_least)
        yield Step(step.claim, highest, step.count, step.right)


def claims_of(held: Iterable[Labelled]) -> dict[str, list[Claim]]:
    """Every claim for a value that the letter prints, or does not, by where it was read."""
    found: dict[str, list[Claim]] = {"text": [], "ocr": []}
    for file in held:
        kind = "text" if file.level == "pdf_text" else "ocr"
        found[kind].extend(
            (score.confidence, score.right) for score in file.scores if score.confidence is not None and score.got
        )
    return found


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0; 1 with ``--check`` where the table is not of this code."""
    parser = argparse.ArgumentParser(prog="python -m samples.calibrate", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="only say whether the table is of this code")
    parser.add_argument("--share", type=float, default=1.0, help="share of the letters to read (default: all)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", type=Path, default=Path("build/accuracy"), metavar="DIR")
    parser.add_argument("--out", type=Path, default=config_folder() / "weights.toml", metavar="FILE")
    options = parser.parse_args(arguments)
    if options.check:
        return _check()
    folder: Path = options.folder / f"calibrate-{options.seed}"
    folder.mkdir(parents=True, exist_ok=True)
    counts = {level: max(1, round(count * options.share)) for level, count in COUNTS.items()}
    truths = drawn(
        [
            Wanted("calibrate", level, options.seed, number, str(folder))
            for level in counts
            for number in range(counts[level])
        ],
        options.workers,
    )
    with tempfile.TemporaryDirectory() as scratch:
        bare = shutil.copytree(config_folder(), Path(scratch) / "config")
        (bare / "weights.toml").unlink(
            missing_ok=True
        )  # claims are measured, not what they were last found to be worth
        results = list(read([folder / file for truth in truths for file in truth["files"]], options.workers, str(bare)))
    held = list(hold(truths, results))
    options.out.write_text(written(claims_of(held), Counter(file.level for file in held)), encoding="utf-8")
    return 0


def written(claims: dict[str, list[Claim]], letters: Counter[str]) -> str:
    """The table as TOML."""
    lines = [
        "# Made by a measurement (make calibrate), not by hand: what claims were worth on labelled letters.",
        f'measured_on = "{dt.datetime.now(dt.UTC).date().isoformat()}"',
        f'code = "{code_digest()}"',
        f"letters = {{ {', '.join(f'{level} = {count}' for level, count in sorted(letters.items()))} }}",
    ]
    for kind, pairs in claims.items():
        for step in steps_of(pairs):
            lines += ["", f"[[{kind}]]", f"claim = {step.claim}", f"at_least = {step.at_least}"]
            lines += [f"count = {step.count}", f"right = {step.right}"]
    return "\n".join(lines) + "\n"


def _check() -> int:
    measured = load_catalog().weights.code
    if measured == code_digest():
        return 0
    sys.stderr.write("config/weights.toml is not of this code: make calibrate\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
