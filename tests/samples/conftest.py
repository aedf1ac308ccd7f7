"""Each letter is drawn once for all tests of this room."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from samples.draw.make import draw
from samples.draw.sheet import Mark
from samples.draw.spec import Letter, load_all


@dataclass(frozen=True)
class Drawn:
    letter: Letter
    pdf: bytes
    marks: tuple[Mark, ...]
    pages: int


LETTERS = load_all()


@pytest.fixture(scope="session")
def drawings() -> dict[str, Drawn]:
    return {letter.name: Drawn(letter, *draw(letter)) for letter in LETTERS}


@pytest.fixture(params=[letter.name for letter in LETTERS])
def drawn(request: pytest.FixtureRequest, drawings: dict[str, Drawn]) -> Drawn:
    return drawings[request.param]
