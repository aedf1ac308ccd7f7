"""One specimen of a set at a capture level: which letter it is, its file, its truth."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from typing import Any

import numpy as np

from samples.bench.capture import LEVELS, Exposure
from samples.bench.capture.shot import Shot, quarters
from samples.bench.case import Case, cases
from samples.bench.facts import Facts
from samples.bench.invent import invent
from samples.bench.letter import Drawn, draw
from samples.bench.strings import field_strings
from samples.bench.tamper import odd, tampered
from samples.bench.truth import boxes, told

SHARES = (("genuine", 0.7), ("odd", 0.08), ("tampered", 0.08), ("false", 0.08), ("other", 0.06))
"""What a specimen is, unless a family was asked for: genuine, genuine with an oddity, with one marker tampered, a false
letter of a documented family, no IRS letter at all."""


@dataclass(frozen=True, slots=True)
class Specimen:
    """A letter before it is captured."""

    family: str
    variant: str
    facts: Facts
    drawn: Drawn


@dataclass(frozen=True, slots=True)
class Made:
    """One file with its truth: name without suffix, suffix, bytes, truth."""

    name: str
    suffix: str
    data: bytes
    truth: dict[str, Any]


def groups() -> dict[str, list[Case]]:
    """The cases by what ``SHARES`` calls them; odd and tampered ones are made from the genuine."""
    found: dict[str, list[Case]] = {"genuine": [], "false": [], "other": []}
    for case in cases().values():
        scam = case.foreign and (case.kind in {"unknown", "solicitation", "collector"})
        found["false" if scam else "other" if case.foreign else "genuine"].append(case)
    return found


def specimen(set_name: str, seed: int, number: int, family: str | None = None) -> Specimen:
    """The letter ``number`` of a run: the same at every capture level. Raises KeyError for an unknown ``family``."""
    rng = random.Random(f"{set_name}:{seed}:{number}")
    variant = rng.choices([name for name, _ in SHARES], [share for _, share in SHARES])[0]
    if family is None:
        pool = groups()[variant if variant in {"false", "other"} else "genuine"]
        # each run goes through its families in an order of its own before one comes again
        order = random.Random(f"{set_name}:{seed}:{variant}:{number // len(pool)}")
        case = order.sample(pool, len(pool))[number % len(pool)]
    else:
        case = cases()[family]
        variant = "genuine" if not case.foreign else "other"
    facts, change = invent(case, set_name, rng), ""
    if variant == "odd":
        facts, change = odd(facts, rng)
        variant = variant if change else "genuine"
    elif variant == "tampered":
        facts, change = tampered(facts, rng)
    return Specimen(case.name, f"{variant}:{change}" if change else variant, facts, draw(facts, rng))


def make(set_name: str, level: str, seed: int, number: int, family: str | None = None) -> Made:
    """One file and its truth. Raises KeyError for an unknown level or family."""
    if level == "stack":
        from samples.bench.stack import stacked

        return stacked(set_name, seed, number)
    one = specimen(set_name, seed, number, family)
    shot = LEVELS[level](Exposure(set_name, one.drawn.pdf, one.drawn.count, dice(set_name, level, seed, number)))
    name = f"{set_name}-{level}-{seed}-{number:04d}"
    letter = letter_truth(one)
    file = f"{name}{shot.suffix}"
    truth = {
        "letter": letter, "files": {file: {"capture": level, "pages": sorted(shot.places)}},
        "boxes": {file: boxes(shot.marks(one.drawn.marks))}, "print": {file: printed(one, shot)},
    }  # fmt: skip
    return Made(name, shot.suffix, shot.data, truth | about(set_name, level, one))


def printed(one: Specimen, shot: Shot) -> dict[str, Any]:
    """By page of the file: the quarter turns clockwise in which the page lies, and what on it looks like a value."""
    import pypdfium2

    document = pypdfium2.PdfDocument(one.drawn.pdf)
    try:
        return {
            str(number): {
                "turned": quarters(place),
                "strings": sorted(field_strings(document[page - 1].get_textpage().get_text_range())),
                "added": sorted(field_strings(shot.added)),
            }
            for page, (number, place) in sorted(shot.places.items(), key=lambda item: item[1][0])
        }
    finally:
        document.close()


def letter_truth(one: Specimen) -> dict[str, Any] | None:
    """The truth of the letter itself; None for a blank sheet, of which a right reading says nothing."""
    if one.facts.look == "blank":
        return None
    return told(one.facts, one.drawn.marks, one.drawn.count)


def about(set_name: str, level: str, one: Specimen) -> dict[str, Any]:
    """What the file is, beside what it says."""
    return {
        "set": set_name, "level": level, "family": one.family, "variant": one.variant, "look": one.facts.look,
        "verdict_ok": list(one.facts.verdict_ok),
    }  # fmt: skip


def dice(set_name: str, level: str, seed: int, number: int) -> np.random.Generator:
    """The dice of a capture."""
    return np.random.default_rng([ord(character) for character in f"{set_name}:{level}:{seed}:{number}"])


def truth_bytes(truth: dict[str, Any]) -> bytes:
    """The truth file."""
    return (json.dumps(truth, indent=1, ensure_ascii=False) + "\n").encode()
