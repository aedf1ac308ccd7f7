"""The web addresses within a source of ours, for a face to make links of them; a letter's own never become links."""

from __future__ import annotations

from collections.abc import Iterator

from irsletter.patterns import compile_pattern

_ADDRESS = compile_pattern(r"https?://[^\s;,()<>]*[^\s;,()<>.]")


def cited(source: str) -> Iterator[tuple[str, bool]]:
    """The pieces of ``source`` in order, each with whether it is an address."""
    end = 0
    for match in _ADDRESS.finditer(source):
        if source[end : match.start()]:
            yield source[end : match.start()], False
        yield match.group(), True
        end = match.end()
    if source[end:]:
        yield source[end:], False
