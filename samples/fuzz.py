"""``python -m samples.fuzz --seconds 3600``: letters that nobody wrote, read until the time is over.

Labels, sentences, codes, amounts and dates of real letters are thrown together, then damaged as recognisers and forgers
damage them. Reading one may give anything or nothing, but it must end in a Reading or in the one error that is declared
(a pattern that ran out of time). Whatever else is raised is written down with the seed that brings it back:
``--seed N --letters 1``. Exit code 1 where anything was found.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import time
import tomllib
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from irsletter.catalog.load import Catalog, load_catalog
from irsletter.model.document import Capture, Document, Page, Source, Word
from irsletter.model.geometry import Box
from irsletter.parse import parse
from irsletter.patterns import PatternTimeoutError
from irsletter.validate import validate

WORDING = Path(__file__).resolve().parent / "wording"
MOST_PAGES = 3
MOST_LINES = 60
_MISREAD = "OIlSBZGQ0158-–—_|'‘’“”.,:;()[]{}$§*#%&/\\~^`\u00a0\u200b\u202e\ufeff\u0301ßñÑáéíóúٱ٣𝟓１"
_VALUES = (
    "${n:,.2f}", "-{n:,.2f}", "{n:,.2f} CR", "({n:,.2f})", "$ {n:,}", "{n}", "January {d}, 20{y:02}",
    "{d:02}/{d:02}/20{y:02}", "12-31-20{y:02}", "20{y:02}12", "Dec. 31, 20{y:02}", "{d} de junio de 20{y:02}",
    "XXX-XX-{n:04}", "NNN-NN-NNNN", "00-{n:07}", "800-829-{n:04}", "1-800-829-{n:04}", "Page {d} of {y}",
    "within {d} days", "through", "immediately", "1040", "941", "CIVPEN", "DES MOINES IA 50309-{n:04}", "P.O. BOX {n}",
    "{n} ELM ST", "943242358 XK STRI 30 0 20{y:02}12 670 {n:011}",
)  # fmt: skip


@dataclass(frozen=True)
class Pool:
    """What letters are thrown together from."""

    labels: tuple[str, ...]
    sentences: tuple[str, ...]


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 where nothing but Readings and declared errors came, else 1; 2 for a wrong argument."""
    options = _options(arguments)
    catalog = load_catalog()
    pool = pool_of(catalog)
    start = time.monotonic()
    found, slowest, timed_out, read = 0, (0.0, options.seed), 0, 0
    for seed in itertools.count(options.seed):
        if time.monotonic() - start > options.seconds or (options.letters and read >= options.letters):
            break
        begun = time.monotonic()
        try:
            for reading in parse(letter(seed, pool), catalog):
                validate(reading, catalog)
        except PatternTimeoutError:
            timed_out += 1
        except Exception:
            found += 1
            sys.stdout.write(f"seed {seed}\n{traceback.format_exc()}\n")
        slowest = max(slowest, (time.monotonic() - begun, seed))
        read += 1
    sys.stdout.write(
        f"{read} letters in {time.monotonic() - start:.0f} s, seeds from {options.seed}; {found} raised what is not "
        f"declared, {timed_out} ran out of time; slowest {slowest[0] * 1000:.0f} ms (seed {slowest[1]})\n"
    )
    return 1 if found else 0


def pool_of(catalog: Catalog) -> Pool:
    """Every label, heading and code that the configuration knows, and the sentences of ``samples/wording``."""
    rules = catalog.fields
    known = (
        *((*label.spellings, *label.spanish) for label in rules.labels.values()),
        *((*row.spellings, *row.spanish) for row in rules.rows.values()),
        *(column.spellings for column in rules.columns.values()),
    )
    spellings = [text for one in known for text in one]
    files = sorted(WORDING.glob("*.toml"))
    texts = [text for file in files for text in _strings(tomllib.loads(file.read_text("utf-8")))]
    headlines = [text for entry in catalog.notices.values() for text in entry.headlines]
    return Pool((*spellings, *catalog.notices), (*texts, *headlines))


