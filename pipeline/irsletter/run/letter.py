"""The straight line for one input: open, read, parse, look again, validate, build. Every fault becomes a Result."""

from __future__ import annotations

import dataclasses
import datetime as dt
import time
import traceback
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from irsletter.catalog.load import Catalog, load_catalog
from irsletter.errors import ErrorCode, ReadError
from irsletter.model import result as record
from irsletter.model.document import Capture, Document, Source
from irsletter.model.geometry import Box
from irsletter.model.judged import Judged
from irsletter.model.reading import Reading
from irsletter.model.values import IdKind, TaxpayerId
from irsletter.run.jobs.job import Answer, Job, printable

if TYPE_CHECKING:
    from irsletter.extract import Opened

_NONE: Mapping[int, ReadError] = MappingProxyType({})
_VITAL = frozenset(("amount_due", "refund_amount", "proposed_amount", "contact_phone", "payee", "remit_to"))
_PICTURES = frozenset({Capture.SCAN, Capture.FAX, Capture.PHOTO})


@dataclasses.dataclass(frozen=True, slots=True)
class Watcher:
    """Who wants to know how far a reading is: told the page count once it is known, then the number of each page before
    it is read, then 0 when all are. A reader without a watchdog tells nobody."""

    on_count: Callable[[int], None] = lambda _: None
    on_page: Callable[[int], None] = lambda _: None


def read_job(job: Job, watcher: Watcher = Watcher()) -> Answer:
    """Read one input; never raises for what the file holds.

    The Result is complete but for the explanation, which ``emit.as_of`` makes for one day. Raises CatalogError.
    """
    begun = time.monotonic()
    return dataclasses.replace(_answer(job, watcher), seconds=time.monotonic() - begun)


def _answer(job: Job, watcher: Watcher) -> Answer:
    catalog = load_catalog(job.config_root)
    try:
        return _read(job, catalog, watcher)
    except ReadError as error:
        return failed(job, error, catalog)
    except MemoryError:
        return failed(job, out_of_memory(catalog), catalog)
    except Exception as error:  # the border: anything unforeseen costs this file, and says so
        return failed(job, unforeseen(error), catalog)


def _read(job: Job, catalog: Catalog, watcher: Watcher) -> Answer:
    from irsletter.emit.build import build_result
    from irsletter.emit.schema import dump
    from irsletter.extract import ReadOptions, open_files
    from irsletter.run.outputs.spots import id_spots, person_spots
    from irsletter.run.outputs.strips import draw_strips
    from irsletter.validate import validate

    options = ReadOptions(job.engine, job.password, dict(job.turns))
    root = Path(job.root) if job.root else None
    with open_files(tuple(Path(path) for path in job.paths), catalog.settings, options, relative_to=root) as opened:
        watcher.on_count(opened.page_count)
        given_up = {page: gave_up(ErrorCode(code), "page") for page, code in job.given_up}
        document, readings = understood(opened, catalog, given_up, watcher, job.starts)
        judged = tuple(validate(reading, catalog) for reading in readings)
        as_of = dt.date.fromisoformat(job.as_of)
        result = _named(build_result(document, judged, None, catalog_digest=catalog.digest, as_of=as_of), job)
        if job.show_ids:
            result = _with_ids(result, judged)
        spots = id_spots(document, catalog)
        if job.cover:
            names, addresses = "name" in job.cover, "address" in job.cover
            spots += person_spots(document, result, names=names, addresses=addresses)
        strips = draw_strips(opened, result, spots) if job.strips else {}
    return Answer(dump(result), spots, strips=tuple(strips.items()))


def understood(
    opened: Opened,
    catalog: Catalog,
    given_up: Mapping[int, ReadError] = _NONE,
    watcher: Watcher = Watcher(),
    starts: tuple[int, ...] = (),
) -> tuple[Document, tuple[Reading, ...]]:
    """What was read of all pages but those ``given_up``, doubtful places looked at again, and what it says."""
    from irsletter.extract import Region
    from irsletter.parse import parse

    document = opened.read(given_up, watcher.on_page)
    watcher.on_page(0)
    readings = parse(document, catalog, starts)
    spent: list[tuple[int, Box]] = []
    for _ in range(catalog.settings.ocr.look_again_rounds):
        doubts = worth_a_look(document, readings, spent, catalog.settings.ocr.look_again_area)
        if not doubts:
            break
        spent.extend((page, box) for page, box, _ in doubts)
        document = opened.look_again(document, tuple(Region(page, box, expects) for page, box, expects in doubts))
        readings = parse(document, catalog, starts)
    held = opened.hold_up(document, tuple(Region(page, box) for page, box in money_and_contacts(readings)))
    return (document, readings) if held is document else (held, parse(held, catalog, starts))


