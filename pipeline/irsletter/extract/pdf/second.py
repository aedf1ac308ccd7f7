"""pdfplumber as the second reader of a page whose text PDFium does not give, though the page holds text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from irsletter.model.document import Word
from irsletter.model.geometry import Box


def second_words(path: Path, place: int, password: str | None) -> Iterator[Word]:
    """The words of the page at ``place`` (0-based); none where the page is cropped, turned or unreadable here too.

    pdfplumber keeps megabytes for each page it has seen, so the page and the file are closed at once.
    """
    import pdfplumber
    from pdfminer.pdfexceptions import PDFException
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(path, pages=[place + 1], password=password or "") as pdf:
            for page in pdf.pages:
                # crop box and rotation differ between readers: then the page's picture is the safer witness
                if page.rotation or tuple(page.cropbox) != tuple(page.mediabox):
                    return
                width, height = float(page.width), float(page.height)
                for found in page.extract_words(extra_attrs=["fontname", "size"]):
                    yield Word(
                        text=str(found["text"]),
                        box=Box(
                            found["x0"] / width, found["top"] / height, found["x1"] / width, found["bottom"] / height
                        ),
                        font=str(found["fontname"]).rpartition("+")[2],
                        size=round(float(found["size"]), 2),
                        bold="bold" in str(found["fontname"]).lower(),
                    )
                page.close()
    except (PDFException, PdfminerException, ValueError, TypeError, KeyError, AttributeError, OSError):
        # the second reader may fail on what the first could not read: the page's picture is read instead
        return
