"""One letter of a set: facts, texts, layout, drawn as a text PDF with the places of its values."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from decimal import Decimal

from samples.bench.amounts import money
from samples.bench.facts import Facts
from samples.bench.geometry import Geometry, geometry, squeezed
from samples.bench.looks import LOOKS
from samples.bench.paper import Paper
from samples.bench.pieces import Page
from samples.bench.values import values
from samples.bench.wording import Wording, wording_of
from samples.draw.sheet import Mark
from samples.draw.text import Printed


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn letter: its PDF, the places of its values, its number of pages."""

    pdf: bytes
    marks: tuple[Mark, ...]
    count: int


def draw(facts: Facts, rng: random.Random) -> Drawn:
    """The text PDF of ``facts``; type shrinks, and the less needed texts go, where page 1 would run into its slip."""
    plan, text = geometry(facts.set_name, rng), wording_of(facts)
    seed = rng.random()
    for attempt in range(6):
        try:
            return _drawn(facts, plan, text, seed)
        except OverflowError:
            if attempt % 2 == 0:
                plan = squeezed(plan)
            else:
                text = replace(text, act=text.act[: max(1, len(text.act) - 1)], why=text.why[:1])
    raise ValueError(f"{facts.case.name}: page 1 has no room for its text")


def _drawn(facts: Facts, plan: Geometry, text: Wording, seed: float) -> Drawn:
    found = values(facts)
    found["tin_word"] = Printed(
        "Employer identification number" if facts.person.business else "Taxpayer identification number"
    )
    if facts.case.detail == "lien_record":
        total = sum((one.cells[-1].amount for one in facts.details), Decimal(0))
        found["lien_total"] = Printed(money(total, "every", first=True))
    count = 0
    for _ in range(2):
        sheet = Paper(found, count, f"Invented {facts.case.name}", stretch=plan.stretch, spacing=plan.spacing)
        LOOKS[facts.look](Page(sheet, facts, text, plan, random.Random(seed)))
        if sheet.page == count:
            break
        count = sheet.page
    return Drawn(sheet.finish(), tuple(sheet.marks), count)
