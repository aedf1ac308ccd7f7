"""What a labelled letter should give on the pages that one file shows.

The truth of a letter is ``{"letter": {...}, "files": {...}, "boxes": {...}}``, the form of ``samples/README.md``;
``files`` and the ``pages`` of a value may be missing: then the file shows all, and the value stands on a page shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from irsletter.model.geometry import Box


@dataclass(frozen=True, slots=True)
class Truth:
    """The labelled ``letter``, narrowed to ``pages`` (None: all), with the true ``boxes`` of the file by name."""

    letter: Mapping[str, Any]
    pages: frozenset[int] | None = None
    boxes: Mapping[str, Any] | None = None

    @classmethod
    def of(cls, labelled: Mapping[str, Any], file: str | None = None) -> Truth:
        """The truth for ``file``; a bare letter, without ``files`` and ``boxes``, is taken whole."""
        if "letter" not in labelled:
            return cls(labelled)
        shown = labelled.get("files", {}).get(file, {}).get("pages")
        return cls(labelled["letter"], frozenset(shown) if shown else None, labelled.get("boxes", {}).get(file))

    def expects(self, entry: Mapping[str, Any]) -> bool:
        """Whether a value is printed on a page shown."""
        pages = entry.get("pages")
        return self.pages is None or not pages or not self.pages.isdisjoint(pages)

    @property
    def fields(self) -> dict[str, Any]:
        return {name: entry for name, entry in self.letter["fields"].items() if self.expects(entry)}

    def is_free(self, name: str) -> bool:
        """Whether a reading may say anything of ``name``; ``*`` frees whatever the truth does not speak of."""
        free = self.letter.get("free", ())
        return name in free or ("*" in free and name not in self.letter["fields"] and not self.letter.get(name))

    def others_free(self, name: str) -> bool:
        """Whether list ``name`` may hold rows that the truth does not speak of: only some of them are known."""
        return name in self.letter.get("others_free", ())

    def hit(self, name: str, evidence: list[Mapping[str, Any]]) -> bool | None:
        """Whether the first copy in ``evidence`` overlaps a true place of ``name``; None where either has no box."""
        true = [(place["page"], Box(*place["box"])) for place in (self.boxes or {}).get(name, [])]
        first = min((each["copy"] for each in evidence), default=1)
        read = [(each["page"], Box(*each["box"])) for each in evidence if each["box"] and each["copy"] == first]
        if not true or not read:
            return None
        return any(page == at and box.overlap(place) > 0.5 for page, box in read for at, place in true)
