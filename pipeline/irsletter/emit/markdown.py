"""The answer for a person as Markdown, with the letter's own words made harmless."""

from __future__ import annotations

from collections.abc import Iterator

from irsletter.catalog.labels import Labels
from irsletter.emit.cited import cited
from irsletter.emit.page import Row, Screen, Section, Table
from irsletter.emit.screen import remarks, screens
from irsletter.emit.wording import clean
from irsletter.model.result import Result

_ESCAPED = str.maketrans({character: f"\\{character}" for character in "\\`*_{}[]<>#|~@"})


def to_markdown(result: Result, labels: Labels) -> str:
    """``result``, which must be dated, as CommonMark with tables."""
    lines = [f"**{escape(clean(result.source.name))}:** {escape(remark)}\n" for remark in remarks(result, labels)]
    for screen in screens(result, labels):
        lines += _letter(screen, labels)
    return "\n".join(lines).rstrip("\n") + "\n"


def escape(text: str) -> str:
    """``text`` as it reads: no markup, no link that a reader could click by mistake."""
    harmless = text.translate(_ESCAPED).replace("://", ":\\/\\/")
    return harmless.replace("www.", "www\\.").replace("WWW.", "WWW\\.")


def _linked(source: str) -> str:
    return "".join(f"<{piece}>" if is_address else escape(piece) for piece, is_address in cited(source))


def _letter(screen: Screen, labels: Labels) -> Iterator[str]:
    yield f"# {escape(screen.heading)}\n"
    yield f"**{escape(screen.headline)}**\n"
    for row in screen.rows:
        yield from _row(row)
    for section in screen.sections:
        yield from _section(section)
    if sources := screen.sources():
        yield f"## {labels.sections['sources']}\n"
        yield from (f"- {_linked(source)}" for source in sources)
        yield ""
    yield f"*{escape(screen.closing)}*\n"


def _row(row: Row) -> Iterator[str]:
    if row.steps:
        yield f"**{row.label}**\n"
        yield from (f"{number}. {escape(point.text)}" for number, point in enumerate(row.points, start=1))
        yield ""
        return
    first, *others = row.points
    yield f"**{row.label}** {escape(first.text)}\n"
    yield from (f"{escape(point.text)}\n" for point in others)


def _section(section: Section) -> Iterator[str]:
    yield f"## {section.title}\n"
    if section.table:
        yield from _table(section.table)
    if section.points:
        yield from (f"- {escape(point.text)}" for point in section.points)
        yield ""


def _table(table: Table) -> Iterator[str]:
    rules = ["---:" if index == table.money else "---" for index in range(len(table.columns))]
    for cells in (table.columns, rules, *table.rows):
        yield f"| {' | '.join(cell if cells is rules else escape(cell) for cell in cells)} |"
    yield ""
