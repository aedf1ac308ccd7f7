"""How the frozen wordings fare: ``python -m samples.holdout``. Counts alone, so that nobody tunes on them."""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from pathlib import Path

from irsletter.catalog.authenticity import Example
from irsletter.catalog.load import load_catalog
from irsletter.model.kinds import LetterKind
from irsletter.validate.authenticity import assess
from irsletter.validate.authenticity.examples import reading_of


def main() -> int:
    """Prints one line for each verdict. Exit code 0."""
    letters = tomllib.loads((Path(__file__).parent / "scams.toml").read_text(encoding="utf-8"))["letter"]
    catalog = load_catalog()
    verdicts: Counter[str] = Counter()
    for letter in letters:
        reading = reading_of(Example(text=letter["text"], kind=LetterKind(letter["kind"])))
        verdicts[assess(reading, catalog).authenticity.verdict] += 1
    print(f"{len(letters)} wordings")
    for verdict, count in verdicts.most_common():
        print(f"{verdict}: {count}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
