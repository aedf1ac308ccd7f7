"""Both error rates of the verdict: ``python -m samples.bench.authenticity --set tune --level pdf_text --count 60``.

Draws so many letters of each variant (genuine, with an oddity, with one marker tampered, false), reads each, and prints
Markdown: the verdicts by variant and marker, both error rates at each threshold, and how often each rule was found.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from irsletter import read_letter
from irsletter.catalog.load import load_catalog
from irsletter.validate.authenticity.contacts import listed_notices
from samples.bench.capture import LEVELS
from samples.bench.data import SETS
from samples.bench.make import SHARES, Made, make

VARIANTS = ("genuine", "odd", "tampered", "false")
BAD = ("likely_scam", "suspicious")
THRESHOLDS = (1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0, 6.0, 8.0)
LISTED = {"tampered:phone": "phone", "tampered:remit": "address"}
"""Changes that can only be found where the directory knows what the notice prints."""
_VERDICTS = ("likely_scam", "suspicious", "cannot_tell", "no_red_flags", "not_applicable")


@dataclass(frozen=True, slots=True)
class Judged:
    """One letter: what it is (``genuine``, ``odd``, ``tampered:payee``, ``false``) and how it was judged."""

    name: str
    kind: str
    family: str
    verdict: str
    score: float
    rules: tuple[str, ...]

    @property
    def is_false(self) -> bool:
        return self.kind == "false" or self.kind.startswith("tampered")


def numbers(set_name: str, seed: int, variant: str, count: int) -> Iterator[int]:
    """The first ``count`` numbers of a run whose letter is of ``variant``."""
    number = found = 0
    while found < count:
        dice = random.Random(f"{set_name}:{seed}:{number}")
        if dice.choices([name for name, _ in SHARES], [share for _, share in SHARES])[0] == variant:
            yield number
            found += 1
        number += 1


def judge(made: Made) -> list[Judged]:
    """How the letters of one file were judged; a file without a letter counts as ``unread``."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"letter{made.suffix}"
        path.write_bytes(made.data)
        result = read_letter(path, isolated=False, as_of=dt.date(2026, 1, 2))
    variant = made.truth["variant"]
    kind = "odd" if variant.startswith("odd") else variant
    if kind in LISTED and made.truth["letter"]["code"] in listed_notices(LISTED[kind], load_catalog().directory):
        kind += " of a listed notice"
    if not result.letters:
        return [Judged(made.name, kind, made.truth["family"], "unread", 0.0, ())]
    worst = max((letter.authenticity for letter in result.letters), key=lambda told: told.score)
    rules = tuple(finding.rule for finding in worst.findings if finding.weight > 0)
    return [Judged(made.name, kind, made.truth["family"], str(worst.verdict), worst.score, rules)]


def tables(judged: list[Judged]) -> str:
    """The tables as Markdown."""
    return "\n\n".join((_verdicts(judged), _thresholds(judged), _rules(judged)))


def _verdicts(judged: list[Judged]) -> str:
    lines = [f"| letters | n | {' | '.join(_VERDICTS)} | found |", f"|---|---|{'---|' * (len(_VERDICTS) + 1)}"]
    for kind in sorted({each.kind for each in judged}):
        of_kind = [each for each in judged if each.kind == kind]
        counts = Counter(each.verdict for each in of_kind)
        found = sum(counts[verdict] for verdict in BAD)
        cells = " | ".join(str(counts[verdict]) for verdict in _VERDICTS)
        lines.append(f"| {kind} | {len(of_kind)} | {cells} | {found / len(of_kind):.1%} |")
    return "\n".join(lines)


def _thresholds(judged: list[Judged]) -> str:
    real = [each.score for each in judged if not each.is_false]
    fake = [each.score for each in judged if each.is_false]
    lines = ["| points at least | false alarms | missed |", "|---|---|---|"]
    for limit in THRESHOLDS:
        alarms, missed = sum(score >= limit for score in real), sum(score < limit for score in fake)
        lines.append(f"| {limit} | {alarms} of {len(real)} | {missed} of {len(fake)} |")
    return "\n".join(lines)


def _rules(judged: list[Judged]) -> str:
    sides: dict[bool, Counter[str]] = {False: Counter(), True: Counter()}
    for each in judged:
        sides[each.is_false].update(each.rules)
    lines = ["| rule | on false letters | on real letters |", "|---|---|---|"]
    lines += [
        f"| {rule} | {sides[True][rule]} | {sides[False][rule]} |" for rule in sorted({*sides[False], *sides[True]})
    ]
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0; 2 for a wrong argument."""
    parser = argparse.ArgumentParser(prog="python -m samples.bench.authenticity", description=__doc__)
    parser.add_argument("--set", dest="set_name", choices=SETS, default="tune")
    parser.add_argument("--level", choices=tuple(LEVELS), default="pdf_text")
    parser.add_argument("--count", type=int, default=60, help="letters of each variant (default: %(default)s)")
    parser.add_argument("--variant", choices=VARIANTS, action="append", help="only these; may be given several times")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--wrong", action="store_true", help="name the letters judged wrongly; refused for report")
    options = parser.parse_args(arguments)
    if options.wrong and options.set_name == "report":
        parser.error("the failures of the set report are not looked at")
    judged: list[Judged] = []
    for variant in options.variant or VARIANTS:
        for number in numbers(options.set_name, options.seed, variant, options.count):
            judged += judge(make(options.set_name, options.level, options.seed, number))
    print(f"Set {options.set_name}, {options.level}, seed {options.seed}.\n\n{tables(judged)}")
    if options.wrong:
        for each in judged:
            if (each.verdict in BAD) is not each.is_false:
                print(each.name, each.kind, each.family, each.verdict, each.score, *each.rules)
    return 0


if __name__ == "__main__":
    sys.exit(main())
