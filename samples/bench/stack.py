"""Several letters scanned in one go: blank backs between them, a page that is missing, two pages swapped."""

from __future__ import annotations

from typing import Any

import numpy as np

from samples.bench.capture.flat import scanned
from samples.bench.capture.shot import Exposure, Shot, image_pdf, jpeg, pictures, whole
from samples.bench.make import Made, Specimen, about, dice, printed, specimen
from samples.bench.truth import boxes, told

PIECES = (2, 4)
"""The least and the most letters of a stack."""


def stacked(set_name: str, seed: int, number: int) -> Made:
    """One PDF of several letters; ``letters`` of the truth is ordered by first page, ``boxes`` goes with it."""
    rng = dice(set_name, "stack", seed, number)
    ones = [
        one
        for step in range(int(rng.integers(PIECES[0], PIECES[1] + 1)))
        for one in (specimen(set_name, seed, 9000 + 7 * number + step),)
        if one.facts.look != "blank"
    ]
    name = f"{set_name}-stack-{seed}-{number:04d}"
    sheets: list[bytes] = []
    letters: list[dict[str, Any]] = []
    places: list[Any] = []
    blanks: list[int] = []
    prints: dict[str, Any] = {}
    for one in ones:
        exposure = Exposure(set_name, one.drawn.pdf, one.drawn.count, rng)
        pages, maps = scanned(exposure, pictures(one.drawn.pdf, 200))
        order = _order(one.drawn.count, rng)
        stands: dict[int, int] = {}
        for page in order:
            sheets.append(jpeg(whole(pages[page - 1]), 50))
            stands[page] = len(sheets)
            if rng.random() < 0.3:
                sheets.append(_blank(exposure, pages[0].shape))
                blanks.append(len(sheets))
        shot = Shot(".pdf", b"", {page: (stands[page], maps[page - 1]) for page in stands}, len(sheets))
        letters.append(_in_stack(one, stands, order))
        places.append(boxes(shot.marks(one.drawn.marks)))
        prints |= printed(one, shot)
    file = f"{name}.pdf"
    truth = {
        "letter": None, "letters": letters, "blank_pages": blanks,
        "files": {file: {"capture": "stack", "pages": list(range(1, len(sheets) + 1))}}, "boxes": {file: places},
        "print": {file: prints},
        "set": set_name, "level": "stack", "family": "stack", "variant": "stack", "look": "stack", "verdict_ok": [],
    }  # fmt: skip
    return Made(name, ".pdf", image_pdf(sheets), truth)


def _order(count: int, rng: np.random.Generator) -> list[int]:
    order = list(range(1, count + 1))
    draw = rng.random()
    if count > 1 and draw < 0.3:
        del order[int(rng.integers(1, count))]
    elif count > 2 and draw < 0.45:
        order[1], order[2] = order[2], order[1]
    return order


def _blank(exposure: Exposure, shape: tuple[int, ...]) -> bytes:
    pages, _ = scanned(exposure, [np.full(shape, 255.0, np.float32)])
    return jpeg(whole(pages[0]), 50)


def _in_stack(one: Specimen, stands: dict[int, int], order: list[int]) -> dict[str, Any]:
    letter = told(one.facts, one.drawn.marks, one.drawn.count)

    def moved(pages: list[int]) -> list[int]:
        return sorted(stands[page] for page in pages if page in stands)

    fields = {name: one_field | {"pages": moved(one_field["pages"])} for name, one_field in letter["fields"].items()}
    amounts = [amount | {"pages": moved(amount["pages"])} for amount in letter["amounts"]]
    missing = [page for page in range(1, one.drawn.count + 1) if page not in order]
    # what stood only on the missing page can't be read
    kept = {name: value for name, value in fields.items() if value["pages"]}
    return letter | about(one.facts.set_name, "stack", one) | {
        "pages": [stands[page] for page in order], "missing_pages": missing, "fields": kept, "amounts": amounts,
    }  # fmt: skip
