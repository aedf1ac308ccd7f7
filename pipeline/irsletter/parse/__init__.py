"""A Document becomes Readings: its letters, and what each says, every value with its evidence."""

from __future__ import annotations

from irsletter.catalog.load import Catalog
from irsletter.model.document import Document
from irsletter.model.reading import Reading
from irsletter.model.upright import as_shown, upright


def parse(document: Document, catalog: Catalog, starts: tuple[int, ...] = ()) -> tuple[Reading, ...]:
    """One Reading for each letter of ``document``, in the order of their first pages; none for blank sheets.

    ``starts``: pages that letters begin on because a person said so; empty: as the pages themselves tell.

    Raises PatternTimeoutError where a pattern does not finish: the caller treats the file as unread, never as clean.
    """
    from irsletter.parse.evidence.calibrate import calibrated
    from irsletter.parse.letter import read_letter
    from irsletter.parse.split import split
    from irsletter.parse.survey import lookups_of

    lookups = lookups_of(catalog.fields)
    readings = (read_letter(letter, catalog, lookups) for letter in split(upright(document), catalog, starts))
    return tuple(calibrated(as_shown(reading, document), catalog.weights) for reading in readings)
