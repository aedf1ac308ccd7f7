"""A stack of Letter sheets that writes text and remembers where every value stands.

Places are points (1/72 inch) from the top left corner, y at the baseline; remembered boxes are fractions of the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Literal

from samples.draw.text import Line, Printed, compose, runs_of, wrap

WIDTH, HEIGHT = 612.0, 792.0

Box = tuple[float, float, float, float]
"""Left, top, right, bottom as fractions of the page, origin top left."""


@dataclass(frozen=True, slots=True)
class Face:
    """A type family of the PDF standard fonts: its regular and its bold name."""

    regular: str
    bold: str


SANS = Face("Helvetica", "Helvetica-Bold")
SERIF = Face("Times-Roman", "Times-Bold")
MONO = Face("Courier", "Courier-Bold")


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set: size and line pitch in points."""

    size: float = 9.6
    leading: float = 11.4
    bold: bool = False
    face: Face = SANS
    grey: float = 0.0


@dataclass(frozen=True, slots=True)
class Mark:
    """One printed place of a value: its name in the truth, the page from 1, the box and the text standing there."""

    field: str
    page: int
    box: Box
    text: str


def canvas_on(out: BytesIO, title: str) -> Any:
    """An empty PDF of Letter sheets without clock or random file id: the same drawing gives the same bytes."""
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # binary streams; as text each picture is a quarter larger
    canvas: Any = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1)
    canvas.setTitle(title)
    canvas.setAuthor("irsletter samples")
    canvas.setSubject("Invented sample, not an IRS document; people, places and figures are made up")
    return canvas


class Sheet:
    """Writes one letter. ``values`` fill the templates; ``pages`` is the page count that the letter prints."""

    def __init__(self, values: Mapping[str, Printed], pages: int, title: str) -> None:
        from reportlab.pdfbase.pdfmetrics import stringWidth

        self._values = dict(values)
        self._pages = pages
        self._out = BytesIO()
        self._string_width = stringWidth
        self._canvas = canvas_on(self._out, title)
        self.marks: list[Mark] = []
        self.page = 0
        self._turn()

    def _turn(self) -> None:
        self.page += 1
        self._values["page"] = Printed(f"Page {self.page} of {self._pages}", "printed_page_count")
        self._values["running_page"] = Printed(str(self.page))

    def next_page(self) -> None:
        """Go on with a fresh sheet."""
        self._canvas.showPage()
        self._turn()

    def finish(self) -> bytes:
        """Close the letter; the PDF's bytes."""
        self._canvas.save()
        return self._out.getvalue()

    def measure(self, template: str, style: Style) -> float:
        """Width in points of ``template`` on one line."""
        return sum(self._wide(run.text, run.bold, style) for run in runs_of(self._compose(template, style)))

    def lines(self, template: str, width: float, style: Style) -> tuple[Line, ...]:
        """``template`` broken into lines of ``width`` points."""
        return wrap(self._compose(template, style), width, lambda text, bold: self._wide(text, bold, style))

    def write(
        self, x: float, y: float, template: str, style: Style, *, align: Literal["left", "right", "center"] = "left"
    ) -> float:
        """One line at ``x``, baseline ``y``; gives the x where it ends."""
        return self._put(x, y, self._compose(template, style), style, align)

    def flow(self, x: float, y: float, width: float, template: str, style: Style) -> float:
        """A paragraph whose first baseline is ``y``; gives the baseline after its last line."""
        for line in self.lines(template, width, style):
            self._put(x, y, line, style, "left")
            y += style.leading
        return y

    def rule(
        self, x0: float, x1: float, y: float, *, thick: float = 0.6, grey: float = 0.0, dashed: bool = False
    ) -> None:
        """A level line."""
        canvas = self._canvas
        canvas.saveState()
        canvas.setLineWidth(thick)
        canvas.setStrokeGray(grey)
        if dashed:
            canvas.setDash(4, 3)
        canvas.line(x0, HEIGHT - y, x1, HEIGHT - y)
        canvas.restoreState()

    def column(self, x: float, y0: float, y1: float, *, thick: float = 0.5, grey: float = 0.3) -> None:
        """An upright line."""
        canvas = self._canvas
        canvas.saveState()
        canvas.setLineWidth(thick)
        canvas.setStrokeGray(grey)
        canvas.line(x, HEIGHT - y0, x, HEIGHT - y1)
        canvas.restoreState()

    def fill(self, points: Sequence[tuple[float, float]], *, grey: float = 0.0) -> None:
        """A filled outline."""
        canvas = self._canvas
        canvas.saveState()
        canvas.setFillGray(grey)
        path = canvas.beginPath()
        path.moveTo(points[0][0], HEIGHT - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, HEIGHT - y)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.restoreState()

    def frame(self, x0: float, y0: float, x1: float, y1: float, *, thick: float = 0.8, grey: float = 0.0) -> None:
        """An empty rectangle."""
        canvas = self._canvas
        canvas.saveState()
        canvas.setLineWidth(thick)
        canvas.setStrokeGray(grey)
        canvas.rect(x0, HEIGHT - y1, x1 - x0, y1 - y0)
        canvas.restoreState()

    def qr(self, x: float, y: float, side: float, payload: str) -> None:
        """A QR code with its top left corner at ``x``, ``y``, marked as ``barcode``."""
        from reportlab.graphics import renderPDF
        from reportlab.graphics.barcode.qr import QrCodeWidget
        from reportlab.graphics.shapes import Drawing

        drawing = Drawing(side, side)
        drawing.add(QrCodeWidget(payload, barWidth=side, barHeight=side, barBorder=0, barLevel="M"))
        renderPDF.draw(drawing, self._canvas, x, HEIGHT - y - side)
        box = (x / WIDTH, y / HEIGHT, (x + side) / WIDTH, (y + side) / HEIGHT)
        self.marks.append(Mark("barcode", self.page, box, payload))

    def _compose(self, template: str, style: Style) -> Line:
        return compose(template, self._values, bold=style.bold)

    def _wide(self, text: str, bold: bool, style: Style) -> float:
        return float(self._string_width(text, style.face.bold if bold else style.face.regular, style.size))

    def _put(self, x: float, y: float, line: Line, style: Style, align: str) -> float:
        runs = runs_of(line)
        total = sum(self._wide(run.text, run.bold, style) for run in runs)
        x -= {"left": 0.0, "right": total, "center": total / 2}[align]
        self._canvas.setFillGray(style.grey)
        pending, start = "", x
        for number, run in enumerate(runs):
            wide = self._wide(run.text, run.bold, style)
            if run.field and run.text.strip():
                self._remember(run.field, run.text, x, y, wide, style)
            pending += run.text
            x += wide
            if number + 1 == len(runs) or runs[number + 1].bold != run.bold:
                self._canvas.setFont(style.face.bold if run.bold else style.face.regular, style.size)
                self._ink(start, y, pending)
                pending, start = "", x
        return x

    def _ink(self, x: float, y: float, text: str) -> None:
        # the one place where text meets paper; a narrower or spaced face overrides it together with _wide
        self._canvas.drawString(x, HEIGHT - y, text)

    def _remember(self, field: str, text: str, x: float, y: float, wide: float, style: Style) -> None:
        # ascent and descent of Helvetica in thousandths of the size (Adobe font metrics); Times and Courier are smaller
        top, bottom = y - 0.718 * style.size, y + 0.207 * style.size
        box = (x / WIDTH, top / HEIGHT, (x + wide) / WIDTH, bottom / HEIGHT)
        self.marks.append(Mark(field, self.page, box, text))
