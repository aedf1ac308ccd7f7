"""``python -m irsletter.review DIR``: serve the page on the loopback address and tell where it is."""

from __future__ import annotations

import argparse
import datetime as dt
import secrets
import socket
import sys
from pathlib import Path

import uvicorn

from irsletter.errors import IrsletterError
from irsletter.review.app import make_app
from irsletter.review.store import Store


def main() -> int:
    parser = argparse.ArgumentParser(prog="irsletter review")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--letters", type=Path)
    parser.add_argument("--config", type=Path)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--as-of", type=dt.date.fromisoformat)
    wanted = parser.parse_args()
    with socket.socket() as listening:
        try:
            store = Store(wanted.folder, wanted.letters, wanted.config, wanted.as_of)
            listening.bind(("127.0.0.1", wanted.port))
            listening.listen()  # who opens the address as soon as it is told waits, and is not turned away
        except (IrsletterError, OSError) as error:
            sys.stderr.write(f"{error}\n")
            return 2
        host = f"127.0.0.1:{listening.getsockname()[1]}"
        token = secrets.token_urlsafe(24)
        sys.stderr.write(f"Open http://{host}/{token}/ in a browser of this machine; Ctrl-C ends it.\n")
        app = make_app(store, token, host)
        uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run([listening])
    return 0


if __name__ == "__main__":
    sys.exit(main())
