"""Pages beside the report of a batch: one of each letter with its pictures, and one report of each client."""

from __future__ import annotations

import base64
import hashlib
import os
import string
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from irsletter import __version__
from irsletter.catalog.labels import Labels
from irsletter.emit.csv import Work
from irsletter.emit.html import to_html
from irsletter.emit.report import Known, person, report_html
from irsletter.errors import ReadError, UsageError
from irsletter.model.result import Letter, Result
from irsletter.run.jobs.apart import draw_apart
from irsletter.run.jobs.job import spots_to_lists
from irsletter.run.outputs.pictures import Opening, job_again, small, spots_again
from irsletter.run.store.ledger import Ledger
from irsletter.run.store.plan import Warn
from irsletter.run.store.private import make_folder, write_whole

LETTERS, CLIENTS = "letters", "clients"
"""Folders beside the report."""
_DPI = 110
_PICTURE = b"data:image/webp;base64,"
_LONGEST_NAME = 40
_NAME = frozenset(string.ascii_lowercase + string.digits)


def write_letter_pages(
    results: Iterable[Result], labels: Labels, ledger: Ledger, out: Path, opening: Opening, warn: Warn
) -> None:
    """``letters/ID.html`` for every letter. What a page there says already is left, and its pictures are taken over
    where the same would be drawn; a file that is gone or changed gives a page without pictures, and a warning. Raises
    UsageError."""
    make_folder(out / LETTERS)
    kept = set()
    for result in results:
        spots = spots_again(ledger, result.source)
        for letter in result.letters:
            page = out / LETTERS / f"{letter.id}.html"
            kept.add(page)
            alone = replace(result, letters=[letter])
            drawn = _digest(result.source.sha256, letter.pages, spots_to_lists(spots or ()), _DPI)
            mark = f"<!-- pictures {drawn} text {_digest(to_html(alone, labels))} -->\n".encode()
            there = _read(page)
            if there.endswith(mark):
                continue
            pictures = _taken(there, letter) if f"<!-- pictures {drawn} ".encode() in there[-len(mark) :] else {}
            try:
                pictures = pictures or _drawn(result, letter, ledger, opening)
            except (ReadError, UsageError) as error:
                warn(f"{result.source.path}: no pictures of its pages: {error.message}")
                mark = b""  # another time they may be there
            write_whole(page, (to_html(alone, labels, pictures).encode(), mark))
    _sweep(out / LETTERS, kept)


def _drawn(result: Result, letter: Letter, ledger: Ledger, opening: Opening) -> dict[int, bytes]:
    """Raises ReadError, UsageError."""
    folder = Path(ledger.noted("folder") or ".")
    job, spots = job_again(ledger, result.source, result.as_of, folder, opening)
    return small(draw_apart(job, spots, tuple(letter.pages), _DPI))


def _digest(*made_of: object) -> str:
    """By this it is known that what would be made now is what lies there: it covers all that it is made of."""
    return hashlib.sha256(repr((__version__, *made_of)).encode()).hexdigest()


def _read(page: Path) -> bytes:
    try:
        return page.read_bytes()
    except OSError:
        return b""


def _taken(page: bytes, letter: Letter) -> dict[int, bytes]:
    """The pictures of a page that was written before, one for each page of the letter; else none."""
    found = [base64.b64decode(each.split(b'"', 1)[0]) for each in page.split(_PICTURE)[1:]]
    return dict(zip(letter.pages, found, strict=True)) if len(found) == len(letter.pages) else {}


def write_client_pages(results: Iterable[Result], labels: Labels, known: Known, out: Path) -> None:
    """``clients/NAME.html`` for each client: the report of that client's letters alone. Letters that name nobody go
    into no page of a client: nobody knows whose they are. Raises UsageError."""
    make_folder(out / CLIENTS)
    groups: dict[str, list[Result]] = {}
    names: dict[str, str] = {}
    for result in results:
        for letter in result.letters:
            if name := person(letter, known.work):
                key = _key(name, letter, known.work)
                groups.setdefault(key, []).append(replace(result, letters=[letter]))
                names[key] = name
    beside = replace(known, page=lambda letter: (page := known.page(letter)) and f"../{page}")
    kept = set()
    for key, own in groups.items():
        page = out / CLIENTS / f"{_file_name(names[key])}-{hashlib.sha256(key.encode()).hexdigest()[:8]}.html"
        write_whole(page, (report_html(own, labels, beside, names[key]),))
        kept.add(page)
    _sweep(out / CLIENTS, kept)


def _key(name: str, letter: Letter, work: Work) -> str:
    """Two people of one name are two clients, unless the firm says who they are."""
    if work.get(letter.id, {}).get("client_id"):
        return name
    number = letter.fields.get("taxpayer_id")
    return f"{name.upper()} {number.value.last4 if number and number.value else ''}"


def _file_name(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).lower()
    words = "".join(letter if letter in _NAME else " " for letter in plain if not unicodedata.combining(letter)).split()
    return "-".join(words)[:_LONGEST_NAME] or "client"


def has_pages(folder: Path) -> bool:
    """Whether pages of letters or clients were written into ``folder``."""
    try:
        with os.scandir(folder) as entries:
            return any(_is_page(entry.name) for entry in entries)
    except OSError:
        return False


def _sweep(folder: Path, kept: set[Path]) -> None:
    """Remove the pages of letters and clients that are no longer there. The folder's time tells when all were right."""
    for old in _pages(folder):
        if old not in kept:
            old.unlink()
    os.utime(folder)


def _pages(folder: Path) -> Iterator[Path]:
    return (path for path in folder.glob("*.html") if _is_page(path.name))


def _is_page(name: str) -> bool:
    """Whether this module wrote it: the names of its pages end in at least 8 digits of a hash."""
    tail = name.removesuffix(".html").rsplit("-", 1)[-1]
    return name.endswith(".html") and len(tail) in (8, 12) and set(tail) <= set("0123456789abcdef")
