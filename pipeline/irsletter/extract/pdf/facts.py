"""Facts of a PDF as a file that speak about where it comes from: actions, scripts, attachments, later changes."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2.raw as raw

from irsletter.model.document import FileFact

_MOST_ANNOTATIONS = 2000
_MOST_CHAINED = 32
_TEXT = 120
_PIKEPDF_FAULTS = (pikepdf.PdfError, OSError, ValueError, TypeError, KeyError, AttributeError, RuntimeError)


def file_facts(path: Path, password: str | None, document: Any) -> tuple[FileFact, ...]:
    """All facts of one PDF; ``document`` is PDFium's. Where its structure can't be walked, that is a fact too."""
    found: list[FileFact] = []
    saves = _trailer_ends(document) - 1 - int(_is_linearized(path))
    if saves > 0:
        found.append(FileFact("incremental_saves", str(saves)))
    try:
        with pikepdf.open(path, password=password or "", suppress_warnings=True) as pdf:
            found.extend(_of_structure(pdf, len(document)))
    except _PIKEPDF_FAULTS:
        found.append(FileFact("structure_unreadable", "the object tree can't be walked"))
    return tuple(dict.fromkeys(found))


def _of_structure(pdf: pikepdf.Pdf, pages: int) -> Iterator[FileFact]:
    if pdf.is_encrypted:
        yield FileFact("encrypted", "opens without a password" if not pdf.user_password_matched else "password")
    for key in ("/Producer", "/Creator"):
        stated = _text(pdf.docinfo.get(key)) if pdf.docinfo is not None else ""
        if stated:
            yield FileFact("producer" if key == "/Producer" else "creator", stated)
    if len(pdf.pages) != pages:
        yield FileFact("page_counts_disagree", f"{pages} by one reader, {len(pdf.pages)} by another")
    yield from _of_root(pdf.Root)
    for number, page in enumerate(pdf.pages, start=1):
        yield from _of_page(page.obj, number)


def _of_root(root: Any) -> Iterator[FileFact]:
    opened = root.get("/OpenAction")
    if opened is not None:
        kind = _text(opened.get("/S")) if isinstance(opened, pikepdf.Dictionary) else "/GoTo"
        yield FileFact("open_action", kind or "/GoTo")
        yield from _of_action(opened, None)
    yield from _of_triggers(root, None)
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        if "/JavaScript" in names:
            yield FileFact("javascript", "in the document")
        if "/EmbeddedFiles" in names:
            yield FileFact("embedded_file", "in the document")
    if "/AF" in root:
        yield FileFact("embedded_file", "in the document")


def _of_page(page: Any, number: int) -> Iterator[FileFact]:
    yield from _of_triggers(page, number)
    annotations = page.get("/Annots")
    if not isinstance(annotations, pikepdf.Array):
        return
    for annotation in list(annotations)[:_MOST_ANNOTATIONS]:
        if not isinstance(annotation, pikepdf.Dictionary):
            continue
        if annotation.get("/Subtype") in ("/FileAttachment", "/RichMedia", "/Movie", "/Sound"):
            yield FileFact("embedded_file", _text(annotation.get("/Subtype")), number)
        yield from _of_action(annotation.get("/A"), number)
        yield from _of_triggers(annotation, number)


def _of_triggers(holder: Any, page: int | None) -> Iterator[FileFact]:
    triggers = holder.get("/AA")
    if isinstance(triggers, pikepdf.Dictionary):
        yield FileFact("additional_actions", ", ".join(sorted(triggers.keys()))[:_TEXT], page)
        for key in sorted(triggers.keys()):
            yield from _of_action(triggers.get(key), page)


def _of_action(action: Any, page: int | None) -> Iterator[FileFact]:
    """Launches and scripts of an action and of those chained to it."""
    waiting = [action]
    for _ in range(_MOST_CHAINED):
        if not waiting:
            return
        current = waiting.pop()
        if isinstance(current, pikepdf.Array):
            waiting.extend(list(current)[:_MOST_CHAINED])
            continue
        if not isinstance(current, pikepdf.Dictionary):
            continue
        kind = current.get("/S")
        if kind == "/Launch":
            yield FileFact("launch_action", _text(current.get("/F")), page)
        elif kind == "/JavaScript":
            yield FileFact("javascript", "in an action", page)
        elif kind in ("/SubmitForm", "/ImportData"):
            yield FileFact("submit_action", _text(kind), page)
        waiting.append(current.get("/Next"))


def _text(value: Any) -> str:
    """A short printable text of a PDF string or name; a file specification by its name."""
    if isinstance(value, pikepdf.Dictionary):
        value = value.get("/UF") or value.get("/F")
    if value is None:
        return ""
    return "".join(character for character in str(value) if character.isprintable())[:_TEXT]


def _trailer_ends(document: Any) -> int:
    """How often the file was written to its end: once, and once more for each incremental save."""
    count = raw.FPDF_GetTrailerEnds(document, None, 0)
    return int(ctypes.c_ulong(count).value)


def _is_linearized(path: Path) -> bool:
    # a file laid out for the web has two ends without ever having been changed (ISO 32000-1, annex F)
    with path.open("rb") as stream:
        return b"/Linearized" in stream.read(1024)
