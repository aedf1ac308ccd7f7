"""``python -m irsletter.review [DIR]``: serve the page on the loopback address and tell where it is.

With DIR the review page of that batch, without it the answer page for one letter.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import secrets
import signal
import socket
import sys
import webbrowser
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from irsletter.errors import IrsletterError
from irsletter.review.app import make_answer_app, make_app
from irsletter.review.desk import Desk, open_desk
from irsletter.review.store import Store
from irsletter.run.outputs.pictures import Opening

_LAST_WORDS = 3
"""Seconds that requests under way get when the page is ended."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="irsletter review")
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--letters", type=Path)
    parser.add_argument("--config", type=Path)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--as-of", type=dt.date.fromisoformat)
    parser.add_argument("--open", action="store_true")
    wanted = parser.parse_args()
    with socket.socket() as listening:
        try:
            opening = Opening(wanted.config, os.environ.get("IRSLETTER_PASSWORD"))
            store = Store(wanted.folder, wanted.letters, opening, wanted.as_of) if wanted.folder else None
            listening.bind(("127.0.0.1", wanted.port))
            listening.listen()  # who opens the address as soon as it is told waits, and is not turned away
        except (IrsletterError, OSError) as error:
            sys.stderr.write(f"{error}\n")
            return 2
        # the server gives the signal that ended it on to whoever was there before: everything is put away first
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        try:
            with open_desk(wanted.config, wanted.as_of) as desk:
                _serve(listening, store, desk, wanted)
        except KeyboardInterrupt:
            return 130
    return 0


def _serve(listening: socket.socket, store: Store | None, desk: Desk, wanted: argparse.Namespace) -> None:
    host, token = f"127.0.0.1:{listening.getsockname()[1]}", secrets.token_urlsafe(24)
    home = f"http://{host}/{token}/"
    sys.stderr.write(f"Open {home} in a browser of this machine; Ctrl-C ends it.\n")
    app: Starlette
    if store is None:
        app = make_answer_app(desk, token, host, wanted.config, wanted.as_of)
    else:
        app = make_app(store, desk, token, host)
    if wanted.open:
        webbrowser.open(home)
    # faults are told by the guard, in one line without a word of any letter
    config = uvicorn.Config(app, log_level="critical", access_log=False, timeout_graceful_shutdown=_LAST_WORDS)
    uvicorn.Server(config).run([listening])


if __name__ == "__main__":
    sys.exit(main())
