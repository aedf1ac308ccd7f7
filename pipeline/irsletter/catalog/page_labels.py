"""What the pages of HTML say around the answers: a table of the labels of each language."""

from __future__ import annotations

from dataclasses import dataclass

_STRICT = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class PageSayings:
    """What a page of HTML says around the answer."""

    __pydantic_config__ = _STRICT
    as_of: str
    skip: str
    letters: str
    pages: str
    page: str
    places: str
    picture: str
    place: str
    printed: str


@dataclass(frozen=True, slots=True)
class ReportSayings:
    """What the page of a batch says around its letters."""

    __pydantic_config__ = _STRICT
    one: str
    many: str
    banner: str
    banner_client: str
    strip: str
    whole: str
    more: str
    back: str
    order: str
    total: str
    files: str
    chart: str
    chart_note: str
    past: str
    later: str
    filters: str
    show: str
    all: str
    needs_look: str
    doubted: str
    notice: str
    client: str
    letters: str
    urgency: str
    when: str
    what: str
    taxpayer: str
    periods: str
    amount: str
    real: str
    mark: str
    file: str
    urgent: str
    check_real: str
    copy: str
    overtaken: str
    ok: str
