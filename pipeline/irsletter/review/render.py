"""What every page is made with: templates, the token that opens them, the few plain answers."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from irsletter.emit.html import FILTERS
from irsletter.errors import IrsletterError
from irsletter.review.rows import list_of, spoken_row
from irsletter.run.corrections.typed import spoken, written

_HERE = Path(__file__).parent / "templates"
_FILES = {"style.css": "text/css", "review.js": "text/javascript", "drop.js": "text/javascript"}


class Renderer:
    """Renders templates below ``/token``, and tells requests that know the token from others."""

    def __init__(self, token: str, **known: object) -> None:
        self.root, self._token = f"/{token}", token
        self._templates = Environment(
            # the second holds the answer for a person, which has one look wherever it is shown
            loader=ChoiceLoader([FileSystemLoader(_HERE), PackageLoader("irsletter.emit", "templates")]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(root=self.root, written=_written, day=_day, **known)
        self._templates.filters.update(named=named, begun=_begun, bare=_bare, meant=_meant, rowed=spoken_row, **FILTERS)

    def allowed(self, request: Request) -> bool:
        return secrets.compare_digest(request.path_params["token"].encode(), self._token.encode())

    def page(self, name: str, status: int = 200, **values: object) -> HTMLResponse:
        return HTMLResponse(self._templates.get_template(name).render(**values), status)

    def file(self, request: Request) -> Response:
        """A style or a script."""
        name = request.url.path.rsplit("/", 1)[-1]
        if not self.allowed(request):
            return missing()
        if name == "answer.css":
            return Response(self._templates.get_template("style.css.j2").render(), media_type="text/css")
        return Response(_served(name), media_type=_FILES[name])


FILES = (*_FILES, "answer.css")


@lru_cache(maxsize=len(_FILES))
def _served(name: str) -> bytes:
    return (_HERE / name).read_bytes()


def _day(iso: str) -> str:
    """``Jun 3, 2025``."""
    day = dt.date.fromisoformat(iso)
    return f"{day:%b} {day.day}, {day.year}"


def _written(name: str, value: Any) -> str:
    """A value as a person writes it; ``amounts-2`` names a row of amounts."""
    return written(list_of(name), value)


def _meant(name: str) -> str:
    """``amount due`` for ``amount_due``, ``amount`` for ``amounts-2``."""
    return spoken(list_of(name))


def named(name: str) -> str:
    """``Amount due`` for ``amount_due``."""
    return name.replace("_", " ").capitalize().replace(" id", " ID").replace("Url", "URL")


def _begun(text: str) -> str:
    """``text`` as a sentence begins, the rest of it as it is."""
    return text[:1].upper() + text[1:]


def _bare(text: str) -> str:
    """Letters and digits alone: what is left where two texts differ in more than their punctuation."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def missing() -> Response:
    return PlainTextResponse("There is nothing here.", 404)


def png(draw: Callable[[], bytes]) -> Response:
    """What ``draw`` gives; its faults as one line of text."""
    try:
        return Response(draw(), media_type="image/png")
    except IrsletterError as error:
        return PlainTextResponse(error.message, 404)