def letter(seed: int, pool: Pool) -> Document:
    """The letter of that seed: always the same one."""
    rng = random.Random(seed)
    pages = tuple(_page(rng, number, pool) for number in range(1, rng.randint(1, MOST_PAGES) + 1))
    return Document(sources=(), pages=pages)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def _page(rng: random.Random, number: int, pool: Pool) -> Page:
    scanned = rng.random() < 0.5
    em = rng.choice((0.006, 0.009, 0.011, 0.016))
    edges = rng.choice(((0.08,), (0.08, 0.62, 0.80), (0.08, 0.20, 0.36, 0.50, 0.64, 0.80), (0.43, 0.82), (0.05, 0.5)))
    words: list[Word] = []
    for line in range(rng.randint(0, MOST_LINES)):
        pitch = em * rng.choice((1.1, 1.5, 1.5, 1.5, 4))
        top = rng.random() * 0.95 if rng.random() < 0.2 else (0.04 + line * pitch) % 0.96
        for edge in edges:
            if rng.random() < 0.8:
                text = rng.choice((_label, _value, _value, _sentence))(rng, pool)
                words += _cell(rng, text, (edge, top, em), line, scanned=scanned)
    if rng.random() < 0.1:
        rng.shuffle(words)
    capture = (Capture.SCAN if scanned else Capture.TEXT) if words else Capture.BLANK
    return Page.of(number, rng.choice((612, 612, 1700, 1)), rng.choice((792, 792, 2200)), capture, words)


def _cell(rng: random.Random, text: str, at: tuple[float, float, float], line: int, *, scanned: bool) -> Iterator[Word]:
    x, y, em = at
    source = Source.OCR if scanned else Source.TEXT_LAYER
    for piece in text.split():
        shown = _damaged(rng, piece) if rng.random() < 0.15 else piece
        width = max(len(shown), 1) * em * rng.choice((0.4, 0.75, 0.75, 0.75))
        jump = rng.gauss(0, em * 0.1) if scanned else 0.0
        box = Box(min(x, 0.999), max(y + jump, 0.0), min(x + width, 1.0), min(y + jump + em, 1.0))
        if shown.strip():
            yield Word(shown, box, confidence=rng.random() if scanned else 1.0, source=source, line=line)
        x += width + em * 0.4


def _damaged(rng: random.Random, text: str) -> str:
    letters = list(text)
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(letters) + 1)
        kind = rng.randrange(4)
        if kind == 0:
            letters.insert(at, rng.choice(_MISREAD))
        elif kind == 1 and letters:
            letters[at % len(letters)] = rng.choice(_MISREAD)
        elif kind == 2 and letters:
            del letters[at % len(letters)]
        else:
            letters[at:at] = letters[:at] * rng.choice((1, 1, 1, 40))
    return "".join(letters)[:400]


def _label(rng: random.Random, pool: Pool) -> str:
    return rng.choice(pool.labels) + rng.choice(("", "", ":", " —"))


def _value(rng: random.Random, _pool: Pool) -> str:
    number = rng.choice((0, 7, 1234, 99999, 10**9))
    return rng.choice(_VALUES).format(n=number, d=rng.randint(0, 32), y=rng.randint(0, 99))


def _sentence(rng: random.Random, pool: Pool) -> str:
    begun = rng.choice(pool.sentences).split()
    at = rng.randrange(len(begun) + 1)
    mixed = [*begun[:at], *_value(rng, pool).split(), *begun[at:]]
    return " ".join(mixed[: rng.choice((4, 8, 14, 80))])


def _options(arguments: list[str] | None) -> argparse.Namespace:
    options = argparse.ArgumentParser(prog="python -m samples.fuzz", description=__doc__)
    options.add_argument("--seconds", type=float, default=3600.0, help="how long to go on (default 3600)")
    options.add_argument("--letters", type=int, default=0, help="how many letters at most (default: as many as fit)")
    options.add_argument("--seed", type=int, default=1, help="the first letter's seed; the next ones count on from it")
    return options.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
