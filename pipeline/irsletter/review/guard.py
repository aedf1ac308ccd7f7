"""Who may speak to the page: the headers of every request and answer, and how much a request may hold.

Whoever can reach the port must know the token in the address; Host and Origin are checked, so that no page of the web
reaches in through the browser (DNS rebinding, cross-site writes); only scripts and styles served from here may run.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from irsletter.errors import IrsletterError

PROGRAMS = ("/api/letters",)
"""How the paths end that programs post to."""
FORM_BYTES = 64 * 1024
"""What a request may hold that is no file."""
POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class _TooLargeError(Exception):
    """The body went over its limit while it came in."""


class Guard:
    """Answers only to the page's own address ``host`` (``127.0.0.1:port``), and lets only the page itself write.

    ``file_bytes``: what a request to a path that ends in ``file_path`` may hold, for uploads; others ``FORM_BYTES``.
    """

    def __init__(self, app: ASGIApp, host: str, file_bytes: int = 0, file_paths: tuple[str, ...] = ()) -> None:
        self._app, self._host, self._file_bytes, self._file_paths = app, host, file_bytes, file_paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._file_bytes if scope["path"].endswith(self._file_paths or ("\0",)) else FORM_BYTES
        headers = Headers(scope=scope)
        refused = self._refused(scope["path"], scope["method"], headers, limit)
        taken = 0
        begun = False

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > limit:
                raise _TooLargeError
            return message

        async def covered(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                own = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    own.setdefault(name, value)
            await send(message)

        if refused is not None:
            await refused(scope, receive, covered)
            return
        try:
            await self._app(scope, counted, covered)
        except Exception as error:  # the border
            answer = _too_large() if isinstance(error, _TooLargeError) else _told(error)
            if not begun:
                await answer(scope, receive, covered)

    def _refused(self, path: str, method: str, headers: Headers, limit: int) -> PlainTextResponse | None:
        origin = headers.get("origin")
        # every browser names the origin of what it posts; a program that knows the token need not
        program = path.endswith(PROGRAMS) and "sec-fetch-site" not in headers
        strange = headers.get("host") != self._host or origin not in (None, f"http://{self._host}")
        crossing = headers.get("sec-fetch-site", "none") not in ("none", "same-origin")
        if strange or crossing or (method not in ("GET", "HEAD") and origin is None and not program):
            return PlainTextResponse("Refused.", 403)
        size: Any = headers.get("content-length", "0")
        return _too_large() if not size.isdecimal() or int(size) > limit else None


def _too_large() -> PlainTextResponse:
    return PlainTextResponse("That is more than a request may hold.", 413)


def _told(error: Exception) -> PlainTextResponse:
    """A fault that the program knows, in its own words; else its kind and its place, here and on standard error, never
    its text, which may quote a letter."""
    if isinstance(error, IrsletterError):
        return PlainTextResponse(f"{error.message}\n{error.hint}", 409)
    place = traceback.extract_tb(error.__traceback__)[-1]
    fault = f"Something unexpected: {type(error).__name__} at {Path(place.filename).name}:{place.lineno}"
    sys.stderr.write(f"{fault}\n")
    return PlainTextResponse(fault, 500)
