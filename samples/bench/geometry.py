"""How a set sets its pages: faces, columns, sizes, spacings, drawn at random from the set's own values."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from functools import cache

from samples.bench.data import table
from samples.bench.fonts import face
from samples.draw.sheet import Face, Style


@dataclass(frozen=True, slots=True)
class Geometry:
    """Places in points from the top left; ``leading`` is a multiple of the type size."""

    left: float
    column: float
    right: float
    box_left: float
    box_value: float
    pitch: float
    size: float
    leading: float
    stretch: float
    spacing: float
    headline: float
    window: float
    slip_pull: float
    lines: bool
    shaded: bool
    grid: bool
    """Whether label box, tables and the slip's amount are ruled all round, cell by cell."""
    sans: Face
    serif: Face
    mono: Face

    @property
    def body(self) -> Style:
        """Running text."""
        return Style(size=self.size, leading=self.size * self.leading, face=self.sans)

    @property
    def bold(self) -> Style:
        """Running text in bold."""
        return replace(self.body, bold=True)

    @property
    def small(self) -> Style:
        """Labels and addresses of the slip."""
        return self.at(self.size - 0.6)

    def at(self, size: float, *, bold: bool = False, grey: float = 0.0) -> Style:
        """The running face at another size."""
        return Style(size=size, leading=size * self.leading, bold=bold, face=self.sans, grey=grey)


_LINES, _GRID = 0.75, 0.25
"""Shares of the layouts with lines between rows, and of those with whole grids among them."""


def geometry(set_name: str, rng: random.Random) -> Geometry:
    """One layout of ``set_name``."""
    data = table(f"sets/{set_name}")
    drawn = {name: rng.choice(options) for name, options in data["geometry"].items()}
    sans, serif, mono = (face(rng.choice(data["faces"][kind])) for kind in ("sans", "serif", "mono"))
    ruled, shaded = rng.random(), rng.random() < 0.3
    return Geometry(**drawn, lines=ruled < _LINES, shaded=shaded, grid=ruled < _GRID, sans=sans, serif=serif, mono=mono)


@cache
def squeezed(plan: Geometry) -> Geometry:
    """The same layout with smaller type, for a page whose text runs into its slip."""
    return replace(plan, size=plan.size - 0.5, leading=max(1.1, plan.leading - 0.06))
