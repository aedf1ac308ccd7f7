"""The applications: the review page of a batch, and the answer page for one letter; both read dropped files."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.routing import Route

from irsletter.review.desk import Desk
from irsletter.review.guard import Guard
from irsletter.review.outputs import Outputs
from irsletter.review.pages import Pages
from irsletter.review.render import FILES, Renderer
from irsletter.review.store import Store
from irsletter.review.uploads import UPLOADS, Uploads

_FORM_ROOM = 256 * 1024
"""What a form needs around the files it carries."""


def make_app(store: Store, desk: Desk, token: str, host: str) -> Starlette:
    """The review page, which answers below ``/token/`` at ``host`` (``127.0.0.1:port``)."""
    render = Renderer(token, review=True)
    outputs = Outputs(store)
    pages = Pages(store, render, outputs)
    uploads = Uploads(desk, render, store.config, store.today)
    routes = [
        Route("/{token}/", pages.queue),
        Route("/{token}/next", pages.next),
        Route("/{token}/undo", pages.undo, methods=["POST"]),
        Route("/{token}/letter/{letter}", pages.letter),
        Route("/{token}/letter/{letter}", pages.act, methods=["POST"]),
        Route("/{token}/letter/{letter}/look", pages.look, methods=["POST"]),
        Route("/{token}/letter/{letter}/{page:int}.png", pages.picture),
        Route("/{token}/letter/{letter}/{field}/{at:int}.png", pages.crop),
        Route("/{token}/work/{letter}", pages.work, methods=["POST"]),
        Route("/{token}/drop", uploads.drop),
    ]

    def warm() -> None:
        outputs.catch_up()
        store.rows()

    return _app(routes, uploads, render, host, outputs.close, warm)


def make_answer_app(desk: Desk, token: str, host: str, config: Path | None, today: dt.date | None) -> Starlette:
    """The answer page alone: a letter is dropped on it and explained, nothing is kept."""
    render = Renderer(token, review=False)
    uploads = Uploads(desk, render, config, today)
    return _app([Route("/{token}/", uploads.drop)], uploads, render, host, lambda: None)


def _app(
    routes: list[Route],
    uploads: Uploads,
    render: Renderer,
    host: str,
    close: Callable[[], None],
    warm: Callable[[], object] = lambda: None,
) -> Starlette:
    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        Thread(target=warm, daemon=True).start()  # who opens the page a moment later does not wait for the whole queue
        yield
        await run_in_threadpool(close)

    routes += [
        Route("/{token}/read", uploads.read, methods=["POST"]),
        Route("/{token}/answer/{key}", uploads.answer),
        Route("/{token}/answer/{key}/{name}", uploads.saved),
        Route("/{token}/api/letters", uploads.api, methods=["POST"]),
        Route("/{token}/openapi.json", uploads.openapi),
        *(Route(f"/{{token}}/{name}", render.file) for name in FILES),
    ]
    guard = Middleware(Guard, host=host, file_bytes=uploads.most_bytes + _FORM_ROOM, file_paths=UPLOADS)
    app = Starlette(routes=routes, middleware=[guard], lifespan=lifespan)
    app.router.redirect_slashes = False  # an address without the token is told nothing
    return app
