"""How well pages were seen, before anything is made of them: strings found, strings invented, pages turned upright."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from irsletter.score.bounds import at_most
from samples.bench.strings import invented, squeezed
from samples.measured import Measured


@dataclass(slots=True)
class Sight:
    """Counts of one level. ``printed``: distinct strings of each page that look like a value; ``found`` of them.
    ``false``: such strings that were read and stand nowhere in the file."""

    pages: int = 0
    printed: int = 0
    found: int = 0
    false: int = 0
    upright: int = 0


def sights(truths: Iterable[Mapping[str, Any]], measured: Iterable[Measured]) -> dict[str, Sight]:
    """The counts by level. A page that was not read counts with nothing found, and as not upright."""
    by_name = {str(one.result["source"]["name"]): one for one in measured}
    levels: dict[str, Sight] = defaultdict(Sight)
    for truth in truths:
        for file, pages in truth["print"].items():
            _count(levels[truth["files"][file]["capture"]], pages, by_name.get(file))
    return dict(levels)


def _count(sight: Sight, printed: Mapping[str, Any], measured: Measured | None) -> None:
    read = {str(page["number"]): page for page in measured.pages} if measured else {}
    whole = {one for page in printed.values() for one in (*page["strings"], *page.get("added", ()))}
    for number, page in printed.items():
        seen = read.get(number, {"turned": None, "text": ""})
        text = squeezed(seen["text"])
        sight.pages += 1
        sight.printed += len(page["strings"])
        sight.found += sum(one in text for one in page["strings"])
        sight.false += len(invented(seen["text"], whole))
        sight.upright += seen["turned"] == page["turned"]


def sight_table(levels: Mapping[str, Sight]) -> Iterator[str]:
    """Lines for a person."""
    if not levels:
        return
    yield "What was seen: strings that look like a value, by page; false: read, but nowhere in the file"
    yield f"{'':<14}{'pages':>6}{'strings':>9}{'found':>9}{'false a page':>14}{'upright':>9}{'not, at most':>14}"
    for level, one in levels.items():
        shares = f"{one.found / max(one.printed, 1):>9.2%}{one.false / max(one.pages, 1):>14.3f}"
        turned = f"{one.upright / max(one.pages, 1):>9.2%}{at_most(one.pages - one.upright, one.pages):>14.2%}"
        yield f"{level:<14}{one.pages:>6}{one.printed:>9}{shares}{turned}"


def as_json(levels: Mapping[str, Sight]) -> dict[str, dict[str, int]]:
    """The counts, for a program."""
    return {level: {one.name: getattr(sight, one.name) for one in fields(sight)} for level, sight in levels.items()}
