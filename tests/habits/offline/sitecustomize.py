"""Loaded by every interpreter that has this folder on PYTHONPATH: no name look-up, no internet socket."""

import os
import sys
from pathlib import Path

_LOG = Path(os.environ["OFFLINE_LOG"])
_ADDRESSED = {"socket.connect", "socket.sendto", "socket.bind"}
_LOOKED_UP = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}


def _deny(event, arguments):
    local = event in _ADDRESSED and isinstance(arguments[1], str | bytes)  # between processes of one machine
    if event in _LOOKED_UP or (event in _ADDRESSED and not local):
        with _LOG.open("a") as log:
            log.write(f"{event}\n")
        raise OSError("the network is off")


# who was guarded, so that a test can see that every child was
_LOG.with_name(f"{_LOG.name}.{os.getpid()}").touch()
sys.addaudithook(_deny)