def money_and_contacts(readings: Iterable[Reading]) -> tuple[tuple[int, Box], ...]:
    """Where a change would cost money or lead to a stranger."""
    found = [field for reading in readings for name, field in reading.fields.items() if name in _VITAL]
    found += [contact.field for reading in readings for contact in reading.contacts]
    proofs = (proof for field in found for proof in field.evidence)
    spots = ((proof.page, proof.box) for proof in proofs if proof.source is Source.TEXT_LAYER)
    return tuple(dict.fromkeys((page, box) for page, box in spots if page is not None and box is not None))


def _named(result: record.Result, job: Job) -> record.Result:
    """``result`` with its files named printably: a name on disk may hold bytes that no JSON can."""
    files = [
        dataclasses.replace(file, name=printable(Path(Path(path).name)))
        for file, path in zip(result.source.files, job.paths, strict=False)
    ]
    source = dataclasses.replace(result.source, name=job.shown_name, path=job.shown_path, files=files)
    return dataclasses.replace(result, source=source)


def worth_a_look(
    document: Document, readings: Iterable[Reading], spent: list[tuple[int, Box]], budget: float
) -> list[tuple[int, Box, str | None]]:
    """The doubts that another look may settle, in the order parse named them: on a picture (a text layer would only say
    the same again), not looked at before, and all looks together within ``budget`` pages of area."""
    pictures = {page.number for page in document.pages if page.capture in _PICTURES}
    left = budget - sum(box.area for _, box in spent)
    chosen: list[tuple[int, Box, str | None]] = []
    for doubt in (doubt for reading in readings for doubt in reading.doubts):
        if doubt.page not in pictures or doubt.box is None or doubt.page is None or doubt.box.area > left:
            continue
        seen = [(page, box) for page, box, _ in chosen] + spent
        if any(page == doubt.page and box.overlap(doubt.box) > 0.9 for page, box in seen):
            continue
        chosen.append((doubt.page, doubt.box, doubt.expects))
        left -= doubt.box.area
    return chosen


def failed(job: Job, error: ReadError, catalog: Catalog) -> Answer:
    """The ``error`` Result of a job that could not be read."""
    from irsletter.emit.build import build_result
    from irsletter.emit.schema import dump

    result = build_result(None, (), error, catalog_digest=catalog.digest, as_of=dt.date.fromisoformat(job.as_of))
    source = dataclasses.replace(result.source, name=job.shown_name, path=job.shown_path)
    if len(job.paths) == 1:
        from irsletter.run.jobs.inputs import fingerprint

        try:
            sha256, size = fingerprint(Path(job.paths[0]))
        except OSError:
            sha256, size = None, None
        source = dataclasses.replace(source, sha256=sha256, bytes=size)
    return Answer(dump(dataclasses.replace(result, source=source)))


def gave_up(code: ErrorCode, what: str = "file") -> ReadError:
    """What it means for a file, or one page of it, that its reader was stopped for time or died over it."""
    if code is ErrorCode.TIMED_OUT:
        return ReadError(
            code,
            f"Reading this {what} took too long and was stopped.",
            "Scan it again in better quality, or split it into smaller files.",
        )
    return ReadError(
        ErrorCode.INTERNAL,
        f"Reading this {what} brought down the process that read it.",
        "The file may be damaged or made to do harm; open it with care, and scan the paper again if you have it.",
    )


def out_of_memory(catalog: Catalog) -> ReadError:
    gigabytes = catalog.settings.limits.worker_memory_bytes / 2**30
    return ReadError(
        ErrorCode.TOO_LARGE,
        f"Reading this file needs more memory than one file may use ({gigabytes:.1f} GB).",
        "Scan it again at 200 or 300 dpi, or split it into smaller files.",
    )


def unforeseen(error: Exception) -> ReadError:
    """Names the kind of fault and the place in the program; never its text, which may quote the letter."""
    place = "unknown place"
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        if "irsletter" in path.parts:
            place = f"{'/'.join(path.parts[-2:])}:{frame.name}"
    return ReadError(
        ErrorCode.INTERNAL,
        f"The program met something unforeseen in this file: {type(error).__name__} in {place}.",
        "Please report this line; it holds nothing of the letter.",
    )


def _with_ids(result: record.Result, judged: tuple[Judged, ...]) -> record.Result:
    letters = []
    for letter, verdict in zip(result.letters, judged, strict=True):
        found = verdict.reading.fields.get("taxpayer_id")
        whole = _whole(found.value) if found is not None and isinstance(found.value, TaxpayerId) else None
        shown = letter
        if whole and "taxpayer_id" in letter.fields:
            fields = letter.fields.copy()
            fields["taxpayer_id"] = dataclasses.replace(letter.fields["taxpayer_id"], raw=whole)
            shown = dataclasses.replace(letter, fields=fields)
        letters.append(shown)
    return dataclasses.replace(result, letters=letters)


def _whole(taxpayer_id: TaxpayerId) -> str | None:
    digits = taxpayer_id.reveal()
    if digits is None:
        return None
    if taxpayer_id.kind is IdKind.EIN:
        return f"{digits[:2]}-{digits[2:]}"
    return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}"
