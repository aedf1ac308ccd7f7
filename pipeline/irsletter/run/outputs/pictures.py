"""Pictures of pages for a report or a redaction: rendered again from the file, with every taxpayer id filled."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from irsletter.catalog.load import load_catalog
from irsletter.errors import ErrorCode, ReadError, UsageError
from irsletter.model.result import Source
from irsletter.run.jobs.inputs import fingerprint
from irsletter.run.jobs.job import Job, Spot
from irsletter.run.store.ledger import Ledger

_MOST_BYTES = 250_000
_STEPS = ((1.0, 60), (1.0, 35), (0.75, 35), (0.5, 30), (0.25, 30))
"""Sizes and WebP qualities that are tried until a picture is small enough."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What files are opened again with, beside the engine, which the ledger knows. Passwords are kept nowhere."""

    config: Path | None = None
    """None: the package's own configuration."""
    password: str | None = field(default=None, repr=False)


def draw_pages(job: Job, spots: tuple[Spot, ...], pages: tuple[int, ...], resolution: int) -> dict[int, bytes]:
    """PNG by page number, upright as a viewer shows the page, at about ``resolution`` dpi. Raises ReadError."""
    from irsletter.extract import ReadOptions, open_files
    from irsletter.redact import fill_boxes

    settings = load_catalog(job.config_root).settings
    drawn = {}
    with open_files(tuple(map(Path, job.paths)), settings, ReadOptions(job.engine, job.password)) as opened:
        for page in pages:
            boxes = tuple(spot.box for spot in spots if spot.page == page)
            buffer = io.BytesIO()
            fill_boxes(opened.picture(page, resolution).convert("RGB"), boxes).save(buffer, "PNG")
            drawn[page] = buffer.getvalue()
    return drawn


def job_again(
    ledger: Ledger, source: Source, as_of: str, folder: Path, opening: Opening
) -> tuple[Job, tuple[Spot, ...]]:
    """How to open again, with its engine, what a batch read from ``folder``, and what to cover on its pages. Raises
    ReadError where it is no longer the file that was read, UsageError where it is not known what to cover."""
    spots = spots_again(ledger, source)
    if spots is None:
        raise UsageError("It is not known where ids stand on this page, so it is not shown.")
    parts = [(source.path, source.sha256)]
    if source.files:  # pages joined to one letter, in their order
        parts = [(next(iter(ledger.lies_at(file.sha256)), source.path), file.sha256) for file in source.files]
    paths = [(folder / path, sha256) for path, sha256 in parts]
    for path, sha256 in paths:
        check_unchanged(path, sha256)
    job = Job(
        tuple(str(path.absolute()) for path, _ in paths),
        as_of,
        config=str(opening.config) if opening.config else None,
        engine=ledger.noted("engine") or None,
        password=opening.password,
        strips=True,
    )
    return job, spots


def spots_again(ledger: Ledger, source: Source) -> tuple[Spot, ...] | None:
    """What is to be covered on the pages of a file that was read; None where nothing is known of them."""
    line = ledger.file(source.path)
    return ledger.spots((line.key if line else None) or source.sha256 or "")


def check_unchanged(path: Path, sha256: str | None) -> None:
    """Boxes of one file must not be laid on another. Raises ReadError where the bytes are no longer those read."""
    try:
        now, _ = fingerprint(path)
    except OSError as error:
        raise ReadError(
            ErrorCode.DAMAGED, "The file is no longer where it was read.", "Put it back, or read the folder again."
        ) from error
    if now != sha256:
        raise ReadError(ErrorCode.DAMAGED, "The file was changed after it was read.", "Read the folder again.")


def small(pictures: Mapping[int, bytes]) -> dict[int, bytes]:
    """``pictures`` (PNG or JPEG by page number) as WebP of at most ``_MOST_BYTES`` each, so that a page that holds
    them can be sent around. A picture that stays larger loses size, not whole parts."""
    return {page: _small(picture) for page, picture in pictures.items()}


def _small(picture: bytes) -> bytes:
    from PIL import Image

    with Image.open(io.BytesIO(picture), formats=("PNG", "JPEG")) as opened:
        image = opened.convert("RGB")
    for scale, quality in _STEPS:
        buffer = io.BytesIO()
        size = (max(round(image.width * scale), 1), max(round(image.height * scale), 1))
        image.resize(size).save(buffer, "WEBP", quality=quality)
        if buffer.tell() <= _MOST_BYTES:
            break
    return buffer.getvalue()
