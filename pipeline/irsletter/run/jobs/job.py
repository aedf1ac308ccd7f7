"""What crosses a process border: a small frozen Job goes in, an Answer comes out."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from irsletter.model.geometry import Box


@dataclass(frozen=True, slots=True)
class Job:
    """One input to read: a file, or several that are pages of one letter."""

    paths: tuple[str, ...]
    as_of: str
    """ISO date that counts as today."""
    root: str | None = None
    """Batch folder that results name paths relative to."""
    config: str | None = None
    engine: str | None = None
    password: str | None = field(default=None, repr=False)
    show_ids: bool = False
    cover: tuple[str, ...] = ()
    """What besides ids is to be covered: ``name``, ``address``."""
    strips: bool = False
    """Whether a strip of each letter is wanted too."""
    given_up: tuple[tuple[int, str], ...] = ()
    """Pages that are not to be read, for they brought down a reader before: number and error code."""
    starts: tuple[int, ...] = ()
    """Pages that letters begin on because a person said so; empty: as the program finds them."""
    turns: tuple[tuple[int, int], ...] = ()
    """Pages and the quarter turns clockwise in which they lie, because a person said so."""
    marker: str | None = None
    """File in which the reader notes the page that it is reading, for who finds it dead."""

    @property
    def shown_path(self) -> str:
        """How results name the first file: relative to ``root`` with ``/``, undecodable bytes as ``\\xNN``."""
        first = Path(self.paths[0])
        if self.root is None:
            return printable(Path(first.name))
        if first.is_relative_to(self.root):
            return printable(first.relative_to(self.root))
        return printable(Path(os.path.relpath(first, self.root)))

    @property
    def shown_name(self) -> str:
        return printable(Path(Path(self.paths[0]).name))

    @property
    def config_root(self) -> Path | None:
        return Path(self.config) if self.config else None

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Job:
        values = json.loads(text)
        given_up = tuple((page, code) for page, code in values["given_up"])
        turns = tuple((page, quarters) for page, quarters in values["turns"])
        lists = {name: tuple(values[name]) for name in ("paths", "starts", "cover")}
        return cls(**(values | lists | {"given_up": given_up, "turns": turns}))


@dataclass(frozen=True, slots=True)
class Spot:
    """A box on a page that a picture may not show: a taxpayer id stands there, or what the job covers besides."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Answer:
    """What reading one Job gave: the Result as one line of JSON, not yet explained, and where ids stand."""

    result: str
    spots: tuple[Spot, ...] = ()
    seconds: float = field(default=0.0, compare=False)
    """How long the reading took, by the clock on the wall."""
    strips: tuple[tuple[str, bytes], ...] = ()
    """Letter ids and what is cut out of their pages, as WebP; empty where the job asked for none."""

    def to_json(self) -> str:
        strips = [(letter, strip.hex()) for letter, strip in self.strips]
        told = {"result": self.result, "spots": spots_to_lists(self.spots), "seconds": self.seconds, "strips": strips}
        return json.dumps(told, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Answer:
        values = json.loads(text)
        strips = tuple((letter, bytes.fromhex(strip)) for letter, strip in values["strips"])
        return cls(values["result"], spots_from_lists(values["spots"]), values["seconds"], strips)


def spots_to_lists(spots: tuple[Spot, ...]) -> list[list[float]]:
    """``[page, x0, y0, x1, y1]`` for each."""
    return [[spot.page, *spot.box.as_list()] for spot in spots]


def spots_from_lists(lists: list[list[float]]) -> tuple[Spot, ...]:
    return tuple(Spot(int(page), Box(x0, y0, x1, y1)) for page, x0, y0, x1, y1 in lists)


def printable(path: Path) -> str:
    """``path`` with ``/`` and with undecodable bytes as ``\\xNN``, as results print it."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")
