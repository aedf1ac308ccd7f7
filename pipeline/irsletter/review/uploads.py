"""Files that are dropped on the page or posted by a program: read at once, explained, and kept nowhere."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from irsletter.catalog.load import load_catalog
from irsletter.emit.as_of import as_of_day, language_of
from irsletter.emit.html import part, to_html
from irsletter.emit.ics import deadlines_ics
from irsletter.emit.schema import dump
from irsletter.emit.screen import remarks, screens
from irsletter.errors import IrsletterError
from irsletter.model.result import Result
from irsletter.review.desk import Answered, BusyError, Desk, Upload
from irsletter.review.openapi import LANGUAGES, MOST_FILES, openapi
from irsletter.review.render import Renderer, missing
from irsletter.run.outputs.pictures import small

UPLOADS = ("/read", "/api/letters")
"""How the paths end that files may be sent to."""
_SAVED = {
    "letter.html": "text/html; charset=utf-8",
    "letter.json": "application/json",
    "dates.ics": "text/calendar; charset=utf-8",
}
_ANSWER_POLICY = (
    "default-src 'none'; img-src data:; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


class Uploads:
    """The addresses that take files, and those that show what was read."""

    def __init__(self, desk: Desk, render: Renderer, config: Path | None, today: dt.date | None) -> None:
        self._desk, self._render, self._today = desk, render, today
        self._catalog = load_catalog(config)
        self.most_bytes = self._catalog.settings.limits.max_bytes

    def drop(self, request: Request) -> Response:
        """The empty page that a letter is dropped on."""
        return self._dropped(None) if self._render.allowed(request) else missing()

    async def read(self, request: Request) -> Response:
        """A form with files: the answer page follows."""
        if not self._render.allowed(request):
            return missing()
        try:
            answered = await self._answered(request, draw=True)
        except IrsletterError as error:
            return self._dropped(error)
        return RedirectResponse(f"{self._render.root}/answer/{self._desk.keep(answered)}", 303)

    async def api(self, request: Request) -> Response:
        """Files in, a Result out."""
        if not self._render.allowed(request):
            return missing()
        try:
            _known(request)
            day, lang = _day(request.query_params.get("as_of")), _language(request)
            answered = await self._answered(request, draw=False)
        except IrsletterError as error:
            status = 503 if isinstance(error, BusyError) else 400
            return JSONResponse({"message": error.message, "hint": error.hint}, status)
        result = as_of_day(answered.result, day or self._desk.today, self._catalog, lang=lang)
        return Response(dump(result), media_type="application/json")

    def answer(self, request: Request) -> Response:
        """What was read of a letter, for a person."""
        if not self._render.allowed(request):
            return missing()
        key = request.path_params["key"]
        answered = self._desk.answered(key)
        if answered is None:
            gone = IrsletterError("This answer is no longer here: nothing of a letter is kept.", "Drop it once more.")
            return self._dropped(gone, 404)
        result, lang = self._dated(request, answered)
        labels = self._catalog.labels[lang]
        parts = [
            part(f"letter-{number}", screen, labels, answered.pictures)
            for number, screen in enumerate(screens(result, labels), start=1)
        ]
        page = self._render.page(
            "answer.html", result=result, parts=parts, remarks=remarks(result, labels), key=key, lang=lang
        )
        page.headers["Content-Security-Policy"] = _ANSWER_POLICY
        return page

    def saved(self, request: Request) -> Response:
        """The answer as a file to keep."""
        name = request.path_params["name"]
        answered = self._desk.answered(request.path_params["key"]) if self._render.allowed(request) else None
        if answered is None or name not in _SAVED:
            return missing()
        result, lang = self._dated(request, answered)
        labels = self._catalog.labels[lang]
        if name == "letter.html":
            body: str | bytes = to_html(result, labels, small(answered.pictures))
        else:
            body = dump(result) if name == "letter.json" else deadlines_ics([result], labels)
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(body, media_type=_SAVED[name], headers=headers)

    def openapi(self, request: Request) -> Response:
        return JSONResponse(openapi(self._render.root)) if self._render.allowed(request) else missing()

    def _dropped(self, error: IrsletterError | None, status: int = 0) -> Response:
        status = status or (200 if error is None else 503 if isinstance(error, BusyError) else 400)
        megabytes = self.most_bytes // 2**20
        return self._render.page("drop.html", status, error=error, most=MOST_FILES, megabytes=megabytes)

    def _dated(self, request: Request, answered: Answered) -> tuple[Result, str]:
        lang = request.query_params.get("lang")
        if lang not in LANGUAGES:
            lang = language_of(answered.result, self._catalog)
        return as_of_day(answered.result, self._desk.today, self._catalog, lang=lang), lang

    async def _answered(self, request: Request, *, draw: bool) -> Answered:
        try:
            async with request.form(max_files=MOST_FILES, max_fields=20) as form:
                files: list[Upload] = [
                    (each.filename or "", each.file)
                    for _, each in form.multi_items()
                    if isinstance(each, UploadFile) and (each.size or each.filename)  # a form left empty sends neither
                ]
                return await run_in_threadpool(self._desk.read, files, draw=draw)
        except HTTPException as error:  # no form, or one that is not whole
            raise IrsletterError("The request is no form with files.", "Send the letter as multipart form.") from error


def _known(request: Request) -> None:
    """A parameter that is written wrongly must not be taken for one left out."""
    if set(request.query_params) - {"as_of", "lang"}:
        raise IrsletterError("There is no such parameter in the address.", "Only as_of and lang.")


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text is not None else None
    except ValueError as error:
        raise IrsletterError("as_of is no day.", "Write it like 2025-06-10.") from error


def _language(request: Request) -> Any:
    lang = request.query_params.get("lang")
    if lang is not None and lang not in LANGUAGES:
        raise IrsletterError("There is no such language.", f"One of {', '.join(LANGUAGES)}.")
    return lang
