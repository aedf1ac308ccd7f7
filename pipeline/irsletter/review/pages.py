"""The pages: a queue, and one letter with its pictures, boxes, reasons and fields."""

from __future__ import annotations

import datetime as dt
import getpass
from asyncio import Semaphore
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote, unquote

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from irsletter.errors import IrsletterError
from irsletter.model.result import Letter
from irsletter.review.acts import act, candidates, last_standing, look, part, undo
from irsletter.review.index import Row
from irsletter.review.outputs import Outputs
from irsletter.review.render import Renderer, missing, png
from irsletter.review.store import Entry, Store, fields_of
from irsletter.run.corrections import ConflictError
from irsletter.run.parts import file_id
from irsletter.run.typed import CORRECTABLE
from irsletter.run.work import WORK_COLUMNS

_SHOWS: dict[str, tuple[str, Callable[[Row], bool]]] = {
    "look": ("Need a look", lambda row: row.needed),
    "right": ("Rights with a date", lambda row: row.right),
    "suspicious": ("Suspicious", lambda row: row.suspicious),
    "settled": ("Settled", lambda row: not row.needed),
    "all": ("All", lambda _: True),
}
_PAGE = 200
"""Rows that one page of the queue shows."""


class Pages:
    """What each address of the review page answers."""

    def __init__(self, store: Store, render: Renderer, outputs: Outputs) -> None:
        self._store, self._render, self._outputs, self._root = store, render, outputs, render.root
        self._easel, self._latest = Semaphore(), ""

    def _entry(self, request: Request) -> Entry | None:
        return self._store.entry(request.path_params["letter"]) if self._render.allowed(request) else None

    def queue(self, request: Request) -> Response:
        if not self._render.allowed(request):
            return missing()
        rows = self._store.rows()
        asked = request.query_params
        show = asked.get("show") if asked.get("show") in _SHOWS else "look"
        words = asked.get("q", "")[:100]
        found = [row for row in rows if row.holds(words)] if words else rows
        counts = {name: (label, sum(map(keep, found))) for name, (label, keep) in _SHOWS.items()}
        chosen = [row for row in found if _SHOWS[show or "look"][1](row)]
        return self._render.page(
            "queue.html",
            rows=chosen[:_PAGE],
            more=len(chosen) - _PAGE,
            counts=counts,
            show=show,
            words=words,
            total=len(rows),
            out=self._store.out,
            work=self._store.work(),
            columns=WORK_COLUMNS,
            last=last_standing(self._store),
        )

    def next(self, request: Request) -> Response:
        """The letter that comes after ``after`` among those that need a look; the queue where none is left."""
        if not self._render.allowed(request):
            return missing()
        left = self._following(request.query_params.get("after", ""), back="back" in request.query_params)
        root = self._root
        return RedirectResponse(f"{root}/letter/{left[0]}" if left else f"{root}/", status_code=303)

    def _following(self, after: str, *, back: bool = False) -> list[str]:
        """Ids of the letters that need a look, those first that come after ``after``."""
        rows = self._store.rows()
        order = rows[::-1] if back else rows
        waiting = [row.id for row in order if row.needed or row.id == after]
        at = waiting.index(after) + 1 if after in waiting else 0
        left = [each for each in (*waiting[at:], *waiting[:at]) if each != after]
        # a letter that was just settled stands elsewhere now: the first one left is next
        settled = next((row for row in rows if row.id == after and not row.needed), None)
        if settled is not None:
            left = [row.id for row in rows if row.needed]
        return left

    def letter(self, request: Request) -> Response:
        entry = self._entry(request)
        if entry is None:
            return missing()
        page, own = self._letter(request, entry), entry.letter.id
        page.background = BackgroundTask(self._ahead, own)
        return page

    async def act(self, request: Request) -> Response:
        form = {name: str(value) for name, value in (await request.form()).items()}
        return await run_in_threadpool(self._act, request, form)

    def _act(self, request: Request, form: dict[str, str]) -> Response:
        entry = self._entry(request)
        if entry is None:
            return missing()
        who = form.get("who", _who(request))
        now, show = dt.datetime.now(dt.UTC), entry.letter.id
        try:
            if form.get("act") in ("split", "join"):
                show = part(self._store, entry, form, who, now)
            else:
                act(self._store, entry, form, who, now)
        except ConflictError as error:
            return self._render.page("conflict.html", 409, error=error, entry=entry, form=form)
        except IrsletterError as error:
            return self._letter(request, entry, 400, error=error, typed=form)
        self._outputs.stale()
        here = f"{self._root}/letter/{show}"
        done = f"{self._root}/next?after={entry.letter.id}" if form.get("act") in ("looked", "kind") else here
        return _remember(RedirectResponse(done, status_code=303), who)

    async def look(self, request: Request) -> Response:
        """What is printed in a box that was drawn on a page."""
        form = {name: str(value) for name, value in (await request.form()).items()}
        return await run_in_threadpool(self._look, request, form)

    def _look(self, request: Request, form: dict[str, str]) -> Response:
        entry = self._entry(request)
        if entry is None:
            return missing()
        try:
            return JSONResponse(look(self._store, entry, form))
        except IrsletterError as error:
            return JSONResponse({"message": error.message, "hint": error.hint}, 400)

    async def undo(self, request: Request) -> Response:
        form = {name: str(value) for name, value in (await request.form()).items()}
        return await run_in_threadpool(self._undo, request, form)

    def _undo(self, request: Request, form: dict[str, str]) -> Response:
        if not self._render.allowed(request):
            return missing()
        number = form.get("number", "")
        try:
            seen = int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else 0
            letter = undo(self._store, seen, form.get("who", _who(request)), dt.datetime.now(dt.UTC))
        except ConflictError as error:
            return self._render.page("conflict.html", 409, error=error, entry=None, form={})
        except IrsletterError as error:
            return PlainTextResponse(f"{error.message}\n{error.hint}", 400)
        self._outputs.stale()
        return RedirectResponse(f"{self._root}/letter/{letter}", status_code=303)

    async def work(self, request: Request) -> Response:
        form = {name: str(value) for name, value in (await request.form()).items()}
        return await run_in_threadpool(self._work, request, form)

    def _work(self, request: Request, form: dict[str, str]) -> Response:
        entry = self._entry(request)
        if entry is None:
            return missing()
        try:
            self._store.note_work(entry.letter.id, {name: " ".join(cell.split())[:400] for name, cell in form.items()})
        except IrsletterError as error:
            return PlainTextResponse(f"{error.message}\n{error.hint}", 409)
        self._outputs.stale()
        return RedirectResponse(f"{self._root}/", status_code=303)

    async def picture(self, request: Request) -> Response:
        entry = await run_in_threadpool(self._entry, request)
        page = request.path_params["page"]
        if entry is None or page not in entry.letter.pages:
            return missing()
        return await self._drawn(request, entry, page, lambda: self._store.picture(entry, page))

    async def crop(self, request: Request) -> Response:
        """The place where candidate ``at`` of a field stands, enlarged."""
        entry = await run_in_threadpool(self._entry, request)
        field: Any = entry.letter.fields.get(request.path_params["field"]) if entry else None
        places = _places(field)
        at = request.path_params["at"]
        if entry is None or at >= len(places):
            return missing()
        return await self._drawn(request, entry, places[at][0], lambda: self._store.crop(entry, *places[at]))

    async def _drawn(self, request: Request, entry: Entry, page: int, draw: Callable[[], bytes]) -> Response:
        """What needs the picture of ``page``. One is drawn at a time, and none for who has gone on meanwhile: whoever
        clears letters quickly waits for no picture."""
        if self._store.is_drawn(entry, page):
            return await run_in_threadpool(png, draw)
        async with self._easel:
            gone = await request.is_disconnected()
            return missing() if gone else await run_in_threadpool(png, draw)

    async def _ahead(self, letter: str) -> None:
        """Draw the pages of the letter that is looked at, then of the next, unless the person has gone on."""
        self._latest = letter
        following = await run_in_threadpool(self._following, letter)
        for each in (letter, *following[:1]):
            async with self._easel:
                if self._latest == letter:
                    await run_in_threadpool(self._store.ahead, each)

    def _letter(self, request: Request, entry: Entry, status: int = 200, **more: object) -> Response:
        letter = entry.letter
        fields = fields_of(letter)
        kept, whole = self._store.corrections, file_id(entry.result.source.sha256 or "")
        doubtful = {reason.field for reason in letter.review.reasons if reason.field}
        doubtful |= {name for name, field in fields if field.status == "review"}
        asked = [name for name in CORRECTABLE if name in doubtful]
        given: dict[str, Any] = dict(letter.fields)
        values = {
            "error": None, "typed": {}, "entry": entry, "letter": letter, "fields": fields, "asked": asked,
            "given": given, "choices": {name: _choices(given.get(name)) for name in asked},
            "places": {name: _places(given.get(name)) for name in asked}, "boxes": _boxes(letter, fields, set(asked)),
            "correctable": CORRECTABLE, "log": kept.of(letter.id) + kept.of(whole), "file_version": kept.version(whole),
            "follows": letter.pages[0] > min(each.pages[0] for each in entry.result.letters),
            "last": last_standing(self._store, entry), "who": _who(request),
            "waiting": sum(row.needed for row in self._store.rows()),
        }  # fmt: skip
        return self._render.page("letter.html", status, **(values | more))


