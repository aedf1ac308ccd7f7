"""The outputs for a person, in English."""

from collections.abc import Iterable, Mapping
from typing import Any

from irsletter.catalog.load import load_catalog
from irsletter.emit import html, ics, markdown, report, terminal, xlsx
from irsletter.model.result import Result

LABELS = load_catalog().labels["en"]


def to_terminal(result: Result, **look: Any) -> str:
    return terminal.to_terminal(result, LABELS, **look)


def to_markdown(result: Result) -> str:
    return markdown.to_markdown(result, LABELS)


def to_html(result: Result, pictures: Mapping[int, bytes] | None = None) -> str:
    return html.to_html(result, LABELS, pictures)


def report_html(results: Iterable[Result]) -> bytes:
    return report.report_html(results, LABELS)


def summary_xlsx(results: Iterable[Result], work: Any = None) -> bytes:
    return xlsx.summary_xlsx(results, LABELS, work)


def deadlines_ics(results: Iterable[Result]) -> bytes:
    return ics.deadlines_ics(results, LABELS)
