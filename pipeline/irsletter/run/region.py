"""A place on a page that a person pointed at: what is printed there, held to the grammar of one field."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from irsletter.catalog.load import Catalog, load_catalog
from irsletter.errors import UsageError
from irsletter.model.geometry import Box
from irsletter.parse.values.ids import mask_ids
from irsletter.run.corrections.typed import typed_value
from irsletter.run.jobs.job import Job

if TYPE_CHECKING:
    from irsletter.model.document import Word

_LINES = frozenset({"taxpayer_address", "return_address", "remit_to", "respond_to"})
"""Fields that stand on several lines."""
_LONGEST = 24
"""Words that are searched for a value; a larger place is no place of one value."""
_MOST_TEXT = 400


@dataclasses.dataclass(frozen=True, slots=True)
class Looked:
    """What was read at a place: its text with ids masked, the value as the result format writes it, or None where the
    field's grammar refuses all of it; ``source`` and ``box`` as evidence has them."""

    text: str
    value: Any
    box: tuple[float, float, float, float]
    source: str


def look_at(job: Job, page: int, box: Box, name: str) -> Looked:
    """Read ``box`` of ``page`` for single field ``name``. Raises ReadError."""
    from irsletter.extract import ReadOptions, Region, open_files

    catalog = load_catalog(job.config_root)
    with open_files(
        tuple(map(Path, job.paths)), catalog.settings, ReadOptions(job.engine, job.password, dict(job.turns))
    ) as opened:
        words = opened.read_region(Region(page, box, None if name in _LINES else name))
    lines = list(_lines(words))
    tight = words[0].box if words else box
    for word in words[1:]:
        tight = tight.union(word.box)
    x0, y0, x1, y1 = tight.as_list()
    source = words[0].source.value if words else "ocr"
    return Looked(mask_ids("\n".join(lines))[:_MOST_TEXT], _value(name, lines, catalog), (x0, y0, x1, y1), source)


def _lines(words: tuple[Word, ...]) -> Iterator[str]:
    line: list[str] = []
    before: Word | None = None
    for word in words:
        if before is not None and not before.box.same_row(word.box):
            yield " ".join(line)
            line = []
        line.append(word.text)
        before = word
    if line:
        yield " ".join(line)


def _value(name: str, lines: list[str], catalog: Catalog) -> Any:
    """The value that all of the text gives, else the longest run of words that is one."""
    words = " ".join(lines).split()
    runs = [
        " ".join(words[at : at + length])
        for length in range(min(len(words), _LONGEST), 0, -1)
        for at in range(len(words) - length + 1)
    ]
    for text in ["\n".join(lines), *runs]:
        try:
            value = typed_value(name, text.strip(" .,:;"), catalog)
        except UsageError:
            continue
        return dataclasses.asdict(value) if dataclasses.is_dataclass(value) and not isinstance(value, type) else value
    return None
