"""The data files of this room, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

HERE = Path(__file__).parent
SETS = ("tune", "calibrate", "report")
"""``tune`` is for building the reader, ``calibrate`` for its confidences, ``report`` for the figures that are told."""


class Entry(BaseModel):
    """A table of a data file: read-only, and a key that it does not know is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@cache
def table(name: str) -> dict[str, Any]:
    """The data file ``name``, without its suffix. Raises FileNotFoundError and tomllib.TOMLDecodeError."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def merged(folder: str) -> dict[str, Any]:
    """All data files of ``folder`` as one table. Raises ValueError where two of them use the same key."""
    whole: dict[str, Any] = {}
    for path in sorted((HERE / folder).glob("*.toml")):
        part = table(f"{folder}/{path.stem}")
        if twice := whole.keys() & part.keys():
            raise ValueError(f"{path.name}: {', '.join(sorted(twice))} stands in another file of {folder} too")
        whole |= part
    return whole
