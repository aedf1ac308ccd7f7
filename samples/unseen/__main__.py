"""How often the rules meet a meaning in new words: ``python -m samples.unseen`` (``--dev`` names what passed there).

Each text of ``dev.toml`` and ``blind.toml`` is read as a text PDF of one page would be; each sentence (``graft``) is
put into ``CARRIERS``, honest letters otherwise. None of ``honest.toml`` may be doubted.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from pathlib import Path

from irsletter.catalog.load import Catalog, load_catalog
from irsletter.model.document import Capture, Document, Page, SourceFile, Word
from irsletter.model.geometry import Box
from irsletter.model.judged import Authenticity
from irsletter.model.kinds import Verdict
from irsletter.parse import parse
from irsletter.validate import validate

HERE = Path(__file__).parent
BAD = (Verdict.LIKELY_SCAM, Verdict.SUSPICIOUS)
CARRIERS = ("paper_checks_end", "plan_default", "hearing_passport")
_WIDTH = 100
"""Letters on a line."""


def judge(text: str, catalog: Catalog) -> Authenticity:
    """The verdict on a letter of one page."""
    source = SourceFile("letter.pdf", "letter.pdf", "0" * 64, "application/pdf", 1, 1)
    letters = parse(Document((source,), (_page(text),)), catalog)
    return validate(letters[0], catalog).authenticity


def _page(text: str) -> Page:
    words: list[Word] = []
    line = x = 0
    for printed in text.strip().splitlines():
        for word in printed.split():
            if x and x + len(word) > _WIDTH:
                line, x = line + 1, 0
            box = Box(0.08 + 0.008 * x, 0.05 + 0.018 * line, 0.08 + 0.008 * (x + len(word)), 0.062 + 0.018 * line)
            words.append(Word(word, box, line=line))
            x += len(word) + 1
        line, x = line + 1, 0
    return Page.of(1, 612, 792, Capture.TEXT, words)


def letters_of(half: str) -> dict[str, str]:
    """Names and texts of ``dev`` or ``blind``, its sentences each in every carrier."""
    honest = _read("honest")
    letters: dict[str, str] = {}
    for name, entry in _read(half).items():
        if "text" in entry:
            letters[name] = entry["text"]
            continue
        for carrier in CARRIERS:
            letters[f"{name} in {carrier}"] = f"{honest[carrier]['text'].rstrip()}\n{entry['graft']}\n"
    return letters


def _read(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0; 2 for a wrong argument."""
    parser = argparse.ArgumentParser(prog="python -m samples.unseen", description=__doc__)
    parser.add_argument("--dev", action="store_true", help="name the letters of the dev half that passed")
    options = parser.parse_args(arguments)
    catalog = load_catalog()
    print(f"| letters | n | {' | '.join(Verdict)} |\n|---|---|{'---|' * len(Verdict)}")
    for half in ("dev", "blind"):
        judged = {name: judge(text, catalog) for name, text in letters_of(half).items()}
        for label, grafted in (("whole", False), ("one sentence added", True)):
            _row(f"{half}, {label}", [told for name, told in judged.items() if (" in " in name) is grafted])
        if options.dev and half == "dev":
            for name, told in judged.items():
                if told.verdict not in BAD:
                    print(name, told.verdict, told.score, *(hit.rule for hit in told.findings), file=sys.stderr)
    honest = {name: judge(entry["text"], catalog) for name, entry in _read("honest").items()}
    _row("honest", list(honest.values()))
    for name, told in honest.items():
        if told.verdict in BAD:
            proofs = [f"{hit.rule}: {hit.evidence[0].text!r}" for hit in told.findings if hit.weight > 0]
            print("doubted:", name, told.verdict, told.score, *proofs, file=sys.stderr)
    return 0


def _row(name: str, told: list[Authenticity]) -> None:
    counts = Counter(one.verdict for one in told)
    print(f"| {name} | {len(told)} | {' | '.join(str(counts[verdict]) for verdict in Verdict)} |")


if __name__ == "__main__":
    sys.exit(main())
