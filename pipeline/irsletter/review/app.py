"""The pages: a queue, and one letter with its page pictures, boxes, reasons and fields.

Whoever can reach the port must know the token in the address; the Host and Origin headers are checked, so that no page
of the web can reach in through the browser; the policy forbids every script.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from irsletter.errors import IrsletterError
from irsletter.review.store import Entry, Store, fields_of, shown

_HERE = Path(__file__).parent
_POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


class Guard(BaseHTTPMiddleware):
    """Answers only to the page's own address, and lets only the page itself write."""

    def __init__(self, app: Any, host: str) -> None:
        super().__init__(app)
        self._host = host

    async def dispatch(self, request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        origin = request.headers.get("origin")
        strange = request.headers.get("host") != self._host or origin not in (None, f"http://{self._host}")
        unsigned = request.method != "GET" and origin is None
        response = PlainTextResponse("Refused.", 403) if strange or unsigned else await call_next(request)
        response.headers.update(_HEADERS)
        return response


def make_app(store: Store, token: str, host: str) -> Starlette:
    """The application, which answers below ``/token/`` at ``host`` (``127.0.0.1:port``)."""
    pages = _Pages(store, token)
    routes = [
        Route("/{token}/", pages.queue),
        Route("/{token}/style.css", pages.style),
        Route("/{token}/letter/{line:int}/{letter}", pages.letter),
        Route("/{token}/letter/{line:int}/{letter}", pages.correct, methods=["POST"]),
        Route("/{token}/letter/{line:int}/{letter}/{page:int}.png", pages.picture),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Guard, host=host)])


class _Pages:
    def __init__(self, store: Store, token: str) -> None:
        self._store, self._token = store, token
        loader = FileSystemLoader(_HERE / "templates")
        self._templates = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
        self._templates.globals.update(root=f"/{token}", shown=shown)

    def _allowed(self, request: Request) -> bool:
        return secrets.compare_digest(request.path_params["token"].encode(), self._token.encode())

    def _entry(self, request: Request) -> Entry | None:
        place: Mapping[str, Any] = request.path_params
        return self._store.entry(place["line"], place["letter"]) if self._allowed(request) else None

    def _page(self, name: str, **values: object) -> HTMLResponse:
        return HTMLResponse(self._templates.get_template(name).render(**values))

    def queue(self, request: Request) -> Response:
        if not self._allowed(request):
            return _missing()
        return self._page("queue.html", entries=self._store.entries())

    def style(self, request: Request) -> Response:
        style = (_HERE / "templates" / "style.css").read_text(encoding="utf-8")
        return Response(style, media_type="text/css") if self._allowed(request) else _missing()

    def letter(self, request: Request) -> Response:
        entry = self._entry(request)
        if entry is None:
            return _missing()
        fields = fields_of(entry.letter)
        return self._page(
            "letter.html",
            entry=entry,
            letter=entry.letter,
            fields=fields,
            boxes=_boxes(fields),
            corrections=self._store.corrections(entry.letter.id),
        )

    async def correct(self, request: Request) -> Response:
        entry = self._entry(request)
        if entry is None:
            return _missing()
        form = await request.form()
        values = {name: str(value).strip() for name, value in form.items()}
        who = values.pop("who", "")
        if not who:
            return PlainTextResponse("Say who corrects: nothing was kept.", 400)
        self._store.correct(entry, values, who, dt.datetime.now(dt.UTC))
        return RedirectResponse(request.url.path, status_code=303)

    def picture(self, request: Request) -> Response:
        entry = self._entry(request)
        page = request.path_params["page"]
        if entry is None or page not in entry.letter.pages:
            return _missing()
        try:
            return Response(self._store.picture(entry, page), media_type="image/png")
        except IrsletterError as error:
            return PlainTextResponse(error.message, 404)


def _missing() -> Response:
    return PlainTextResponse("There is nothing here.", 404)


def _boxes(fields: list[tuple[str, Any]]) -> dict[int, list[tuple[str, str, tuple[float, float, float, float]]]]:
    """Name, status and box of each printed line that a field rests on, by page."""
    boxes: dict[int, list[tuple[str, str, tuple[float, float, float, float]]]] = {}
    for name, field in fields:
        for evidence in field.evidence:
            if evidence.page is not None and evidence.box is not None:
                boxes.setdefault(evidence.page, []).append((name, field.status, evidence.box))
    return boxes
