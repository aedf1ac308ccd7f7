"""The sheet of ``samples.draw`` with narrower and spaced type, dark bands, machine marks, stamps and handwriting."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from samples.draw.sheet import HEIGHT, Sheet, Style
from samples.draw.text import Printed


@lru_cache(maxsize=60_000)
def _natural(text: str, font: str, size: float) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, font, size))


class Paper(Sheet):
    """Writes one letter. ``stretch`` scales the width of every glyph, ``spacing`` is added after each, in points."""

    def __init__(
        self, values: Mapping[str, Printed], pages: int, title: str, *, stretch: float = 1.0, spacing: float = 0.0
    ) -> None:
        self._stretch, self._spacing = stretch, spacing
        super().__init__(values, pages, title)

    def _wide(self, text: str, bold: bool, style: Style) -> float:
        font = style.face.bold if bold else style.face.regular
        return (_natural(text, font, style.size) + self._spacing * len(text)) * self._stretch

    def _ink(self, x: float, y: float, text: str) -> None:
        line = self._canvas.beginText(x, HEIGHT - y)
        line.setHorizScale(100 * self._stretch)
        line.setCharSpace(self._spacing)
        line.textOut(text)
        self._canvas.drawText(line)

    def band(self, x0: float, y0: float, x1: float, y1: float, *, grey: float) -> None:
        """A filled rectangle."""
        self.fill([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], grey=grey)

    def tick_box(self, x: float, y: float, side: float = 7.5, *, ticked: bool = False) -> None:
        """A box to tick, its lower left corner at ``x``, ``y``."""
        self.frame(x, y - side, x + side, y, thick=0.7)
        if ticked:
            self._stroke([(x + 1, y - side / 2), (x + side / 2.4, y - 1), (x + side + 2, y - side - 3)], 1.1)

    def bars(self, x: float, y: float, width: float, height: float, rng: random.Random, *, cell: float = 1.1) -> None:
        """A field of machine marks like a two-dimensional bar code; it holds nothing."""
        for row in range(int(height / (2 * cell))):
            at = x
            while at < x + width:
                step = cell * rng.choice((1, 1, 2, 3))
                if rng.random() < 0.52:
                    top = y + row * 2 * cell
                    self.band(at, top, min(at + step, x + width), top + 2 * cell, grey=0.0)
                at += step

    def post_bars(self, x: float, y: float, count: int, rng: random.Random) -> None:
        """The mailer's bar code below an address: strokes of four heights."""
        for number in range(count):
            up, down = rng.choice(((3.2, 3.2), (3.2, 1.2), (1.2, 3.2), (1.2, 1.2)))
            self.band(x + 3.3 * number, y - up, x + 3.3 * number + 1.4, y + down, grey=0.0)

    def scribble(self, x: float, y: float, width: float, rng: random.Random, *, high: float = 9.0) -> None:
        """A signature: one running stroke that says nothing."""
        points, at = [(x, y)], x
        while at < x + width:
            letter = rng.uniform(3.5, 9.0)
            tall = high * (1.3 if at == x else rng.choice((0.3, 0.35, 0.45, 1.0)))
            lean = rng.uniform(0.5, 2.5)
            points += [
                (at + lean, y - tall), (at + lean + 0.25 * letter, y - 0.8 * tall),
                (at + 0.4 * letter, y + rng.uniform(-1, 1.6)), (at + 0.8 * letter, y - 0.12 * tall),
            ]  # fmt: skip
            at += letter
        points.append((at + 14, y - rng.uniform(0, 5)))
        self._stroke(points, 0.9)

    def turned(self, x: float, y: float, degrees: float, template: str, style: Style) -> None:
        """One line turned counter-clockwise about its start; values in it are not remembered."""
        canvas = self._canvas
        canvas.saveState()
        canvas.translate(x, HEIGHT - y)
        canvas.rotate(degrees)
        canvas.setFillGray(style.grey)
        canvas.setFont(style.face.bold if style.bold else style.face.regular, style.size)
        canvas.drawString(0, 0, template)
        canvas.restoreState()

    def _stroke(self, points: list[tuple[float, float]], thick: float) -> None:
        canvas = self._canvas
        canvas.saveState()
        canvas.setLineWidth(thick)
        canvas.setLineCap(1)
        path = canvas.beginPath()
        path.moveTo(points[0][0], HEIGHT - points[0][1])
        for a, b in pairwise(points[1:]):
            middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
            path.curveTo(a[0], HEIGHT - a[1], a[0], HEIGHT - a[1], middle[0], HEIGHT - middle[1])
        path.lineTo(points[-1][0], HEIGHT - points[-1][1])
        canvas.drawPath(path, stroke=1, fill=0)
        canvas.restoreState()
