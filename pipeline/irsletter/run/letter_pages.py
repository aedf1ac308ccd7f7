"""Pages beside the report of a batch: one of each letter with its pictures, and one report of each client."""

from __future__ import annotations

import hashlib
import string
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from irsletter.catalog.labels import Labels
from irsletter.emit.csv import Work
from irsletter.emit.html import to_html
from irsletter.emit.report import Known, person, report_html
from irsletter.errors import ReadError, UsageError
from irsletter.model.result import Letter, Result
from irsletter.run.apart import draw_apart
from irsletter.run.ledger import Ledger
from irsletter.run.pictures import job_again, small
from irsletter.run.plan import Warn
from irsletter.run.private import make_folder, write_whole

LETTERS, CLIENTS = "letters", "clients"
"""Folders beside the report."""
_DPI = 110
_LONGEST_NAME = 40
_NAME = frozenset(string.ascii_lowercase + string.digits)


def write_letter_pages(
    results: Iterable[Result], labels: Labels, ledger: Ledger, out: Path, config: Path | None, warn: Warn
) -> None:
    """``letters/ID.html`` for every letter, drawn again from its file; a file that is gone or changed gives a page
    without pictures, and a warning. Raises UsageError."""
    make_folder(out / LETTERS)
    kept = set()
    for result in results:
        for letter in result.letters:
            pictures: dict[int, bytes] = {}
            try:
                pictures = _drawn(result, letter, ledger, config)
            except (ReadError, UsageError) as error:
                warn(f"{result.source.path}: no pictures of its pages: {error.message}")
            page = out / LETTERS / f"{letter.id}.html"
            write_whole(page, (to_html(replace(result, letters=[letter]), labels, pictures).encode(),))
            kept.add(page)
    _sweep(out / LETTERS, kept)


def _drawn(result: Result, letter: Letter, ledger: Ledger, config: Path | None) -> dict[int, bytes]:
    """Raises ReadError, UsageError."""
    folder = Path(ledger.noted("folder") or ".")
    job, spots = job_again(ledger, result.source, result.as_of, folder, config)
    return small(draw_apart(job, spots, tuple(letter.pages), _DPI))


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


def _sweep(folder: Path, kept: set[Path]) -> None:
    """Remove the pages of letters and clients that are no longer there."""
    for old in _pages(folder):
        if old not in kept:
            old.unlink()


def _pages(folder: Path) -> Iterator[Path]:
    """Those that this module wrote: their names end in at least 8 digits of a hash."""
    for path in folder.glob("*.html"):
        tail = path.stem.rsplit("-", 1)[-1]
        if len(tail) in (8, 12) and set(tail) <= set("0123456789abcdef"):
            yield path
