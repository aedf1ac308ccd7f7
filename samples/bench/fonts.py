"""Type faces by name: the PDF standard fonts, those bundled with reportlab, Open Sans and PT Serif from packages.

Nothing comes from the system, so the same letter looks the same on every machine.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from samples.draw.sheet import Face

FACES: dict[str, tuple[str, str]] = {
    "helvetica": ("Helvetica", "Helvetica-Bold"),
    "times": ("Times-Roman", "Times-Bold"),
    "courier": ("Courier", "Courier"),
    "line_printer": ("Courier-Bold", "Courier-Bold"),
    "arial": ("_a______", "_ab_____"),
    "times_new": ("_er_____", "_eb_____"),
    "courier_type1": ("com_____", "cob_____"),
    "vera": ("Vera", "VeraBd"),
    "open_sans": ("OpenSans-Regular", "OpenSans-Bold"),
    "pt_serif": ("PT_Serif-Web-Regular", "PT_Serif-Web-Bold"),
}
"""Regular and bold: a standard font's name, or the stem of a font file."""


@cache
def face(name: str) -> Face:
    """The face ``name``, its files registered with reportlab. Raises KeyError for a name that ``FACES`` lacks."""
    regular, bold = FACES[name]
    return Face(_font(regular), _font(bold))


@cache
def _font(stem: str) -> str:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if stem in pdfmetrics.standardFonts:
        return stem
    path = next(path for folder in _folders() for path in folder.glob(f"{stem}.*") if path.suffix in {".ttf", ".pfb"})
    if path.suffix == ".ttf":
        pdfmetrics.registerFont(TTFont(stem, str(path)))
        return stem
    outlines = pdfmetrics.EmbeddedType1Face(str(path.with_suffix(".afm")), str(path))
    pdfmetrics.registerTypeFace(outlines)
    pdfmetrics.registerFont(pdfmetrics.Font(f"{outlines.name}-embedded", outlines.name, "WinAnsiEncoding"))
    return f"{outlines.name}-embedded"


@cache
def _folders() -> tuple[Path, ...]:
    import fontpkg_pt_serif
    import reportlab
    import ttf_opensans

    return (
        Path(reportlab.__path__[0]) / "fonts",
        Path(ttf_opensans.__path__[0]) / "ttf",
        Path(fontpkg_pt_serif.__path__[0]) / "files",
    )