def _who(request: Request) -> str:
    known = unquote(request.cookies.get("who", ""))
    return known or getpass.getuser()


def _remember(response: Response, who: str) -> Response:
    response.set_cookie("who", quote(who[:80]), max_age=180 * 86400, httponly=True, samesite="strict")
    return response


_Place = tuple[int, tuple[float, float, float, float]]


def _places(field: Any) -> list[_Place]:
    """Page and box of each place on paper that a field or one of its candidates was read at, each once."""
    if field is None:
        return []
    return list(
        dict.fromkeys(_standing((*field.evidence, *(each for at in field.alternatives for each in at.evidence))))
    )


def _standing(evidence: Iterable[Any]) -> list[_Place]:
    return [(each.page, each.box) for each in evidence if each.page is not None and each.box]


def _choices(field: Any) -> list[tuple[Any, list[tuple[int, int]]]]:
    """Each candidate, and number and page of the places that it was read at."""
    every = _places(field)
    found = []
    for value in candidates(field):
        read = [each for each in (field, *field.alternatives) if each.value == value]
        places = dict.fromkeys(place for each in read for place in _standing(each.evidence))
        found.append((value, [(every.index(place), place[0]) for place in places]))
    return found


def _rows(letter: Letter) -> Iterable[tuple[str, Any]]:
    """Fields that a letter may carry several of."""
    yield from (("tax period", each.field) for each in letter.tax_periods)
    yield from ((each.label, each.field) for each in letter.amounts)
    yield from ((each.kind.value, each.field) for each in letter.references)
    yield from ((each.kind.value, each.field) for each in letter.contacts)


def _boxes(
    letter: Letter, fields: list[tuple[str, Any]], asked: set[str]
) -> dict[int, list[tuple[str, str, tuple[float, float, float, float]]]]:
    """Name, status and box of each printed line that a field rests on, by page; of those ``asked`` candidates too,
    of rows and periods the doubtful, and the places that speak against the letter."""
    boxes: dict[int, list[tuple[str, str, tuple[float, float, float, float]]]] = {}
    for name, field in fields:
        for page, box in _places(field) if name in asked else _standing(field.evidence):
            boxes.setdefault(page, []).append((name, field.status, box))
    for name, row in _rows(letter):
        for page, box in _standing(row.evidence) if row.status == "review" else ():
            boxes.setdefault(page, []).append((name, "review asked", box))
    for finding in letter.authenticity.findings:
        for page, box in _standing(finding.evidence) if finding.weight > 0 else ():
            boxes.setdefault(page, []).append((finding.title, "against", box))
    return boxes
