"""The pages: a queue, and one letter with its pictures, boxes, reasons and fields."""

from __future__ import annotations

import datetime as dt
import getpass
from asyncio import Semaphore
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, unquote

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from irsletter.errors import IrsletterError
from irsletter.model.kinds import AmountKind, ContactKind, ContactRole, DeadlineKind
from irsletter.review.acts import act, last_standing, look, pages, undo
from irsletter.review.index import Row
from irsletter.review.outputs import Outputs
from irsletter.review.places import boxes_of, choices_of, places_of
from irsletter.review.render import Renderer, missing, named, png
from irsletter.review.rows import doubtful_rows, field_named, is_row, list_of, rows_of_list, sum_fails
from irsletter.review.store import Entry, Store, fields_of
from irsletter.run.corrections.file import ConflictError
from irsletter.run.corrections.parts import file_id
from irsletter.run.corrections.row_cells import LISTS
from irsletter.run.corrections.typed import CORRECTABLE
from irsletter.run.intake.work import WORK_COLUMNS

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
            outputs=self._outputs,
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
            if form.get("act") in ("split", "join", "turn"):
                show = pages(self._store, entry, form, who, now)
            else:
                act(self._store, entry, form, who, now)
        except ConflictError as error:
            return self._render.page("conflict.html", 409, error=error, entry=entry, form=form)
        except IrsletterError as error:
            return self._letter(request, entry, 400, error=error, typed=form)
        self._outputs.stale()
        here = f"{self._root}/letter/{show}{'#rows' if is_row(form.get('field', '')) else ''}"
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
        field: Any = field_named(entry.letter, request.path_params["field"]) if entry else None
        places = places_of(field)
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

    def _letter(self, request: Request, entry: Entry, status: int = 200, **more: Any) -> Response:
        letter = entry.letter
        fields = fields_of(letter)
        kept, whole = self._store.corrections, file_id(entry.result.source.sha256 or "")
        doubtful = {reason.field for reason in letter.review.reasons if reason.field}
        doubtful |= {name for name, field in fields if field.status == "review"}
        rows = doubtful_rows(letter)
        last = last_standing(self._store, entry)
        titles = {row.name: named(row.said["what"]) if "what" in row.said else "Tax period" for row in rows}
        asked = [*(name for name in CORRECTABLE if name in doubtful), *titles]
        asked.sort(key=lambda name: list_of(name) != "deadlines")  # dates that carry a right come first
        given = {name: field_named(letter, name) for name in (*asked, *letter.fields)}
        values = {
            "error": None, "typed": {}, "entry": entry, "letter": letter, "fields": fields, "asked": asked,
            "given": given, "choices": {name: choices_of(given[name]) for name in asked},
            "places": {name: places_of(given[name]) for name in asked}, "boxes": boxes_of(letter, fields, set(asked)),
            "lists": {name: rows_of_list(letter, name) for name in LISTS}, "was": {row.name: row.was for row in rows},
            "titles": {name: titles.get(name) or named(name) for name in asked},
            "rows_open": is_row(str(more.get("typed", {}).get("field", ""))) or bool(rows)
            or sum_fails(letter)
            or (last is not None and last.act == "row"),
            "sets": {"amount": AmountKind, "day": DeadlineKind, "contact": ContactKind, "role": ContactRole},
            "correctable": CORRECTABLE, "log": kept.of(letter.id) + kept.of(whole), "file_version": kept.version(whole),
            "turns": {each.page: 4 - each.quarters for each in entry.result.source.turned_pages},
            "follows": letter.pages[0] > min(each.pages[0] for each in entry.result.letters),
            "last": last, "who": _who(request),
            "outputs": self._outputs, "waiting": sum(row.needed for row in self._store.rows()),
        }  # fmt: skip
        return self._render.page("letter.html", status, **(values | more))


def _who(request: Request) -> str:
    known = unquote(request.cookies.get("who", ""))
    return known or getpass.getuser()


def _remember(response: Response, who: str) -> Response:
    response.set_cookie("who", quote(who[:80]), max_age=180 * 86400, httponly=True, samesite="strict")
    return response
